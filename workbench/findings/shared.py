"""What companies, agencies and sub-agents share: addresses, telephones, directors, accounts; nothing of workers."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench import markup
from workbench.codebook import property_schema
from workbench.findings.said import records
from workbench.records.period import Period

if TYPE_CHECKING:
    from workbench.findings.network import Network

BODIES = frozenset({"Company", "Branch", "Agency", "SubAgent"})
STATED = ("address", "phone", "email", "website", "accountNumber")
# The relation, and which of its ends is the one that is shared.
LINKED = {"Directorship": ("director", "from", "to"), "AccountHolding": ("account", "to", "from")}
COLUMNS = ["number", "what", "value", "among", "together", "of", "as_written", "status", "when", "source", "passages",
           "record", "of_id", "source_id"]  # fmt: skip
SHOWN = ["number", "what", "value", "of", "as_written", "status", "when", "source"]


@dataclasses.dataclass(frozen=True, repr=False)
class Shared:
    """What two or more bodies share: `df` has a row for each claim, those of one shared thing under one number.

    `among` counts the bodies, `together` says whether two of them can have had it at the same time: `yes`, `no`, or
    `not dated`. What is shared is a question to ask, not an answer: an address may be that of an office building.
    """

    df: pd.DataFrame

    def __repr__(self) -> str:
        return f"Shared({self.df['number'].nunique()} things, {self.df['of_id'].nunique()} bodies)"

    def _repr_html_(self) -> str:
        rows = [[row[name] or "" for name in SHOWN] for row in records(self.df)]
        return markup.table(rows, ["no.", *SHOWN[1:]], "What companies, agencies and sub-agents share")

    def document(self) -> list[dict[str, Any]]:
        """The rows as plain values, for JSON."""
        return [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
                for row in records(self.df)]  # fmt: skip


def shared(network: "Network") -> Shared:
    """Addresses, telephones, e-mail, websites, directors and accounts that two or more bodies are said to have.

    Only companies, branches, agencies and sub-agents are looked at. Bodies that somebody says are one share nothing
    with themselves. What a source denies is not shared.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> shared(network(tabulate([], "h", bytes)))
        Shared(0 things, 0 bodies)
    """
    held: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for claim in (*_stated(network), *_linked(network)):
        held.setdefault((claim["what"], claim.pop("key")), []).append(claim)
    found = [claims for claims in held.values() if len({claim["of_id"] for claim in claims}) > 1]
    found.sort(key=lambda claims: (claims[0]["what"], min(claim["value"] for claim in claims)))
    rows = [row for number, claims in enumerate(found, 1) for row in _numbered(number, claims)]
    return Shared(pd.DataFrame(rows, columns=COLUMNS, dtype="object"))


def _stated(network: "Network") -> Iterator[dict[str, Any]]:
    table = network.stated
    chosen = table[table["property"].isin(STATED) & table["schema"].isin(BODIES) & (table["stance"] == "supports")]
    for row in records(chosen):
        if row["alike"]:
            what = property_schema(row["property"]).label.lower()
            yield _claim(
                row, row["of"], row["of_id"], what=what, key=row["alike"], value=row["value"], record=row["statement"]
            )


def _linked(network: "Network") -> Iterator[dict[str, Any]]:
    kinds, table = dict(network.graph.nodes(data="schema")), network.df
    for row in records(table[table["schema"].isin(LINKED) & (table["stance"] == "supports")]):
        what, thing, body = LINKED[row["schema"]]
        # A worker who is entered as a director, or is one with somebody who is, stays out of it.
        if kinds[row[f"{body}_id"]] in BODIES and kinds[row[f"{thing}_id"]] not in ("Worker", "Group"):
            yield _claim(
                row,
                row[body],
                row[f"{body}_id"],
                what=what,
                key=row[f"{thing}_id"],
                value=row[thing],
                record=row["relation"],
            )


def _claim(row: dict[str, Any], of: str, of_id: str, **more: str) -> dict[str, Any]:
    plain = {name: row[name] for name in ("status", "when", "source", "passages", "source_id", "start", "end")}
    return {**plain, "of": of, "of_id": of_id, "as_written": more["value"], **more}


def _numbered(number: int, claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The claims about one shared thing, under its shortest spelling."""
    claims.sort(key=lambda claim: (claim["of"], claim["of_id"], claim["start"] or "9", claim["record"]))
    spelling = min((claim["value"] for claim in claims), key=lambda value: (len(value), value))
    more = {"number": number, "value": spelling, "among": len({claim["of_id"] for claim in claims})}
    together = _together(claims)
    for claim in claims:
        yield {**claim, **more, "together": together}


def _together(claims: list[dict[str, Any]]) -> str:
    pairs = [(one, other) for one in claims for other in claims if one["of_id"] < other["of_id"]]
    if any(_dated((one, other)) and _period(one).overlaps(_period(other)) for one, other in pairs):
        return "yes"
    return "not dated" if any(not _dated(pair) for pair in pairs) else "no"


def _dated(claims: Iterable[dict[str, Any]]) -> bool:
    return all(claim["start"] or claim["end"] for claim in claims)


def _period(claim: dict[str, Any]) -> Period:
    return Period(start=claim["start"], end=claim["end"])
