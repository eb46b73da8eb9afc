"""Who holds documents, runs lodging, owes wages and is owed debts of how many workers, each number with its sources."""

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench import markup
from workbench.findings.said import records
from workbench.findings.tiers import AUTHORITY, PEOPLE, TIERS
from workbench.records.period import Period

if TYPE_CHECKING:
    from workbench.findings.network import Network

MATTERS = ("documents", "lodging", "wages owed", "debts")
# What is claimed, which end has the power, which end are the workers.
DIRECT = {
    "DocumentCustody": ("documents", "from", "to"), "WageOwed": ("wages owed", "from", "to"),
    "Debt": ("debts", "to", "from"),
}  # fmt: skip
COLUMNS = ["who", "matter", "workers", "low", "high", "named", "groups", "documented", "alleged", "contradicted",
           "against", "source", "sources", "passages", "relations", "who_id", "tier"]  # fmt: skip
SHOWN = ["who", "matter", "workers", "documented", "alleged", "contradicted", "against", "source"]


@dataclasses.dataclass(frozen=True)
class Claim:
    """That somebody has one thing of one worker or group in hand: the rows of the network that say so together."""

    who: str
    matter: str
    whom: str
    status: str
    count: int | None
    rows: tuple[dict[str, Any], ...]


@dataclasses.dataclass(frozen=True, repr=False)
class Control:
    """Numbers of workers by who has what of them in hand; `df` has a row each, ordered by place in the chain and name.

    `low` is never below what is on record; `high` is None where a source speaks of a group without a number. `named`
    counts single workers on record, `documented`, `alleged` and `contradicted` divide the claims about workers and
    groups, `against` counts denials. The order says nothing of anybody: it never goes by a number.
    """

    df: pd.DataFrame

    def __repr__(self) -> str:
        return f"Control({len(self.df)} rows, {self.df['who_id'].nunique()} bodies or persons)"

    def _repr_html_(self) -> str:
        rows = [[row[name] for name in SHOWN] for row in records(self.df)]
        return markup.table(rows, SHOWN, "Who has documents, lodging, wages or debts of how many workers in hand")

    def document(self) -> list[dict[str, Any]]:
        """The rows as plain values, for JSON."""
        return [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
                for row in records(self.df)]  # fmt: skip


def control(network: "Network") -> Control:
    """Counts the workers whose documents, lodging, wages or debts somebody is said to have in hand.

    A worker counts once, whoever tells it; groups count as their sources count them, the least and the most where
    these differ; who is named and belongs to a group, or a group that is part of another, is not added again.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> control(network(tabulate([], "h", bytes)))
        Control(0 rows, 0 bodies or persons)
    """
    claims, denials = _claims(network)
    held: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        held.setdefault((claim.who, claim.matter), []).append(claim)
    nodes = dict(network.graph.nodes(data=True))
    rows = [_row(nodes, *key, found, denials.get(key, 0)) for key, found in held.items()]
    order = {tier: at for at, tier in enumerate((*TIERS, AUTHORITY))}
    rows.sort(key=lambda row: (order[row["tier"]], row["who"], row["who_id"], MATTERS.index(row["matter"])))
    return Control(pd.DataFrame(rows, columns=COLUMNS, dtype="object"))


def _claims(network: "Network") -> tuple[list[Claim], dict[tuple[str, str], int]]:
    """What is claimed, and how often somebody denies a thing of the same two."""
    chosen = network.df[network.df["schema"].isin([*DIRECT, "Lodging", "LodgingControl", "PartOf"])]
    rows, claims = records(chosen), list[Claim]()
    denials: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["schema"] not in DIRECT:
            continue
        matter, who, whom = DIRECT[row["schema"]]
        if row["stance"] == "supports":
            claims.append(_claim(row[f"{who}_id"], matter, row[f"{whom}_id"], row))
        elif row["stance"] == "contradicts":
            key = row[f"{who}_id"], matter
            denials[key] = denials.get(key, 0) + 1
    return [*claims, *_lodged(rows)], denials


def _claim(who: str, matter: str, whom: str, *rows: dict[str, Any]) -> Claim:
    rank = ("contradicted", "alleged", "documented")
    weakest = min((row["status"] for row in rows), key=rank.index)
    return Claim(who, matter, whom, weakest, _number(rows[0]["count"]), rows)


def _number(count: str | None) -> int | None:
    return None if count is None else int(count)


