"""Conditions of a lodging as told, room by room, held against standards: ranges, rivals side by side, no score."""

import dataclasses
import math
from typing import Any

import pandas as pd

from workbench import codebook, markup
from workbench.codebook import Provision, Standard
from workbench.findings.reach import words
from workbench.findings.said import period, records, said, when
from workbench.tables import Tables

MET, NOT_MET, OPEN, UNSAID = "met", "not met", "cannot tell", "not said"
TOLD = ["place", "part", "measure", "told", "when", "source", "passages", "place_id"]
HELD = ["place", "part", "provision", "required", "low", "high", "finds", "source", "standard", "force", "verified",
        "provision_source", "passages", "place_id"]  # fmt: skip
TO_CM = {"cm": 1.0, "m": 100.0}
Row = dict[str, Any]


@dataclasses.dataclass(frozen=True, repr=False)
class Conditions:
    """`told` has one row a measure of a lodging, `held` one for each provision and each source that speaks to it.

    Each range is what that source allows; two sources that differ stand side by side and nothing is averaged.
    """

    told: pd.DataFrame
    held: pd.DataFrame

    def __repr__(self) -> str:
        counts = self.held["finds"].value_counts()
        return "Conditions(" + ", ".join(f"{counts.get(one, 0)} {one}" for one in (MET, NOT_MET, OPEN)) + ")"

    def _repr_html_(self) -> str:
        names = ["place", "part", "provision", "low", "high", "finds", "source", "force"]
        rows = [[_shown(row[name]) for name in names] for row in records(self.held)]
        return markup.table(rows, names, "Conditions against standards; numbers of standards are not verified")

    def sheet(self, place: str) -> list[str]:
        """The lines that a plan prints for one lodging (an entity's id): what was told, and what it was held against.

        Example:
            >>> from workbench.tables import tabulate
            >>> conditions(tabulate([], "h", bytes)).sheet("a")
            []
        """
        told = [f"{_part(row)}{row['measure']}: {row['told']} ({row['source']})"
                for row in records(self.told) if row["place_id"] == place]  # fmt: skip
        held = [f"{_part(row)}{row['provision']}: {_range(row)}, {row['finds']} ({row['source']})"
                for row in records(self.held) if row["place_id"] == place and row["finds"] != UNSAID]  # fmt: skip
        return [*told, *held]


def conditions(tables: Tables) -> Conditions:
    """What was told of each lodging, and each provision of each standard that it speaks to.

    A rate (persons a toilet) is made of two numbers of one source and one part where that source gives both, else of
    one source's number and each other's: both are named.

    Example:
        >>> from workbench.tables import tabulate
        >>> conditions(tabulate([], "h", bytes))
        Conditions(0 met, 0 not met, 0 cannot tell)
    """
    rows = [row | {"id": key} for key, row in zip(tables.measures.index, records(tables.measures), strict=True)]
    lodging = tables.entities.index[tables.entities["schema"] == "Dwelling"]
    homes = [row for row in rows if row["entity"] in set(lodging) and row["measure"] not in ("distance", "journey")]
    told = [_told(tables, row) for row in homes]
    held: list[Row] = []
    for place in sorted({row["entity"] for row in homes}, key=tables.label):
        own = [row for row in homes if row["entity"] == place]
        for standard in codebook.standards():
            for provision in standard.provisions:
                held += _held(tables, standard, provision, own)
    told.sort(key=lambda row: (row["place"], row["part"] or "", row["measure"], row["source"]))
    return Conditions(pd.DataFrame(told, columns=TOLD), pd.DataFrame(held, columns=HELD))


def _told(tables: Tables, row: Row) -> Row:
    plain = {"place": tables.label(row["entity"]), "part": said(row["part"]), "measure": row["measure"]}
    passage = said(row["passage"])
    return plain | {"told": words(row | {"part": None}), "when": when(period(row)), "place_id": row["entity"],
                    "source": tables.label(row["source"]), "passages": (passage,) if passage else ()}  # fmt: skip


def _held(tables: Tables, standard: Standard, provision: Provision, rows: list[Row]) -> list[Row]:
    found = []
    head = {"provision": provision.words, "required": _required(provision), "standard": standard.title,
            "force": standard.force, "verified": provision.verified, "provision_source": provision.source}  # fmt: skip
    for one in rows:
        if one["measure"] != provision.measure or (provision.of_part and not said(one["part"])):
            continue
        for other in _others(provision, one, rows):
            low, high = _bounds(provision, one, other)
            both = [one] if other is None else [one, other]
            passages = tuple(dict.fromkeys(passage for row in both if (passage := said(row["passage"]))))
            sources = dict.fromkeys(tables.label(row["source"]) for row in both)
            found.append(head | {
                "place": tables.label(one["entity"]), "part": said(one["part"]), "low": low, "high": high,
                "finds": _finds(provision, low, high), "source": "; ".join(sources), "passages": passages,
                "place_id": one["entity"],
            })  # fmt: skip
    return found


def _others(provision: Provision, one: Row, rows: list[Row]) -> list[Row | None]:
    """What the number is divided by: of the same part, from the same source where that gives it, else from each."""
    if provision.per is None:
        return [None]
    same = [row for row in rows if row["measure"] == provision.per and said(row["part"]) == said(one["part"])]
    own = [row for row in same if row["source"] == one["source"]]
    return [*(own or same)]


def _bounds(provision: Provision, one: Row, other: Row | None) -> tuple[float, float]:
    low, high = _range_of(provision, one)
    if other is None:
        return low, high
    least, most = _range_of(provision, other)
    return (low / most if most else math.inf), (high / least if least else math.inf)


def _range_of(provision: Provision, row: Row) -> tuple[float, float]:
    factor = TO_CM[row["unit"]] if provision.unit == "cm" and said(row["unit"]) in TO_CM else 1.0
    return float(row["value"]) * factor, float(said(row["high"]) or row["value"]) * factor


def _finds(provision: Provision, low: float, high: float) -> str:
    if provision.least is not None:
        return MET if low >= provision.least else NOT_MET if high < provision.least else OPEN
    most = provision.most or 0.0
    return MET if high <= most else NOT_MET if low > most else OPEN


def _required(provision: Provision) -> str:
    bound = f"at least {provision.least:g}" if provision.least is not None else f"at most {provision.most:g}"
    return f"{bound} {provision.unit or ''}".strip()


def _part(row: Row) -> str:
    return f"{row['part']}, " if said(row["part"]) else ""


def _range(row: Row) -> str:
    low, high = (f"{value:.1f}".removesuffix(".0") for value in (row["low"], row["high"]))
    return low if low == high else f"{low} to {high}"


def _shown(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else said(value) or ""
