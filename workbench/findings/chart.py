"""The network as it may be shown: workers as counts beside those who recruited, employ and own."""

import dataclasses
from typing import Any

import pandas as pd

from workbench import markup
from workbench.findings.said import joined, records, said
from workbench.findings.way import STRENGTH, strength

# A kinship or a household can reveal a child and a membership a person; a threat's or a document's bearer stays inside
# a count.
# Whoever only works or acts for somebody may be a witness: nothing that is claimed of that person needs the drawing.
BYSTANDING = frozenset({"WorksAt", "Representation", "Employment", "Lodging"})
PRIVATE = frozenset({"Household", "Kinship", "Membership"})
PLACING = ("Employment",)
NODES = ["id", "label", "schema", "tier", "role", "country", "count", "members"]
EDGES = [
    "number", "from", "verb", "to", "status", "workers", "when", "sources", "source", "from_id", "to_id", "schema",
    "relations",
]  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class Chart:
    """A network to draw: `nodes` and `edges` (also `df`), numbered; `members` and `relations` name the ids behind each.

    `workers` says of how many of the workers at its end an edge is claimed, and how; it is None between others. `says`
    tells what is counted because it could not be drawn.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    says: str = ""

    @property
    def df(self) -> pd.DataFrame:
        """The edges: what every finding shows under this name."""
        return self.edges

    def __repr__(self) -> str:
        return f"Chart({len(self.nodes)} nodes, {len(self.edges)} edges)"

    def _repr_html_(self) -> str:
        columns = ["number", "from", "verb", "to", "status", "workers", "when", "source"]
        rows = [[str(said(row[column]) or "") for column in columns] for _, row in self.edges.iterrows()]
        return markup.table(
            rows, ["no.", *columns[1:]], "The network, workers as counts: one line an edge of the chart"
        )


def chart(nodes: pd.DataFrame, edges: pd.DataFrame, *, most: int = 4, fewest: int = 3) -> Chart:
    """Workers in the same place of the chain become one node with a count; so do groups with the same neighbours.

    The same place: employed by the same, as told; where that makes more than `most` nodes, all workers become one.
    Places of fewer than `fewest` workers are pooled, so that nobody stands alone. What is claimed of
    some of them is an edge of them all that says of how many. A witness who is no worker is not drawn. `nodes` has
    the graph's attributes by id, `edges` is `Network.df`.
    """
    unseen = witnesses(nodes, edges)
    shown = edges[~(edges["schema"].isin(PRIVATE) | edges["from_id"].isin(unseen) | edges["to_id"].isin(unseen))]
    merged = {**_workers(nodes, shown, most, fewest), **_groups(nodes, shown)}
    drawn = _drawn_edges(nodes, shown, merged)
    ends = {*drawn["from_id"], *drawn["to_id"]}
    return Chart(_drawn_nodes(nodes, merged, ends), drawn)


def witnesses(nodes: pd.DataFrame, edges: pd.DataFrame) -> set[str]:
    """The persons who told us, or who only work or act for somebody; `nodes` by id, `edges` as in `Network.df`.

    Example:
        >>> nodes = pd.DataFrame({"schema": ["Person"], "told_us": [False]}, index=["guard"])
        >>> witnesses(nodes, pd.DataFrame({"schema": ["WorksAt"], "from_id": ["guard"], "to_id": ["site"]}))
        {'guard'}
    """
    if not len(nodes):
        return set()
    persons = nodes[nodes["schema"] == "Person"]
    telling = edges[~edges["schema"].isin(PRIVATE | BYSTANDING)]
    acting = {*telling["from_id"], *telling["to_id"]}
    spoken = zip(persons.index, persons["told_us"], strict=True)
    return {str(key) for key, told in spoken if told or key not in acting}


def _workers(nodes: pd.DataFrame, edges: pd.DataFrame, most: int, fewest: int) -> dict[str, str]:
    """For each worker the id of the node that stands for it."""
    people = _of(nodes, "Worker")
    pools = _pooled(_alike(people, edges, PLACING), fewest)
    if len(pools) > most:
        pools = [people]
    return {person: f"workers:{number}" for number, pool in enumerate(pools, start=1) for person in pool}


def _groups(nodes: pd.DataFrame, edges: pd.DataFrame) -> dict[str, str]:
    pools = list(_alike(_of(nodes, "Group"), edges, None).values())
    return {group: f"groups:{number}" for number, pool in enumerate(pools, start=1) for group in pool}


def _of(nodes: pd.DataFrame, schema: str) -> list[str]:
    return [str(key) for key in nodes.index[nodes["schema"] == schema]] if len(nodes) else []


def _alike(people: list[str], edges: pd.DataFrame, schemas: tuple[str, ...] | None) -> dict[tuple[str, ...], list[str]]:
    """People who share all neighbours by relations of these kinds (None: of any), in the order of their keys."""
    chosen = edges if schemas is None else edges[edges["schema"].isin(schemas)]
    near: dict[str, set[str]] = {person: set() for person in people}
    for one, other in zip(chosen["from_id"], chosen["to_id"], strict=True):
        if one in near:
            near[one].add(other)
        if other in near:
            near[other].add(one)
    pools: dict[tuple[str, ...], list[str]] = {}
    for person in people:
        pools.setdefault(tuple(sorted(near[person])), []).append(person)
    return pools


def _pooled(alike: dict[tuple[str, ...], list[str]], fewest: int) -> list[list[str]]:
    """The same people, those of the small pools in one; where that is still small, with the next larger.

    Of whom nothing is said is no place of its own: silence joins the others where these share one place.
    """
    silent, pools = alike.get((), []), [pool for place, pool in alike.items() if place]
    shared = [pool for pool in pools if len(pool) >= fewest]
    pools = [[*pool, *silent] if shared == [pool] else pool for pool in pools]
    pools += [silent] if silent and len(shared) != 1 else []
    large, rest = [pool for pool in pools if len(pool) >= fewest], [pool for pool in pools if len(pool) < fewest]
    left = [person for pool in rest for person in pool]
    if left and len(left) < fewest and large:
        nearest = min(large, key=len)
        large.remove(nearest)
        left = nearest + left
    return [*large, left] if left else large


def _drawn_edges(nodes: pd.DataFrame, edges: pd.DataFrame, merged: dict[str, str]) -> pd.DataFrame:
    claims: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for edge in records(edges):
        ends = merged.get(edge["from_id"], edge["from_id"]), merged.get(edge["to_id"], edge["to_id"])
        claims.setdefault((*ends, edge["schema"]), []).append(edge)
    held = _held(merged)
    names = {key: _name(key, nodes, held) for key in {key for ends in claims for key in ends[:2]}}
    sizes = {key: len(members) for key, members in held.items()}
    rows = [_bundle(key, found, names, sizes) for key, found in claims.items()]
    table = pd.DataFrame(rows, columns=EDGES, dtype="object")
    order = table.sort_values(["from", "schema", "to", "from_id", "to_id"], ignore_index=True)
    return order.assign(number=range(1, len(order) + 1))


def _bundle(
    key: tuple[str, str, str], claims: list[dict[str, Any]], names: dict[str, str], sizes: dict[str, int]
) -> dict[str, Any]:
    start, goal, schema = key
    pairs: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        pairs.setdefault((claim["from_id"], claim["to_id"]), []).append(claim["status"])
    statuses = [bundled(found) for found in pairs.values()]
    dates = sorted({claim["when"] for claim in claims})
    size = max((sizes[end] for end in (start, goal) if end.startswith("workers:")), default=None)
    return {
        "from": names[start], "verb": claims[0]["verb"], "to": names[goal], "status": common(statuses),
        "workers": None if size is None else _of_how_many(statuses, size), "when": dates[0] if len(dates) == 1 else
        f"{len(dates)} dates", "sources": len({claim["source_id"] for claim in claims}),
        "source": joined(claim["source"] for claim in claims), "from_id": start, "to_id": goal, "schema": schema,
        "relations": tuple(claim["relation"] for claim in claims),
    }  # fmt: skip


def bundled(statuses: list[str]) -> str:
    """One status for several claims of one relation: contradicted if any is, else the strongest.

    Example:
        >>> bundled(["alleged", "documented"]), bundled(["documented", "contradicted"])
        ('documented', 'contradicted')
    """
    return STRENGTH[0] if STRENGTH[0] in statuses else max(statuses, key=strength)


def common(statuses: list[str]) -> str:
    """One status for the same relation of several people: what holds for all of them, else alleged.

    Example:
        >>> common(["documented", "documented"]), common(["documented", "alleged"])
        ('documented', 'alleged')
    """
    return statuses[0] if len(set(statuses)) == 1 else "alleged"


def _of_how_many(statuses: list[str], size: int) -> str:
    counted = [f"{statuses.count(status)} {status}" for status in reversed(STRENGTH) if status in statuses]
    return f"{len(statuses)} of {size}" + (f" ({', '.join(counted)})" if len(counted) > 1 else "")


def _drawn_nodes(nodes: pd.DataFrame, merged: dict[str, str], ends: set[str]) -> pd.DataFrame:
    held = _held(merged)
    rows = [_single(str(key), node) for key, node in nodes[nodes.index.isin(ends)].iterrows()] if len(nodes) else []
    rows += [_people(target, nodes, held) for target in held if target in ends]
    return pd.DataFrame(rows, columns=NODES, dtype="object")


def _single(key: str, node: "pd.Series[Any]") -> dict[str, Any]:
    plain = {name: node[name] for name in ("label", "schema", "tier", "role", "country")}
    return {"id": key, **plain, "count": None, "members": (key,)}


def _people(key: str, nodes: pd.DataFrame, held: dict[str, list[str]]) -> dict[str, Any]:
    members = tuple(held[key])
    return {
        "id": key, "label": _name(key, nodes, held), "schema": nodes.at[members[0], "schema"], "tier": "workers",
        "role": None, "country": None, "count": len(members), "members": members,
    }  # fmt: skip


def _held(merged: dict[str, str]) -> dict[str, list[str]]:
    """For each node that stands for people, who they are."""
    held: dict[str, list[str]] = {}
    for person, target in merged.items():
        held.setdefault(target, []).append(person)
    return held


def _name(key: str, nodes: pd.DataFrame, held: dict[str, list[str]]) -> str:
    members = held.get(key, [])
    if not members:
        return str(nodes.at[key, "label"])
    if key.startswith("groups:"):
        return str(nodes.at[members[0], "label"]) if len(members) == 1 else f"{len(members)} groups of workers"
    return f"{len(members)} worker{'s' * (len(members) > 1)}"
