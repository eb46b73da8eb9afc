"""The site map as a page: every place with its precision and source, every photograph, every distance with its
range."""

import math
import re
from typing import Any

from workbench.extract import REASONS, gps
from workbench.figures import sites as drawing
from workbench.figures.retold import coded, head, own
from workbench.figures.words import count, word
from workbench.findings.apart import within
from workbench.findings.said import records, said, way
from workbench.findings.sites import NoPlace, Sites
from workbench.markup import escape
from workbench.release.entries import passage, pointer
from workbench.release.evidence import Found, found
from workbench.release.fewer import fewer
from workbench.release.geodata import decimals
from workbench.release.page import Html, dated, digested, figure, grid, join, page, released, section
from workbench.release.picture import inline, picture
from workbench.tables import Tables


def as_html(sites: Sites, tables: Tables) -> bytes:
    """One page: the map, the places, the photographs with their direction, the distances, and the words behind each
    place."""
    lead = Html(f"<p>{escape(_said('lead'))}</p>")
    where = found(tables, (one for passages in sites.frame["passages"] for one in passages))
    sections = [
        section("map", _said("map"), _drawing(sites)),
        section("places", word("site.caption"), _places(sites, where)),
        section("photographs", _said("photographs"), _photos(sites, tables)),
        section("distances", _said("distances"), _distances(sites)),
        *_rejected(sites, tables),
        section("words", _said("words"), _words(sites, where, tables)),
    ]
    return page(tables, _said("title"), lead, sections)


def _said(key: str, **values: object) -> str:
    return word(f"sitesfile.{key}", **values)


def _none(key: str) -> Html:
    return Html(f'<p class="none">{escape(_said(key))}</p>')


def metres(value: Any) -> str:
    """A number of metres in words; "not known" for none.

    Example:
        >>> metres(12.0), metres(10_000), metres(float("nan"))
        ('12\xa0m', '10,000\xa0m', 'not known')
    """
    return _said("not-known") if value is None or math.isnan(value) else f"{count(round(value))}\N{NO-BREAK SPACE}m"


def _drawing(sites: Sites) -> Html:
    places = {
        f"place-{row['number']}": f"{row['number']}. {own(row['site'])} ({own(row['source'])})"
        for row in records(sites.frame)
    }
    photos = {
        f"photo-{at}": _said("photograph", n=at, name=own(row["name"]))
        for at, row in enumerate(records(sites.photos), 1)
    }
    return figure(drawing.draw(sites), _said("figure"), places | photos)


def _position(geometry: Any, precision: float | None) -> str:
    point = geometry.centroid
    digits = decimals(None if precision is None or math.isnan(precision) else precision)
    position = f"{point.y:.{digits}f}, {point.x:.{digits}f}"
    if geometry.geom_type == "Point":
        return position
    return _said("centre", position=position, shape=coded("sitesfile", geometry.geom_type.lower()))


def _places(sites: Sites, where: dict[str, Found]) -> Html:
    photos = {str(row["name"]): at for at, row in enumerate(records(sites.photos), 1)}
    rows = [
        [row["number"], row["site"], _kind(row["schema"]), _position(row["geometry"], row["precision_m"]),
        metres(row["precision_m"]), coded("how", way(said(row["how"]))),
         dated(row["when"]), row["source"], _note(said(row["note"]) or "", photos), _link(row, where)]
        for row in records(sites.frame)
    ]  # fmt: skip
    headers = [
        "no.",
        Html(escape(_said("place"))),
        "kind",
        "position",
        Html(escape(word("column.precision-of-place"))),
        "how it is known",
        "when",
        "source",
        "note",
        "stands on",
    ]
    ids = [f"place-{row['number']}" for row in records(sites.frame)]
    if not rows:
        return _none("none")
    return fewer(headers, rows, _said("places"), ids=ids)


def _kind(schema: str) -> str:
    """The kind of a place in words: "PublicBody" is "public body"."""
    return coded("kind", schema, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema).lower())


def _note(note: str, photos: dict[str, int]) -> Html:
    """A note in which the name of a photograph of the page leads to its row."""
    named = sorted((name for name in photos if name in note), key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, named))})", note) if named else [note]
    return join(
        Html(f'<a href="#photo-{photos[part]}">{escape(part)}</a>') if part in photos else part for part in parts
    )


def _link(row: dict[str, Any], where: dict[str, Found]) -> Html | str:
    return pointer(row["place"], where[row["passages"][0]]) if row["passages"] else word("chronologyfile.no-passage")


