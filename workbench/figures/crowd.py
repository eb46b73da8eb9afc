"""A chronology of too many events to number: a lane a track, columns as high as they are many, the disputed on top."""

import datetime
import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from workbench.codebook.messages import ENGLISH
from workbench.figures import style
from workbench.figures.retold import own
from workbench.figures.words import count, day, either, told, word
from workbench.findings.chronology import Chronology
from workbench.findings.chronology import lane as called
from workbench.findings.lanes import Block, Lane, Lanes, lanes

PAGE, MARGIN, LABELS, HIGH, ROW, PAD = 11.0, 0.35, 1.45, 0.62, 0.2, 0.1
SIZE, SMALL, COLUMNS, ROWS = 7.0, 5.8, 120, 4
# From the bottom of a column to its top: each with a ground and a hatch, so that a grey print tells them apart.
LOOKS = {
    "agreed": (style.BLUE, ""), "reported": (style.SKY, ""), "single-origin": (style.PAPER, "...."),
    "disputed": (style.AMBER, "////"),
}  # fmt: skip


def crowd(found: Chronology) -> Figure:
    """The page: what is dated in lanes, how much is not, and what a column stands for."""
    strip = lanes(found, columns=COLUMNS, rows=ROWS)
    most = max((block.count for lane in strip.lanes if lane.aggregated for block in lane.blocks if block.row == 0),
               default=1)  # fmt: skip
    total = math.fsum(_high(lane) for lane in strip.lanes)
    figure, axes = style.sheet(PAGE, total + 1.75)
    top = total + 1.4
    style.write(axes, MARGIN, top, f"{word('drawing.chronology')}{days(found)}", size=11, bold=True)
    style.write(axes, MARGIN, top - 0.24, _says(strip, most), size=SIZE, color=style.SOFT)
    top -= 0.62
    _axis(axes, strip, top, top - total)
    for lane in strip.lanes:
        _lane(axes, strip, lane, top, most)
        top -= _high(lane)
    axes.plot([MARGIN, PAGE - MARGIN], [top, top], color=style.SOFT, linewidth=0.5)
    _legend(axes, top - 0.3)
    return figure


def counts(found: Chronology) -> list[str]:
    """For each track, how many events it has, from when to when, and how many of each status.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> counts(chronology(tabulate([], "h", bytes)))
        []
    """
    said = []
    for lane in lanes(found, columns=COLUMNS, rows=ROWS).lanes:
        tally: dict[str, int] = {}
        for block in lane.blocks:
            for status, number in block.tally:
                tally[status] = tally.get(status, 0) + number
        of_each = ", ".join(f"{tally[status]} {word(f'status.{status}')}" for status in LOOKS if status in tally)
        name = called(lane.track) if told().text_lang == ENGLISH else either(f"track.{lane.track}", called(lane.track))
        first, last = min(block.first for block in lane.blocks), max(block.last for block in lane.blocks)
        said.append(
            word("chronologyfile.lane", track=name, n=lane.count, first=day(first), last=day(last), which=of_each)
        )
    return said


def days(found: Chronology) -> str:
    """As of when, and known by when, after a comma; empty where neither was asked.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> days(chronology(tabulate([], "h", bytes), as_of="2024-05"))
        ', as of 2024-05'
    """
    asked = (("as-of", found.as_of), ("known-by", found.known_by))
    return "".join(f", {word(f'chronologyfile.{says}', day=own(on))}" for says, on in asked if on)


def _says(strip: Lanes, most: int) -> str:
    dated = sum(lane.count for lane in strip.lanes)
    undated = word("legend.undated", n=count(len(strip.undated))) if strip.undated else ""
    dates = {"first": day(strip.first), "last": day(strip.last)}
    unit = either(f"time.{strip.unit}", strip.unit)
    return word("legend.counted", n=count(dated), undated=undated, unit=unit, most=count(most), **dates)


def _high(lane: Lane) -> float:
    if not lane.aggregated:
        return lane.rows * ROW + 2 * PAD
    return HIGH + (lane.rows - 1) * ROW + 2 * PAD


