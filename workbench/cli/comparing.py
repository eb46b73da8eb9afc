"""The command about accounts that were given more than once: versions. Nothing slow loads before it runs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "versions", "comparing", "Accounts given more than once, side by side: what differs in "
                   "what matters is only ever said by a person.",
                   "workbench versions casefiles/demo --open --out versions.csv")  # fmt: skip
    made.add_argument("--framework", metavar="ID", default="ilo-11", help="the framework (default: ilo-11)")
    made.add_argument("--open", action="store_true", help="leave out what somebody has compared")
    way = made.add_mutually_exclusive_group()
    way.add_argument("--out", metavar="FILE.csv", help="write the pairs that nobody compared here, to be filled in")
    way.add_argument("--decide", metavar="FILE.csv", help="record what a person says of the pairs in this file")
    agent(made)


def versions(options: argparse.Namespace) -> int:
    """Lists versions of one account, writes them to be compared, or records what a person says of them."""
    from workbench import verbs
    from workbench.findings.versions import pairs

    case = verbs.open(options.case)
    if options.decide:
        return _decide(case, options)
    found = pairs(case.tables(), options.framework)
    still = [one for one in found if one.open]
    if options.out:
        _to_fill(case, still, Path(options.out))
    shown = still if options.open else found
    if options.json:
        say.document({"pairs": [one.document() for one in shown], "open": len(still)})
        return 0
    for one in shown:
        _show(one)
    print(f"{len(found)} pairs of passages in which one account is told more than once, {len(still)} not compared.")
    print("Both versions stay as they are. Nothing here compares them for you.")
    return 0


def _show(one: Any) -> None:
    print(f"{one.origin}, {', '.join(f'{row}: {column}' for row, column in one.cells)}")
    for source, where in zip(one.sources, one.where, strict=True):
        print(f"    {source}, {where['file']}, {where['place'] or 'whole'}: {where['quote'] or 'without words'}")
    for said in one.compared:
        what = "material" if said["material"] else "other words only"
        print(f"    {what}, says {said['by']}{': ' + said['note'] if said['note'] else ''}")


def _to_fill(case: Any, pairs: Any, file: Path) -> None:
    from workbench import verbs
    from workbench.coding.differences import OTHER, sheet

    rows = []
    for one in pairs:
        row = {"origin": one.origin}
        for part, source, passage, where in zip(("", OTHER), one.sources, one.passages, one.where, strict=True):
            region = ",".join(map(str, where["region"] or ()))
            row |= {f"{part}source": source, f"{part}passage": passage, f"{part}file": where["file"],
                    f"{part}quote": where["quote"] or "", f"{part}region": region}  # fmt: skip
        rows.append(row)
    sheet(file, rows)
    case.log_access("", [(file.name, verbs.digest(file))])  # a copy with words of the case left its store
    say.note(f"{len(rows)} pairs that nobody compared written to {file}")


def _decide(case: Any, options: argparse.Namespace) -> int:
    from workbench import verbs

    done = verbs.register(case, "differences", Path(options.decide), agent=options.agent)
    recorded, problems = len(done.recorded), done.problems
    if options.json:
        listed = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in problems]
        say.document({"recorded": recorded, "already": done.already, "problems": listed})
    else:
        print(f"{recorded} recorded, {done.already} already there, {len(problems)} not taken")
    for problem in problems:
        say.note(f"not taken: {problem}")
    return 0 if not problems else 1 if recorded or done.already else 2
