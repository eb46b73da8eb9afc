"""The chronology as a picture: a lane for each track, a mark as wide as the date is vague, the disputed marked."""

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from workbench.codebook.messages import Messages
from workbench.figures import style
from workbench.figures.crowd import counts, crowd, days
from workbench.figures.retold import own
from workbench.figures.strip import ABOVE, LINE, MARGIN, SIZE, Strip, draw_lanes, lead, legend, strip
from workbench.figures.words import speaking, tidy, word
from workbench.findings.chronology import Chronology
from workbench.findings.said import records

PAGE, TITLE = 11.0, 0.43
MANY = 150  # more than these are counted in lanes: their numbers and their list could not be read


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


def draw_for_paper(chronology: Chronology, *, width: float, height: float, say: Messages | None = None) -> list[bytes]:
    """The lanes as one drawing or as several, each no larger than a page of so many inches, without the list of events,
    for a table that follows; no word is smaller than 7 points, and all are in the language of `say`.

    Example:
        >>> from workbench.findings.chronology import chronology
        >>> from workbench.tables import tabulate
        >>> len(draw_for_paper(chronology(tabulate([], "h", bytes)), width=6.8, height=9))
        1
    """
    events = records(chronology.df)
    dated = [event for event in events if event["precision"] != "none"]
    with style.fixed(), speaking(say):
        title = word("chronology.figure")
        if not dated or len(events) > MANY:
            return [style.svg(_figure(chronology), title)]
        made = strip(dated, width)
        pages = [_sheet(chronology, made, tracks, None) for tracks in _pages(made, height)]
        return [style.svg(page, title) for page in pages]


def _pages(made: Strip, height: float) -> list[list[str]]:
    """The tracks in order, as many on each page as it has room for."""
    room = height - ABOVE - _below(made.wide)
    pages: list[list[str]] = []
    for track in made.lanes:
        if pages and made.high([*pages[-1], track]) <= room:
            pages[-1].append(track)
        else:
            pages.append([track])
    return pages


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
        told = "; ".join(counts(chronology))
        return word("chronologyfile.timeline-counted", n=len(chronology.df), which=told)
    lines = [_line(event) for event in records(chronology.df)]
    if not lines:
        return word("chronologyfile.timeline-none")
    return word("chronologyfile.timeline", n=len(lines), which="; ".join(lines))


def _line(event: dict[str, Any]) -> str:
    which = ", ".join(map(str, event["rivals"]))
    rivals = word("chronologyfile.against", which=which) if which else ""
    told = word(f"status.{event['status']}")
    status = "" if event["status"] in ("agreed", "reported") else f" [{told}{rivals}]"
    said = f"{event['number']}  {own(event['when'])}: {own(event['title'])} ({own(event['source'])}){status}"
    return tidy(said)


def _figure(chronology: Chronology) -> Figure:
    events = records(chronology.df)
    dated = [event for event in events if event["precision"] != "none"]
    if not dated:
        figure, axes = style.sheet(PAGE, 1)
        style.write(axes, MARGIN, 0.5, word("legend.no-date"), size=9)
        return figure
    if len(events) > MANY:
        return crowd(chronology)
    made = strip(dated, PAGE)
    return _sheet(chronology, made, list(made.lanes), events)


def _sheet(chronology: Chronology, made: Strip, tracks: Sequence[str], events: list[dict[str, Any]] | None) -> Figure:
    """These lanes with their scale and legend; with events their list in two columns below, and a title above."""
    keys = [style.wrap(_line(event), (PAGE - 2 * MARGIN) / 2 - 0.2, SIZE) for event in events or ()]
    links = [lead(event) for event in events or ()]
    half = -(-len(keys) // 2)
    listed = max(_height(keys[:half]), _height(keys[half:]))
    below, high = listed + _below(made.wide), made.high(tracks)
    figure, axes = style.sheet(made.wide, below + high + ABOVE + (0 if events is None else TITLE))
    title = "" if events is None else _title(chronology)  # on paper the caption says so
    style.write(axes, MARGIN, below + high + ABOVE + 0.18, title, size=11, bold=True)
    draw_lanes(axes, made, tracks, below)
    lines = legend(axes, made.wide, below - 0.22)
    _column(axes, keys[:half], links[:half], MARGIN, below - 0.25 - lines * LINE)
    _column(axes, keys[half:], links[half:], PAGE / 2, below - 0.25 - lines * LINE)
    return figure


def _below(wide: float) -> float:
    """What the legend of a page takes below the lanes."""
    return 0.35 + legend(None, wide, 0) * LINE


def _title(chronology: Chronology) -> str:
    return f"{word('drawing.chronology')}{days(chronology)}"


def _height(lines: list[str]) -> float:
    return math.fsum(style.height(line, SIZE) + 0.035 for line in lines)


def _column(axes: Axes, lines: list[str], links: list[str], x: float, top: float) -> None:
    for line, link in zip(lines, links, strict=True):
        style.write(axes, x, top, line, size=SIZE, va="top", **style.leading(link))
        top -= style.height(line, SIZE) + 0.035
