"""The command for dangers to workers: danger; and how they are shown before anything else."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.cli import say

Command = Callable[..., argparse.ArgumentParser]
TOLD = (
    ("referral", "what was done, and to whom the worker was referred"),
    ("channel", "how the worker may safely be reached; none: not at all"),
    ("hours", "at which hours, and when never"),
    ("may-say", "what may be said if somebody else hears or reads it"),
    ("note", "what else is known"),
)


def declare(commands: Any, command: Command, agent: Callable[[argparse.ArgumentParser], None]) -> None:
    """Adds the command; `command` makes one with its help and example, `agent` adds `--agent`."""
    made = command(commands, "danger", "danger", "Dangers to workers; how they may safely be reached.",
                   "workbench danger casefiles/site-a\n"
                   "  workbench danger casefiles/site-a W-05 --asked 2024-05-18 --flag confinement --flag reprisal \\\n"
                   "    --referral 'the centre' --channel message --hours 'after 20:00' --agent MJ")  # fmt: skip
    made.add_argument("worker", metavar="W", nargs="?", help="the key of a worker; without it, all are listed")
    made.add_argument("--asked", metavar="DATE", help="when it was asked: YYYY, YYYY-MM or YYYY-MM-DD")
    made.add_argument("--flag", metavar="F", action="append", default=[], dest="flags",
                      help="child, violence, confinement, suicide, deportation, reprisal")  # fmt: skip
    made.add_argument("--none", action="store_true", help="all six were asked, and none applies")
    for name, told in TOLD:
        made.add_argument(f"--{name}", metavar="TEXT", help=told)
    agent(made)


def danger(options: argparse.Namespace) -> int:
    """Lists what is known of dangers, or records what was asked of one worker."""
    from workbench import danger as room
    from workbench import verbs
    from workbench.errors import Refused
    from workbench.records import Danger

    case = verbs.open(options.case)
    if options.worker is None:
        found = list(room.of_workers(case).values())
        say.document(found) if options.json else shown(found)
        return 1 if room.unasked(case) else 0
    if not options.asked or bool(options.flags) == options.none:
        raise Refused(options.worker, "it is not said what was asked, and when",
                      "Give --asked DATE, and either --flag for each danger or --none")  # fmt: skip
    words = {name.replace("-", "_"): getattr(options, name.replace("-", "_")) for name, _ in TOLD}
    told = Danger(subject="", asked=options.asked, flags=tuple(options.flags), **words)
    identity, new = room.record(case, options.worker, told, agent=verbs.acting(case, options.agent, "danger"))
    if options.json:
        say.document({"record": identity, "recorded": new})
    else:
        print(f"{options.worker}: {'recorded' if new else 'already there'}")
    return 0


def shown(dangers: Iterable[Mapping[str, Any]]) -> None:
    """Prints what is known of dangers to each worker, and how the worker may be reached."""
    for one in dangers:
        if not one["asked"]:
            unknown = " (a key in this file that no worker of the case has)" if one.get("unknown") else ""
            print(f"DANGER      {one['worker']}: not asked{unknown}")
            continue
        print(f"DANGER      {one['worker']}: {', '.join(one['flags']) or 'none'} (asked {one['asked']})")
        for name, words in (("referral", "referred"), ("channel", "reach by"), ("hours", "hours"),
                            ("may_say", "may be said"), ("note", "note")):  # fmt: skip
            if one.get(name):
                print(f"{'':11} {words}: {one[name]}")