def _photos(sites: Sites, tables: Tables) -> Html:
    rows = [
        [at, inline(picture(tables, row["item"]), word("entry.small", name=own(row["name"]))), row["name"],
        _position(row["geometry"], row["radius_m"]),
         metres(row["radius_m"]), _direction(row["direction_deg"]), said(row["taken"]) or _said("not-written"),
         said(row["offset"]) or _said("unknown"),
         said(row["device"]), said(row["source"]),
         Html(f"<code>{escape(tables.items.at[row['item'], 'sha256'])}</code>")]
        for at, row in enumerate(records(sites.photos), 1)
    ]  # fmt: skip
    headers = ["no.", "small copy", "file", "position", "radius", "direction", "time as the camera wrote it",
    "offset from UTC", "device", "source", digested(tables.info)]  # fmt: skip
    ids = [f"photo-{at}" for at in range(1, len(rows) + 1)]
    if not rows:
        return _none("no-photograph-here" if released(tables.info) else "no-photograph")  # a copy may leave them out
    return grid(headers, rows, _said("photos"), ids=ids)


def _direction(degrees: Any) -> str:
    return _said("not-written") if degrees is None or math.isnan(degrees) else f"{degrees:.0f}°"


def _distances(sites: Sites) -> Html:
    try:
        table = sites.distances()
    except NoPlace:
        return _none("no-two")
    numbers = dict(zip(sites.frame["place"], sites.frame["number"], strict=True))
    rows = [
        [
            _numbered(row["from"], numbers[row["from_place"]]),
            _numbered(row["to"], numbers[row["to_place"]]),
            *_apart(row, sites.squares),
            row["from_source"],
            row["to_source"],
        ]
        for row in records(table)
    ]
    if not rows:
        return _none("no-two")
    about, caption = (_said("about"), "squares") if sites.squares else (head("as recorded"), "lines")
    ends = (Html(escape(_said(one))) for one in ("from", "to"))
    headers = [*ends, Html(escape(about)), "at least", "at most", "source of the first", "source of the second"]
    north = max(map(abs, sites.frame.total_bounds[1::2]))
    told = "".join(f"<p>{escape(_square(wide, north))}</p>" for wide in _widths(sites)) if sites.squares else ""
    return Html(told + grid(headers, rows, _said(caption)))


def _apart(row: dict[str, Any], squares: bool) -> tuple[str, str, str]:
    """How far two places are apart; in a protected copy never finer than the grid."""
    if squares and math.isnan(row["metres"]):
        return _said("in-one"), metres(row["low_m"]), _said("less", metres=metres(row["high_m"]))
    return metres(row["metres"]), metres(row["low_m"]), metres(row["high_m"])


def _widths(sites: Sites) -> list[float]:
    """How wide the squares of a protected copy are."""
    return sorted({float(wide) for wide in sites.frame["precision_m"] if not math.isnan(wide)})


def _square(wide: float, north: float) -> str:
    """What a square of so many metres says of the places in it."""
    return _said("square", metres=metres(wide), within=metres(within(wide, north)))


def _numbered(name: str, number: int) -> Html:
    """A place with its number, which tells apart two positions of one place."""
    return Html(f'<a href="#place-{number}">{number}</a> {escape(own(name))}')


def _reason(reason: str) -> str:
    """A reason in words beside its code; one that is in words already as it is."""
    words = gps.REASONS.get(reason) or REASONS.get(reason, ("", ""))[1]
    return f"{words} ({reason})" if words else reason


def _rejected(sites: Sites, tables: Tables) -> list[tuple[str, str, Html]]:
    """Which positions were not used; of a release, which takes none of these along, nothing."""
    if released(tables.info) and not len(sites.rejected):
        return []
    return [section("rejected", _said("rejected"), _not_used(sites))]


def _not_used(sites: Sites) -> Html:
    rows = [
        [row["what"], said(row["position"]) or _said("unrecorded"), _reason(row["reason"])]
        for row in records(sites.rejected)
    ]
    if not rows:
        return _none("all-used")
    return grid(["what", "position as recorded", "reason"], rows, _said("unused"))


def _words(sites: Sites, where: dict[str, Found], tables: Tables) -> Html:
    parts = [
        passage(
            tables,
            where[row["passages"][0]],
            f"{row['number']}. {own(row['site'])} ({coded('how', way(said(row['how'])))}, {own(row['source'])})",
            row["place"],
            _back(row),
        )
        for row in records(sites.frame)
        if row["passages"]
    ]
    return join(parts) if parts else _none("no-words")


def _back(row: dict[str, Any]) -> Html:
    return Html(f'<p class="back small"><a href="#place-{row["number"]}">{escape(word("page.back"))}</a></p>')
