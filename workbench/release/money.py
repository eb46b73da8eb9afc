"""Counts on wages and debts of a release, and what they add up to, as a table and as JSON."""

from decimal import Decimal
from typing import Any

from workbench.disclosure import sums
from workbench.disclosure.earnings import THEMES
from workbench.release.copies import band
from workbench.release.gathered import Gathered
from workbench.release.sheets import Sheet

HOW = (
    "Workers by the class of their money; classes are the same for every case (1, 3, 10, 30 and so on). A class "
    "that is not listed holds nobody, or is withheld. Totals are reckoned from the listed classes alone: the workers "
    "times the least and the most of their class. wage: a month as promised > as signed; paid: a month as paid out | "
    "against the minimum wage for an hour; withheld: missing for certain, deposits among it; deductions: all of them | "
    "whether each is named in a contract; fee and debt: paid or borrowed to come to the work."
)


def sheet(held: Gathered) -> Sheet:
    """The counts that may be shown, a row each; the quarters last."""
    of = sums.counted_of(held.counted)
    rows = [(one.theme, one.name, one.workers, of) for one in sums.lines(held.counted)]
    rows += [("pay on record", name, count, of) for name, count in sums.quarters(held.counted)]
    return Sheet("Wages", ("question", "class", "workers", "counted"), tuple(rows), (20, 44, 12, 12), freeze=1)


def document(held: Gathered) -> dict[str, Any]:
    """The same with totals, the time, and in bands what is withheld and how many records speak for and against."""
    money = held.prepared.money
    return {
        "head": held.tables.head, "least_people": held.prepared.audience.k, "how_to_read": HOW,
        "questions": list(THEMES), "counted": sums.counted_of(held.counted),
        "counts": [{"question": one.theme, "class": one.name, "workers": one.workers}
                   for one in sums.lines(held.counted)],
        "totals": [{"question": one.theme, "currency": one.currency, "workers": one.workers,
                    "least": _number(one.least), "most": _number(one.most)} for one in sums.totals(held.counted)],
        "quarters": [{"quarter": name, "workers": count} for name, count in sums.quarters(held.counted)],
        "withheld": band(sums.withheld(held.counted)),
        "records": {stance: {"known": band(money.known.get(stance, 0)), "read": band(money.used.get(stance, 0))}
                    for stance in ("supports", "contradicts", "unclear")},
    }  # fmt: skip


def _number(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount)
