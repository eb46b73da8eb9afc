"""The commands that bring two copies of a case together, and list what they leave to be settled. Nothing slow loads
before they run.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds `merge` and `conflicts`; `command` makes each with its help and example, `agent` adds `--agent`."""
    made = command(commands, "merge", "joining", "Bring a colleague's copy of the same case together with this one. "
                   "Nothing is lost or overwritten; what the two say differently is listed and stays.",
                   "workbench merge casefiles/site-a /media/usb/site-a --agent MJ")  # fmt: skip
    made.add_argument("other", metavar="OTHER", help="the folder of the other copy; it is only read")
    agent(made)
    command(commands, "conflicts", "joining", "List what copies of this case that were merged, or two agents, say "
            "differently of one thing: each conflict until one of the two is set aside, or a third person decided.",
            "workbench conflicts casefiles/site-a")  # fmt: skip


def conflicts(options: argparse.Namespace) -> int:
    """Lists what stands side by side; that is no fault, and the exit code is 0."""
    from workbench import keeping, verbs
    from workbench.cli import say

    found = keeping.conflicts(verbs.open(options.case))
    if options.json:
        say.document({"conflicts": [one.values() for one in found]})
        return 0
    _show_conflicts(found, ("- ", "- "))
    if found:
        print(f"To set one aside: workbench undo {options.case} RECORD --agent A --reason R")
        print(f"Where coders differ, a third person decides: workbench adjudicate {options.case}")
    else:
        print("No two records that stand say different things of one thing.")
    return 0


def merge(options: argparse.Namespace) -> int:
    """Merges, and lists the conflicts. A conflict is no fault: the exit code is 0."""
    import dataclasses

    from workbench import keeping, verbs
    from workbench.cli import say

    case = verbs.open(options.case)
    merged = keeping.merge(case, verbs.open(options.other), agent=verbs.acting(case, options.agent, "merge"))
    if options.json:
        conflicts = [one.values() | {"message": one.message} for one in merged.conflicts]
        withdrawals = [dataclasses.asdict(one) for one in merged.withdrawals]
        say.document({"events": merged.events, "objects": merged.objects, "head": case.head(), "conflicts": conflicts,
                      "withdrawals": withdrawals, "returned": [one.id for one in merged.returned],
                      "forks": [dataclasses.asdict(one) for one in merged.forks]})  # fmt: skip
        return 0
    print(f"{merged.events} events and {merged.objects} stored files are new here; head {case.head()}")
    for came in merged.withdrawals:
        _show_withdrawal(came, options.case)
    for item in merged.returned:
        print(f"{item.record.name} is of somebody whose records were destroyed here: it can be read, nothing uses it.")
        print(f"    To take it out: workbench take-out {options.case} {item.id[:12]} --agent A --reason R")
    for fork in merged.forks:
        _show_fork(fork, options.case)
    _show_conflicts(merged.conflicts, ("here ", "there "))
    return 0


def _show_fork(fork: Any, case: str) -> None:
    """One chain that two copies wrote: nothing is lost, but somebody has to know how it came about."""
    when = f"{fork.since.replace('T', ' ')[:16]} UTC"
    told = f"{fork.events} events stand aside, from {when} on, the first by {fork.agent or 'nobody on record'}"
    print(f"{fork.chain} went on in two ways: {told}.")
    print("    Both branches count. If a backup or a copied disk was worked in: merge the other way round, too, before")
    print(f"    anybody goes on. If nobody knows of one: workbench verify {case} --against SEAL")


def _show_conflicts(found: Sequence[Any], before: tuple[str, str]) -> None:
    """Not in a table: who said what would be broken into columns of a few letters."""
    if found:
        print("Both stay until somebody corrects one:")
    for one in found:
        print(f"- {one.kind}, {one.about} (records {' and '.join(each[:12] for each in one.ids)}):")
        for word, side in zip(before, one.sides, strict=True):
            print(f"    {word}{side}")
        if one.remark:
            print(f"    {one.remark}")


def _show_withdrawal(came: Any, case: str) -> None:
    """What a worker's records lost or gained by this merge: nobody should have to find that out by looking for them."""
    when = f"{came.at.replace('T', ' ')[:16]} UTC"
    told = f"{came.act} of {came.worker}, recorded by {came.agent}, {when}; reason: {came.reason}"
    if came.counts:
        print(f"A withdrawal came along and counts here from now on: {told}")
        print(f"    If it was forced or false: workbench undo {case} {came.record[:12]} --agent A --reason R")
    else:
        print(f"A withdrawal was undone in the other copy and counts here no more: {told}")
        print(f"    If the worker does want it: workbench withdraw {case} {came.worker} --{came.act} --agent A")
