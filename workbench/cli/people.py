"""Commands about people: one person's file, leaks and reprisals."""

import argparse
from collections.abc import Callable
from typing import Any

FORMS = "write here; the ending decides: csv, xlsx, json"


def declare(commands: Any, command: Callable[..., argparse.ArgumentParser], agent: Callable[..., None]) -> None:
    """Adds the commands."""
    made = command(commands, "person", "people", "One person's file: what happened, what is open, which time runs.",
                   "workbench person casefiles/site-a W-05 --as-of 2024-09-01 --out w05.html")  # fmt: skip
    made.add_argument("worker", metavar="W", help="the key of a worker")
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date (default: the last day on record)")
    made.add_argument("--out", metavar="FILE", action="append", default=[], help=f"{FORMS}, html; for the team alone")
    agent(made)
    made = command(commands, "incidents", "people", "Leaks and reprisals, with what was done.",
                   "workbench incidents casefiles/site-a --out incidents.xlsx")  # fmt: skip
    made.add_argument("--out", metavar="FILE", action="append", default=[], help=f"{FORMS}; for the team alone")
    agent(made)


def person(options: argparse.Namespace) -> int:
    """Shows or writes one person's file."""
    from workbench import people, verbs
    from workbench.cli.looking import give

    case = verbs.open(options.case)
    found = people.person(case, options.worker, as_of=options.as_of)
    return give(case, found, options, lambda: _shown(found))


def _shown(found: Any) -> None:
    """Danger first, then what is open, which time runs, what happened, and of what nothing is on record."""
    from workbench.cli import say
    from workbench.release.person import dangers

    for line in dangers(found):
        print(f"{'DANGER':11} {line}")
    parts = (("open", found.open), ("time", [one.words() for one in found.times]))
    for name, lines in parts:
        for line in lines:
            print(f"{name:11} {line}")
    rows = [[str(one.number), one.when, one.kind, one.title, one.by or "", one.outcome or "", one.source]
            for one in found.steps]  # fmt: skip
    say.rows(["no.", "when", "kind", "what", "by", "outcome", "source"], rows)
    for line in found.gaps:
        print(f"{'':11} {line}")


def incidents(options: argparse.Namespace) -> int:
    """Shows or writes leaks and reprisals; 1 while one is open."""
    from workbench import people, verbs
    from workbench.cli.looking import frame, give

    case = verbs.open(options.case)
    found = people.incidents(case)
    shown = ["number", "state", "when", "kind", "title", "workers", "done"]
    give(case, found, options, lambda: frame(found.df, shown))
    return 1 if found.open else 0
