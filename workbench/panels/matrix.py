"""The matrix of indicators: a cell opens down to its words, their file, the place in it, and the digest of the file."""

from typing import Any

from workbench import codebook, sharing
from workbench.casefile import Case
from workbench.drawn import picture
from workbench.figures.matrix import LOOKS
from workbench.findings import matrix as findings
from workbench.findings.assessment import Cell
from workbench.findings.placing import BY
from workbench.markup import escape
from workbench.panels.finding import Finding
from workbench.panels.panel import act
from workbench.release.matrix import codings

AUDIENCE = "public"


class Matrix(Finding):
    """The matrix `by` worker, source, employer, site or period; a press on a cell opens what it rests on.

    Example:
        >>> Matrix.page, Matrix.cell.of_a_page
        ('matrixpanel', True)
    """

    page = "matrixpanel"
    groups = ("matrixpanel", "finding", "state", "stance", "means")

    def __init__(self, case: Case, *, by: str = "worker", framework: str = "ilo-11", **options: Any) -> None:
        self.by, self.framework = by, framework
        self._found: tuple[Any, findings.Matrix] | None = None
        self._grid: tuple[Any, dict[str, Any], str | None] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Matrix:
        """The matrix as it stands, folded again only where something changed."""
        key = (self.tables().head, self.by, self.framework, self.as_of)
        if self._found is None or self._found[0] != key:
            found = findings.matrix(self.tables(), by=self.by, framework=self.framework, as_of=self.as_of)
            self._found = key, found
        return self._found[1]

    def shown(self) -> dict[str, Any]:
        """The grid in letters and numbers, what may be chosen, who allows nothing, and what is open."""
        found = self.found()
        key = self._found[0] if self._found else None
        if self._grid is None or self._grid[0] != key:
            self._grid = key, _grid(found), self.alarm()
        return {
            "grid": self._grid[1],
            "choices": {"by": self.by, "bys": list(BY), "framework": self.framework,
                        "frameworks": [[one, codebook.framework(one).name] for one in codebook.frameworks()]},
            "time": {"as_of": self.as_of, "months": self.months(self.tables().codings["period_start"])},
            "notes": list(found.coverage),
            "alarm": self._grid[2],
            "trail": self.trail(),
        }  # fmt: skip

    def alarm(self) -> str | None:
        """The workers whose consents let nothing of theirs be counted for the public; None where there is no worker."""
        allowed = sharing.allowed(self.case, AUDIENCE)
        mute = [worker for worker, one in allowed if not one.counted]
        if not mute:
            return None
        return self.t("matrixpanel.alarm", count=len(mute), of=len(allowed), workers=", ".join(mute))

    @act
    def arrange(self, by: str) -> str:
        """Lays the rows by worker, source, employer, site or period.

        Raises:
            BadValue: there is no such arrangement.
        """
        findings.matrix(self.tables(), by=by, framework=self.framework)
        self.by, self._trail = by, None
        return self.t("matrixpanel.arranged", by=self.t(f"matrixpanel.by-{by}"))

    @act
    def under(self, framework: str) -> str:
        """Takes another framework in hand.

        Raises:
            Unknown: there is no such framework.
        """
        self.framework, self._trail = codebook.framework(framework).id, None
        return self.t("matrixpanel.under", framework=codebook.framework(framework).name)

    @act
    def cell(self, row: str, column: str) -> str:
        """Opens what a cell rests on.

        Raises:
            Unknown: the matrix has no such row or column.
        """
        found = self.found()
        cell = found.cell(row, column)
        of, said = (
            {one.id: one.label for one in found.rows}[row],
            {one.id: one.label for one in found.columns}[column],
        )
        title = f"{of} · {said}: {self.t(f'state.{cell.state}')}"
        listed = [one for ids in codings(cell).values() for one in ids]
        self.leads(title, (), listed, told=self._told(cell))
        return self.t("finding.opened", title=title)

    def _told(self, cell: Cell) -> list[str]:
        counted = self.t("matrixpanel.origins", origins=cell.origins, statements=cell.statements)
        many = "; ".join(f"{self.t(f'state.{state}')}: {count}" for state, count in cell.tally)
        means = [self.t(f"means.{one}") if self.t.has(f"means.{one}") else one for one in cell.basis]
        known = self.t("matrixpanel.known", basis=", ".join(means)) if means else ""
        return [one for one in (counted, known, cell.note, many, *cell.dependencies) if one]

    def twin(self) -> str:
        """The matrix as its picture, and as a table."""
        found, drawn = self.found(), picture(self.found())
        alarm = self.alarm()
        told = f"<p><strong>{escape(alarm)}</strong></p>" if alarm else ""
        return told + drawn._repr_html_() + found._repr_html_()


def _grid(found: findings.Matrix) -> dict[str, Any]:
    """The cells as letters and numbers, made once for a state of the case."""
    cells = [[found.cell(row.id, column.id) for column in found.columns] for row in found.rows]
    return {
        "rows": [[row.id, row.label] for row in found.rows],
        "columns": [[column.id, column.label, column.number] for column in found.columns],
        "cells": [[[cell.state, cell.origins] for cell in line] for line in cells],
        "letters": {state: look.letter for state, look in LOOKS.items()},
    }
