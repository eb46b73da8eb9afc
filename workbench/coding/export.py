"""Codings out of a case, in the form in which they can come in again."""

import collections
import json
import os
from pathlib import Path
from typing import Any

from workbench.casefile import Case, Live
from workbench.casefile.disk import changing
from workbench.coding.entry import Coded
from workbench.coding.inert import as_csv
from workbench.coding.rows import COLUMNS
from workbench.coding.span import written
from workbench.errors import BadValue, Missing
from workbench.records import Coding, Item, Passage, occurrence_of
from workbench.taken_back import taken_back

HEADER = COLUMNS["codings"][0]


def export(case: Case, file: Path) -> int:
    """Writes every coding that counts as CSV or JSON Lines, labels and keys instead of ids, and gives how many.

    The file appears whole or not at all. What it holds is the team's: quotes stand in it in clear.

    Raises:
        BadValue: the file's ending is neither `.csv` nor `.jsonl`.
        NotWritten: the system refused to write; a file that stood there before still stands.
    """
    rows = codings(case)
    if file.suffix == ".csv":
        text = csv_of(rows)
    elif file.suffix == ".jsonl":
        text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    else:
        raise BadValue(file, "ending", file.suffix, "a name that ends in .csv or .jsonl")
    put(file, text.encode("utf-8"))
    return len(rows)


def csv_of(rows: list[dict[str, str]]) -> str:
    """Rows of codings as CSV with the header of the register.

    Example:
        >>> csv_of([]).startswith("coder,file,quote")
        True
    """
    return as_csv(HEADER, rows).decode("utf-8")


def put(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        NotWritten: the system refused to write; a file that stood there before still stands.
    """
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    with changing(file):
        try:
            fresh.write_bytes(data)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)


def codings(case: Case) -> list[dict[str, str]]:
    """One row a coding, in the columns of the register `codings`, in the order in which they were recorded.

    A file is named by its item's name, or by the item's id where several bear the name.
    """
    return [one.row for one in coded(case)]


def coded(case: Case) -> list[Coded]:
    """The codings that count, each with its row, its passage, its item and the text that its positions count in."""
    desk = _Desk(case)
    return [desk.coded(live) for live in case.state().of("coding")]


class _Desk:
    """One export under way: the keys and texts of the case."""

    def __init__(self, case: Case) -> None:
        self.case, self.state = case, case.state()
        self.keys = {live.id: live.record.key for kind in ("entity", "agent") for live in self.state.of(kind)}
        self.names = collections.Counter(live.record.name for live in self.state.of("item"))
        self.texts: dict[str, str] = {}
        self.gone = taken_back(self.state)
        derived = [live for live in self.state.of("derivative") if live.record.kind == "text"]
        self.texts_of = {live.record.item: live.id for live in derived}

    def coded(self, live: Live) -> Coded:
        passage: Passage = self.named(live.record.passage, "passage")
        text = passage.derivative or (None if passage.region or passage.from_s else self.texts_of.get(passage.item))
        words = None if text is None else self.text(text)
        return Coded(
            live=live, row=self.row(live.record), passage=passage, item=self.named(passage.item, "item"),
            text=words, derivative=text, taken_back=tuple(self.gone.stretches(passage.item, text, words or "")),
        )  # fmt: skip

    def row(self, coding: Coding) -> dict[str, str]:
        row = dict.fromkeys(HEADER, "")
        for name in ("framework", "indicator", "stance", "means", "scope", "phase", "question", "elicited", "memo"):
            row[name] = getattr(coding, name) or ""
        for name in ("subject", "coder", "site", "actor"):
            value = getattr(coding, name)
            row[name] = self.keys.get(value, value or "")
        if coding.period:
            row |= {name: getattr(coding.period, name) or "" for name in ("start", "end", "as_written")}
        return row | self.where(coding.passage)

    def where(self, passage_id: str) -> dict[str, str]:
        passage: Passage = self.named(passage_id, "passage")
        item: Item = self.named(passage.item, "item")
        name = item.name if self.names[item.name] == 1 else passage.item
        where = {"file": name, "region": ",".join(map(str, passage.region))}
        if passage.quote is not None and passage.derivative is not None and passage.start is not None:
            nth = occurrence_of(self.text(passage.derivative), passage.start, passage.start + len(passage.quote))
            where |= {"quote": passage.quote, "occurrence": str(nth) if nth > 1 else ""}
        if passage.from_s is not None and passage.to_s is not None:
            where |= {"span": written(passage.from_s, passage.to_s)}
        return where

    def named(self, identity: str, kind: str) -> Any:
        live = self.state.get(identity)
        if live is None:
            raise Missing(f"{kind} {identity}")
        return live.record

    def text(self, derivative: str) -> str:
        if derivative not in self.texts:
            name = self.named(derivative, "derivative").object
            self.texts[derivative] = self.case.objects.read(name).decode("utf-8")
        return self.texts[derivative]