def _x(strip: Lanes, day: datetime.date) -> float:
    left, right = MARGIN + LABELS, PAGE - MARGIN - 0.1
    share = (day - strip.first).days / ((strip.last - strip.first).days + 1)
    return left + (right - left) * min(max(share, 0.0), 1.0)


def _lane(axes: Axes, strip: Lanes, lane: Lane, top: float, most: int) -> None:
    axes.plot([MARGIN, PAGE - MARGIN], [top, top], color=style.SOFT, linewidth=0.5, zorder=1)
    style.write(axes, MARGIN, top - PAD - 0.12, either(f"track.{lane.track}", called(lane.track)), size=8.5,
                bold=True)  # fmt: skip
    style.write(axes, MARGIN, top - PAD - 0.3, word("legend.events", n=count(lane.count)), size=SMALL, color=style.SOFT)
    for block in lane.blocks:
        left = _x(strip, block.first)
        right = _x(strip, block.last + datetime.timedelta(days=1))
        if lane.aggregated and block.row == 0:
            _column(axes, block, (left, right, top - PAD - HIGH), most)
        else:
            above = (HIGH if lane.aggregated else 0) + (block.row - lane.aggregated) * ROW
            _bar(axes, block, left, right, top - PAD - above)


def _column(axes: Axes, block: Block, where: tuple[float, float, float], most: int) -> None:
    """One column: its statuses on top of each other, the number above it where it has room."""
    left, right, floor = where
    tally, room = dict(block.tally), HIGH - 0.11
    for status in LOOKS:
        if number := tally.get(status, 0):
            high = room * number / most
            _box(axes, status, (left, floor), right - left, high)
            floor += high
    words = f"{block.count}"
    if style.width(words, SMALL) < right - left:
        style.write(axes, (left + right) / 2, floor + 0.06, words, size=SMALL, ha="center")


def _bar(axes: Axes, block: Block, left: float, right: float, top: float) -> None:
    """One bar over its whole reach: the looks of the status that most of its events have, and how many they are."""
    status = max(block.tally, key=lambda one: one[1])[0]
    _box(axes, status, (left, top - ROW + 0.05), max(right - left, 0.04), ROW - 0.08)
    words = f"{block.count}" if block.count > 1 else f"{block.numbers[0]}. {block.label}"
    words = words if style.width(words, SMALL) < right - left - 0.06 else f"{block.count}" if block.count > 1 else ""
    if words and style.width(words, SMALL) < right - left:
        ground = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6}
        style.write(axes, (left + right) / 2, top - ROW / 2 + 0.01, words, size=SMALL, ha="center", bbox=ground)


def _box(axes: Axes, status: str, corner: tuple[float, float], wide: float, high: float) -> None:
    ground, hatch = LOOKS.get(status, LOOKS["reported"])
    box: Any = Rectangle(corner, wide, high, facecolor=ground, edgecolor=style.INK, linewidth=0.3, hatch=hatch)
    box.set_zorder(2)
    axes.add_patch(box)


def _axis(axes: Axes, strip: Lanes, top: float, bottom: float) -> None:
    """The first of each month, or each year where they are many; the year is always named."""
    months = (strip.last - strip.first).days / 30.44
    step, before = (1 if months <= 18 else 3 if months <= 60 else 12), -9.0
    year, month = strip.first.year, 1
    while (first := datetime.date(year, month, 1)) <= strip.last:
        if first >= strip.first:
            x = _x(strip, first)
            axes.plot([x, x], [bottom, top], color=style.SOFT if month == 1 else style.PALE, linewidth=0.5, zorder=0)
            if x - before > 0.5:
                style.write(axes, x, top + 0.1, day(first, short=True), size=SMALL, ha="center", color=style.SOFT)
                before = x
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def _legend(axes: Axes, y: float) -> None:
    x = MARGIN + LABELS
    for status in LOOKS:
        says = word("legend.single-origin") if status == "single-origin" else word(f"status.{status}")
        _box(axes, status, (x, y - 0.06), 0.22, 0.12)
        style.write(axes, x + 0.3, y, says, size=SIZE)
        x += 0.62 + style.width(says, SIZE)
    style.write(axes, x, y, word("legend.bar"), size=SIZE, color=style.SOFT)
