"""What happened when, as each source has it: events in the order of their dates, rivals beside each other."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.errors import Unknown
from workbench.findings.beside import compared, rivals
from workbench.findings.origins import Origins
from workbench.findings.said import joined, period, records, said, timing, when
from workbench.findings.seasonal import Bounds, bounds
from workbench.records import Period, first_day, last_day
from workbench.tables import Tables

COLUMNS = [
    "number", "start", "end", "precision", "as_written", "when", "track", "title", "actors", "site", "status", "rivals",
    "source", "passages", "note", "event", "actor_ids", "site_id", "source_id", "earliest", "latest", "bounded_by",
    "origins", "beside", "differs",
]  # fmt: skip
TRACKS = (
    "recruitment", "travel", "work", "lodging", "documents", "pay", "complaint", "authority", "press", "parliament",
    "ask",
)  # fmt: skip
# What a track is called where people read it, if that is another word.
READ_AS = {"ask": "request"}


def lane(track: str) -> str:
    """The one word for a track on pages and in drawings; files for programs keep the track.

    Example:
        >>> lane("ask"), lane("pay")
        ('request', 'pay')
    """
    return READ_AS.get(track, track)


@dataclasses.dataclass(frozen=True, repr=False)
class Chronology:
    """Dated events; `df` has one row each, sorted by start, undated last; a bare year after its months, a bare month
    after its days.

    `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD in the calendar of the place; `precision` says which (`season`
    where words about a feast bound it, `bounded_by` says how; in a copy by quarters `quarter`); `earliest` and
    `latest` are the days that all this allows. `rivals` holds the numbers of the events of the same track and
    overlapping time that are marked disputed beside a disputed one; `differs` what the origins on record hold against
    the recorded status.

    `as_of` is what had happened by a day, `known_by` what was on record by a day: two questions.
    """

    df: pd.DataFrame
    as_of: str | None = None
    known_by: str | None = None

    @property
    def differences(self) -> list[tuple[int, str]]:
        """The numbers of the events whose recorded status does not fit the origins on record, each with why."""
        return [(int(row["number"]), row["differs"]) for row in records(self.df) if row["differs"]]

    @property
    def days(self) -> str:
        """As of when, and known by when, in words; empty where neither was asked."""
        asked = (("as of", self.as_of), ("as recorded by", self.known_by))
        return ", ".join(f"{says} {day}" for says, day in asked if day)

    def __repr__(self) -> str:
        undated = int((self.df["precision"] == "none").sum()) if len(self.df) else 0
        return f"Chronology({len(self.df)} events, {undated} without a date{', ' if self.days else ''}{self.days})"

    def _repr_html_(self) -> str:
        columns = ["number", "when", "as_written", "track", "title", "actors", "site", "status", "source"]
        rows = [[str(said(row[column]) or "") for column in columns] for _, row in self.df.iterrows()]
        return markup.table(rows, ["no.", "date", "as written", *columns[3:]], repr(self))


def chronology(
    tables: Tables, *, as_of: str | None = None, tracks: Sequence[str] = (), actor: str | None = None,
    site: str | None = None, compare: bool = True, known_by: str | None = None,
) -> Chronology:  # fmt: skip
    """The events of a case in the order of their dates; with `as_of`, those that had begun by then, and the undated.

    `tracks`, `actor` and `site` (keys or labels) leave those events alone, under the numbers that they have among all.
    Without `compare` no recorded status is held against the origins on record, as in a release, which has not all.
    `known_by` only says as of which day the tables were taken (`Case.tables`).

    Raises:
        BadValue: `as_of` is no date.
        Unknown: no track, or no entity, is called so.

    Example:
        >>> from workbench.records import Event, Period, Source
        >>> from workbench.tables import tabulate
        >>> note = Source(key="S", label="Gate log", kind="document")
        >>> strike = Event(track="work", title="Strike", source="s", period=Period(start="2024-05", end="2024-05"))
        >>> found = chronology(tabulate([("s", note), ("e", strike)], "h", bytes))
        >>> found.df[["when", "precision", "source"]].values.tolist()
        [['2024-05', 'month', 'Gate log']]
    """
    rows = [_row(tables, str(key), event) for key, event in tables.events.iterrows()]
    if as_of:
        rows = [row for row in rows if _begun(row, as_of)]
    rows.sort(key=_order)
    for number, row in enumerate(rows, 1):
        row["number"] = number
    for row, others in zip(rows, rivals(rows), strict=True):
        row["rivals"] = others
    held = compared(rows, Origins(tables.sources)) if compare else [(None, (), "")] * len(rows)
    for row, (origins, beside, differs) in zip(rows, held, strict=True):
        row |= {"origins": origins, "beside": beside, "differs": differs}
    asked = _tracks(tracks), _entity(tables, actor), _entity(tables, site)
    wanted = [row for row in rows if _wanted(row, *asked)]
    return Chronology(pd.DataFrame(wanted, columns=COLUMNS), as_of, known_by)


def _tracks(tracks: Sequence[str]) -> frozenset[str]:
    for track in tracks:
        if track not in TRACKS:
            raise Unknown("chronology", "track", track, codebook.near(track, TRACKS) or list(TRACKS))
    return frozenset(tracks)


def _entity(tables: Tables, name: str | None) -> frozenset[str]:
    """The entities that answer to a key or a label; none where none was asked for."""
    if name is None:
        return frozenset()
    told = tables.rows.get("entity", [])
    found = frozenset(identity for identity, one in told if name in (one.key, one.label))
    if not found:
        raise Unknown("chronology", "entity", name, codebook.near(name, (one.key for _, one in told)))
    return found


def _wanted(row: dict[str, Any], tracks: frozenset[str], actor: frozenset[str], site: frozenset[str]) -> bool:
    return (
        (not tracks or row["track"] in tracks)
        and (not actor or not actor.isdisjoint(row["actor_ids"]))
        and (not site or row["site_id"] in site)
    )


def _row(tables: Tables, key: str, event: "pd.Series[Any]") -> dict[str, Any]:
    stretch, site, passage = period(event), said(event["site"]), said(event["passage"])
    within = bounds(stretch)
    first, last = _reach(stretch, within)
    return {
        "start": stretch.start, "end": stretch.end, "as_written": stretch.as_written,
        "precision": "season" if within else precision(stretch.start or stretch.end),
        "when": f'"{stretch.as_written}" ({first} to {last})' if within else when(stretch),
        "track": event["track"], "title": event["title"],
        "actors": joined(tables.label(actor) for actor in event["actors"]), "site": tables.label(site) if site else
        None, "status": said(event["status"]), "source": tables.label(event["source"]), "passages": (passage,) if
        passage else (), "note": said(event["note"]), "event": key, "actor_ids": tuple(event["actors"]), "site_id":
        site, "source_id": event["source"], "earliest": first, "latest": last, "bounded_by": within.words if within
        else None,
    }  # fmt: skip


def _reach(stretch: Period, within: Bounds | None) -> tuple[str | None, str | None]:
    """The first and the last day that the dates of an event allow, or the words about a feast; None where nothing does.

    An end that is not on record does not reach further than the start: so it is drawn, too.
    """
    if within:
        return within.earliest.isoformat(), within.latest.isoformat()
    first, last = first_day(stretch.start or stretch.end), last_day(stretch.end or stretch.start)
    return (first.isoformat(), last.isoformat()) if first and last else (None, None)


def precision(date: str | None) -> str:
    """How exact a partial date is: year, month, day, or none.

    Example:
        >>> precision("2021-11"), precision(None)
        ('month', 'none')
    """
    return {4: "year", 7: "month", 10: "day"}.get(len(date or ""), "none")


def _begun(row: dict[str, Any], as_of: str) -> bool:
    start = row["earliest"] if row["bounded_by"] else row["start"]
    begin = {"period_start": start, "period_end": None, "period_as_written": row["as_written"]}
    return timing(period(begin), as_of) is not None


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """By day; what is known to the month alone after the days of that month, to the year alone after its months.

    A bare year that stood first would be read as the start of that year.
    """
    date = (row["earliest"] if row["bounded_by"] else row["start"] or row["end"]) or "9999"
    date += "-99-99"[len(date) - 4 :]
    track = TRACKS.index(row["track"]) if row["track"] in TRACKS else len(TRACKS)
    return date, track, row["title"], row["event"]
