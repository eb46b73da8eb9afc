"""The command about entities that may be one: resolve. Nothing slow loads before it runs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "resolve", "resolving", "Entities that may be one, across scripts and spellings, each "
                   "pair with its reasons: whether they are is only ever said by a person.",
                   "workbench resolve casefiles/demo --open --out pairs.csv")  # fmt: skip
    made.add_argument("--open", action="store_true", help="leave out what somebody has decided")
    way = made.add_mutually_exclusive_group()
    way.add_argument("--out", metavar="FILE.csv", help="write the pairs that nobody decided here, to be filled in")
    way.add_argument("--decide", metavar="FILE.csv", help="record what a person says of the pairs in this file")
    agent(made)


def resolve(options: argparse.Namespace) -> int:
    """Lists entities that may be one, writes them to be decided, or records what a person says of them."""
    from workbench import verbs
    from workbench.matching.listing import listed

    case = verbs.open(options.case)
    if options.decide:
        return _decide(case, options)
    found = listed(case.tables())
    still = [one for one in found if one["decision"] is None]
    if options.out:
        _to_fill(case, still, Path(options.out))
    shown = still if options.open else found
    if options.json:
        say.document({"pairs": shown, "open": len(still)})
        return 0
    for one in shown:
        _show(one)
    print(f"{len(found)} pairs of entities that may be one, {len(still)} not decided.")
    print("A score orders what to look at. Both entities stay, whatever is decided; undo takes a decision back.")
    return 0


def _show(one: dict[str, Any]) -> None:
    print(f"{one['a']} and {one['b']}: {'not scored' if one['score'] is None else format(one['score'], '.2f')}")
    for reason in one["reasons"]:
        print(f"    {reason['weight']:+6.1f}  {reason['words']}")
    for said in one["said"]:
        print(f"    {said['decision']}, says {said['by']}{': ' + said['note'] if said['note'] else ''}")


def _to_fill(case: Any, pairs: list[dict[str, Any]], file: Path) -> None:
    from workbench import verbs
    from workbench.coding.resolutions import sheet

    rows = [
        {**{name: one[name] for name in ("a", "b", "score")}, "a_names": " ; ".join(one["names"][0]),
         "b_names": " ; ".join(one["names"][1]),
         "reasons": " ; ".join(f"{said['words']} ({said['weight']:+})" for said in one["reasons"])}
        for one in pairs
    ]  # fmt: skip
    sheet(file, rows)
    case.log_access("", [(file.name, verbs.digest(file))])  # a copy with names of the case left its store
    say.note(f"{len(rows)} pairs that nobody decided written to {file}")


def _decide(case: Any, options: argparse.Namespace) -> int:
    from workbench import verbs
    from workbench.coding.resolutions import decide

    done = decide(case, Path(options.decide), agent=verbs.acting(case, options.agent, "resolve"))
    recorded, problems = len(done.recorded), done.problems
    if options.json:
        told = [{"code": one.code, "subject": one.subject, "message": str(one)} for one in problems]
        say.document({"recorded": recorded, "already": done.already, "problems": told})
    else:
        print(f"{recorded} recorded, {done.already} already there, {len(problems)} not taken")
    for problem in problems:
        say.note(f"not taken: {problem}")
    return 0 if not problems else 1 if recorded or done.already else 2
