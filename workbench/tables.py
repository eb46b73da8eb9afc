"""The records of a case as pandas tables, one a kind: the columns that findings are computed from."""

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from workbench.errors import NoStart
from workbench.records import KIND_OF, KINDS, CaseInfo, Record
from workbench.records.flat import PERIOD_COLUMNS, PHOTO_COLUMNS, columns_of, flat, photo
from workbench.records.tellers import NAMING, joined, names_source, tellers
from workbench.taken_back import TakenBack
from workbench.texts import Texts

__all__ = ["PERIOD_COLUMNS", "PHOTO_COLUMNS", "Tables", "tabulate"]
Rows = Mapping[str, list[tuple[str, Any]]]
Made = Callable[[str], pd.DataFrame | None]


def _table(kind: str) -> "functools.cached_property[pd.DataFrame]":
    return functools.cached_property(lambda tables: tables._frame(kind))


class Tables:
    """The records that count, at one head of the ledger.

    Each table has the record's id as its index and the fields of its noun as columns; a period stands in three columns
    (`period_start`, `period_end`, `period_as_written`), tuples stay tuples, decimals stay text, the unsaid is None.
    `rows` are the records themselves, by kind; `taken_back` says which words of texts no finding may print.

    Example:
        >>> from workbench.records import Agent
        >>> tables = tabulate([("a" * 64, Agent(key="MJ", kind="person", name="M."))], "h", lambda name: b"")
        >>> tables.agents.loc["a" * 64, "key"]
        'MJ'
    """

    def __init__(self, rows: Rows, head: str, read: Callable[[str], bytes], frame: Made = lambda kind: None,
                 taken_back: TakenBack | None = None) -> None:  # fmt: skip
        self.rows, self.head, self._read, self._made = rows, head, read, frame
        self.taken_back = taken_back or TakenBack()
        self._recorded: dict[str, pd.DataFrame] = {}

    def with_rows(self, rows: Rows) -> "Tables":
        """Tables of other records at the same head, over the same store."""
        return Tables(rows, self.head, self._read, taken_back=self.taken_back)

    @property
    def info(self) -> CaseInfo:
        """What the case is.

        Raises:
            NoStart: no record says it.
        """
        if not self.rows.get("case"):
            raise NoStart("tables")
        record: CaseInfo = self.rows["case"][0][1]
        return record

    @functools.cached_property
    def agents(self) -> pd.DataFrame:
        """One row an agent."""
        return self._frame("agent")

    @functools.cached_property
    def sources(self) -> pd.DataFrame:
        """One row a source."""
        return self._frame("source")

    @functools.cached_property
    def items(self) -> pd.DataFrame:
        """One row an item; its `source` is the first of its `tellers` that counts."""
        frame = self._frame("item")
        silent = frame["source"].isna()
        if silent.any() and self.tellers:
            counting = self.sources.index
            told = {key: next((one for one in ids if one in counting), None) for key, ids in self.tellers.items()}
            late = [told.get(key) if none else own for key, own, none in
                    zip(frame.index, frame["source"], silent, strict=True)]  # fmt: skip
            frame["source"] = pd.Series(late, index=frame.index, dtype="object")
        return frame

    @functools.cached_property
    def tellers(self) -> dict[str, tuple[str, ...]]:
        """All sources (ids) of each item that has any, the first first: see `records.tellers`."""
        if self._made("item") is None:
            return tellers(self.rows.get("item", []), (one for _, one in self.rows.get("custody", [])))
        items, told = self.recorded("item"), self.recorded("custody")
        said = told[told["action"].isin(NAMING) & told["received_from"].notna()]
        rows = zip(said["item"], said["action"], said["received_from"], strict=True)
        came = ((one, source) for one, action, source in rows if names_source(action, source))
        return joined(zip(items.index, items["sha256"], items["source"], items["parent"], strict=True), came)

    @functools.cached_property
    def custody(self) -> pd.DataFrame:
        """One row a custody event."""
        return self._frame("custody")

    @functools.cached_property
    def derivatives(self) -> pd.DataFrame:
        """One row a derivative."""
        return self._frame("derivative")

    @functools.cached_property
    def codings(self) -> pd.DataFrame:
        """One row a coding."""
        return self._frame("coding")

    @functools.cached_property
    def entities(self) -> pd.DataFrame:
        """One row an entity."""
        return self._frame("entity")

    @functools.cached_property
    def relations(self) -> pd.DataFrame:
        """One row a relation."""
        return self._frame("relation")

    @functools.cached_property
    def statements(self) -> pd.DataFrame:
        """One row what a source says of a property of an entity."""
        return self._frame("statement")

    @functools.cached_property
    def places(self) -> pd.DataFrame:
        """One row a place."""
        return self._frame("place")

    @functools.cached_property
    def events(self) -> pd.DataFrame:
        """One row an event."""
        return self._frame("event")

    @functools.cached_property
    def counts(self) -> pd.DataFrame:
        """One row a head count."""
        return self._frame("count")

    @functools.cached_property
    def pay(self) -> pd.DataFrame:
        """One row a line of pay, hours or debt."""
        return self._frame("pay")

    @functools.cached_property
    def terms(self) -> pd.DataFrame:
        """One row a clause of a contract or promise."""
        return self._frame("term")

    @functools.cached_property
    def rates(self) -> pd.DataFrame:
        """One row a rate between two currencies."""
        return self._frame("rate")

    acts = _table("act")  # one row a step in the life of a duty
    completions = _table("completion")  # one row what was said later of who told a source; `sources` has it, too
    readings = _table("reading")  # one row a passage that a coder declared read in full
    adjudications = _table("adjudication")  # one row a dispute that a third person decided
    consents = _table("consent")  # one row a consent
    differences = _table("difference")  # one row a comparison of two versions of one account
    samenesses = _table("sameness")  # one row what a person says of whether two entities are one
    verdicts = _table("verdict")  # one row a draft that a person accepted or rejected; no finding reads it
    measures = _table("measure")  # one row a measure of a place: how far, how large, how many
    steps = _table("step")  # one row a step of one person's file
    approvals = _table("approval")  # one row what a worker said of a quote
    incidents = _table("incident")  # one row a leak or a reprisal

    @functools.cached_property
    def passages(self) -> pd.DataFrame:
        """One row a passage, with `file`, `item_sha256` and `place` (page, cell, message) of the item it stands in."""
        frame = self._frame("passage")
        items = dict(self.rows.get("item", []))
        found = [items.get(item) for item in frame["item"]]
        where = zip(frame["item"], frame["derivative"], frame["start"], frame["end"], strict=True)
        places = [self.texts.place(*one) for one in where]
        spans = zip(places, frame["from_s"], frame["to_s"], strict=True)
        places = [place if begin is None else f"{begin} to {end} s" for place, begin, end in spans]
        more = {"file": [item and item.name for item in found], "item_sha256": [item and item.sha256 for item in found]}
        for name, values in {**more, "place": places}.items():
            frame[name] = pd.Series(values, index=frame.index, dtype="object")  # else None would turn into NaN
        return frame

    @functools.cached_property
    def photos(self) -> pd.DataFrame:
        """One row a photo item: position in degrees WGS84, direction, time as written and device, as EXIF has them."""
        counted = self.items.index
        rows = [self._photo(item, name) for item, name in self.texts.newest.get("exif", {}).items() if item in counted]
        frame = pd.DataFrame(rows, columns=PHOTO_COLUMNS).astype(dict.fromkeys(PHOTO_COLUMNS[2:8], "float64"))
        return frame.sort_values(["name", "item"], ignore_index=True)

    def text(self, item: str, derivative: str | None = None) -> str | None:
        """The text of an item that a derivative's id names, else its newest one; None where it has none."""
        return self.texts.text(item, derivative)

    def derived(self, item: str, kind: str) -> bytes | None:
        """The bytes of an item's derivative of a kind, or None where it has none."""
        return self._read(name) if (name := self.texts.newest.get(kind, {}).get(item)) else None

    def bytes_of(self, stored: str) -> bytes:
        """The bytes of a stored object by its name, such as one of several derivatives of a kind."""
        return self._read(stored)

    def original(self, item: str) -> bytes:
        """The bytes of an item as it was collected."""
        return self._read(str(self.items.loc[item, "object"]))

    def label(self, identity: str | None) -> str:
        """What may be displayed for an entity, a source or an agent; "unknown" where nobody is named."""
        return self._labels.get(identity or "", "unknown")

    @functools.cached_property
    def _labels(self) -> dict[str, str]:
        labels = {key: record.label for kind in ("entity", "source") for key, record in self.rows.get(kind, [])}
        return labels | {key: record.key for key, record in self.rows.get("agent", [])}

    def recorded(self, kind: str) -> pd.DataFrame:
        """The records of a kind as they were recorded: where a passage stands is computed, and not among it."""
        if kind not in self._recorded:
            self._recorded[kind] = self._tabulated(kind) if (made := self._made(kind)) is None else made
        return self._recorded[kind]

    def _frame(self, kind: str) -> pd.DataFrame:
        return self.recorded(kind).copy(deep=False)

    def _tabulated(self, kind: str) -> pd.DataFrame:
        rows = self.rows.get(kind, [])
        index = pd.Index([identity for identity, _ in rows], name="id", dtype="object")
        values = [flat(record) for _, record in rows]
        return pd.DataFrame(values, index, columns_of(KINDS[kind]), dtype="object")

    @functools.cached_property
    def texts(self) -> Texts:
        """The texts of items and their layouts."""
        return Texts(self.rows.get("derivative", []), self._read)

    def _photo(self, item: str, name: str) -> list[Any]:
        row = self.items.loc[item]
        return photo(item, str(row["name"]), row["source"] or None, json.loads(self._read(name)))


def tabulate(records: Iterable[tuple[str, Record]], head: str, read: Callable[[str], bytes],
             taken_back: TakenBack | None = None) -> Tables:  # fmt: skip
    """The tables of these records; `read` gives the bytes of a stored object by its name."""
    rows: dict[str, list[tuple[str, Any]]] = {}
    for identity, record in records:
        rows.setdefault(KIND_OF[type(record)], []).append((identity, record))
    return Tables(rows, head, read, taken_back=taken_back)
