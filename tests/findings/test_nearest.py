"""The nearest way, held against networkx on random networks with the same costs."""

import itertools
import random

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from workbench.findings.nearest import Links
from workbench.findings.way import STRENGTH


def table(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["from_id", "to_id", "stance", "status"], dtype="object")


def made(seed: int) -> tuple[list[str], set[str], pd.DataFrame]:
    chance = random.Random(seed)
    nodes = [f"n{number:02}" for number in range(chance.randint(2, 25))]
    people = {node for node in nodes if chance.random() < 0.4}
    rows = []
    for _ in range(chance.randint(1, 60)):
        stance = chance.choice(["supports", "supports", "contradicts"])
        status = "contradicted" if stance == "contradicts" else chance.choice(STRENGTH)
        rows.append((chance.choice(nodes), chance.choice(nodes), stance, status))
    return nodes, people, table(rows)


def cheapest(people: set[str], edges: pd.DataFrame, start: str, goal: str) -> float | None:
    """The cost of the best way as networkx finds it: denied links, strangers, length, weakness, far apart."""
    links: nx.DiGraph[str] = nx.DiGraph()
    links.add_nodes_from([start, goal])
    for one, other, stance, status in edges.itertuples(index=False):
        for first, last in ((one, other), (other, one)):
            strange = last in people and last not in (start, goal)
            weak = len(STRENGTH) - 1 - STRENGTH.index(status)
            cost = 10**9 * (stance == "contradicts") + 10**6 * strange + 10**3 + weak
            held = links.get_edge_data(first, last, {"cost": cost})["cost"]
            links.add_edge(first, last, cost=min(cost, held))
    try:
        return float(nx.dijkstra_path_length(links, start, goal, weight="cost"))
    except nx.NetworkXNoPath:
        return None


@pytest.mark.parametrize("seed", range(60))
def test_no_way_is_better_than_the_one_found(seed: int) -> None:
    nodes, people, edges = made(seed)
    links = Links(pd.Index(nodes, dtype="object"), np.array([node in people for node in nodes]), edges)
    for start, goal in ((nodes[0], nodes[-1]), (nodes[-1], nodes[0])):
        hops = links.hops(start, goal)
        best = cheapest(people, edges, start, goal)
        if best is None:
            assert hops == []
            continue
        along = edges.iloc[np.concatenate([links.rows(*pair) for pair in itertools.pairwise(hops)] or [[]])]
        strangers = {node for node in hops if node in people} - {start, goal}
        cost = cheapest(people, along, start, goal) if len(hops) > 1 else 0
        assert (hops[0], hops[-1]) == (start, goal) and cost == best
        assert len(strangers) == best % 10**9 // 10**6


def test_rows_are_those_between_two_nodes_in_either_direction() -> None:
    edges = table(
        [("a", "b", "supports", "alleged"), ("c", "b", "supports", "alleged"), ("b", "a", "supports", "alleged")]
    )
    links = Links(pd.Index(["a", "b", "c"], dtype="object"), np.zeros(3, dtype=bool), edges)
    assert links.rows("a", "b").tolist() == links.rows("b", "a").tolist() == [0, 2]
    assert links.rows("a", "c").tolist() == []


def test_a_network_without_links_has_no_way() -> None:
    links = Links(pd.Index(["a", "b"], dtype="object"), np.zeros(2, dtype=bool), table([]))
    assert links.hops("a", "b") == [] and links.hops("a", "a") == ["a"]
