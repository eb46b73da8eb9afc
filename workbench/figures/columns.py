"""Where the columns of a network drawing stand: as wide as their words need, with room for the curves between them."""

import dataclasses
import itertools
import re
from typing import Any

import pandas as pd

from workbench.figures import style
from workbench.figures.layers import GAP, LANE, Box, Drawing, Line, arrange
from workbench.figures.retold import coded, own
from workbench.findings.chart import Chart
from workbench.findings.said import records, said

COLUMNS = (
    ("sub-agent",), ("agency",), ("workers",), ("employer or contractor", "place"), ("site owner", "authority"),
    ("parent or product",), ("brand or buyer",),
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Look:
    """How large a drawing is set, in inches and points: `box` wide, `inset` beside its words, `curve` room for turns,
    `head` what lies above the names of the columns; with `verbs` each line says what it is, else it has a number alone.
    """

    box: float
    inset: float
    curve: float
    lane: float
    gap: float
    title: float
    under: float
    text: float
    small: float
    margin: float
    head: float
    verbs: bool


SCREEN = Look(1.3, 0.16, 0.5, LANE, GAP, 7.5, 6, 6.5, 5.5, margin=0.3, head=0.62, verbs=True)
# No word of it is smaller than 7 points on paper, where nobody can draw it nearer.
PAPER = Look(1.02, 0.08, 0.3, 0.125, 0.07, 7.2, 7, 7, 7, margin=0.04, head=0.3, verbs=False)


@dataclasses.dataclass(frozen=True)
class Plan:
    """A chart with its places: `edges` are the left edges of the columns, `labels` the gutters beside them."""

    chart: Chart
    drawing: Drawing
    column: dict[str, int]
    edges: list[float]
    labels: list[float]
    widths: list[float]
    top: float
    look: Look = SCREEN

    def x(self, column: int, side: int) -> float:
        """The left (0) or right (1) edge of a column, in inches of the page."""
        return self.edges[column] + self.look.box * side

    def y(self, down: float) -> float:
        """A height of the drawing, which counts from its top, in inches of the page."""
        return self.top - 0.22 - down


def planned(chart: Chart, look: Look = SCREEN) -> Plan:
    """The places of a chart that has edges; columns that nobody stands in are left out."""
    used = [group for group in COLUMNS if any(tier in group for tier in chart.nodes["tier"])]
    column = {
        node["id"]: next(at for at, group in enumerate(used) if node["tier"] in group) for node in records(chart.nodes)
    }
    boxes = [Box(node["id"], column[node["id"]], texts(node, look)[2]) for node in records(chart.nodes)]
    lines = [Line(str(edge["number"]), edge["from_id"], edge["to_id"]) for edge in records(chart.edges)]
    drawing = arrange(boxes, lines, lane=look.lane, gap=look.gap)
    widths = _widest(chart.edges, drawing, len(used), look)
    labels = _gutters(chart.edges, drawing, widths, look)
    edges = list(itertools.accumulate((look.box + label for label in labels[:-1]), initial=look.margin))
    return Plan(chart, drawing, column, edges, labels, widths, drawing.total + 0.85, look)


def _widest(edges: pd.DataFrame, drawing: Drawing, columns: int, look: Look) -> list[float]:
    """The widest label that stands right of each column, with its margins; 0 where none stands."""
    widths = [0.0] * columns
    for edge in records(edges):
        at = drawing.stops[str(edge["number"])][0][0]
        widths[at] = max(widths[at], *(style.width(text, look.text) + 0.2 for text in label(edge, look)))
    return widths


def _gutters(edges: pd.DataFrame, drawing: Drawing, widths: list[float], look: Look) -> list[float]:
    """The width of the space right of each column: its labels, and room for as many curves as turn in it."""
    turns = [0] * len(widths)
    for edge in records(edges):
        for at, _, _ in drawing.stops[str(edge["number"])][::2]:
            turns[at] += 1
    room = [look.curve + 0.022 * turn if turn else 0.0 for turn in turns]
    return [label + curves for label, curves in zip(widths, room, strict=True)]


def label(edge: dict[str, Any], look: Look = SCREEN) -> tuple[str, str]:
    """What stands above a line, and below it; without verbs its number alone.

    Example:
        >>> label({"number": 4, "verb": "recruited", "workers": "2 of 3 (1 documented, 1 alleged)"})
        ('4  recruited', '2 of 3')
        >>> label({"number": 4, "verb": "employs", "workers": "3 of 9 (2 alleged, 1 contradicted)"})[1]
        '3 of 9, 1 ×'
    """
    if not look.verbs:
        return str(edge["number"]), ""
    whole = said(edge["workers"]) or ""
    against = re.search(r"([0-9,]+) contradicted", whole)
    count = own(whole.split(" (")[0]) + (f", {against[1]} ×" if against else "")
    return f"{edge['number']}  {coded('verb', edge.get('schema', ''), edge['verb'])}", count


def texts(node: dict[str, Any], look: Look = SCREEN) -> tuple[str, str, float]:
    """The title and subtitle of a box, wrapped, and the height that they need."""
    room = look.box - look.inset
    title = style.wrap(own(node["label"]), room, look.title, bold=True)
    kind = {"Dwelling": "lodging", "Gate": "gate", "Site": "site", "PublicBody": "public body"}.get(node["schema"])
    kind = kind and coded("kind", node["schema"], kind)
    country = coded("country", said(node["country"]) or "")
    under = ", ".join(text for text in (own(said(node["role"]) or kind or ""), country) if text)
    subtitle = style.wrap(under, room, look.under) if look.verbs else ""  # who is who says what each one is
    words = style.height(title, look.title) + (style.height(subtitle, look.under) if subtitle else 0)
    return title, subtitle, words + (0.14 if look.verbs else 0.07)
