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
    made = command(commands, "feedback", "people", "The sheet that tells a worker what became of what was asked for.",
                   "workbench feedback casefiles/site-a W-05 --lang vi --out sheet.html")  # fmt: skip
    made.add_argument("worker", metavar="W", help="the key of a worker; a safe channel has to be on record")
    made.add_argument("--lang", metavar="TAG", required=True, help="en, vi, sr-Latn or sr-Cyrl")
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date (default: the last day on record)")
    made.add_argument("--out", metavar="FILE.html", required=True, help="write the sheet here")


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


def feedback(options: argparse.Namespace) -> int:
    """Writes the sheet, logs that a copy left, and says to the team how the worker may be reached."""
    from pathlib import Path

    from workbench import people, verbs
    from workbench.cli import say

    case = verbs.open(options.case)
    told = people.feedback_sheet(case, options.worker, options.out, lang=options.lang, as_of=options.as_of)
    case.log_access("", [(Path(options.out).name, verbs.digest(Path(options.out)))])
    counted = {"file": options.out, "asks": len(told.asks), "quotes": len(told.said), "left_out": told.left_out}
    say.document(counted) if options.json else print(f"{options.out}: {len(told.asks)} asks, {len(told.said)} quotes")
    if told.left_out:
        say.note(f"{told.left_out} quotes are left out: they would name somebody")
    if ours := sum(not one.own for one in told.asks):
        say.note(
            f"{ours} asks stand as the team wrote them, and reasons as they were given: put them into {options.lang}"
        )
    say.note(f"reach by: {people.safe_channel(case, options.worker)}; read the sheet before you hand it over")
    return 0
