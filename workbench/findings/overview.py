"""A large network so that it can be read: grouped and counted, or what stands near one entity."""

import difflib
from collections.abc import Iterable

import pandas as pd

from workbench.codebook import entity_schema, relation_schemas
from workbench.errors import Unknown
from workbench.findings.chart import PRIVATE, Chart, witnesses
from workbench.findings.folded import Folded, folded
from workbench.findings.network import Network
from workbench.findings.said import timing
from workbench.findings.tiers import PEOPLE
from workbench.findings.way import STRENGTH
from workbench.records.period import Period

GROUPINGS = ("tier", "country", "schema")
MOST_LINES = 120  # the larger of the shipped cases has 58
NOWHERE = "country not known"
ATTRIBUTES = ("label", "schema", "tier", "role", "country", "told_us")
PLURAL = {
    "sub-agent": "sub-agents", "agency": "agencies or lenders", "workers": "workers and groups",
    "employer or contractor": "employers or contractors", "place": "places", "site owner": "site owners",
    "parent or product": "parents or products", "brand or buyer": "brands or buyers", "authority": "authorities",
}  # fmt: skip


def overview(
    network: Network,
    by: str = "tier",
    *,
    relations: Iterable[str] | None = None,
    status: Iterable[str] | None = None,
    as_of: str | None = None,
) -> Folded:
    """The whole network in as many nodes as there are tiers, countries or kinds of entity, with counts on every line.

    `relations` (names of kinds) and `status` keep only what they name, `as_of` what had begun and was not over.
    Kinship, household and membership count only where `relations` names them. Only entities that still have a claim are
    counted. `members(node)` of the answer opens a node, `claims(number)` a line.

    Raises:
        Unknown: no such grouping, kind of relation or status.
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> overview(network(tabulate([], "h", bytes)))
        Folded(0 nodes, 0 lines; 0 entities and 0 claims, grouped by tier)
    """
    if by not in GROUPINGS:
        raise Unknown("overview", "grouping", by, list(GROUPINGS))
    claims = _chosen(network.df, relations, status, as_of)
    entities = _entities(network, claims)
    values = entities[by].astype(object).where(entities[by].notna(), NOWHERE)
    entities = entities.assign(node=by + ":" + values.astype(str))
    labels = {str(node): _counted(str(node).partition(":")[2], len(group), by) for node, group in
              entities.groupby("node", sort=False)["id"]}  # fmt: skip
    hidden = f"{len(entities):,} entities and {len(claims):,} claims, grouped by {by}"
    return folded(entities, claims, labels, hidden)


def to_draw(network: Network) -> Chart:
    """The chart of a network, or where that has more lines than a page can show, the network grouped by tier.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> to_draw(network(tabulate([], "h", bytes)))
        Chart(0 nodes, 0 edges)
    """
    whole = network.chart()
    return whole if len(whole.edges) <= MOST_LINES else overview(network).chart()


def neighbourhood(
    network: Network,
    node: str,
    hops: int = 1,
    *,
    limit: int = 30,
    relations: Iterable[str] | None = None,
    status: Iterable[str] | None = None,
    as_of: str | None = None,
    people: bool = False,
) -> Folded:
    """What stands within `hops` claims of one entity (an id, key or label), at most `limit` others as themselves.

    Who is nearest, then best documented, then most connected is shown; the others are one counted node a tier: they
    are said, and `members(node)` lists them. Workers and groups are counts, and witnesses are left out, unless
    `people`; the entity asked about is always shown. The filters are those of `overview`.

    Raises:
        Unknown: no such entity, kind of relation or status.
        BadValue: `as_of` is no date.

    Example:
        >>> from workbench.records import Entity, Relation, Source
        >>> from workbench.tables import tabulate
        >>> from workbench.findings.network import network
        >>> firms = [(name, Entity(key=name, schema="Company", label=name)) for name in "ABC"]
        >>> owns = [(a + b, Relation(schema="Ownership", source_entity=a, target_entity=b, source="s"))
        ...         for a, b in ("AB", "BC")]
        >>> told = ("s", Source(key="s", label="Register", kind="register"))
        >>> found = neighbourhood(network(tabulate([*firms, told, *owns], "h", bytes)), "A")
        >>> found.edges[["from", "verb", "to"]].values.tolist()
        [['A', 'owns', 'B']]
    """
    start = _located(network, node)
    claims = _chosen(network.df, relations, status, as_of)
    entities = _entities(network, claims, keep=start)
    if not people:
        unseen = witnesses(entities.set_index("id"), claims) - {start}
        claims = claims[~(claims["from_id"].isin(unseen) | claims["to_id"].isin(unseen))]
    near = _distances(claims, start, hops)
    claims = claims[claims["from_id"].isin(near.index) & claims["to_id"].isin(near.index)]
    entities = entities[entities["id"].isin(near.index)]
    shown = _nearest(entities, claims, near, start, limit, people)
    own = entities["id"].isin(shown)
    entities = entities.assign(node=entities["id"].where(own, "tier:" + entities["tier"]))
    others = entities[~own].groupby("node", sort=False)["tier"]
    labels = {str(key): _counted(str(group.iloc[0]), len(group), "tier", more=True) for key, group in others}
    near_by = f"{len(entities):,} entities within {hops} link{'' if hops == 1 else 's'}"
    hidden = f"{int((~own).sum()):,} of {near_by} are counts" if labels else f"all {near_by} stand one by one"
    return folded(entities, claims, labels, hidden)


