"""What the network costs beside bare networkx, which takes the same list of edges and knows no sources and no times.

    make bench ONLY=network                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_network.py --write

Ours starts from the tables of a case and ends with the graph and its table:
statuses, times, tiers, labels, order. Theirs starts from columns of text: once with two ids and a key alone
(`add_edges_from`), once with what the relation says as attributes (`from_pandas_edgelist`). A path of ours goes by
denied links, strangers, length and strength; theirs is the shortest in an undirected graph that is there already.
"""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from in_turn import row, turns
from kept import Asked, Row, main

from workbench.findings.network import Network, network
from workbench.records import KINDS, CaseInfo
from workbench.records.flat import columns_of
from workbench.tables import Tables

DATES = np.array([None, "2021", "2021-03", "2021-05-17", "2021-11", "2021-11-23", "2022-01"], dtype=object)
LONG = 1_000_000  # what takes long is warm after its first seconds
OF_WORKERS = ["Recruitment", "Employment", "DocumentCustody", "WageOwed", "Threat"]
BETWEEN = ["Subcontract", "Ownership", "Purchase"]


def ids(letter: str, count: int) -> np.ndarray:
    """Names as long as those of a ledger."""
    return np.array([f"{letter}{number:063x}" for number in range(count)], dtype=object)


def frame(kind: str, index: np.ndarray, **values: Any) -> pd.DataFrame:
    """A table of a case with the columns of its noun, empty where nothing is given."""
    columns = columns_of(KINDS[kind])
    held = {name: values.get(name) for name in columns}
    return pd.DataFrame(held, index=pd.Index(index, name="id", dtype="object"), columns=columns, dtype="object")


def case(statements: int, workers: int) -> Tables:
    """A case of that size: firms one hundredth of the workers, of ten statements nine about a worker."""
    random = np.random.default_rng(6)
    people, firms, sources = ids("a", workers), ids("b", max(workers // 100, 20)), ids("c", workers // 10)
    every = np.append(people, firms)
    mine = random.random(statements) < 0.9
    # Nine firms of ten have workers; a firm deals with firms near it: so the brand, the last, is some steps away.
    own = random.integers(0, np.where(mine, len(firms) * 9 // 10, len(firms)))
    next_ = np.minimum(own + 1 + random.integers(0, len(firms) // 10, statements), len(firms) - 1)
    start, goal = firms[own], np.where(mine, people[random.integers(0, workers, statements)], firms[next_])
    schema = np.where(mine, np.array(OF_WORKERS, dtype=object)[random.integers(0, 5, statements)],
                      np.array(BETWEEN, dtype=object)[random.integers(0, 3, statements)])  # fmt: skip
    begun = random.integers(0, len(DATES), statements)
    tables = Tables({"case": [("case", CaseInfo(title="Benchmark"))]}, "0" * 64, lambda name: b"")
    names = [f"W-{n}" for n in range(workers)] + [f"F-{n}" for n in range(len(firms))]
    kinds = np.append(np.full(workers, "Worker", dtype=object), np.full(len(firms), "Company", dtype=object))
    nothing = np.empty(len(every), dtype=object)
    nothing[:] = [()] * len(every)
    tables.__dict__.update(
        entities=frame("entity", every, key=names, schema=kinds, label=names, names=nothing),
        sources=frame("source", sources, key=sources, label=[f"Source {n}" for n in range(len(sources))]),
        relations=frame(
            "relation", ids("f", statements), schema=schema, source_entity=start, target_entity=goal,
            source=sources[random.integers(0, len(sources), statements)],
            stance=np.array(["supports", "contradicts"], dtype=object)[random.choice(2, statements, p=[0.95, 0.05])],
            status=np.array(["alleged", "documented"], dtype=object)[random.integers(0, 2, statements)],
            period_start=DATES[begun],
            period_end=DATES[np.maximum(begun, random.integers(0, len(DATES), statements))],
            passage=ids("e", statements),
        ),
    )  # fmt: skip
    return tables


def bare(told: pd.DataFrame) -> "nx.MultiDiGraph[str]":
    """The leanest build: two ids and a key an edge."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from(zip(told["source_entity"], told["target_entity"], told.index, strict=True))
    return graph


def with_attributes(told: pd.DataFrame) -> "nx.MultiDiGraph[str]":
    """The build with what each relation says."""
    return nx.from_pandas_edgelist(
        told.reset_index(), "source_entity", "target_entity", edge_attr=True, create_using=nx.MultiDiGraph,
        edge_key="id",
    )  # fmt: skip


def measured(asked: Asked) -> Iterator[Row]:
    """Rows for a tenth of the statements, and for all."""
    for statements in (asked.of(100_000), asked.of(1_000_000)):
        yield from of_statements(statements, max(100, statements // 20), asked)


def of_statements(statements: int, workers: int, asked: Asked) -> Iterator[Row]:
    """Rows for a case of so many statements."""
    tables = case(statements, workers)
    told, size = tables.relations, {"n": statements, "of": "statements"}
    lean, full = "add_edges_from, without attributes", "from_pandas_edgelist, with attributes"
    whole, dated = "graph and table", "graph and table as of a date"
    taken = turns({whole: lambda: network(tables), dated: lambda: network(tables, as_of="2021-06"),
                   lean: lambda: bare(told), full: lambda: with_attributes(told)}, asked.rounds,
                  until=asked.until, warm=statements < LONG)  # fmt: skip
    yield row(taken, whole, lean, job=whole, beside=lean, **size)
    yield from (row(taken, job, full, job=job, beside=full, **size) for job in (whole, dated))
    yield from ways(network(tables), asked, size)


def undirected(found: Network) -> "nx.Graph[str]":
    """The same nodes and links without directions and attributes."""
    links: nx.Graph[str] = nx.Graph()
    links.add_edges_from(found.graph.edges())
    return links


def ways(found: Network, asked: Asked, size: dict[str, Any]) -> Iterator[Row]:
    """Paths from a worker to a firm; theirs in a graph without directions that was made beforehand."""
    links = undirected(found)
    start, goal = "W-7", f"F-{max(found.graph.number_of_nodes() // 101, 20) - 1}"
    ends = [node for name in (start, goal) for node, key in found.graph.nodes(data="key") if key == name]

    def first() -> object:
        found.__dict__.pop("links", None)
        return found.path(start, goal)

    job, beside = "first path from a worker to a brand, with its index", "shortest_path, with making theirs undirected"
    taken = turns({job: first, beside: lambda: nx.shortest_path(undirected(found), *ends)}, asked.rounds,
                  until=asked.until)  # fmt: skip
    yield row(taken, job, beside, job=job, beside=beside, **size)
    job, ids_alone, weighed = "each further path, with its sources", "shortest_path (ids alone)", "dijkstra_path"
    taken = turns({job: lambda: found.path(start, goal), ids_alone: lambda: nx.shortest_path(links, *ends),
                   weighed: lambda: nx.dijkstra_path(links, *ends, weight="cost")}, asked.rounds,
                  until=asked.until)  # fmt: skip
    yield from (row(taken, job, beside, job=job, beside=beside, **size) for beside in (weighed, ids_alone))


if __name__ == "__main__":
    main("network", __doc__, {"network": measured})
