import re
import shutil
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.findings.small_case import RELATIONS, key, relation, span, tables
from workbench.casefile import open_case
from workbench.errors import BadValue, Unknown
from workbench.findings import control as control_module
from workbench.findings.network import network
from workbench.records import Correction


def edge(found: object, name: str) -> dict[str, object]:
    table = found.df.set_index("relation")  # type: ignore[attr-defined]
    return dict(table.loc[key(name)])


def test_the_graph_is_a_multidigraph_keyed_by_relation() -> None:
    graph = network(tables()).graph
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.edges[key("EMP"), key("W-01"), key("r14")]["verb"]
    assert graph.nodes[key("AG1")]["names"] == ("Công ty Một",)
    assert key("ALONE") in graph


def test_no_name_of_a_worker_or_of_kin_is_in_it() -> None:
    found = network(tables())
    everything = f"{dict(found.graph.nodes(data=True))} {found.df.to_csv()} {found._repr_html_()}"
    assert "Hư Cấu" not in everything


def test_statuses() -> None:
    found = network(tables())
    assert edge(found, "r06")["status"] == "documented"
    assert edge(found, "r07")["status"] == "alleged"
    assert edge(found, "r15")["status"] == "contradicted"
    assert edge(found, "r16")["status"] == "contradicted"


def test_a_denial_of_another_time_contradicts_nothing() -> None:
    earlier = relation("r99", "Employment", "EMP", "W-01", period=span("2019", "2019"), stance="contradicts")
    RELATIONS.append(earlier)
    try:
        found = network(tables())
    finally:
        RELATIONS.remove(earlier)
    assert edge(found, "r06")["status"] == "documented"
    assert edge(found, "r99")["status"] == "contradicted"


def test_as_of_keeps_what_is_unknown_and_marks_it() -> None:
    found = network(tables(), as_of="2021-11-25")
    kept = set(found.df["relation"])
    assert key("r14") not in kept, "returned on the 23rd"
    assert key("r15") not in kept, "taken on the 26th"
    assert edge(found, "r06")["timing"] == "holds"
    assert edge(found, "r07")["timing"] == "not dated"
    assert edge(found, "r16")["timing"] == "date not exact enough"


def test_as_of_must_be_a_date() -> None:
    with pytest.raises(BadValue, match="as of"):
        network(tables(), as_of="November 2021")


def test_numbers_run_through_and_repeat() -> None:
    one, two = network(tables()).df, network(tables()).df
    assert list(one["number"]) == list(range(1, len(one) + 1))
    assert one.to_csv() == two.to_csv()


def test_holders_tells_both_sides_in_order_of_time() -> None:
    held = network(tables()).holders()
    strikers = held[held["of"] == "the strikers"]
    assert list(strikers["stance"]) == ["contradicts", "supports"]
    assert list(strikers["source"]) == ["Ombudsman's note O-01", "NGO report N-01"]
    assert "until" not in held.loc[held["of"] == "W-01", "when"].iloc[0]


def test_owed_names_creditor_and_debtor_the_right_way_round() -> None:
    owed = network(tables()).owed().set_index("what")
    assert (owed.loc["wages", "creditor"], owed.loc["wages", "debtor"]) == ("W-01", "Fictional Building d.o.o.")
    assert (owed.loc["debt", "creditor"], owed.loc["debt", "debtor"]) == ("Agency One", "W-02")
    assert owed.loc["wages", "amount"] == "900.50"
    assert owed.loc["wages", "passages"] == (key("p1"),)


def test_a_path_goes_in_any_direction_and_names_its_weakest_link() -> None:
    found = network(tables()).path("W-03", "Brand AG")
    assert list(found.df.groupby("step")["schema"].first()) == ["Employment", "Subcontract", "Subcontract", "Purchase"]
    assert found.weakest is not None and "alleged" in found.weakest
    assert set(found.df["source"]) == {"Testimony T-01", "NGO report N-01"}


