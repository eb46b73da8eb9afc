"""The command for the preliminary steps: prepare."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "prepare", "preparing", "Preliminary steps: mandate, threats, digital landscape.",
                   "workbench prepare casefiles/site-a mandate --out mandate.toml\n"
                   "  workbench prepare casefiles/site-a mandate mandate.toml --agent MJ")  # fmt: skip
    made.add_argument(
        "form",
        metavar="FORM",
        nargs="?",
        help="mandate, threat-assessment or digital-landscape-assessment; without it, which are done",
    )
    made.add_argument("file", metavar="FILLED.toml", nargs="?", help="a filled form to be recorded")
    made.add_argument("--out", metavar="BLANK.toml", help="write the blank form here")
    agent(made)


def prepare(options: argparse.Namespace) -> int:
    """Lists the steps, writes a blank form, or records a filled one."""
    from workbench import preparation, verbs
    from workbench.codebook.forms import preliminary
    from workbench.errors import Refused

    case = verbs.open(options.case)
    if options.out and options.file:
        raise Refused(options.out, "--out writes a blank form, and a filled one was named", "Give one of the two")
    if options.form is None and options.out:
        which = ", ".join(form.id for form in preliminary())
        raise Refused(options.out, "--out writes a blank form, and no form was named", f"Name one of {which}")
    if options.form is None:
        return _list(preparation.steps(case), options)
    if options.file:
        who = verbs.acting(case, options.agent, "prepare")
        identity, new = preparation.record(case, options.form, Path(options.file), agent=who)
        step = next(step for step in preparation.steps(case) if step.form.id == options.form)
        if options.json:
            say.document({"form": options.form, "record": identity, "recorded": new, "open": list(step.open)})
        else:
            print(f"{options.form}: {'recorded' if new else 'already there'}, {len(step.open)} questions open")
        return 0
    return _blank(preparation.blank(options.form), options)


def _list(steps: list[Any], options: argparse.Namespace) -> int:
    if options.json:
        say.document([step.document() for step in steps])
    else:
        rows = [[step.form.id, step.live.at if step.done else "not done", ", ".join(step.open) if step.done else "all"]
                for step in steps]  # fmt: skip
        say.rows(["step", "recorded (UTC)", "questions open"], rows)
    return 0 if all(step.done for step in steps) else 1


def _blank(text: str, options: argparse.Namespace) -> int:
    from workbench.errors import Refused
    from workbench.release.write import put

    if options.out:
        if os.path.lexists(options.out):
            raise Refused(options.out, "it is there already, and may be filled in", "Name a new file, or move it away")
        put(Path(options.out), text.encode("utf-8"))
    if options.json:
        say.document({"form": options.form, "file": options.out, "blank": text})
    elif options.out:
        print(f"wrote {options.out}")
    else:
        print(text, end="")
    return 0
