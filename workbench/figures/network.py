"""The network as a picture: from sub-agent to brand in columns, a verb on each line, its style for what it rests on."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from workbench.codebook.messages import Messages
from workbench.figures import style
from workbench.figures.columns import COLUMNS, PAPER, SCREEN, Look, Plan, label, planned, texts
from workbench.figures.parted import parted
from workbench.figures.retold import coded, own
from workbench.figures.words import speaking, word
from workbench.findings.chart import Chart
from workbench.findings.network import Network
from workbench.findings.overview import to_draw
from workbench.findings.said import records, said

GROUNDS = {"workers": style.SKY, "place": style.SAND, "authority": style.LILAC}
RUST = "#7a3b00"
STROKES: dict[str, Any] = {
    "documented": {"linestyle": "-", "linewidth": 1.3, "edgecolor": style.BLUE},
    "alleged": {"linestyle": (0, (4, 2)), "linewidth": 1.0, "edgecolor": style.INK},
    # Dark on paper without colour, too: what is disputed must not be what is seen least.
    "contradicted": {"linestyle": (0, (1, 1.4)), "linewidth": 1.7, "edgecolor": RUST},
}
# A number stands on paper of its own, so that a steep line does not strike it out.
APART, LEVEL = 0.36, 0.1  # inches: what two numbers on one line need around them; how far a level line may climb
GROUND = {"facecolor": style.PAPER, "linewidth": 0, "pad": 0.4}


def draw(network: Network | Chart) -> bytes:
    """The chart of a network as SVG; each number stands for a line of `chart().edges`.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> draw(network(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    chart = _chart(network)
    with style.fixed():
        return style.svg(_figure(chart), describe(chart))


def png(network: Network | Chart, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> png(network(tabulate([], "h", bytes)))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(_chart(network)), dpi)


def draw_for_paper(chart: Chart, *, width: float, height: float, say: Messages | None = None) -> list[bytes]:
    """The chart as one drawing or as several, each no larger than a page of so many inches and with no word smaller
    than 7 points, in the language of `say`: lines bear their numbers alone, for the table of the dossier.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> len(draw_for_paper(network(tabulate([], "h", bytes)).chart(), width=10, height=5.5))
        1
    """

    def fits(part: Chart) -> bool:
        plan = planned(part, PAPER)
        return _wide(plan) <= width and plan.top + PAPER.head <= height

    parts = parted(chart, fits) if len(chart.edges) else [chart]
    with style.fixed(), speaking(say):
        return [style.svg(_figure(part, PAPER), word("network.figure")) for part in parts]


def describe(network: Network | Chart) -> str:
    """Every line of the picture in words.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> describe(network(tabulate([], "h", bytes)))
        'Network: nothing on record connects anybody.'
    """
    lines = [
        f"{edge['number']} {own(edge['from'])} {_verb(edge)} {own(edge['to'])} ({_stated(edge)})"
        for edge in records(_chart(network).edges)
    ]
    if not lines:
        return word("networkfile.describe-none")
    return word("networkfile.describe", n=len(lines), which="; ".join(lines))


def _verb(edge: dict[str, Any]) -> str:
    return coded("verb", edge["schema"], edge["verb"])


def _stated(edge: dict[str, Any]) -> str:
    return ", ".join(text for text in (own(said(edge["workers"]) or ""), coded("status", edge["status"])) if text)


def _chart(network: Network | Chart) -> Chart:
    return network if isinstance(network, Chart) else to_draw(network)


def _figure(chart: Chart, look: Look = SCREEN) -> Figure:
    if not len(chart.edges):
        figure, axes = style.sheet(6, 1)
        style.write(axes, SCREEN.margin, 0.5, word("legend.nobody"), size=9)
        return figure
    plan = planned(chart, look)
    wide = max(_wide(plan), 9.2 if look.verbs else 6.8)
    figure, axes = style.sheet(wide, plan.top + look.head)
    title = word("drawing.network") if look.verbs else ""  # on paper the caption says so
    style.write(axes, look.margin, plan.top + 0.38, title, size=11, bold=True)
    style.write(
        axes, look.margin, plan.top + 0.2, f"{own(chart.says)}." if chart.says else "", size=7, color=style.SOFT
    )
    _heads(axes, plan)
    for edge in records(chart.edges):
        _line(axes, plan, edge)
    for node in records(chart.nodes):
        _box(axes, plan, node)
    _legend(axes, look, wide, counted=any(said(one) for one in chart.edges["workers"]))
    return figure


def _wide(plan: Plan) -> float:
    return plan.edges[-1] + plan.look.box + plan.labels[-1] + plan.look.margin


def _heads(axes: Axes, plan: Plan) -> None:
    tiers = {node["id"]: node["tier"] for node in records(plan.chart.nodes)}
    for at, left in enumerate(plan.edges):
        here = [
            tier for group in COLUMNS for tier in group if tier in {tiers[n] for n, c in plan.column.items() if c == at}
        ]
        text = style.wrap(
            ", ".join(word(f"drawing.{tier.replace(' ', '-')}") for tier in here),
            plan.look.box + min(0.2, 2 * plan.look.margin),
            7,
        )
        style.write(axes, left + plan.look.box / 2, plan.top, text, size=7, ha="center", color=style.SOFT, va="center")


def _box(axes: Axes, plan: Plan, node: dict[str, Any]) -> None:
    look = plan.look
    title, subtitle, _ = texts(node, look)
    left, high = plan.edges[plan.column[node["id"]]], plan.drawing.height[node["id"]]
    middle = plan.y(plan.drawing.middle[node["id"]])
    round_ = "round,pad=0,rounding_size=0.07" if node["tier"] != "place" else "square,pad=0"
    ground = GROUNDS.get(node["tier"], style.PAPER)
    box = FancyBboxPatch(
        (left, middle - high / 2), look.box, high, boxstyle=round_, facecolor=ground, edgecolor=style.INK, zorder=3
    )
    box.set_linewidth(1.6 if node["tier"] == "workers" else 0.9)
    axes.add_patch(box)
    text, under = style.height(title, look.title), style.height(subtitle, look.under) if subtitle else 0.0
    x, top = left + look.box / 2, middle + (text + under) / 2
    style.write(axes, x, top - text / 2, title, size=look.title, bold=True, ha="center", zorder=4)
    style.write(axes, x, top - text - under / 2, subtitle, size=look.under, ha="center", color=style.SOFT, zorder=4)


def _line(axes: Axes, plan: Plan, edge: dict[str, Any]) -> None:
    stops = plan.drawing.stops[str(edge["number"])]
    points = [(plan.x(column, side), plan.y(y)) for column, side, y in stops]
    patch = PathPatch(_path(plan, stops, points), fill=False, zorder=1, **STROKES[edge["status"]])
    patch.set_url(f"#edge-{edge['number']}")
    axes.add_patch(patch)
    _arrow(axes, plan, edge)
    _words(axes, plan, edge, (stops[0][0], points[0]))


def _path(plan: Plan, stops: list[tuple[int, int, float]], points: list[tuple[float, float]]) -> Path:
    """Straight beside the boxes, where the words stand, and curved in the rest of each gutter."""
    steps: list[tuple[float, float]] = [points[0]]
    codes: list[Any] = [Path.MOVETO]
    for at in range(0, len(stops) - 1, 2):
        (x1, y1), (x2, y2) = points[at], points[at + 1]
        turn, room = x1 + plan.widths[stops[at][0]], plan.labels[stops[at][0]] - plan.widths[stops[at][0]]
        if stops[at][0] == stops[at + 1][0]:
            # Nested: a loop that reaches further stands further out, so that two do not lie on each other.
            bulge = turn + room * (0.45 + 0.75 * min(1.0, abs(y2 - y1) / max(plan.drawing.total, 1)))
            steps += [(turn, y1), (bulge, y1), (bulge, y2), (turn, y2), (x2, y2)]
            codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO]
        else:
            middle = (turn + x2) / 2
            steps += [(turn, y1), (middle, y1), (middle, y2), (x2, y2)]
            codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
        if at + 2 < len(stops):
            steps.append(points[at + 2])
            codes.append(Path.LINETO)
    return Path(steps, codes)


def _arrow(axes: Axes, plan: Plan, edge: dict[str, Any]) -> None:
    stops = plan.drawing.stops[str(edge["number"])]
    column, side, down = stops[0] if plan.column[edge["to_id"]] < plan.column[edge["from_id"]] else stops[-1]
    x, y, away = plan.x(column, side), plan.y(down), 1 if side else -1
    tip = [(x, y), (x + away * 0.09, y + 0.042), (x + away * 0.09, y - 0.042)]
    axes.add_patch(Polygon(tip, facecolor=STROKES[edge["status"]]["edgecolor"], linewidth=0, zorder=2))


def _words(axes: Axes, plan: Plan, edge: dict[str, Any], start: tuple[int, tuple[float, float]]) -> None:
    column, (x, y) = start
    above, below = label(edge, plan.look)
    if plan.look.verbs:
        style.write(axes, x + 0.12, y + 0.062, above, size=plan.look.text, zorder=5)
        style.write(axes, x + 0.12, y - 0.068, below, size=plan.look.small, color=style.SOFT, zorder=5)
    else:
        style.write(axes, x + 0.12, y, above, size=plan.look.small, zorder=5, bbox=GROUND)
    if edge["status"] == "contradicted":
        end = x + plan.widths[column]
        style.write(axes, end, y, "×", size=11, bold=True, color=RUST, ha="center", zorder=6)
    _number_at_the_other_end(axes, plan, edge)


def _number_at_the_other_end(axes: Axes, plan: Plan, edge: dict[str, Any]) -> None:
    """Where a line arrives it bears its number once more: no eye has to follow it across the page. A short level line
    has no room for it twice, and needs it once."""
    (_, _, from_), *_, (column, side, down) = stops = plan.drawing.stops[str(edge["number"])]
    x, y, away = plan.x(column, side), plan.y(down), 1 if side else -1
    number, ha = str(edge["number"]), "left" if side else "right"
    room = abs(x - plan.x(*stops[0][:2])) - 2 * style.width(number, plan.look.small, False)
    if not plan.look.verbs and len(stops) == 2 and room < APART and abs(plan.y(from_) - y) < LEVEL:
        return
    style.write(axes, x + away * 0.14, y, number, size=plan.look.small, ha=ha, va="center", zorder=5, bbox=GROUND)


def _legend(axes: Axes, look: Look, wide: float, *, counted: bool) -> None:
    x = look.margin
    for status, stroke in STROKES.items():
        axes.add_patch(PathPatch(Path([(x, 0.42), (x + 0.5, 0.42)]), **stroke))
        if status == "contradicted":
            style.write(axes, x + 0.25, 0.42, "×", size=11, bold=True, color=RUST, ha="center")
        says = word(f"legend.{status}" if look.verbs else f"status.{status}")
        style.write(axes, x + 0.58, 0.42, says, size=7)
        x += 0.8 + style.width(says, 7)
    own = ("legend.numbers-counted" if counted else "legend.numbers") if look.verbs else "legend.numbers-alone"
    words = word(own, **({} if look.verbs else {"table": word("network.caption")}))
    style.write(axes, look.margin, 0.2, style.wrap(words, wide - 2 * look.margin, 7), size=7, color=style.SOFT)
