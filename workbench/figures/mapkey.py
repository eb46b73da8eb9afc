"""The words beside the site map: what each number is and how far off, what is not shown, whose the base data are."""

import math
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from matplotlib.axes import Axes

from workbench.codebook import layers
from workbench.figures import style
from workbench.figures.panel import MARKS, OTHER, spoken
from workbench.figures.retold import coded, own
from workbench.figures.survey import AROUND_M, Survey, away
from workbench.figures.words import told, word
from workbench.findings.said import said, way

KINDS = ("Site", "Gate", "Dwelling", "PublicBody")
MORE = ("Office", "PoliceStation", "Hospital", "Clinic", "Embassy", "BorderPoint", "Shop", "BusStop", "GuardPost",
        "Fence")  # fmt: skip
SIZE, LINE = 7, 0.2  # points: nothing is smaller, for on paper nobody can draw it nearer


def keys(survey: Survey) -> list[str]:
    """A line for each place: its number, how its position is known, how far off that may be, how far from the site."""
    return [_key(survey, place) for place in survey.places]


def _key(survey: Survey, place: dict[str, Any]) -> str:
    pair = survey.pairs.get(place["place"])
    precision = (
        word("sitesfile.precision-unsaid") if math.isnan(place["precision_m"]) else f"± {spoken(place['precision_m'])}"
    )
    dated = "" if place["when"] == "not dated" else f", {own(place['when'])}"
    how = coded("how", way(said(place["how"])))
    text = f"{place['number']} {own(place['site'])}: {how}, {precision}{dated} ({own(place['source'])})"
    if pair is None:
        return text
    if math.isnan(pair["metres"]):
        return word("sitesfile.as-site", place=text, shared=shared(pair))
    ends = {"low": spoken(pair["low_m"]), "high": spoken(pair["high_m"])}
    low_high = "" if math.isnan(pair["low_m"]) else f" {word('sitesfile.range', **ends)}"
    apart = away(survey, place) or spoken(pair["metres"])
    return word("sitesfile.from-site", place=text, away=apart, range=low_high)


def shared(pair: dict[str, Any]) -> str:
    """That two places stand in one square of the grid of a protected copy, and what that says of their distance.

    Example:
        >>> shared({"high_m": 15_000.0})
        'less than 15 km away, in the same square of the grid'
    """
    return word("sitesfile.shared", metres=spoken(pair["high_m"]))


def notes(survey: Survey) -> list[str]:
    """What the panels leave out, in which plane they are, and the source, licence and legend of the base data."""
    sites = survey.sites
    found = []
    if survey.coarse:
        found.append(word("legend.coarse"))
    if survey.far:
        far = ", ".join(dict.fromkeys(own(survey.places[row]["site"]) for row in survey.far))
        found.append(word("legend.far", which=far))
    if survey.elsewhere():
        counted = {"n": survey.elsewhere(), "of": len(survey.photos)}
        found.append(word("legend.elsewhere", metres=spoken(AROUND_M), **counted))
    if len(sites.rejected):
        found.append(word("legend.rejected", n=len(sites.rejected)))
    found.append(word("legend.plane", epsg=sites.crs().to_epsg()))
    return [*found, *_credits(survey)]


def _credits(survey: Survey) -> list[str]:
    here = (*survey.spot, *survey.spot)
    reaching = [layer for layer in layers() if layer.covers(*here)]
    shown = [layer for layer in reaching if not layer.name.startswith("countries")]
    shown += [layer for layer in reaching if layer.name.startswith("countries")][:1]
    if not shown:
        return [word("legend.no-base")]
    say = told()
    credit = "; ".join(f"{say.of(layer.titles)}: {say.of(layer.credits)}" for layer in shown)
    legend = " ".join(dict.fromkeys(say.of(layer.legends) for layer in shown))
    return [word("legend.base", credit=credit, own=_own(survey)), legend]


def _own(survey: Survey) -> str:
    under = survey.sites.under
    return word("legend.no-imagery") if under is None else word("legend.under", name=under.name, credit=under.credit)


def legend(axes: Axes | None, x: float, y: float, kinds: Sequence[str] = (), *, wide: float = 11.0) -> int:
    """The symbols in lines, from a place on a page of so many inches; those of rarer kinds only where the map has them.
    Gives how many lines; without axes nothing is drawn."""
    words = {MARKS[kind]: word(f"legend.{kind}") for kind in (*KINDS, *(one for one in MORE if one in kinds))}
    if not kinds or set(kinds) - {*KINDS, *MORE}:
        words[OTHER] = word("legend.office-other" if "Office" in kinds else "legend.other")
    looks: dict[str, Any] = {"markeredgecolor": style.INK, "markeredgewidth": 0.8}
    entries = [(mark, style.BLUE, 6.0, text) for mark, text in words.items()]
    entries.append(("o", style.PAPER, 4.5, word("legend.photograph")))
    entries.append(("", style.PAPER, 0.0, word("legend.ring")))
    left, lines = x, 1
    for mark, ground, size, text in entries:
        room = 0.4 + style.width(text, SIZE)
        if x > left and x + room - 0.2 > wide:
            x, y, lines = left, y - LINE, lines + 1
        if axes is not None:
            if mark:
                axes.plot([x + 0.06], [y], mark, markerfacecolor=ground, markersize=size, **looks)
            style.write(axes, x + (0.18 if mark else 0), y, text, size=SIZE)
        x += room
    return lines


def height(lines: list[str]) -> float:
    """How high lines of text stand under each other, in inches."""
    return math.fsum(style.height(line, SIZE) + 0.03 for line in lines)


def column(axes: Axes, lines: list[str], x: float, top: float, links: Sequence[str | None] = (), **looks: Any) -> None:
    """Lines of text under each other, from the top; `links` are the places of the page that they lead to, or none."""
    for line, link in zip_longest(lines, links):
        led = style.leading(link) if link else {}
        style.write(axes, x, top, line, size=SIZE, va="top", **looks, **led)
        top -= style.height(line, SIZE) + 0.03
