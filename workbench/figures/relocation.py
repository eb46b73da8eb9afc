"""Before and after a relocation, side by side: both lodgings on one scale, how far from what, and what was told."""

import math
from typing import Any

from matplotlib.figure import Figure

from workbench.figures import mapkey, style
from workbench.figures.panel import Panel, spoken
from workbench.figures.plan import SERVED, fill
from workbench.figures.survey import Survey, radius, survey
from workbench.findings.conditions import Conditions
from workbench.findings.movement import Movement
from workbench.findings.said import records, said, way
from workbench.findings.sites import Sites

PAGE, MARGIN, GAP, WIDE = 11.0, 0.35, 0.4, 4.95
HALF_M, MOST_LINES = 700.0, 26
NONE = "No relocation between two lodgings with a position is told of in this case."


def draw(found: Sites, moved: Movement, told: Conditions) -> bytes:
    """The relocation that most people are told to have made, as SVG.

    Example:
        >>> from workbench.findings.conditions import conditions
        >>> from workbench.findings.movement import movement
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> none = tabulate([], "h", bytes)
        >>> draw(sites(none), movement(none), conditions(none))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(found, moved, told), describe(found, moved, told))


def png(found: Sites, moved: Movement, told: Conditions, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.conditions import conditions
        >>> from workbench.findings.movement import movement
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> none = tabulate([], "h", bytes)
        >>> png(sites(none), movement(none), conditions(none))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(found, moved, told), dpi)


def describe(found: Sites, moved: Movement, told: Conditions) -> str:
    """What the picture shows, in words: the twin for whoever does not see it.

    Example:
        >>> from workbench.findings.conditions import conditions
        >>> from workbench.findings.movement import movement
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> none = tabulate([], "h", bytes)
        >>> describe(sites(none), movement(none), conditions(none))
        'No relocation between two lodgings with a position is told of in this case.'
    """
    ends = _ends(found, moved)
    if ends is None:
        return NONE
    seen = survey(found)
    parts = []
    for word, place in zip(("Before", "After"), ends, strict=True):
        lines = _lines(seen, told, place)
        parts.append(f"{word}: {_name(seen, place)}. " + "; ".join(lines))
    return f"{_title(moved, ends)} " + " ".join(parts)


def _ends(found: Sites, moved: Movement) -> tuple[str, str] | None:
    """The two lodgings (ids) of the relocation that most people made, both with a position."""
    placed = set(found.frame["entity"])
    counts: dict[tuple[str, str], int] = {}
    for row in records(moved.relocations):
        pair = row["from_id"], row["to_id"]
        if set(pair) <= placed:
            counts[pair] = counts.get(pair, 0) + 1
    return max(sorted(counts), key=lambda pair: counts[pair]) if counts else None


def _title(moved: Movement, ends: tuple[str, str]) -> str:
    rows = [row for row in records(moved.relocations) if (row["from_id"], row["to_id"]) == ends]
    sources = ", ".join(dict.fromkeys(row["source"] for row in rows))
    days = ", ".join(dict.fromkeys(str(row["came"]) for row in rows))
    people = "1 person is" if len(rows) == 1 else f"{len(rows)} persons are"
    return f"Before and after: {people} told to have moved ({days}; {sources})."


def _rows(seen: Survey, entity: str) -> list[int]:
    return [at for at, place in enumerate(seen.places) if place["entity"] == entity]


def _name(seen: Survey, entity: str) -> str:
    return str(seen.places[_rows(seen, entity)[0]]["site"])


def _lines(seen: Survey, told: Conditions, entity: str) -> list[str]:
    """How the lodging is known, how far it is from the nearest of each kind, and what was told of it."""
    own = [seen.places[at] for at in _rows(seen, entity)]
    lines = [f"position {way(said(place['how']))}, ± {spoken(radius(place))} ({place['source']})" for place in own]
    table = records(seen.sites.distances())
    kinds = dict(zip(seen.sites.frame["place"], seen.sites.frame["schema"], strict=True))
    ids, wanted = {place["place"] for place in own}, {*SERVED, "Site", "Gate"} - {"Dwelling"}
    nearest: dict[str, dict[str, Any]] = {}
    for row in table:
        for here, there, name in ((row["from_place"], row["to_place"], row["to"]),
                                  (row["to_place"], row["from_place"], row["from"])):  # fmt: skip
            nearer = name not in nearest or _far(row) < _far(nearest[name])
            if here in ids and kinds[there] in wanted and nearer:
                nearest[name] = row
    for name, row in sorted(nearest.items(), key=lambda one: _far(one[1]))[:8]:
        if math.isnan(row["metres"]):
            lines.append(f"{name}: {mapkey.shared(row)}")
            continue
        known = "" if row["low_m"] != row["low_m"] else f" ({spoken(row['low_m'])} to {spoken(row['high_m'])})"
        about = "about " * seen.sites.squares
        lines.append(f"{name}: {about}{spoken(row['metres'])}{known} in a straight line")
    return lines + told.sheet(entity)


def _far(row: dict[str, Any]) -> float:
    """The metres of a pair; none for two places in one square of a grid."""
    return 0.0 if math.isnan(row["metres"]) else float(row["metres"])


def _figure(found: Sites, moved: Movement, told: Conditions) -> Figure:
    ends = _ends(found, moved)
    if ends is None:
        figure, axes = style.sheet(PAGE, 1)
        style.write(axes, MARGIN, 0.5, NONE, size=9)
        return figure
    seen = survey(found)
    columns = [_lines(seen, told, place) for place in ends]
    wrapped = [[style.wrap(line, WIDE - 0.1, mapkey.SIZE) for line in _shortened(lines)] for lines in columns]
    notes = [style.wrap(note, PAGE - 2 * MARGIN, mapkey.SIZE) for note in (*mapkey.notes(seen)[-3:], UNVERIFIED)]
    kinds = [place["schema"] for place in seen.places]
    rows = mapkey.legend(None, MARGIN, 0, kinds, wide=PAGE)
    below = mapkey.height(notes) + 0.45 + rows * mapkey.LINE
    text = max(map(mapkey.height, wrapped)) + 0.2
    figure, axes = style.sheet(PAGE, below + text + WIDE + 0.95)
    style.write(axes, MARGIN, below + text + WIDE + 0.7, style.wrap(_title(moved, ends), 10.3, 10), size=10, bold=True)
    for at, (word, place) in enumerate(zip(("Before", "After"), ends, strict=True)):
        left = MARGIN + at * (WIDE + GAP)
        own = _rows(seen, place)
        middle = seen.places[own[0]]["geometry"].centroid
        # One scale for both: what looks nearer is nearer.
        sheet = Panel(axes, (left, below + text, WIDE, WIDE), (middle.x, middle.y), HALF_M)
        sheet.furniture(f"{word}: {_name(seen, place)}")
        near = [row for row, one in enumerate(seen.places) if one["geometry"].distance(middle) < 2 * HALF_M]
        fill(sheet, seen, near, photographs=True)
        mapkey.column(axes, wrapped[at], left, below + text - 0.1)
    mapkey.legend(axes, MARGIN, below - 0.25, kinds, wide=PAGE)
    mapkey.column(axes, notes, MARGIN, mapkey.height(notes) + 0.15, color=style.SOFT)
    return figure


UNVERIFIED = (
    "Lengths at places are from the nearest edge of the site. Conditions are held against ILO Recommendation 115 with "
    "the ILO's guidance, and where it gives no number against the IFC and EBRD's note; nobody has compared these "
    "numbers with their originals yet."
)


def _shortened(lines: list[str]) -> list[str]:
    left = len(lines) - MOST_LINES
    return lines if left <= 0 else [*lines[:MOST_LINES], f"and {left} lines more: see the table of conditions"]
