"""The command that brings two copies of a case together. Its options stand here; nothing slow loads before it runs."""

import argparse
from collections.abc import Callable
from typing import Any

Command = Callable[..., argparse.ArgumentParser]


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds `merge`; `command` makes it with its help and example, `agent` adds `--agent`."""
    made = command(commands, "merge", "joining", "Bring a colleague's copy of the same case together with this one. "
                   "Nothing is lost or overwritten; what the two say differently is listed and stays.",
                   "workbench merge casefiles/site-a /media/usb/site-a --agent MJ")  # fmt: skip
    made.add_argument("other", metavar="OTHER", help="the folder of the other copy; it is only read")
    agent(made)


def merge(options: argparse.Namespace) -> int:
    """Merges, and lists the conflicts. A conflict is no fault: the exit code is 0."""
    import dataclasses

    from workbench import keeping, verbs
    from workbench.cli import say

    case = verbs.open(options.case)
    merged = keeping.merge(case, verbs.open(options.other), agent=verbs.acting(case, options.agent, "merge"))
    if options.json:
        conflicts = [dataclasses.asdict(one) | {"ids": list(one.ids)} for one in merged.conflicts]
        say.document({"events": merged.events, "objects": merged.objects, "head": case.head(), "conflicts": conflicts})
        return 0
    print(f"{merged.events} events and {merged.objects} stored files are new here; head {case.head()}")
    if merged.conflicts:
        lines = [
            [one.kind, one.about, one.message, " ".join(each[:12] for each in one.ids)] for one in merged.conflicts
        ]
        say.rows(["what", "about", "the two sides", "records"], lines, "Both stay until somebody corrects one:")
    return 0