def _lodged(rows: list[dict[str, Any]]) -> Iterator[Claim]:
    """Who runs a place, or what it is part of, at a time at which somebody is lodged there."""
    runs = [row for row in rows if row["schema"] == "LodgingControl" and row["stance"] == "supports"]
    parts = [row for row in rows if row["schema"] == "PartOf" and row["stance"] == "supports"]
    for lodging in (row for row in rows if row["schema"] == "Lodging" and row["stance"] == "supports"):
        for place, way in _above(lodging["to_id"], parts):
            for run in runs:
                if run["to_id"] == place and _period(run).overlaps(_period(lodging)):
                    yield _claim(run["from_id"], "lodging", lodging["from_id"], lodging, *way, run)


def _above(place: str, parts: list[dict[str, Any]]) -> list[tuple[str, tuple[dict[str, Any], ...]]]:
    """A place and all that it is part of, with the rows that say so; none twice, so that a circle ends."""
    found: dict[str, tuple[dict[str, Any], ...]] = {place: ()}
    waiting = [place]
    while waiting:
        here = waiting.pop()
        for row in parts:
            if row["from_id"] == here and row["to_id"] not in found:
                found[row["to_id"]] = (*found[here], row)
                waiting.append(row["to_id"])
    return list(found.items())


def _period(row: dict[str, Any]) -> Period:
    return Period(start=row["start"], end=row["end"])


def _row(nodes: dict[str, Any], who: str, matter: str, claims: list[Claim], denials: int) -> dict[str, Any]:
    named = {claim.whom for claim in claims if nodes[claim.whom]["schema"] == "Worker"}
    others = {claim.whom for claim in claims if nodes[claim.whom]["schema"] not in PEOPLE}
    groups = {claim.whom for claim in claims} - named - others
    low, high = _bounds(nodes, named | others, {group: _sizes(group, claims) for group in groups})
    rows = {row["relation"]: row for claim in claims for row in claim.rows}
    best = _statuses(claims)
    sources = sorted({row["source"] for row in rows.values()})
    return {
        "who": nodes[who]["label"], "matter": matter, "workers": words(low, high), "low": low, "high": high,
        "named": len(named | others), "groups": tuple(sorted(nodes[group]["label"] for group in groups)),
        **{status: best.count(status) for status in ("documented", "alleged", "contradicted")}, "against": denials,
        "source": ", ".join(sources), "sources": len({row["source_id"] for row in rows.values()}),
        "passages": tuple(dict.fromkeys(one for row in rows.values() for one in row["passages"])),
        "relations": tuple(rows), "who_id": who, "tier": nodes[who]["tier"],
    }  # fmt: skip


def _sizes(group: str, claims: list[Claim]) -> list[int | None]:
    return [claim.count for claim in claims if claim.whom == group]


def _statuses(claims: list[Claim]) -> list[str]:
    """One status a worker or group: contradicted if any claim of it is, else the strongest."""
    of: dict[str, list[str]] = {}
    for claim in claims:
        of.setdefault(claim.whom, []).append(claim.status)
    return ["contradicted" if "contradicted" in held else min(held, key=("documented", "alleged").index)
            for held in of.values()]  # fmt: skip


def _bounds(nodes: dict[str, Any], named: set[str], groups: dict[str, list[int | None]]) -> tuple[int, int | None]:
    """The fewest and the most workers who can stand behind these names and groups.

    Groups may overlap where no record says that they do, and a named worker may be in any of them: the least is the
    largest single number on record. The most adds up all that no record places inside another, and is open where no
    source gives a number for a group.
    """
    told = {group: [size for size in sizes if size is not None] for group, sizes in groups.items()}
    members = {group: {one for one in named if group in above(nodes, one)} for group in groups}
    least = [max(min(told[group], default=1), len(members[group])) for group in groups]
    low = max([len(named), *least], default=0)
    outer = [group for group in groups if not _inside(nodes, group, told)]
    if any(not told[group] for group in outer):
        return low, None
    outside = named - {one for group in outer for one in members[group]}
    return low, max(low, len(outside) + sum(max(*told[group], len(members[group])) for group in outer))


def _inside(nodes: dict[str, Any], group: str, told: dict[str, list[int]]) -> bool:
    """True where another group that is counted here, too, has this one as a part."""
    return bool((above(nodes, group) - {group}) & set(told))


def above(nodes: dict[str, Any], one: str) -> set[str]:
    """The groups to which a worker or a group belongs, and those to which these belong.

    Example:
        >>> sorted(above({"w": {"groups": ("g",)}, "g": {"groups": ("h",)}, "h": {"groups": ()}}, "w"))
        ['g', 'h']
    """
    found, waiting = set[str](), [one]
    while waiting:
        for group in nodes[waiting.pop()]["groups"]:
            if group not in found:
                found.add(group)
                waiting.append(group)
    return found


def words(low: int, high: int | None) -> str:
    """A number of workers in words: one number, a range, or a least one.

    Example:
        >>> words(3, 3), words(180, 200), words(48, None)
        ('3', '180 to 200', '48 or more')
    """
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
