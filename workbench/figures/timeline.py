"""The chronology as a picture: a lane for each track, a mark as wide as the date is vague, the disputed marked."""

import dataclasses
import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from workbench.figures import style
from workbench.figures.crowd import counts, crowd
from workbench.figures.scale import Scale, scale, ticks
from workbench.findings.chronology import TRACKS, Chronology
from workbench.findings.said import records, said
from workbench.records import first_day, last_day

PAGE, MARGIN, LABELS, ROW, PAD = 11.0, 0.35, 1.05, 0.24, 0.09
SIZE = 6.5
MANY = 150  # more than these are counted in lanes: their numbers and their list could not be read
MARKS = {
    "agreed": ("o", style.BLUE, style.INK, "agreed"),
    "reported": ("o", style.PAPER, style.INK, "reported"),
    "single-origin": ("s", style.PAPER, style.INK, "one origin only"),
    "disputed": ("D", style.AMBER, style.INK, "disputed: a rival is named in the list"),
}


@dataclasses.dataclass(frozen=True)
class Mark:
    """An event on the page: its lane, its row in the lane, and its reach in days."""

    event: dict[str, Any]
    track: str
    row: int
    first: int
    last: int


def draw(chronology: Chronology) -> bytes:
    """The timeline as SVG; the numbers stand for the rows of `Chronology.df` and for the list below it.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> draw(chronology(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(chronology), describe(chronology))


def png(chronology: Chronology, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> png(chronology(tabulate([], "h", bytes)))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(chronology), dpi)


def describe(chronology: Chronology) -> str:
    """Every event of the picture in words, in the order of dates; of more than `MANY`, how many of each track.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> describe(chronology(tabulate([], "h", bytes)))
        'Timeline: no events on record.'
    """
    if len(chronology.df) > MANY:
        return f"Timeline, {len(chronology.df)} events, counted: " + "; ".join(counts(chronology)) + "."
    lines = [_line(event) for event in records(chronology.df)]
    return f"Timeline, {len(lines)} events: " + "; ".join(lines) + "." if lines else "Timeline: no events on record."


def _line(event: dict[str, Any]) -> str:
    rivals = f", against {', '.join(map(str, event['rivals']))}" if event["rivals"] else ""
    status = "" if event["status"] in ("agreed", "reported") else f" [{event['status']}{rivals}]"
    return f"{event['number']}  {event['when']}: {event['title']} ({event['source']}){status}"


def _figure(chronology: Chronology) -> Figure:
    events = records(chronology.df)
    dated = [event for event in events if event["precision"] != "none"]
    if not dated:
        figure, axes = style.sheet(PAGE, 1)
        style.write(axes, MARGIN, 0.5, "No event on record has a date.", size=9)
        return figure
    if len(events) > MANY:
        return crowd(chronology)
    found = scale([day for event in dated for day in _reach(event)])
    marks = _laid(dated, found)
    keys = [style.wrap(_line(event), (PAGE - 2 * MARGIN) / 2 - 0.2, SIZE) for event in events]
    links = [_lead(event) for event in events]
    half = -(-len(keys) // 2)
    below = max(_height(keys[:half]), _height(keys[half:])) + 0.55
    lanes = _lanes(marks)
    high = math.fsum(rows * ROW + 2 * PAD for rows in lanes.values())
    figure, axes = style.sheet(PAGE, below + high + 1.05)
    style.write(axes, MARGIN, below + high + 0.8, _title(chronology), size=11, bold=True)
    _scale(axes, found, below, high)
    _draw_lanes(axes, lanes, marks, found, below + high)
    _legend(axes, below - 0.22)
    _column(axes, keys[:half], links[:half], MARGIN, below - 0.45)
    _column(axes, keys[half:], links[half:], PAGE / 2, below - 0.45)
    return figure


def _title(chronology: Chronology) -> str:
    return f"What happened when, as the sources have it{', ' if chronology.days else ''}{chronology.days}"


def _lead(event: dict[str, Any]) -> str:
    """Where the marks and words of an event lead on the page that holds the drawing: to its row."""
    return f"#event-{event['number']}"


def _reach(event: dict[str, Any]) -> tuple[int, int]:
    """The earliest and the latest day that the dates of an event, or its words about a feast, allow."""
    first, last = first_day(said(event["earliest"])), last_day(said(event["latest"]))
    assert first is not None and last is not None  # precision is "none" where there is no date
    return first.toordinal(), last.toordinal()


def _laid(events: list[dict[str, Any]], found: Scale) -> list[Mark]:
    """Each event in the first row of its lane where it does not touch the one before."""
    free: dict[tuple[str, int], float] = {}
    marks = []
    for event in events:
        first, last = _reach(event)
        row = 0
        while free.get((event["track"], row), -1.0) > _x(found, first) - 0.17:
            row += 1
        free[event["track"], row] = max(_x(found, last), _x(found, first) + 0.05) + 0.17
        marks.append(Mark(event, event["track"], row, first, last))
    return marks


def _lanes(marks: list[Mark]) -> dict[str, int]:
    """The tracks that have an event, in the order of the field, each with its number of rows."""
    rows: dict[str, int] = {}
    for mark in marks:
        rows[mark.track] = max(rows.get(mark.track, 0), mark.row + 1)
    order = [track for track in TRACKS if track in rows] + sorted(set(rows) - set(TRACKS))
    return {track: rows[track] for track in order}


def _x(found: Scale, day: int) -> float:
    left = MARGIN + LABELS + 0.2
    return left + found.place(day) * (PAGE - MARGIN - 0.25 - left)


def _scale(axes: Axes, found: Scale, bottom: float, high: float) -> None:
    top, last = bottom + high, -1.0
    for day, name in ticks(found):
        x = _x(found, day)
        axes.plot([x, x], [bottom, top], color=style.PALE, linewidth=0.6, zorder=1)
        if x - last > 0.72:
            style.write(axes, x, top + 0.1, name, size=6, ha="center", color=style.SOFT)
            last = x
    level, before = 0, 0.0
    for first, end in found.breaks:
        x1, x2 = _x(found, first), _x(found, end)
        inner = Rectangle(
            (x1 + 0.1, bottom), max(x2 - x1 - 0.2, 0.02), high, facecolor="#eeeeee", linewidth=0, zorder=0
        )
        inner.set_hatch("\\\\\\\\")
        inner.set_edgecolor("#cfcfcf")
        axes.add_patch(inner)
        level = 1 - level if (x1 + x2) / 2 - before < 0.6 else 0
        before = (x1 + x2) / 2
        style.write(
            axes, before, top + 0.26 + 0.12 * level, _silence(end - first), size=5.5, ha="center", color=style.SOFT
        )


def _silence(days: int) -> str:
    return f"{days} days" if days < 90 else f"{round(days / 30.44)} months"


def _draw_lanes(axes: Axes, lanes: dict[str, int], marks: list[Mark], found: Scale, top: float) -> None:
    for track, rows in lanes.items():
        high = rows * ROW + 2 * PAD
        axes.plot([MARGIN, PAGE - MARGIN], [top, top], color=style.SOFT, linewidth=0.5, zorder=1)
        style.write(axes, MARGIN, top - high / 2, track, size=8, bold=True)
        for mark in marks:
            if mark.track == track:
                _mark(axes, mark, found, top - PAD - (mark.row + 0.5) * ROW)
        top -= high
    axes.plot([MARGIN, PAGE - MARGIN], [top, top], color=style.SOFT, linewidth=0.5, zorder=1)


def _mark(axes: Axes, mark: Mark, found: Scale, y: float) -> None:
    """A symbol with its number; a bar where the event lasted, a hatched one where only the month or year is known."""
    shape, ground, ink, _ = MARKS.get(mark.event["status"], MARKS["reported"])
    x1, x2, url = _x(found, mark.first), _x(found, mark.last), _lead(mark.event)
    if mark.last > mark.first:
        vague = mark.event["precision"] != "day"
        bar = Rectangle(
            (x1, y - 0.05), max(x2 - x1, 0.03), 0.1, facecolor="#dfe7ee", edgecolor=style.SOFT, linewidth=0.5
        )
        bar.set_hatch("////" if vague else "")
        bar.set_zorder(2)
        bar.set_url(url)
        axes.add_patch(bar)
    x = (x1 + x2) / 2 if mark.last > mark.first else x1
    axes.plot(
        [x], [y], shape, markersize=13 if shape != "D" else 12, markerfacecolor=ground, markeredgecolor=ink, zorder=4,
        url=url,
    )  # fmt: skip
    dark = ground == style.BLUE
    style.write(
        axes, x, y - 0.003, str(mark.event["number"]), size=6, bold=True, ha="center", zorder=5, url=url,
        color=style.PAPER if dark else style.INK,
    )  # fmt: skip


def _legend(axes: Axes, y: float) -> None:
    x = MARGIN
    for shape, ground, ink, says in MARKS.values():
        axes.plot([x + 0.08], [y], shape, markersize=9, markerfacecolor=ground, markeredgecolor=ink)
        style.write(axes, x + 0.22, y, says, size=SIZE)
        x += 0.45 + style.width(says, SIZE)
    for hatch, says in (
        ("", "lasted"),
        ("////", "some day in this month or year"),
        ("\\\\\\\\", "no event: shortened"),
    ):
        bar = Rectangle((x, y - 0.05), 0.28, 0.1, facecolor="#dfe7ee", edgecolor=style.SOFT, linewidth=0.5, hatch=hatch)
        axes.add_patch(bar)
        style.write(axes, x + 0.36, y, says, size=SIZE)
        x += 0.6 + style.width(says, SIZE)


def _height(lines: list[str]) -> float:
    return math.fsum(style.height(line, SIZE) + 0.035 for line in lines)


def _column(axes: Axes, lines: list[str], links: list[str], x: float, top: float) -> None:
    for line, link in zip(lines, links, strict=True):
        style.write(axes, x, top, line, size=SIZE, va="top", **style.leading(link))
        top -= style.height(line, SIZE) + 0.035
