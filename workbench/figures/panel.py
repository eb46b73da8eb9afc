"""A panel of a map: metres to inches, labels that do not lie on each other, scale bar and north."""

import dataclasses
import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path

from workbench.codebook.messages import Messages
from workbench.figures import style
from workbench.figures.placing import Box, Point, free
from workbench.figures.words import decimal, speaking, told, word

MARKS = {"Site": "s", "Gate": "D", "Dwelling": "^", "PublicBody": "P", "Photo": "o", "PoliceStation": "v",
         "Hospital": "X", "Clinic": "X", "Embassy": "*", "Shop": "h", "BusStop": "8", "Office": "p",
         "BorderPoint": "<", "GuardPost": "d", "Fence": ">"}  # fmt: skip
OTHER = "p"


@dataclasses.dataclass
class Panel:
    """A rectangle of the page (inches) that shows a square or oblong of the ground (metres in a UTM zone).

    `taken` are the rectangles that labels and marks already fill; a new label keeps off them.
    """

    axes: Axes
    box: tuple[float, float, float, float]
    centre: Point
    half_m: float
    taken: list[Box] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        left, bottom, wide, high = self.box
        self.frame = Rectangle(
            (left, bottom), wide, high, facecolor="#fbfaf7", edgecolor=style.INK, linewidth=0.8, zorder=0
        )
        self.axes.add_patch(self.frame)
        self.axes.add_patch(
            Rectangle((left, bottom), wide, high, fill=False, edgecolor=style.INK, linewidth=0.8, zorder=9)
        )

    @property
    def metres(self) -> float:
        """Metres to an inch."""
        return 2 * self.half_m / min(self.box[2:])

    def to(self, point: Point) -> Point:
        """Metres of the zone as inches of the page."""
        left, bottom, wide, high = self.box
        x, y = (point[0] - self.centre[0]) / self.metres, (point[1] - self.centre[1]) / self.metres
        return left + wide / 2 + x, bottom + high / 2 + y

    def shows(self, point: Point, margin: float = 0.05) -> bool:
        """True where a point of the ground lies inside the panel."""
        x, y = self.to(point)
        left, bottom, wide, high = self.box
        return left + margin <= x <= left + wide - margin and bottom + margin <= y <= bottom + high - margin

    def add(self, patch: Any) -> None:
        """A patch in inches, cut at the edge of the panel."""
        self.axes.add_patch(patch)
        patch.set_clip_path(self.frame)

    def area(self, rings: list[list[Point]], **looks: Any) -> None:
        """A filled area with holes, its rings in metres."""
        points = [[self.to(point) for point in ring] for ring in rings]
        self.add(PathPatch(_path(points), **{"facecolor": "none", "edgecolor": style.INK, "linewidth": 1.0, **looks}))

    def picture(self, colours: Any) -> None:
        """Colours (rows of red, green, blue, opacity, from the north) laid over the whole panel, under all else."""
        left, bottom, wide, high = self.box
        limits = self.axes.get_xlim(), self.axes.get_ylim()
        extent = (left, left + wide, bottom, bottom + high)
        self.axes.imshow(colours, extent=extent, aspect="auto", interpolation="nearest", zorder=0.3, alpha=0.75)
        self.axes.set_xlim(limits[0])
        self.axes.set_ylim(limits[1])

    def line(self, points: list[Point], **looks: Any) -> None:
        """A line through points in metres."""
        line = Path([self.to(point) for point in points])
        self.add(PathPatch(line, **{"fill": False, "edgecolor": style.SOFT, "linewidth": 0.7, **looks}))

    def circle(self, point: Point, radius_m: float, rough: bool, url: str | None = None) -> None:
        """How far off a position may be; hatched where nobody measured it."""
        looks = {"hatch": "...." if rough else None, "linestyle": (0, (3, 2)) if rough else "-"}
        ring = Circle(self.to(point), radius_m / self.metres, facecolor=(0.66, 0.8, 0.91, 0.25), zorder=2, **looks)
        ring.set_url(url)
        ring.set_edgecolor("#7f97ad")
        ring.set_linewidth(0.7)
        self.add(ring)

    def mark(self, point: Point, schema: str, size: float = 6, url: str | None = None) -> None:
        """The symbol of a kind of place, leading to a place of the page that holds the map; labels keep off it."""
        x, y = self.to(point)
        looks: dict[str, Any] = {
            "markerfacecolor": style.PAPER if schema == "Photo" else style.BLUE,
            "markeredgecolor": style.INK,
            "url": url,
        }
        above = 5 if schema == "Photo" else 6
        self.axes.plot([x], [y], MARKS.get(schema, OTHER), markersize=size, markeredgewidth=0.8, zorder=above, **looks)
        reach = size / 72 * 0.7
        self.taken.append((x - reach, y - reach, x + reach, y + reach))

    def look(self, point: Point, degrees: float, url: str | None = None, view_deg: float = math.nan) -> None:
        """The direction in which a photograph looks, clockwise from north, as wide as its picture; dashed where the
        camera did not say how wide that is."""
        known = not math.isnan(view_deg)
        half = view_deg / 2 if known else 20.0
        looks: dict[str, Any] = {"facecolor": (0.79, 0.47, 0.17, 0.45 if known else 0.2)}
        looks["linestyle"] = "-" if known else (0, (2, 1.5))
        wedge = Wedge(self.to(point), 0.24, 90 - degrees - half, 90 - degrees + half, zorder=4, **looks)
        wedge.set_url(url)
        middle, centre = math.radians(90 - degrees), self.to(point)
        x, y = centre[0] + 0.14 * math.cos(middle), centre[1] + 0.14 * math.sin(middle)
        self.taken.append((x - 0.08, y - 0.08, x + 0.08, y + 0.08))
        wedge.set_edgecolor(style.AMBER)
        wedge.set_linewidth(0.5)
        self.add(wedge)

    def label(
        self, point: Point, text: str, size: float = 7, bold: bool = False, *, short: str = "", **looks: Any
    ) -> bool:
        """Words near a point: the first of some places around it that is free; further off with a line to it.

        With `inside` they stand on the point itself where that is free: in the middle of an area, or on a line. Where
        the words have no room `short` stands in their place, such as a number that a key explains; False where that
        has none either, and nothing is written: words on each other could be read by nobody.
        """
        at, inside = self.to(point), looks.pop("inside", False)
        left, bottom, wide, high = self.box
        frame = (left, bottom, left + wide, bottom + high)
        for words in (text, short) if short else (text,):
            room = (style.width(words, size, bold) + 0.06, style.height(words, size) + 0.02)
            found = free(at, room, frame, self.taken, inside=inside, far=words == short)
            if found is not None:
                self._write(at, words, *found, size=size, bold=bold, **looks)
                return True
        return False

    def _write(self, at: Point, text: str, box: Box, line: bool, **looks: Any) -> None:
        self.taken.append(box)
        left, bottom, right, top = box
        if line:
            nearest = (min(max(at[0], left), right), min(max(at[1], bottom), top))
            self.add(PathPatch(Path([at, nearest]), fill=False, edgecolor=style.SOFT, linewidth=0.5, zorder=5))
        ground = {"facecolor": (1, 1, 1, 0.82), "edgecolor": "none", "pad": 0.8, "url": looks.get("url")}
        style.write(self.axes, left + 0.03, (bottom + top) / 2, text, zorder=7, bbox=ground, **looks)

    def furniture(self, title: str) -> None:
        """The title, the scale bar and the arrow to grid north; labels keep off them."""
        left, bottom, wide, high = self.box
        style.write(self.axes, left, bottom + high + 0.1, title, size=7.5, bold=True)
        length = nice(wide * self.metres * 0.28)
        inches, x, y = length / self.metres, left + 0.15, bottom + 0.2
        self.taken += [
            (left, bottom, x + inches + 0.5, y + 0.25),
            (left + wide - 0.4, bottom + high - 0.6, left + wide, bottom + high),
        ]
        ground = Rectangle(
            (x - 0.07, y - 0.1), inches + 0.14 + 0.2, 0.36, facecolor=(1, 1, 1, 0.85), linewidth=0, zorder=7
        )
        self.axes.add_patch(ground)
        for half, colour in ((0, style.INK), (1, style.PAPER)):
            part = Rectangle((x + half * inches / 2, y - 0.03), inches / 2, 0.06, facecolor=colour, edgecolor=style.INK)
            part.set_linewidth(0.7)
            part.set_zorder(8)
            self.axes.add_patch(part)
        for share in (0, 0.5, 1) if inches > 1 else (0, 1):  # in a short one three would run into each other
            text = spoken(length * share) if share else "0"
            style.write(self.axes, x + inches * share, y + 0.13, text, size=7, ha="center", zorder=8)
        self._north(left + wide - 0.2, bottom + high - 0.5)

    def _north(self, x: float, y: float) -> None:
        arrow = [(x, y + 0.28), (x + 0.07, y), (x, y + 0.07), (x - 0.07, y)]
        self.axes.add_patch(Polygon(arrow, facecolor=style.INK, linewidth=0, zorder=8))
        style.write(self.axes, x, y + 0.36, "N", size=7, bold=True, ha="center", zorder=8)


def _path(rings: list[list[Point]]) -> Path:
    points: list[Point] = []
    codes: list[Any] = []
    for ring in rings:
        points += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return Path(points, codes)


def nice(metres: float) -> float:
    """The longest round length (1, 2 or 5 times a power of ten) that is no longer than this.

    Example:
        >>> nice(730), nice(1.5)
        (500.0, 1.0)
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1, 2, 5) if step * power <= metres)


def spoken(metres: float, say: Messages | None = None) -> str:
    """A length as it is said: metres up to a kilometre, then kilometres; in the language of `say`, else of the drawing.

    Example:
        >>> spoken(250), spoken(1500), spoken(8_025_653)
        ('250 m', '1.5 km', '8026 km')
        >>> from workbench.codebook.messages import messages
        >>> spoken(1500, messages("sr-Cyrl"))
        '1,5 км'
    """
    with speaking(say or told()):
        if metres < 1000:
            return word("legend.m", n=f"{metres:.0f}")
        figures = f"{metres / 1000:.{0 if metres >= 10_000 else 1}f}".removesuffix(".0")
        return word("legend.km", n=decimal(figures))
