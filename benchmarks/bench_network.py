"""What the network costs beside bare networkx, which takes the same list of edges and knows no sources and no times.

    .venv/bin/python benchmarks/bench_network.py [--statements 1000000] [--workers 50000] [--rounds 5] [--write]

Ours and theirs run in turn, so that a machine that slows down slows both; each figure is a median, each ratio the
median of the ratios round by round. Ours starts from the tables of a case and ends with the graph and its table:
statuses, times, tiers, labels, order. Theirs starts from columns of text: once with two ids and a key alone
(`add_edges_from`), once with what the relation says as attributes (`from_pandas_edgelist`). A path of ours goes by
denied links, strangers, length and strength; theirs is the shortest in an undirected graph that is there already.
"""

import argparse
import platform
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from in_turn import Job, pair

from workbench.findings.network import Network, network
from workbench.records import KINDS, CaseInfo
from workbench.records.flat import columns_of
from workbench.tables import Tables

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-network.md"
DATES = np.array([None, "2021", "2021-03", "2021-05-17", "2021-11", "2021-11-23", "2022-01"], dtype=object)
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


def peak(job: Job) -> float:
    """The most memory that a call holds at once, in MB."""
    tracemalloc.start()
    job()
    held = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return held


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


def measure(statements: int, workers: int, rounds: int) -> Iterator[tuple[str, float, float, float]]:
    """Lines of the table, each as soon as it is measured: what, ours, theirs, ratio."""
    tables = case(statements, workers)
    told = tables.relations
    full = "beside `from_pandas_edgelist` with attributes"
    yield (
        "graph and table, beside `add_edges_from` without attributes",
        *pair(lambda: network(tables), lambda: bare(told), rounds),
    )
    yield f"the same, {full}", *pair(lambda: network(tables), lambda: with_attributes(told), rounds)
    yield (
        f"as of a date, {full}",
        *pair(lambda: network(tables, as_of="2021-06"), lambda: with_attributes(told), rounds),
    )
    yield from ways(network(tables), rounds)
    held = [peak(lambda: network(tables)), peak(lambda: bare(told)), peak(lambda: with_attributes(told))]
    yield "memory at its peak, MB, beside `add_edges_from`", held[0], held[1], held[0] / held[1]
    yield "memory at its peak, MB, beside `from_pandas_edgelist`", held[0], held[2], held[0] / held[2]


def undirected(found: Network) -> "nx.Graph[str]":
    """The same nodes and links without directions and attributes."""
    links: nx.Graph[str] = nx.Graph()
    links.add_edges_from(found.graph.edges())
    return links


def ways(found: Network, rounds: int) -> list[tuple[str, float, float, float]]:
    """Paths from a worker to a firm; theirs in a graph without directions that was made beforehand."""
    links = undirected(found)
    start, goal = "W-7", f"F-{max(found.graph.number_of_nodes() // 101, 20) - 1}"
    ends = [node for name in (start, goal) for node, key in found.graph.nodes(data="key") if key == name]

    def first() -> object:
        found.__dict__.pop("links", None)
        return found.path(start, goal)

    return [
        ("first path from a worker to a brand, its index built within the time, beside making theirs undirected",
         *pair(first, lambda: nx.shortest_path(undirected(found), *ends), rounds)),
        ("each further path with its sources, beside `shortest_path` (ids alone)",
         *pair(lambda: found.path(start, goal), lambda: nx.shortest_path(links, *ends), rounds * 3)),
        ("the same, beside `dijkstra_path`",
         *pair(lambda: found.path(start, goal), lambda: nx.dijkstra_path(links, *ends, weight="cost"), rounds)),
    ]  # fmt: skip


def main() -> None:
    """Measures a tenth and the whole, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--statements", type=int, default=1_000_000)
    options.add_argument("--workers", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    given = options.parse_args()
    lines = ["| statements | job | ours | networkx | ratio |", "|---|---|---|---|---|"]
    for part in (10, 1):
        for name, ours, theirs, ratio in measure(given.statements // part, given.workers // part, given.rounds):
            lines.append(f"| {given.statements // part:,} | {name} | {ours:.4g} | {theirs:.4g} | {ratio:.3f} |")
            print(lines[-1], flush=True)
    versions = f"Python {platform.python_version()}, networkx {nx.__version__}, pandas {pd.__version__}."
    print(versions)
    if given.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table -->")
        tail = rest.partition("<!-- end -->")[2]
        body = "\n".join([*lines, "", versions])
        PAGE.write_text(f"{head}<!-- table -->\n{body}\n<!-- end -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