def test_a_path_avoids_other_workers_while_it_can() -> None:
    found = network(tables()).path("SUB", "AG1")
    assert len(set(found.df["step"])) == 2, "both are linked through workers only, so that way is taken"
    found = network(tables()).path("Barracks A", "Plant site")
    assert key("W-01") not in {*found.df["from_id"], *found.df["to_id"]}


def test_a_denied_link_is_the_last_resort() -> None:
    found = network(tables()).path("the strikers", "EMP")
    assert "contradicted" in repr(found)


def test_nothing_connects_and_unknown_names() -> None:
    found = network(tables())
    assert not found.path("W-01", "Unconnected Ltd")
    with pytest.raises(Unknown) as caught:
        found.path("W-01", "Agency Onne")
    assert "Agency One" in caught.value.near


def test_a_case_without_relations_is_a_network_without_edges() -> None:
    found = network(tables(without=frozenset({"relation"})))
    assert (found.graph.number_of_nodes(), len(found.df), len(found.chart().edges)) == (18, 0, 0)
    assert len(found.holders()) == 0 and len(found.owed()) == 0
    assert "0 relations" in found._repr_html_()
    assert not found.path("W-01", "EMP")


def test_the_page_escapes_and_uses_no_forbidden_markup() -> None:
    page = network(tables())._repr_html_()
    assert "Ombudsman&#x27;s note" in page and "<style" not in page and "<script" not in page and "<svg" not in page


def test_every_edge_of_the_demo_chart_leads_to_a_passage(demo_case: Any) -> None:
    tables = demo_case.tables()
    found = network(tables)
    behind, passages = found.df.set_index("relation")["passages"], tables.passages
    for edge in found.chart().edges.to_dict("records"):
        assert edge["relations"]
        for claim in edge["relations"]:
            (passage,) = behind[claim]
            place = passages.loc[passage]
            assert place["item"] in tables.items.index and (place["quote"] or place["region"]), edge["number"]


def test_a_removed_source_of_the_demo_case_removes_exactly_its_edges(demo_case: Any) -> None:
    whole = demo_case.tables()
    before = network(whole).df
    for source in before["source_id"].unique():
        rest = {**whole.rows, "source": [one for one in whole.rows["source"] if one[0] != source]}
        left = network(whole.with_rows(rest))
        assert set(left.df["relation"]) == set(before.loc[before["source_id"] != source, "relation"])
        assert left.graph.number_of_edges() == len(left.df) and source not in set(left.stated["source_id"])


def test_a_source_that_is_taken_back_in_the_ledger_takes_its_edges_along(demo_case: Any, tmp_path: Path) -> None:
    shutil.copytree(demo_case.path, tmp_path / "case")
    case = open_case(tmp_path / "case")
    before = network(case.tables()).df
    source = before.loc[before["source"].str.startswith("Extracts of the business register"), "source_id"].iloc[0]
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=source, reason="taken in twice"))
    after = network(open_case(tmp_path / "case").tables()).df
    assert set(after["relation"]) == set(before.loc[before["source_id"] != source, "relation"])
    assert len(after) < len(before)


def test_no_number_ranks_people() -> None:
    """Neither the network nor its parts offer a centrality or a score, and no table goes by a number of workers."""
    words = ("central", "score", "rank", "suspicio", "pagerank", "degree", "influence", "importan", "guilt", "risk")
    parts = [network(tables()), network(tables()).control(), network(tables()).shared(), network(tables()).documented()]
    offered = {name for part in parts for name in dir(part) if not name.startswith("_")}
    offered |= {str(name) for part in parts for name in part.df.columns} | set(parts[0].graph.nodes[key("W-01")])
    assert not [name for name in offered if any(word in name.lower() for word in words)]
    folder = Path(control_module.__file__).parent
    for file in folder.glob("*.py"):
        ranking = r"nx\.\w*(centrality|pagerank|hits|betweenness|closeness|eigenvector)"
        assert not re.search(ranking, file.read_text(encoding="utf-8")), file.name
    control = (folder / "control.py").read_text()
    assert "sort_values" not in control and 'rows.sort(key=lambda row: (order[row["tier"]], row["who"]' in control
