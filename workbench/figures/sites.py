"""The site map: the site in metres, its surroundings, the country; areas, precision, photographs, distances."""

import dataclasses

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from workbench.codebook.messages import Messages
from workbench.figures import mapkey, style
from workbench.figures.base import locator
from workbench.figures.plan import fill, panel
from workbench.figures.survey import Survey, lead, survey
from workbench.figures.words import speaking, word
from workbench.findings.sites import Sites


@dataclasses.dataclass(frozen=True)
class Sheet:
    """How wide the page is, its margin, the main panel and those beside it, in inches; whether the key is written."""

    wide: float
    margin: float
    main: float
    side: float
    keys: bool

    @property
    def high(self) -> float:
        """The height of a panel at the side."""
        return (self.main - 0.35) / 2


SCREEN = Sheet(11.0, 0.35, 6.3, 3.7, keys=True)
PAPER = Sheet(6.85, 0.04, 4.3, 2.17, keys=False)  # its words stay as large as they are: what they say is in a table


def draw(sites: Sites) -> bytes:
    """The site map as SVG; numbers stand for the rows of `Sites.frame`.

    Example:
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> draw(sites(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(sites), describe(sites))


def draw_for_paper(sites: Sites, say: Messages | None = None) -> bytes:
    """The same map as wide as the words of an A4 page, no word smaller than 7 points, in the language of
    `say`, its key left to a table.

    Example:
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> draw_for_paper(sites(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    with style.fixed(), speaking(say):
        return style.svg(_figure(sites, PAPER), word("site.figure"))


def png(sites: Sites, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> png(sites(tabulate([], "h", bytes)))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(sites), dpi)


def describe(sites: Sites) -> str:
    """What the map shows, in words: each place with its precision and its distance from the site.

    Example:
        >>> from workbench.findings.sites import sites
        >>> from workbench.tables import tabulate
        >>> describe(sites(tabulate([], "h", bytes)))
        'Site map: no place in this case has a position.'
    """
    if _nowhere(sites):
        return word("sitesfile.describe-none")
    found = survey(sites)
    which = "; ".join(mapkey.keys(found))
    return word("sitesfile.describe", places=len(found.places), photos=len(found.photos), which=which)


def _nowhere(sites: Sites) -> bool:
    return not len(sites.frame) and not len(sites.photos)


def _figure(sites: Sites, page: Sheet = SCREEN) -> Figure:
    if _nowhere(sites):
        figure, axes = style.sheet(page.wide, 1)
        style.write(axes, page.margin, 0.5, word("legend.nowhere"), size=9)
        return figure
    found = survey(sites)
    wide = page.wide - 2 * page.margin
    notes = [style.wrap(note, wide, mapkey.SIZE) for note in mapkey.notes(found)]
    columns = _columns(found, page)
    kinds = [place["schema"] for place in found.places]
    rows = mapkey.legend(None, page.margin, 0, kinds, wide=page.wide)
    below = mapkey.height(notes) + 0.4 + rows * mapkey.LINE
    below += max(map(mapkey.height, columns)) + 0.15 if len(columns) > 1 and page.keys else 0.0
    figure, axes = style.sheet(page.wide, page.main + below + (0.75 if page.keys else 0.3))
    title = word("drawing.sites") if page.keys else ""  # on paper the caption says so
    style.write(axes, page.margin, page.main + below + 0.5, title, size=11, bold=True)
    _panels(axes, found, below, page)
    mapkey.legend(axes, page.margin, below - 0.2, kinds, wide=page.wide)
    if page.keys:
        _keys(axes, found, columns, below, page, below - 0.2 - rows * mapkey.LINE)
    mapkey.column(axes, notes, page.margin, mapkey.height(notes) + 0.12, color=style.SOFT)
    return figure


def _keys(axes: Axes, found: Survey, columns: list[list[str]], below: float, page: Sheet, top: float) -> None:
    links = [lead(place) for place in found.places]
    if len(columns) > 1:
        for at, column in enumerate(columns):
            own = links[: len(column)] if at == 0 else links[-len(column) :]
            mapkey.column(axes, column, page.margin + at * (page.wide / 2 - page.margin), top, own)
    else:
        mapkey.column(axes, columns[0], page.margin + page.main + 0.3, below + page.high, links)


def _columns(found: Survey, page: Sheet) -> list[list[str]]:
    """The key: under the panels in two columns, or beside the main panel where that place is free and high enough."""
    beside = [style.wrap(key, page.side, mapkey.SIZE) for key in mapkey.keys(found)]
    if not found.around and mapkey.height(beside) <= page.high:
        return [beside]
    lines = [style.wrap(key, (page.wide - 2 * page.margin) / 2 - 0.2, mapkey.SIZE) for key in mapkey.keys(found)]
    half = -(-len(lines) // 2)
    return [lines[:half], lines[half:]]


def _panels(axes: Axes, found: Survey, below: float, page: Sheet) -> None:
    main = panel(axes, found, found.near, (page.margin, below, page.main, page.main))
    main.furniture(word("drawing.kilometres" if found.coarse else "drawing.at-site"))
    fill(main, found, found.near, photographs=True)
    x, top = page.margin + page.main + 0.3, below + page.high + 0.35
    if found.around:
        around = panel(axes, found, found.around, (x, below, page.side, page.high))
        around.furniture(word("drawing.around"))
        fill(around, found, [found.home, *(row for row in found.around if row not in found.near)], photographs=False)
    style.write(axes, x, top + page.high + 0.1, word("drawing.country"), size=7.5, bold=True)
    locator(axes, (x, top, page.side, page.high), found.spot)
