"""Commands that reckon: wages, contracts and debts; what institutions owed and did."""

import argparse
from collections.abc import Callable
from typing import Any

WAGES = ["worker", "month", "contract", "days", "due_contract", "paid", "missing", "state"]
RESPONSES = ["bearer", "duty", "force", "falls_due", "days", "status", "why"]


def declare(commands: Any, command: Callable[..., argparse.ArgumentParser], agent: Callable[..., None]) -> None:
    """Adds the two commands."""
    made = command(commands, "wages", "reckoning", "Wages by worker and month, contracts, debts, claims.",
                   "workbench wages casefiles/demo --out wages.html")  # fmt: skip
    made.add_argument("--as-of", metavar="DATE", help="the months that were over on a date")
    made.add_argument("--country", metavar="CC", default="rs", help="whose rules on wages (default: rs)")
    _out(made, agent, "csv (with debts, contracts, terms and steps beside it), xlsx, html, svg, json")
    made = command(commands, "responses", "reckoning", "What institutions owed and did, and when it fell due.",
                   "workbench responses casefiles/demo --as-of 2024-07-01 --out responses.xlsx")  # fmt: skip
    made.add_argument("--as-of", metavar="DATE", help="as it stood on a date (default: the last day on record)")
    _out(made, agent, "csv, xlsx, html, svg, json")


def _out(made: argparse.ArgumentParser, agent: Callable[..., None], forms: str) -> None:
    made.add_argument("--out", metavar="FILE", action="append", default=[],
                      help=f"write here; the ending decides: {forms}")  # fmt: skip
    agent(made)


def wages(options: argparse.Namespace) -> int:
    """Shows or writes the ledger of wages."""
    from workbench import verbs
    from workbench.cli.looking import frame, give

    case = verbs.open(options.case)
    found = verbs.wages(case, as_of=options.as_of, country=options.country)
    return give(case, found, options, lambda: frame(found.df, WAGES))


def responses(options: argparse.Namespace) -> int:
    """Shows or writes what institutions owed and did; what falls due within 30 days is said on standard error."""
    from workbench import verbs
    from workbench.cli import say
    from workbench.cli.looking import frame, give

    case = verbs.open(options.case)
    found = verbs.responses(case, as_of=options.as_of)
    for row in found.reminders():
        say.note(f"falls due on {row.due}: {row.bearer}: {row.duty.title}")
    return give(case, found, options, lambda: frame(found.df, RESPONSES))
