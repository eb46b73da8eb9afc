"""The chronology: a strip of lanes of any number of events, nearer and further, each leading to who says so."""

import datetime
from typing import Any

from workbench.casefile import Case
from workbench.drawn import picture
from workbench.errors import BadValue
from workbench.findings import chronology as findings
from workbench.findings.lanes import Block, Lanes, lanes
from workbench.findings.said import records, said
from workbench.panels.finding import Finding
from workbench.panels.panel import act

SHOWN = ("number", "when", "track", "title", "actors", "site", "status", "source")
MOST = 200  # rows of the table beneath; the strip has all
COLUMNS = 36  # of counts: a column is as wide as a finger, and its number can be read
LEAST = 7  # days of the nearest window


class Chronology(Finding):
    """What happened when, as each source has it; `first` and `last` (partial dates) are the window that is shown.

    Example:
        >>> Chronology.page, Chronology.window.of_a_page
        ('chronologypanel', True)
    """

    page = "chronologypanel"
    groups = ("chronologypanel", "finding", "track", "status")

    def __init__(self, case: Case, *, first: str | None = None, last: str | None = None, **options: Any) -> None:
        self.first, self.last = first, last
        self._found: tuple[str, findings.Chronology] | None = None
        super().__init__(case, **options)

    def found(self) -> findings.Chronology:
        """The chronology of the case at its head."""
        tables = self.tables()
        if self._found is None or self._found[0] != tables.head:
            self._found = tables.head, findings.chronology(tables)
        return self._found[1]

    def strip(self) -> Lanes:
        """The lanes of the window."""
        return lanes(self.found(), first=self.first, last=self.last, columns=COLUMNS)

    def shown(self) -> dict[str, Any]:
        """The strip, the first events of the window as rows, and what is open."""
        strip = self.strip()
        made = [{"track": lane.track, "rows": lane.rows, "aggregated": lane.aggregated,
                 "blocks": [_block(strip, one) for one in lane.blocks]} for lane in strip.lanes]  # fmt: skip
        numbers = sorted({number for lane in strip.lanes for block in lane.blocks for number in block.numbers})
        return {
            "strip": {"first": strip.first.isoformat(), "last": strip.last.isoformat(), "unit": strip.unit,
                      "lanes": made, "undated": list(strip.undated), "outside": strip.outside},
            "rows": self._rows(numbers[:MOST]), "count": len(numbers), "events": len(self.found().df),
            "trail": self.trail(),
        }  # fmt: skip

    def _rows(self, numbers: list[int]) -> list[list[str]]:
        frame = self.found().df
        return [[str(said(row[name]) or "") for name in SHOWN] for row in records(frame[frame["number"].isin(numbers)])]

    @act
    def window(self, first: str | None = None, last: str | None = None) -> str:
        """Shows a stretch of time; without dates all that is dated.

        Raises:
            BadValue: a date is none, or the window ends before it begins.
        """
        strip = lanes(self.found(), first=first or None, last=last or None)
        self.first, self.last, self._trail = first or None, last or None, None
        return self.t("chronologypanel.window", first=strip.first.isoformat(), last=strip.last.isoformat())

    @act
    def turn(self, way: str) -> str:
        """Moves the window: earlier, later, nearer or further.

        Raises:
            BadValue: there is no such way.
        """
        strip = self.strip()
        days = (strip.last - strip.first).days
        half, quarter = max(days // 2, 1), max(days // 4, 1)
        moves = {
            "earlier": (-half, -half),
            "later": (half, half),
            "nearer": (quarter, -quarter),
            "further": (-half, half),
        }
        if way == "nearer" and days <= LEAST:
            return self.t("chronologypanel.nearest")
        if way not in moves:
            raise BadValue("chronology", "way", way, "one of " + ", ".join(moves))
        before, after = moves[way]
        day = datetime.timedelta(days=1)
        return self.window((strip.first + before * day).isoformat(), (strip.last + after * day).isoformat())

    @act
    def events(self, numbers: list[int]) -> str:
        """Opens events by their numbers: who says so, and in which words."""
        frame = self.found().df
        rows = frame[frame["number"].isin([int(one) for one in numbers])]
        single = len(rows) == 1
        title = str(rows["title"].iloc[0]) if single else self.t("chronologypanel.several", count=len(rows))
        heads = [self.t(f"chronologypanel.{'title_' if name == 'title' else name}") for name in SHOWN]
        passages = [one for row in rows["passages"] for one in row]
        told = [str(rows["note"].iloc[0])] if single and said(rows["note"].iloc[0]) else []
        self.leads(
            title, passages, told=told, rows={"headers": heads, "cells": self._rows(list(rows["number"])[:MOST])}
        )
        return self.t("finding.opened", title=title)

    def twin(self) -> str:
        """The chronology as its picture and its table."""
        return picture(self.found())._repr_html_() + self.found()._repr_html_()


def _block(strip: Lanes, one: Block) -> dict[str, Any]:
    """A block with its place on the strip, in per cent of the window; what reaches out of it is cut at its edge."""
    days = (strip.last - strip.first).days + 1
    begin = max((one.first - strip.first).days, 0)
    end = min((one.last - strip.first).days + 1, days)
    return {
        "row": one.row, "left": round(100 * begin / days, 3), "wide": round(100 * max(end - begin, 0) / days, 3),
        "first": one.first.isoformat(), "last": one.last.isoformat(), "numbers": list(one.numbers),
        "tally": [list(pair) for pair in one.tally], "label": one.label, "count": one.count,
    }  # fmt: skip
