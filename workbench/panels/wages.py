"""The ledger of wages: a worker's month opens into every step that leads to what is missing, and to the words."""

from typing import Any

from workbench.casefile import Case
from workbench.drawn import picture
from workbench.findings import wages as findings
from workbench.findings.money import Money
from workbench.panels.finding import Finding
from workbench.panels.panel import act

MONTHS = ("number", "worker", "month", "promised", "contract", "days", "due_contract", "due_law", "deductions", "paid",
          "missing", "state")  # fmt: skip
DEBTS = ("worker", "what", "to", "amount", "interest", "months_promised", "months_contract", "state")
SWAPS = ("worker", "title", "before", "after", "change", "difference", "state")
STEPS = ("step", "how", "result")
TITLE = {"title": "title_"}  # `title` is the name of the panel itself


class Wages(Finding):
    """What was promised, due, deducted, paid and is missing, between two bounds; `country` says by whose rules.

    Example:
        >>> Wages.page, Wages.month.of_a_page
        ('wagespanel', True)
    """

    page = "wagespanel"
    groups = ("wagespanel", "finding")

    def __init__(self, case: Case, *, country: str = "rs", **options: Any) -> None:
        self.country = country
        self._found: tuple[Any, findings.Wages] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Wages:
        """The ledger as it stands, reckoned again only where something changed."""
        key = (self.tables().head, self.as_of)
        if self._found is None or self._found[0] != key:
            self._found = key, findings.wages(self.tables(), as_of=self.as_of, country=self.country)
        return self._found[1]

    def shown(self) -> dict[str, Any]:
        """The rows in words, the debts, the clauses that differ, and what is open."""
        found = self.found()
        frame = found.df
        return {
            "months": [[str(one) for one in row] for row in frame[list(MONTHS)].itertuples(index=False)],
            "debts": [[_words(getattr(one, name)) for name in DEBTS] for one in found.debts],
            "swaps": [[_words(getattr(one, name)) for name in SWAPS] for one in found.swaps],
            "names": {"months": MONTHS, "debts": DEBTS, "swaps": [TITLE.get(name, name) for name in SWAPS]},
            "time": {"as_of": self.as_of, "months": self.months(row.month for row in found.rows)},
            "trail": self.trail(),
        }  # fmt: skip

    @act
    def month(self, number: int) -> str:
        """Opens every step of a worker's month."""
        row = self.found().rows[int(number) - 1]
        title = f"{row.worker}, {row.month}"
        heads = [self.t(f"wagespanel.{name}") for name in STEPS]
        cells = [[step.what, step.how, step.result] for step in row.steps]
        told = [self.t("wagespanel.lapses", day=row.lapses)] if row.lapses else []
        self.leads(title, [one for step in row.steps for one in step.passages], told=told,
                   rows={"headers": heads, "cells": cells})  # fmt: skip
        return self.t("finding.opened", title=title)

    @act
    def debt(self, at: int) -> str:
        """Opens the words in which a debt is told."""
        one = self.found().debts[int(at)]
        title = f"{one.worker}: {one.what}, {one.to}"
        self.leads(title, [one.passage] if one.passage else [], told=[f"{one.source} ({one.state})"])
        return self.t("finding.opened", title=title)

    @act
    def swap(self, at: int) -> str:
        """Opens the words of both versions of a clause."""
        one = self.found().swaps[int(at)]
        title = f"{one.worker}: {one.title}"
        told = [f"{one.before_version}: {one.before}", f"{one.after_version}: {one.after}"]
        self.leads(title, one.passages, told=told)
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The ledger as its picture and its table."""
        return picture(self.found())._repr_html_() + self.found()._repr_html_()


def _words(value: Any) -> str:
    return value.words() if isinstance(value, Money) else str(value or "")
