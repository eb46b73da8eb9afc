"""The chronology as files: CSV, XLSX, JSON, a page and SVG; dates as precise as they are known, rivals side by side."""

from typing import Any

from workbench.codebook.messages import ENGLISH
from workbench.figures import timeline as drawing
from workbench.figures.crowd import days
from workbench.figures.retold import head, own
from workbench.figures.words import either, tidy, told, word
from workbench.findings.chronology import Chronology, lane
from workbench.findings.said import records, said
from workbench.markup import escape
from workbench.release.entries import passage, pointer
from workbench.release.evidence import Found, found
from workbench.release.fewer import fewer
from workbench.release.matrix import document_bytes
from workbench.release.page import DIGEST, Html, dated, digested, figure, grid, join, notice, page, released, section
from workbench.release.sheets import Sheet, as_csv, silent, valued
from workbench.release.spoken_sheet import noted, spoken
from workbench.release.xlsx import workbook
from workbench.tables import Tables

PLAIN = (
    "start",
    "end",
    "precision",
    "as_written",
    "when",
    "track",
    "title",
    "actors",
    "site",
    "status",
    "source",
    "note",
    "earliest",
    "latest",
    "bounded_by",
    "differs",
)
SHEET = (
    ("number", 8), ("start", 12), ("end", 12), ("precision", 10), ("as written", 20), ("strand", 13), ("event", 60),
    ("actors", 24),
    ("site", 20), ("status", 13), ("disputed beside", 14), ("source", 32), ("note", 30), ("quote", 60), ("file", 32),
    ("place", 16),
    (DIGEST, 36), ("earliest", 12), ("latest", 12),
)  # fmt: skip


def events(chronology: Chronology, tables: Tables) -> list[tuple[dict[str, Any], Found | None]]:
    """Each event as plain values with the passage it stands on, in the order of dates."""
    where = found(tables, (one for passages in chronology.df["passages"] for one in passages))
    return [
        (
            {"number": int(row["number"]), **{name: said(row[name]) for name in PLAIN},
            "rivals": [int(one) for one in row["rivals"]],
             "event": row["event"]},
            where[row["passages"][0]] if row["passages"] else None,
        )
        for row in records(chronology.df)
    ]  # fmt: skip


def track(name: str) -> str:
    """A strand in words, in the language that is spoken here.

    Example:
        >>> track("pay")
        'pay'
    """
    return lane(name) if told().text_lang == ENGLISH else either(f"track.{name}", lane(name))


def _standing(place: Found | None) -> tuple[str | None, ...]:
    if place is None:
        return (None, None, None, None)
    return place.quote or word("quote.picture"), place.file, place.place, place.item_sha256


def sheet(chronology: Chronology, tables: Tables) -> Sheet:
    """One row an event, with the words it stands on."""
    rows = tuple(
        (
            event["number"], event["start"], event["end"], event["precision"], event["as_written"],
            track(event["track"]),
            event["title"],
            event["actors"], event["site"], word(f"status.{event['status']}"),
            _alone(event) or ", ".join(str(one) for one in event["rivals"]),
            event["source"], event["note"],
            *_standing(place), event["earliest"], event["latest"],
        )
        for event, place in events(chronology, tables)
    )  # fmt: skip
    heads = tuple(digested(tables.info) if name == DIGEST else name for name, _ in SHEET)
    return Sheet("Chronology", heads, rows, tuple(width for _, width in SHEET), freeze=1)


def as_xlsx(chronology: Chronology, tables: Tables) -> bytes:
    """A workbook: the events, and what a reader must know of them."""
    notes: tuple[tuple[str, str], ...] = (
        ("what this is", notice(tables.info)), ("case", tables.info.title), ("head of the ledger", tables.head),
        ("as of", chronology.as_of or word("note.all")),
        ("as recorded by", chronology.known_by or word("chronologyfile.up-to-head")),
        ("dates", _dates(chronology)), ("earliest, latest", word("chronologyfile.reach")),
        ("status", word("chronologyfile.statuses")), ("disputed beside", word("chronologyfile.rivals")),
    )  # fmt: skip
    listed = sheet(chronology, tables)
    if left := silent(listed):
        notes += (("left out", word("chronologyfile.left-out", which=", ".join(map(head, left)))),)
    differing = [Sheet("Does not fit", ("number", "what"), tuple(chronology.differences), (10, 110))]
    sheets = [valued(listed), *(differing if chronology.differences else [])]
    made = [*map(spoken, sheets), noted(notes, (22, 110))]
    return workbook(made, title=word("heading.chronology"), notice=notice(tables.info))


def _dates(chronology: Chronology) -> str:
    quarters = (chronology.df["precision"] == "quarter").any()
    return word("chronologyfile.dates") + (f"; {word('chronologyfile.quarters')}" if quarters else "")


