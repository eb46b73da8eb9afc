"""The lanes of a chronology: marks as wide as the date is vague, in rows where none touches another, on one scale."""

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from workbench.figures import style
from workbench.figures.scale import SILENCE, Scale, scale, ticks
from workbench.figures.words import either, word
from workbench.findings.chronology import TRACKS, lane
from workbench.findings.said import said
from workbench.records import first_day, last_day

MARGIN, LABELS, ROW, PAD, APART = 0.35, 1.05, 0.24, 0.09, 0.19
QUARTER = 92  # days, the longest that one has
SIZE = 7  # points: nothing is smaller, for on paper nobody can draw it nearer
ABOVE, LINE = 0.62, 0.2  # what the scale takes above the lanes, and a line of the legend below them
MARKS = {
    "agreed": ("o", style.BLUE, style.INK),
    "reported": ("o", style.PAPER, style.INK),
    "single-origin": ("s", style.PAPER, style.INK),
    "disputed": ("D", style.AMBER, style.INK),
}
HATCHES = {"lasted": "", "some-day": "////", "shortened": "\\\\\\\\"}


@dataclasses.dataclass(frozen=True)
class Mark:
    """An event on the page: its lane, its row in the lane, its reach in days, and its place among those of one bar."""

    event: dict[str, Any]
    track: str
    row: int
    first: int
    last: int
    slot: int = 0


@dataclasses.dataclass(frozen=True)
class Strip:
    """Marks on a page of so many inches, and the scale of days that they share."""

    wide: float
    scale: Scale
    marks: tuple[Mark, ...]

    def x(self, day: int) -> float:
        """Where a day stands."""
        return _x(self.wide, self.scale, day)

    def middle(self, mark: Mark) -> float:
        """Where the number of an event stands: in the middle of its bar, or beside those that share it."""
        x1, x2 = self.x(mark.first), self.x(mark.last)
        beside = [one for one in self.marks if (one.track, one.row, one.first, one.last) ==
                  (mark.track, mark.row, mark.first, mark.last)]  # fmt: skip
        return x1 + (x2 - x1) * (mark.slot + 0.5) / len(beside) if mark.last > mark.first else x1

    @property
    def lanes(self) -> dict[str, int]:
        """The tracks that have an event, in the order of the field, each with its number of rows."""
        rows: dict[str, int] = {}
        for mark in self.marks:
            rows[mark.track] = max(rows.get(mark.track, 0), mark.row + 1)
        order = [track for track in TRACKS if track in rows] + sorted(set(rows) - set(TRACKS))
        return {track: rows[track] for track in order}

    def high(self, tracks: Sequence[str]) -> float:
        """How high these lanes are together."""
        return math.fsum(self.lanes[track] * ROW + 2 * PAD for track in tracks)


def _known(first: int, last: int) -> Sequence[int]:
    """The days of an event that a scale has to hold: of a quarter all, for a silence is no stretch with an event in it;
    of what is known to the year alone only both ends, else nothing would ever be shortened."""
    return range(first, last + 1) if SILENCE < last - first <= QUARTER else (first, last)


def strip(events: Sequence[dict[str, Any]], wide: float) -> Strip:
    """Dated events in lanes on a page of so many inches, each in the first row where it does not touch the one before;
    those of one month share its bar, as many as it has room for.

    Example:
        >>> one = {"track": "work", "earliest": "2024-05-01", "latest": "2024-05-31"}
        >>> [(mark.row, mark.slot) for mark in strip([one, one], 7).marks]
        [(0, 0), (0, 1)]
    """
    found = scale([day for event in events for day in _known(*reach(event))])
    free: dict[tuple[str, int], float] = {}
    rows: dict[tuple[str, int, int], tuple[int, int]] = {}  # of a stretch of time: the row of its bar, and how many
    marks = []
    for event in events:
        track, (first, last) = event["track"], reach(event)
        x1, x2 = _x(wide, found, first), _x(wide, found, last)
        row, slot = rows.get((track, first, last), (0, 0))
        if not slot or (slot + 1) * APART > x2 - x1:  # no room beside the others of the same stretch
            row, slot = 0, 0
            while free.get((track, row), -1.0) > x1 - APART:
                row += 1
            free[track, row] = max(x2, x1 + 0.05) + APART
        rows[track, first, last] = row, slot + 1
        marks.append(Mark(event, track, row, first, last, slot))
    return Strip(wide, found, tuple(marks))


def _x(wide: float, found: Scale, day: int) -> float:
    left = MARGIN + LABELS + 0.2
    return left + found.place(day) * (wide - MARGIN - 0.25 - left)


def reach(event: dict[str, Any]) -> tuple[int, int]:
    """The earliest and the latest day that the dates of an event, or its words about a feast, allow."""
    first, last = first_day(said(event["earliest"])), last_day(said(event["latest"]))
    assert first is not None and last is not None  # precision is "none" where there is no date
    return first.toordinal(), last.toordinal()


