"""Workers as counts: what a release says of who recruited, lodged or owes them, without a node for any one of them."""

import dataclasses
from collections import defaultdict
from typing import Any

from workbench.disclosure.finding import Finding, Remedy
from workbench.records import Entity, Period, Relation, Source
from workbench.tables import Tables

WORKERS, ACCOUNTS = "Workers", "Accounts"
# What ties a worker to a group would say who is in it.
LEFT_OUT = frozenset({"Membership"})


@dataclasses.dataclass(frozen=True)
class Counted:
    """Tables in which all workers are one, and how many claims are left out because fewer than k workers make them."""

    tables: Tables
    left_out: int


def counted(tables: Tables, *, k: int, identity: Any) -> Counted:
    """The tables of a view with one entity for all workers; a claim about workers stays where at least k are behind it.

    Claims that differ only in the worker become one claim of the accounts of the team, over the time of all of them.
    `identity` gives the ids of what is new. Events lose nothing: their actors are no workers in a view.

    Example:
        >>> from workbench.tables import tabulate
        >>> counted(tabulate([], "h", bytes), k=5, identity=str).left_out
        0
    """
    entities: list[tuple[str, Entity]] = tables.rows.get("entity", [])
    workers = {key for key, one in entities if one.schema == "Worker"}
    joined, plain = _sorted(tables.rows.get("relation", []), workers)
    everybody, accounts = identity("entity:workers"), identity("source:accounts")
    kept = {claim: people for claim, people in joined.items() if len({who for who, _ in people}) >= k}
    made = [
        (identity("relation:" + "|".join(claim)), _claim(claim, people, everybody, accounts))
        for claim, people in kept.items()
    ]
    rows = dict(tables.rows)
    rows["relation"] = sorted([*plain, *made], key=lambda one: one[0])
    rows["entity"] = [(key, one) for key, one in entities if key not in workers]
    if made:
        rows["entity"] = sorted([*rows["entity"], (everybody, _everybody())], key=lambda one: one[0])
        rows["source"] = [*rows.get("source", []), (accounts, _accounts(k))]
    return Counted(
        tables.with_rows(rows), sum(len(people) for people in joined.values()) - sum(map(len, kept.values()))
    )


def findings(network: Counted) -> list[Finding]:
    """A finding where claims about workers are left out of the network because too few workers make them.

    Example:
        >>> from workbench.tables import tabulate
        >>> [one.code for one in findings(Counted(tabulate([], "h", bytes), 2))]
        ['small-claim']
    """
    told = (f"{network.left_out} claims",)
    remedy = Remedy("withhold-row", "network")
    return [Finding("small-claim", "network", told, remedy, "network")] if network.left_out else []


def _sorted(
    relations: list[tuple[str, Relation]], workers: set[str]
) -> tuple[dict[tuple[str, str, str, str], list[tuple[str, Relation]]], list[tuple[str, Relation]]]:
    """Claims about workers by schema, direction, other end and stance, with whom each is about; and the others."""
    joined: dict[tuple[str, str, str, str], list[tuple[str, Relation]]] = defaultdict(list)
    plain = []
    for key, one in relations:
        ends = (one.source_entity, one.target_entity)
        about = [end for end in ends if end in workers]
        if one.schema in LEFT_OUT or len(about) == 2:
            continue  # what joins two workers is theirs
        if not about:
            plain.append((key, one))
            continue
        side = "from" if ends[0] in workers else "to"
        joined[one.schema, side, ends[1] if side == "from" else ends[0], one.stance].append((about[0], one))
    return joined, plain


def _claim(
    claim: tuple[str, str, str, str], people: list[tuple[str, Relation]], everybody: str, accounts: str
) -> Relation:
    schema, side, other, stance = claim
    statuses = {one.status for _, one in people}
    return Relation(
        schema=schema, source_entity=everybody if side == "from" else other,
        target_entity=other if side == "from" else everybody, source=accounts, stance=stance,
        status=statuses.pop() if len(statuses) == 1 else "alleged", period=_over([one.period for _, one in people]),
    )  # fmt: skip


def _over(periods: list[Period | None]) -> Period | None:
    """From the first start to the last end that any of them says."""
    starts = sorted(one.start for one in periods if one and one.start)
    ends = sorted(one.end for one in periods if one and one.end)
    if not starts and not ends:
        return None
    first, last = starts[0] if starts else None, ends[-1] if ends else None
    return Period(start=first, end=last if first is None or last is None or last[:4] >= first[:4] else None)


def _everybody() -> Entity:
    return Entity(key=WORKERS, schema="Group", label="Workers, as a count")


def _accounts(k: int) -> Source:
    return Source(key=ACCOUNTS, label=f"Accounts of {k} or more workers", kind="investigator")