def as_json(chronology: Chronology, tables: Tables) -> bytes:
    """Every event with its passage as one JSON document; dates as text, as precise as they are known."""
    listed = [{**event, "evidence": _place(place)} for event, place in events(chronology, tables)]
    return document_bytes(
        {
            "notice": notice(tables.info),
            "head": tables.head,
            "as_of": chronology.as_of,
            "known_by": chronology.known_by,
            "events": listed,
        }
    )


def _place(place: Found | None) -> dict[str, Any] | None:
    names = ("passage", "quote", "file", "place", "start", "end", "item_sha256", "source", "source_kind", "published")
    return {name: getattr(place, name) for name in names} if place else None


def as_html(chronology: Chronology, tables: Tables) -> bytes:
    """One page: the timeline, the events as a table, and the words behind each."""
    listed = events(chronology, tables)
    lead = Html(
        f'<p>{escape(word("chronologyfile.lead"))}</p><p class="small">{escape(word("chronologyfile.statuses"))}.</p>'
    )
    sections = [
        section("timeline", word("page.glance"), _drawing(chronology, listed)),
        section("events", word("chronologyfile.events"), _table(listed, tables)),
        *_differing(chronology),
        section("words", word("chronologyfile.words"), _words(listed, tables)),
    ]
    return page(tables, f"{word('heading.chronology')}{days(chronology)}", lead, sections)


def _differing(chronology: Chronology) -> list[tuple[str, str, Html]]:
    """What does not fit is for a person to look at; a release, which has not all origins, does not say it."""
    if not chronology.differences:
        return []
    rows = [[Html(f'<a href="#event-{number}">{number}</a>'), words] for number, words in chronology.differences]
    lead = Html(f"<p>{escape(word('chronologyfile.fits-lead'))}</p>")
    table = grid(["no.", "what does not fit"], rows, word("chronologyfile.fits-caption"))
    return [section("fits", word("chronologyfile.fits"), join([lead, table]))]


def _drawing(chronology: Chronology, listed: list[tuple[dict[str, Any], Found | None]]) -> Html:
    says = {f"event-{event['number']}": _said(event) for event, _ in listed}
    return figure(drawing.draw(chronology), word("chronologyfile.figure"), says)


def _said(event: dict[str, Any]) -> str:
    return tidy(f"{event['number']}. {own(event['when'])}: {own(event['title'])}")


def _table(listed: list[tuple[dict[str, Any], Found | None]], tables: Tables) -> Html:
    shown = {event["number"] for event, _ in listed}
    rows = [
        [event["number"], _when(event), event["as_written"], track(event["track"]), event["title"], event["actors"],
        event["site"], word(f"status.{event['status']}"),
         _rivals(event, shown), event["source"], _link(event, place)]
        for event, place in listed
    ]  # fmt: skip
    if not rows:
        return _none("chronology.none" if released(tables.info) else "chronologyfile.none")
    headers = [
        "no.",
        "when",
        "as written",
        "strand",
        "event",
        "actors",
        "site",
        "status",
        "disputed beside",
        "source",
        "stands on",
    ]
    return fewer(
        headers,
        rows,
        word("chronology.caption"),
        ids=[f"event-{event['number']}" for event, _ in listed],
    )


def _when(event: dict[str, Any]) -> Html | str:
    if event["precision"] != "season":
        return dated(event["when"])
    days = {"start": own(event["earliest"]), "end": own(event["latest"])}
    return word("chronologyfile.season", why=event["bounded_by"], **days)


def _alone(event: dict[str, Any]) -> str:
    """What stands where the event that a disputed one is held against is not in the file."""
    return word("chronologyfile.alone") if event["status"] == "disputed" and not event["rivals"] else ""


def _rivals(event: dict[str, Any], shown: set[int]) -> Html | str:
    if alone := _alone(event):
        return alone
    linked = (Html(f'<a href="#event-{one}">{one}</a>') if one in shown else str(one) for one in event["rivals"])
    return join(linked, ", ")


def _link(event: dict[str, Any], place: Found | None) -> Html | str:
    return pointer(event["event"], place) if place else word("chronologyfile.no-passage")


def _words(listed: list[tuple[dict[str, Any], Found | None]], tables: Tables) -> Html:
    parts = [passage(tables, place, _said(event), event["event"], _back(event)) for event, place in listed if place]
    return join(parts) if parts else _none("chronologyfile.no-words")


def _none(key: str) -> Html:
    return Html(f'<p class="none">{escape(word(key))}</p>')


def _back(event: dict[str, Any]) -> Html:
    return Html(f'<p class="back small"><a href="#event-{event["number"]}">{escape(word("page.back"))}</a></p>')


FORMS = {
    ".csv": [("", lambda chronology, tables: as_csv(sheet(chronology, tables)))],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", as_html)],
    ".svg": [("", lambda chronology, tables: drawing.draw(chronology))],
}
