"""What happened when, as each source has it: events in the order of their dates, rivals beside each other."""

import dataclasses
from typing import Any

import pandas as pd

from workbench import markup
from workbench.findings.said import joined, period, said, timing, when
from workbench.tables import Tables

COLUMNS = [
    "number", "start", "end", "precision", "as_written", "when", "track", "title", "actors", "site", "status", "rivals",
    "source", "passages", "note", "event", "actor_ids", "site_id", "source_id",
]  # fmt: skip
TRACKS = (
    "recruitment", "travel", "work", "lodging", "documents", "pay", "complaint", "authority", "press", "parliament",
    "ask",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class Chronology:
    """Dated events; `df` has one row each, sorted by start, undated last.

    `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD in the calendar of the place; `precision` says which; `rivals`
    holds the numbers of the events of the same track and overlapping time that are marked disputed beside a disputed
    one.
    """

    df: pd.DataFrame
    as_of: str | None = None

    def __repr__(self) -> str:
        undated = int((self.df["precision"] == "none").sum()) if len(self.df) else 0
        return f"Chronology({len(self.df)} events, {undated} without a date)"

    def _repr_html_(self) -> str:
        columns = ["number", "when", "as_written", "track", "title", "actors", "site", "status", "source"]
        rows = [[str(said(row[column]) or "") for column in columns] for _, row in self.df.iterrows()]
        return markup.table(rows, ["no.", "date", "as written", *columns[3:]], repr(self))


def chronology(tables: Tables, *, as_of: str | None = None) -> Chronology:
    """The events of a case in the order of their dates; with `as_of`, those that had begun by then, and the undated.

    Raises:
        BadValue: `as_of` is no date.

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
    ordered: list[dict[str, Any]] = sorted(rows, key=_order)
    table = pd.DataFrame(ordered, columns=COLUMNS)
    table["number"] = range(1, len(table) + 1)
    table["rivals"] = _rivals(table)
    return Chronology(table, as_of)


def _row(tables: Tables, key: str, event: "pd.Series[Any]") -> dict[str, Any]:
    stretch, site, passage = period(event), said(event["site"]), said(event["passage"])
    return {
        "start": stretch.start, "end": stretch.end, "precision": precision(stretch.start or stretch.end),
        "as_written": stretch.as_written, "when": when(stretch), "track": event["track"], "title": event["title"],
        "actors": joined(tables.label(actor) for actor in event["actors"]), "site": tables.label(site) if site else
        None, "status": said(event["status"]), "source": tables.label(event["source"]), "passages": (passage,) if
        passage else (), "note": said(event["note"]), "event": key, "actor_ids": tuple(event["actors"]), "site_id":
        site, "source_id": event["source"],
    }  # fmt: skip


def precision(date: str | None) -> str:
    """How exact a partial date is: year, month, day, or none.

    Example:
        >>> precision("2021-11"), precision(None)
        ('month', 'none')
    """
    return {4: "year", 7: "month", 10: "day"}.get(len(date or ""), "none")


def _begun(row: dict[str, Any], as_of: str) -> bool:
    begin = {"period_start": row["start"], "period_end": None, "period_as_written": row["as_written"]}
    return timing(period(begin), as_of) is not None


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    date = row["start"] or row["end"] or "9999"
    track = TRACKS.index(row["track"]) if row["track"] in TRACKS else len(TRACKS)
    return date, track, row["title"], row["event"]


def _rivals(table: pd.DataFrame) -> list[tuple[int, ...]]:
    disputed = table[table["status"] == "disputed"]
    return [_others(row, disputed) if row["status"] == "disputed" else () for _, row in table.iterrows()]


def _others(row: "pd.Series[Any]", disputed: pd.DataFrame) -> tuple[int, ...]:
    own = _stretch(row)
    same = disputed[(disputed["track"] == row["track"]) & (disputed["event"] != row["event"])]
    return tuple(int(other["number"]) for _, other in same.iterrows() if own.overlaps(_stretch(other)))


def _stretch(row: "pd.Series[Any]") -> Any:
    return period({"period_start": row["start"], "period_end": row["end"], "period_as_written": None})