def _chosen(
    claims: pd.DataFrame, relations: Iterable[str] | None, status: Iterable[str] | None, as_of: str | None
) -> pd.DataFrame:
    kinds = claims["schema"].unique()
    wanted = set(kinds) - PRIVATE if relations is None else _known(relations, "kind of relation", relation_schemas())
    stands = set(STRENGTH) if status is None else _known(status, "status", STRENGTH)
    kept = claims["schema"].isin(wanted) & claims["status"].isin(stands)
    return claims[kept & _in_time(claims, as_of)] if as_of else claims[kept]


def _known(asked: Iterable[str], what: str, names: Iterable[str]) -> set[str]:
    wanted, known = [asked] if isinstance(asked, str) else list(asked), list(names)
    for name in wanted:
        if name not in known:
            raise Unknown("overview", what, name, difflib.get_close_matches(name, known, cutoff=0.4) or known)
    return set(wanted)


def _in_time(claims: pd.DataFrame, as_of: str) -> "pd.Series[bool]":
    """Whether each claim may hold on a day; asked once for each stretch of time, however many claims share it."""
    spans = claims[["start", "end"]].astype(object).where(claims[["start", "end"]].notna(), None)
    keys = list(spans.itertuples(index=False, name=None))
    holds = {key: timing(Period(start=key[0], end=key[1]), as_of) is not None for key in {*keys, (None, None)}}
    return pd.Series([holds[key] for key in keys], index=claims.index, dtype=bool)


def _entities(network: Network, claims: pd.DataFrame, keep: str | None = None) -> pd.DataFrame:
    """The entities that a claim names, and `keep`, with what is known of them."""
    ends = dict.fromkeys([*([keep] if keep else []), *claims["from_id"].unique(), *claims["to_id"].unique()])
    nodes = network.graph.nodes
    rows = [[key, *(nodes[key][name] for name in ATTRIBUTES)] for key in ends]
    return pd.DataFrame(rows, columns=["id", *ATTRIBUTES], dtype=object)


def _located(network: Network, name: str) -> str:
    if name in network.graph:
        return name
    for node, values in sorted(network.graph.nodes(data=True)):
        if name in (values["label"], *values["keys"], *values["members"], *values["labels"]):
            return str(node)
    known = sorted({str(label) for _, label in network.graph.nodes(data="label")})
    raise Unknown("network", "neighbourhood", name, difflib.get_close_matches(name, known, n=3, cutoff=0.4))


def _distances(claims: pd.DataFrame, start: str, hops: int) -> "pd.Series[int]":
    """How many claims away each entity stands, as far as `hops`; one pass over the claims a step."""
    away, edge = {start: 0}, [start]
    for step in range(1, hops + 1):
        reached = [*claims.loc[claims["from_id"].isin(edge), "to_id"],
                   *claims.loc[claims["to_id"].isin(edge), "from_id"]]  # fmt: skip
        edge = [node for node in dict.fromkeys(reached) if node not in away]
        away.update(dict.fromkeys(edge, step))
    return pd.Series(list(away.values()), index=list(away), dtype=int)


def _nearest(
    entities: pd.DataFrame, claims: pd.DataFrame, near: "pd.Series[int]", start: str, limit: int, people: bool
) -> set[str]:
    ends = pd.concat([claims[["from_id", "status"]].set_axis(["id", "status"], axis=1),
                      claims[["to_id", "status"]].set_axis(["id", "status"], axis=1)])  # fmt: skip
    rank = ends["status"].map({status: number for number, status in enumerate(STRENGTH)})
    grouped = rank.groupby(ends["id"])
    order = pd.DataFrame({"away": entities["id"].map(near), "best": -entities["id"].map(grouped.max()).fillna(0),
                          "links": -entities["id"].map(grouped.size()).fillna(0), "label": entities["label"],
                          "id": entities["id"]})  # fmt: skip
    allowed = order[order["id"].ne(start) & (people | ~entities["schema"].isin(PEOPLE))]
    return {start, *allowed.sort_values(["away", "best", "links", "label", "id"])["id"].head(limit)}


def _counted(group: str, size: int, by: str, *, more: bool = False) -> str:
    name = {"tier": PLURAL.get(group), "schema": group if by != "schema" else entity_schema(group).label}.get(by, group)
    return f"{name}: {size:,}{' more' if more and group != 'workers' else ''}"
