"""The command that takes a network over from a file of somebody else: import. Nothing slow loads before it runs."""

import argparse
from collections.abc import Callable
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    told = "Take a network over from a file: FollowTheMoney (also of Aleph and OpenSanctions), edges, registers, bans."
    made = command(commands, "import", "importing", told,
                   "workbench import casefiles/site-a targets.nested.json --source OS-2026-11 --agent MJ")  # fmt: skip
    made.add_argument("file", metavar="FILE", help="JSON, CSV, TSV or XLSX; it becomes an item of the case")
    named = "ftm, ftm-statements, or a layout: one of evidence_schema/exchange/layouts, or your own FILE.toml"
    made.add_argument("--as", dest="form", metavar="FORM", help=named)
    made.add_argument("--source", metavar="S", help="the key of the source that says this (default: the file's name)")
    made.add_argument("--relation", metavar="KIND", help="the kind of relation for rows that name none")
    made.add_argument("--show-names", action="store_true",
                      help="persons may be shown by the names in the file (a public register, or labels)")  # fmt: skip
    agent(made)
    made.set_defaults(run=bring)  # the word itself is a keyword of Python


def bring(options: argparse.Namespace) -> int:
    """Takes the file over and says what came of it, what has no counterpart here, and which rows were not taken."""
    from workbench import importing, verbs

    case = verbs.open(options.case)
    done = importing.bring(case, options.file, form=options.form, agent=options.agent, source=options.source,
                           relation=options.relation, show_names=options.show_names)  # fmt: skip
    counts = {kind: len(ids) for kind, ids in done.recorded.items()}
    if options.json:
        listed = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in done.problems]
        say.document({"item": done.item, "form": done.form, "recorded": done.recorded, "already": done.already,
                      "unknown": done.unknown, "problems": listed, "remarks": done.remarks})  # fmt: skip
    else:
        words = ", ".join(f"{number} of kind {kind}" for kind, number in counts.items())
        print(f"read as {done.form}: {words} recorded, {done.already} already there, {len(done.problems)} not taken")
        for name, number in done.unknown.items():
            print(f"  no counterpart here, kept in the file: {name} ({number})")
        print("Nothing was merged. Who may be one: workbench resolve CASE --open")
    for line in (*done.remarks, *(f"not taken: {problem}" for problem in done.problems)):
        say.note(line)
    return 0 if not done.problems else 1 if any(counts.values()) or done.already else 2