def draw_lanes(axes: Axes, drawn: Strip, tracks: Sequence[str], bottom: float) -> None:
    """Draws these lanes from a height upwards, with the scale above them."""
    top = bottom + drawn.high(tracks)
    _scale(axes, drawn, bottom, top - bottom)
    for track in tracks:
        high = drawn.high([track])
        axes.plot([MARGIN, drawn.wide - MARGIN], [top, top], color=style.SOFT, linewidth=0.5, zorder=1)
        style.write(axes, MARGIN, top - high / 2, either(f"track.{track}", lane(track)), size=8, bold=True)
        for mark in drawn.marks:
            if mark.track == track:
                _mark(axes, mark, drawn, top - PAD - (mark.row + 0.5) * ROW)
        top -= high
    axes.plot([MARGIN, drawn.wide - MARGIN], [top, top], color=style.SOFT, linewidth=0.5, zorder=1)


def _scale(axes: Axes, drawn: Strip, bottom: float, high: float) -> None:
    top, last = bottom + high, -1.0
    for day, name in ticks(drawn.scale):
        x = drawn.x(day)
        axes.plot([x, x], [bottom, top], color=style.PALE, linewidth=0.6, zorder=1)
        if x - last > 0.8:
            style.write(axes, x, top + 0.1, name, size=SIZE, ha="center", color=style.SOFT)
            last = x
    level, before = 0, 0.0
    for first, end in drawn.scale.breaks:
        x1, x2 = drawn.x(first), drawn.x(end)
        inner = Rectangle(
            (x1 + 0.1, bottom), max(x2 - x1 - 0.2, 0.02), high, facecolor="#eeeeee", linewidth=0, zorder=0
        )
        inner.set_hatch("\\\\\\\\")
        inner.set_edgecolor("#cfcfcf")
        axes.add_patch(inner)
        level = 1 - level if (x1 + x2) / 2 - before < 0.8 else 0
        before = (x1 + x2) / 2
        style.write(
            axes, before, top + 0.26 + 0.14 * level, _silence(end - first), size=SIZE, ha="center", color=style.SOFT
        )


def _silence(days: int) -> str:
    return word("legend.days", n=days) if days < 90 else word("legend.months", n=round(days / 30.44))


def _mark(axes: Axes, mark: Mark, drawn: Strip, y: float) -> None:
    """A symbol with its number; a bar where the event lasted, a hatched one where only the month or year is known."""
    shape, ground, ink = MARKS.get(mark.event["status"], MARKS["reported"])
    x1, x2, url = drawn.x(mark.first), drawn.x(mark.last), lead(mark.event)
    if mark.last > mark.first:
        vague = mark.event["precision"] != "day"
        bar = Rectangle(
            (x1, y - 0.05), max(x2 - x1, 0.03), 0.1, facecolor="#dfe7ee", edgecolor=style.SOFT, linewidth=0.5
        )
        bar.set_hatch("////" if vague else "")
        bar.set_zorder(2)
        bar.set_url(url)
        axes.add_patch(bar)
    x = drawn.middle(mark)
    axes.plot(
        [x], [y], shape, markersize=13 if shape != "D" else 12, markerfacecolor=ground, markeredgecolor=ink, zorder=4,
        url=url,
    )  # fmt: skip
    dark = ground == style.BLUE
    style.write(
        axes, x, y - 0.003, str(mark.event["number"]), size=SIZE, bold=True, ha="center", zorder=5, url=url,
        color=style.PAPER if dark else style.INK,
    )  # fmt: skip


def lead(event: dict[str, Any]) -> str:
    """Where the marks and words of an event lead on the page that holds the drawing: to its row."""
    return f"#event-{event['number']}"


def legend(axes: Axes | None, wide: float, y: float) -> int:
    """What the marks mean, in as many lines as a page of so many inches needs; gives how many. Without
    axes it only counts them."""
    x, lines = MARGIN, 1
    entries: list[tuple[tuple[str, str, str] | str, str, float]] = [
        (look, word(f"legend.{status}"), 0.22) for status, look in MARKS.items()
    ]
    entries += [(hatch, word(f"legend.{name}"), 0.36) for name, hatch in HATCHES.items()]
    for look, says, indent in entries:
        room = indent + style.width(says, SIZE) + 0.24
        if x > MARGIN and x + room > wide - MARGIN:
            x, lines, y = MARGIN, lines + 1, y - LINE
        if axes is not None:
            _entry(axes, look, x, y)
            style.write(axes, x + indent, y, says, size=SIZE)
        x += room
    return lines


def _entry(axes: Axes, look: tuple[str, str, str] | str, x: float, y: float) -> None:
    if isinstance(look, tuple):
        shape, ground, ink = look
        axes.plot([x + 0.08], [y], shape, markersize=9, markerfacecolor=ground, markeredgecolor=ink)
        return
    bar = Rectangle((x, y - 0.05), 0.28, 0.1, facecolor="#dfe7ee", edgecolor=style.SOFT, linewidth=0.5, hatch=look)
    axes.add_patch(bar)
