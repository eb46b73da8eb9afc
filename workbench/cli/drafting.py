"""The command from draft to coding: drafts. Its options stand here as well; nothing slow loads before it runs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "drafts", "drafting", "Drafts of codings in a case's texts: list, judge, see how cues do. "
                   "A draft counts for nothing; whoever is to code blind does not look at them.",
                   "workbench drafts casefiles/demo --open --out drafts.csv")  # fmt: skip
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made.add_argument("--item", metavar="NAME", help="only this item: its file name, its id, or the start of its id")
    made.add_argument("--open", action="store_true", help="leave out what somebody has accepted or rejected")
    way = made.add_mutually_exclusive_group()
    way.add_argument("--out", metavar="FILE.csv", help="write the open drafts here, to be filled in")
    way.add_argument("--decide", metavar="FILE.csv", help="record what a person accepted and rejected in this file")
    way.add_argument("--precision", action="store_true", help="for each cue, how many drafts were accepted")
    agent(made)


def drafts(options: argparse.Namespace) -> int:
    """Lists drafts, writes them to be judged, records verdicts, or shows what they say of the cues."""
    if options.decide:
        return _decide(options)
    from workbench import verbs
    from workbench.coding import drafts as drafting

    case = verbs.open(options.case)
    found = drafting.drafts(case, options.framework, options.item)
    if options.precision:
        return _precision(case, found, options)
    still = [one for one in found if one.decision is None]
    if options.out:
        _to_fill(case, still, Path(options.out))
    shown = still if options.open else found
    unread = drafting.without_text(case, options.item)
    if options.json:
        say.document({"drafts": [one.document() for one in shown], "open": len(still), "without_text": unread})
        return 0
    for one in shown:
        judged = f" [{one.decision}]" if one.decision else ""
        place = one.place or f"code points {one.start} to {one.end}"
        print(f"{one.file}, {place}: {one.indicator}, {one.polarity}{judged}")
        print(f"    {one.quote}")
        print(f"    {one.cue}: {one.reason}")
    print(f"{len(found)} drafts, {len(still)} open. Drafts count for nothing until a coder accepts them.")
    print(f"{unread} items have no text: no cue has read them. Where no draft stands, nobody has read yet, either.")
    return 0


def _to_fill(case: Any, still: Any, file: Path) -> None:
    from workbench import verbs
    from workbench.coding.verdicts import sheet

    sheet(file, still)
    case.log_access("", [(file.name, verbs.digest(file))])  # a copy with words of the case left its store
    say.note(f"{len(still)} open drafts written to {file}")


def _decide(options: argparse.Namespace) -> int:
    from workbench import verbs
    from workbench.coding.verdicts import judge

    case = verbs.open(options.case)
    done = judge(case, Path(options.decide), agent=verbs.acting(case, options.agent, "drafts"))
    recorded = done.accepted + done.rejected
    if options.json:
        listed = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in done.problems]
        say.document({"recorded": recorded, **vars(done), "problems": listed})
    else:
        print(f"{done.accepted} accepted, {done.rejected} rejected, {done.already} already there, "
              f"{done.left_open} left open, {len(done.problems)} not taken")  # fmt: skip
    for problem in done.problems:
        say.note(f"not taken: {problem}")
    return 0 if not done.problems else 1 if recorded or done.already else 2


def _precision(case: Any, found: Any, options: argparse.Namespace) -> int:
    from workbench.coding.precision import by_cue
    from workbench.errors import Refused

    if options.item:
        raise Refused("--precision", "a cue is judged over the whole case", "Leave --item out")
    rows = by_cue(case.state(), found, options.framework)
    if options.json:
        say.document({"framework": options.framework, "cues": [row.document() for row in rows]})
        return 0
    headers = ["indicator", "cue", "accepted", "rejected", "open", "precision", "in words"]
    say.rows(headers, [_row(row) for row in rows], title=f"What became of each cue's drafts ({options.framework})")
    print("A figure speaks of a cue, on the drafts judged in this case; of no person, and of no other case.")
    return 0


def _row(row: Any) -> list[str]:
    figure = "" if row.precision is None else f"{float(row.precision):.3f}"
    return [row.indicator, row.cue, str(row.accepted), str(row.rejected), str(row.open), figure, row.words]
