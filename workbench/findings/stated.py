"""What sources say of the properties of entities, value by value: rivals stand side by side, each with its source."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.codebook import property_schema
from workbench.codebook.sounding import folded
from workbench.findings.joined import Joined
from workbench.findings.said import UNDATED, period, said, timing, when
from workbench.findings.tiers import PEOPLE
from workbench.records.period import Period
from workbench.tables import Tables

COLUMNS = [
    "number", "of", "property", "value", "language", "status", "stance", "start", "end", "when", "timing", "source",
    "passages", "note", "statement", "of_id", "schema", "source_id", "alike",
]  # fmt: skip
# What is said of natural persons is read in `tables.statements` alone: a network shows labels, never who somebody is.
HIDDEN = PEOPLE - {"Group"} | {"Person", "Household"}
PERSONAL = frozenset({"birthDate", "passportNumber", "idNumber"})


def stated(tables: Tables, as_of: str | None, one: Joined) -> pd.DataFrame:
    """One row a value that a source gives for a property of a body, a place or a thing, as of a date.

    `status` is `documented` or `alleged` as recorded; `contradicted` where a source denies the value at an overlapping
    time, or gives another one for a property of which there is one at a time. `alike` is the value as it is compared.

    Raises:
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.findings.joined import joined
        >>> from workbench.tables import tabulate
        >>> empty = tabulate([], "h", bytes)
        >>> len(stated(empty, None, joined(empty)))
        0
    """
    rows = sorted(_rows(tables, as_of, one), key=lambda row: (row["of"], row["property"], row["start"] or "9",
                                                              row["value"], row["statement"]))  # fmt: skip
    _contradict(rows)
    table = pd.DataFrame(rows, columns=COLUMNS[1:], dtype="object")
    table.insert(0, "number", range(1, len(table) + 1))
    return table


def alike(value: str, compared: str) -> str:
    """A value as two are held against each other: by words in Latin letters, by digits, by letters and digits.

    Rule of the digits: ITU-T E.123, where +, 00 and marks between digits do not belong to a number; verified = false.

    Example:
        >>> alike("Кеј 2, Зрењанин", "words") == alike("Kej 2,  ZRENJANIN", "words")
        True
        >>> alike("+381 (23) 555-010", "digits"), alike("LP-0012/2024", "signs")
        ('38123555010', 'lp00122024')
    """
    if compared == "digits":
        digits = "".join(str(unicodedata.digit(sign)) for sign in value if sign.isdigit())
        return digits.removeprefix("00")
    plain = folded(value).replace("dj", "d")  # Đ and Ђ, of which one is folded to d and the other to dj
    if compared == "signs":
        return "".join(sign for sign in plain if sign.isalnum())
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def _rows(tables: Tables, as_of: str | None, one: Joined) -> Iterator[dict[str, Any]]:
    kinds, labels = one.entities["schema"].to_dict(), one.entities["label"].to_dict()
    sources = tables.sources["label"].to_dict()
    for key, told in tables.statements.iterrows():
        node, source, stretch = one.of(told["entity"]), told["source"], period(told)
        standing = timing(stretch, as_of) if as_of else (UNDATED if not (stretch.start or stretch.end) else "")
        seen = node in kinds and kinds[node] not in HIDDEN and told["property"] not in PERSONAL
        if not seen or source not in sources or standing is None:
            continue
        plain = {name: said(told[name]) for name in ("value", "language", "status", "stance", "note")}
        passage, known = said(told["passage"]), property_schema(told["property"])
        yield {
            **plain, "of": labels[node], "property": known.name, "start": stretch.start, "end": stretch.end,
            "when": when(stretch), "timing": standing, "source": sources[source], "statement": key, "of_id": node,
            "passages": (passage,) if passage else (), "schema": kinds[node], "source_id": source,
            "alike": alike(told["value"], known.compared),
        }  # fmt: skip


def _contradict(rows: list[dict[str, Any]]) -> None:
    """Gives each row its status, seen beside all others that are of the same property of the same entity."""
    together: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        together.setdefault((row["of_id"], row["property"]), []).append(row)
    for (_, name), held in together.items():
        against = [_against(row, held, property_schema(name).one) for row in held]
        for row, denied in zip(held, against, strict=True):
            documented = row["status"] == "documented" and row["stance"] == "supports"
            row["status"] = "contradicted" if denied else "documented" if documented else "alleged"


def _against(row: dict[str, Any], held: list[dict[str, Any]], one: bool) -> bool:
    if row["stance"] == "contradicts":
        return True
    own = Period(start=row["start"], end=row["end"])
    for other in held:
        same = other["alike"] == row["alike"]
        rival = same if other["stance"] == "contradicts" else one and not same and other["stance"] == "supports"
        if rival and own.overlaps(Period(start=other["start"], end=other["end"])):
            return True
    return False
