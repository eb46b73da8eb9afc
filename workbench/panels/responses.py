"""The response tracker: what institutions owed, were told and did, how it stands on a day, and what is due next."""

from typing import Any

from workbench.casefile import Case
from workbench.drawn import picture
from workbench.findings import responses as findings
from workbench.panels.finding import Finding
from workbench.panels.panel import act

SHOWN = ("number", "duty", "bearer", "force", "set_off", "due", "falls_due", "done", "days", "status", "why")
STEPS = ("role", "when", "title_", "finds", "source")  # `title` is the name of the panel itself
DAYS = 30


class Responses(Finding):
    """What institutions owed and did as of a day; a duty opens into every step on record and its words.

    Example:
        >>> Responses.page, Responses.duty.of_a_page
        ('responsespanel', True)
    """

    page = "responsespanel"
    groups = ("responsespanel", "finding")

    def __init__(self, case: Case, **options: Any) -> None:
        self._found: tuple[Any, findings.Responses] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Responses:
        """The table as it stands."""
        key = (self.tables().head, self.as_of)
        if self._found is None or self._found[0] != key:
            self._found = key, findings.responses(self.tables(), as_of=self.as_of)
        return self._found[1]

    def shown(self) -> dict[str, Any]:
        """The rows, what falls due within thirty days of the day, the duties of which nothing is on record."""
        found = self.found()
        next_ = [(one, {"number": one.number, "bearer": one.bearer, "duty": one.duty.title}) for one in
                 found.reminders(DAYS)]  # fmt: skip
        due = [self.t("responsespanel.reminder", day=str(one.due), **said) for one, said in next_]
        return {
            "rows": [[str(one) for one in row] for row in found.df[list(SHOWN)].itertuples(index=False)],
            "names": SHOWN, "as_of": found.as_of, "reminders": due,
            "untouched": [f"{one.title} ({one.instrument})" for one in found.untouched],
            "time": {"as_of": self.as_of, "months": self.months(self.tables().acts["period_start"])},
            "trail": self.trail(),
        }  # fmt: skip

    @act
    def duty(self, number: int) -> str:
        """Opens every step of a duty: what set it off, what was told, done, and found by a check."""
        row = self.found().rows[int(number) - 1]
        title = f"{row.bearer}: {row.duty.title}"
        cells = [
            [self.t(f"responsespanel.role-{one.role}"), one.when, one.title, one.finds or "", one.source]
            for one in row.steps
        ]
        heads = [self.t(f"responsespanel.{name}") for name in STEPS]
        self.leads(title, row.passages, told=[row.why], rows={"headers": heads, "cells": cells})
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The table of responses as its picture and in words."""
        return picture(self.found())._repr_html_() + self.found()._repr_html_()
