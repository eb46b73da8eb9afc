"""The site map as a page: every place with its precision and source, every photograph, every distance with its
range."""

import math
from typing import Any

from workbench.figures import sites as drawing
from workbench.findings.said import records, said
from workbench.findings.sites import NoPlace, Sites
from workbench.markup import escape
from workbench.release.entries import anchor, passage
from workbench.release.evidence import found
from workbench.release.geodata import decimals
from workbench.release.page import Html, dated, figure, grid, join, page, section
from workbench.release.picture import inline, picture
from workbench.tables import Tables


def as_html(sites: Sites, tables: Tables) -> bytes:
    """One page: the map, the places, the photographs with their direction, the distances, and the words behind each
    place."""
    lead = Html(
        "<p>Where it happened, as each source has it. Rival positions of one place stay side by side; "
        "the precision says how far off a position may be. Positions are degrees WGS84, latitude first.</p>"
    )
    sections = [
        section("map", "The map", figure(drawing.draw(sites), "Numbers refer to the table of places.")),
        section("places", "Places", _places(sites)),
        section("photographs", "Photographs with a position", _photos(sites, tables)),
        section("distances", "Distances", _distances(sites)),
        section("rejected", "Positions not used, and why", _rejected(sites)),
        section("words", "The words and pictures behind the places", _words(sites, tables)),
    ]
    return page(tables, "Sites, lodging, gates", lead, sections)


def metres(value: Any) -> str:
    """A number of metres in words; "not known" for none.

    Example:
        >>> metres(12.0), metres(float("nan"))
        ('12 m', 'not known')
    """
    return "not known" if value is None or math.isnan(value) else f"{round(value):,} m".replace(",", " ")


def _position(geometry: Any, precision: float | None) -> str:
    point = geometry.centroid
    digits = decimals(None if precision is None or math.isnan(precision) else precision)
    about = "" if geometry.geom_type == "Point" else f" (centre of a {geometry.geom_type.lower()})"
    return f"{point.y:.{digits}f}, {point.x:.{digits}f}{about}"


def _places(sites: Sites) -> Html:
    rows = [
        [row["number"], row["site"], row["schema"], _position(row["geometry"], row["precision_m"]),
        metres(row["precision_m"]), row["how"],
         dated(row["when"]), row["source"], said(row["note"]), _link(row)]
        for row in records(sites.frame)
    ]  # fmt: skip
    headers = ["no.", "place", "kind", "position", "precision", "how it is known", "when", "source", "note", "words"]
    ids = [f"place-{row['number']}" for row in records(sites.frame)]
    if not rows:
        return Html('<p class="none">No place of this case has a position.</p>')
    return grid(headers, rows, "Places, one line for each position that a source gives", ids=ids)


def _link(row: dict[str, Any]) -> Html | str:
    return Html(f'<a href="#{anchor(row["place"])}">words</a>') if row["passages"] else "no passage"


def _photos(sites: Sites, tables: Tables) -> Html:
    rows = [
        [at, inline(picture(tables, row["item"]), f"Small copy of the photograph {row['name']}"), row["name"],
        _position(row["geometry"], row["radius_m"]),
         metres(row["radius_m"]), _direction(row["direction_deg"]), said(row["taken"]) or "not written",
         said(row["offset"]) or "unknown",
         said(row["device"]), said(row["source"]),
         Html(f"<code>{escape(tables.items.at[row['item'], 'sha256'])}</code>")]
        for at, row in enumerate(records(sites.photos), 1)
    ]  # fmt: skip
    headers = ["no.", "small copy", "file", "position", "radius", "direction", "time as the camera wrote it",
    "offset from UTC", "device", "source", "SHA-256 of the original"]  # fmt: skip
    ids = [f"photo-{at}" for at in range(1, len(rows) + 1)]
    if not rows:
        return Html('<p class="none">No photograph of this case carries a position.</p>')
    return grid(headers, rows, "Photographs as the camera recorded them; a camera's clock may be wrong", ids=ids)


def _direction(degrees: Any) -> str:
    return "not written" if degrees is None or math.isnan(degrees) else f"{degrees:.0f}°"


def _distances(sites: Sites) -> Html:
    try:
        table = sites.distances()
    except NoPlace:
        return Html('<p class="none">There are no two places to measure between.</p>')
    rows = [
        [
            row["from"],
            row["to"],
            metres(row["metres"]),
            metres(row["low_m"]),
            metres(row["high_m"]),
            row["from_source"],
            row["to_source"],
        ]
        for row in records(table)
    ]
    if not rows:
        return Html('<p class="none">There are no two places to measure between.</p>')
    headers = ["from", "to", "as recorded", "at least", "at most", "source of the first", "source of the second"]
    return grid(headers, rows, "Straight lines between nearest edges, with the range that both precisions allow")


def _rejected(sites: Sites) -> Html:
    rows = [[said(value) for value in row] for row in sites.rejected.to_numpy()]
    if not rows:
        return Html('<p class="none">None.</p>')
    return grid(["what", "position as recorded", "reason"], rows, "Positions that were not used")


def _words(sites: Sites, tables: Tables) -> Html:
    where = found(tables, (one for passages in sites.frame["passages"] for one in passages))
    parts = [
        passage(
            tables,
            where[row["passages"][0]],
            f"{row['number']}. {row['site']} ({row['how']}, {row['source']})",
            row["place"],
            _back(row),
        )
        for row in records(sites.frame)
        if row["passages"]
    ]
    return join(parts) if parts else Html('<p class="none">No place names a passage.</p>')


def _back(row: dict[str, Any]) -> Html:
    return Html(f'<p class="back small"><a href="#place-{row["number"]}">back to the table</a></p>')
