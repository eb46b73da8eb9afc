"""Who stands out by position; networkx, which the module does not use, judges centrality and sameness."""

import random

import networkx as nx
import pytest

from workbench.disclosure.positions import Drawn, betweenness, findings, in_register_order, standing_out
from workbench.errors import BadValue, Unknown

CREW = [f"W-{n:02}" for n in range(12)]
MARKS = {"F": "Firm", "A": "Agency", **dict.fromkeys(CREW, "worker")}
ALIKE = [("F", "employs", worker) for worker in CREW]


def test_workers_who_are_placed_alike_do_not_stand_out() -> None:
    assert standing_out(Drawn(MARKS, ALIKE, CREW), 11) == {}


def test_one_more_link_another_kind_of_link_or_none_is_a_position_of_its_own() -> None:
    links = [*ALIKE[:-1], ("A", "recruited", "W-03"), ("F", "employs", "W-04"), ("W-05", "owes", "F")]
    found = standing_out(Drawn(MARKS, links, CREW), 5)
    assert set(found) == {"W-03", "W-04", "W-05", "W-11"}
    assert found["W-03"] == ("employs from Firm: 1", "recruited from Agency: 1", "1 of 12 workers is placed so")
    assert found["W-04"][0] == "employs from Firm: 2"
    assert found["W-11"] == ("no link at all", "1 of 12 workers is placed so")


def test_a_position_may_differ_only_far_away() -> None:
    marks = {**MARKS, **{f"L{n}": "lender" for n in range(12)}}
    links = [*ALIKE, *((worker, "owes", f"L{n}") for n, worker in enumerate(CREW)), ("L7", "acts for", "A")]
    assert set(standing_out(Drawn(marks, links, CREW), 3)) == {"W-07"}


def test_betweenness_tells_apart_what_neighbourhoods_do_not() -> None:
    """Two rings of three and a ring of six look the same from within, link by link."""
    ring = [(f"W-{n:02}", "knows", f"W-{(n + 1) % 6:02}") for n in range(6)]
    threes = [(f"W-{6 + 3 * t + n:02}", "knows", f"W-{6 + 3 * t + (n + 1) % 3:02}") for t in range(2) for n in range(3)]
    marks = dict.fromkeys(CREW, "worker")
    assert set(standing_out(Drawn(marks, [*ring, *threes], CREW), 7)) == set(CREW)
    assert standing_out(Drawn(marks, [*ring, *threes], CREW), 6) == {}


def test_the_shares_of_ways_are_those_of_networkx_also_where_many_are_alike() -> None:
    chance = random.Random(9)
    for _ in range(80):
        nodes = [f"n{n}" for n in range(chance.randint(3, 16))]
        links = [(one, "knows", other) for one in nodes for other in nodes if one < other and chance.random() < 0.3]
        hub = chance.choice(nodes)
        nodes += [f"leaf {n}" for n in range(chance.randint(0, 8))]
        links += [(hub, "employs", leaf) for leaf in nodes if leaf.startswith("leaf")]
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from((one, other) for one, _, other in links)
        judged = nx.betweenness_centrality(graph, normalized=False)
        found = betweenness(Drawn(dict.fromkeys(nodes, "worker"), links, nodes))
        assert found == pytest.approx({node: 2 * share for node, share in judged.items()})


def test_whoever_shares_a_position_in_a_random_network_cannot_be_told_apart() -> None:
    chance = random.Random(4)
    apart = together = 0
    for _ in range(60):
        crew = CREW[: chance.randint(6, 12)]
        marks = {"F": "Firm", "A": "Agency", **dict.fromkeys(crew, "worker")}
        links = [(chance.choice("FA"), chance.choice(["employs", "recruited"]), worker) for worker in crew]
        for _ in range(2):
            one, other = chance.sample([*crew, "F"], 2)
            links.append((one, "owes", other))
        out = standing_out(Drawn(marks, links, crew), 3)
        graph: nx.Graph[str] = nx.Graph((one, other) for one, _, other in links)
        degree = {worker: graph.degree(worker) for worker in crew}
        central = {worker: round(nx.betweenness_centrality(graph, normalized=False)[worker], 6) for worker in crew}
        for measure in (degree, central):
            counts = list(measure.values())
            rare = {worker for worker, value in measure.items() if counts.count(value) < 3}
            assert rare <= set(out), "whoever is rare by a measure of networkx stands out here"
        apart, together = apart + len(out), together + len(crew) - len(out)
    assert apart > 50 and together > 50


def test_a_layout_in_the_order_of_the_register_is_found_and_a_shuffled_one_is_not() -> None:
    at = {worker: (float(n % 3), 5.0 - n) for n, worker in enumerate(CREW)}
    drawn = Drawn(MARKS, ALIKE, CREW, at)
    assert in_register_order(drawn) == "y"
    (found,) = findings(drawn, 5, "network")
    assert (found.code, found.remedy.verb, found.where) == ("layout-tells-order", "count-only", "network")
    places = list(at.values())
    random.Random(1).shuffle(places)
    assert in_register_order(Drawn(MARKS, ALIKE, CREW, dict(zip(CREW, places, strict=True)))) == ""
    three = Drawn(MARKS, ALIKE, CREW[:3], at)
    assert in_register_order(three) == "", "three in a row may be chance"


def test_the_remedy_names_all_workers_and_ends_the_finding() -> None:
    links = [*ALIKE, ("W-05", "owes", "F")]
    (found,) = findings(Drawn(MARKS, links, CREW), 5)
    assert found.subject == "W-05" and set(found.remedy.to) == set(CREW)
    assert findings(Drawn({"F": "Firm", "workers": "12 workers"}, [("F", "employs", "workers")], []), 5) == []


def test_a_node_that_is_not_there_and_a_k_under_three_are_refused() -> None:
    with pytest.raises(Unknown, match="node of a network"):
        standing_out(Drawn({"F": "Firm"}, [("F", "employs", "W-01")], []), 5)
    with pytest.raises(BadValue, match="3 or more"):
        standing_out(Drawn(MARKS, ALIKE, CREW), 2)
