"""The site map: the site in metres, its surroundings, the country; areas, precision, photographs, distances."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from workbench.figures import mapkey, style
from workbench.figures.base import locator
from workbench.figures.plan import fill, panel
from workbench.figures.survey import Survey, lead, survey
from workbench.findings.sites import Sites

PAGE, MARGIN, MAIN, SIDE = 11.0, 0.35, 6.3, 3.7
HIGH = (MAIN - 0.35) / 2
NOWHERE = "No place in this case has a position."


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
        return "Site map: no place in this case has a position."
    found = survey(sites)
    return f"Site map, {len(found.places)} places, {len(found.photos)} photographs. " + "; ".join(mapkey.keys(found))


def _nowhere(sites: Sites) -> bool:
    return not len(sites.frame) and not len(sites.photos)


def _figure(sites: Sites) -> Figure:
    if _nowhere(sites):
        figure, axes = style.sheet(PAGE, 1)
        style.write(axes, MARGIN, 0.5, NOWHERE, size=9)
        return figure
    found = survey(sites)
    wide = PAGE - 2 * MARGIN
    notes = [style.wrap(note, wide, mapkey.SIZE) for note in mapkey.notes(found)]
    columns = _columns(found)
    below = mapkey.height(notes) + 0.6 + (max(map(mapkey.height, columns)) + 0.15 if found.around else 0.0)
    figure, axes = style.sheet(PAGE, MAIN + below + 0.75)
    style.write(
        axes, MARGIN, MAIN + below + 0.5, "Where it was: site, lodging, gates and photographs", size=11, bold=True
    )
    _panels(axes, found, below)
    mapkey.legend(axes, MARGIN, below - 0.2, [place["schema"] for place in found.places])
    links = [lead(place) for place in found.places]
    if found.around:
        for at, column in enumerate(columns):
            own = links[: len(column)] if at == 0 else links[-len(column) :]
            mapkey.column(axes, column, MARGIN + at * wide / 2, below - 0.4, own)
    else:
        mapkey.column(axes, columns[0], MARGIN + MAIN + 0.3, below + HIGH, links)
    mapkey.column(axes, notes, MARGIN, mapkey.height(notes) + 0.12, color=style.SOFT)
    return figure


def _columns(found: Survey) -> list[list[str]]:
    """The key: under the panels in two columns, or beside the main panel where that place is free."""
    if not found.around:
        return [[style.wrap(key, SIDE, mapkey.SIZE) for key in mapkey.keys(found)]]
    lines = [style.wrap(key, (PAGE - 2 * MARGIN) / 2 - 0.2, mapkey.SIZE) for key in mapkey.keys(found)]
    half = -(-len(lines) // 2)
    return [lines[:half], lines[half:]]


def _panels(axes: Axes, found: Survey, below: float) -> None:
    main = panel(axes, found, found.near, (MARGIN, below, MAIN, MAIN))
    main.furniture("Known to kilometres only" if found.coarse else "At the site")
    fill(main, found, found.near, photographs=True)
    x, top = MARGIN + MAIN + 0.3, below + HIGH + 0.35
    if found.around:
        around = panel(axes, found, found.around, (x, below, SIDE, HIGH))
        around.furniture("Around the site")
        fill(around, found, [found.home, *(row for row in found.around if row not in found.near)], photographs=False)
    style.write(axes, x, top + HIGH + 0.1, "In the country", size=7.5, bold=True)
    locator(axes, (x, top, SIDE, HIGH), found.spot)
