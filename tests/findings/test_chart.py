import pytest

from tests.findings.small_case import ENTITIES, RELATIONS, SOURCES, entity, key, relation, tables
from workbench.findings.chart import bundled, chart, common
from workbench.findings.network import Network, network
from workbench.records import Source


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Twelve more workers of one agency and employer, three of another employer, and one of whom that is not told."""
    extra = [entity(f"C-{n}", "Worker", f"C-{n:02}") for n in range(16)]
    links = [relation(f"c{n}", "Employment", "EMP" if n < 12 else "CON", f"C-{n}") for n in range(15)]
    links += [relation(f"d{n}", "Recruitment", "AG1", f"C-{n}", status="documented") for n in range(12)]
    monkeypatch.setattr("tests.findings.small_case.ENTITIES", ENTITIES + extra)
    monkeypatch.setattr("tests.findings.small_case.RELATIONS", RELATIONS + links)
    return network(tables())


def test_workers_are_counts_and_no_label_of_one_is_shown(crowd: Network) -> None:
    found = crowd.chart()
    people = found.nodes[found.nodes["schema"] == "Worker"]
    assert sorted(people["label"]) == ["15 workers", "4 workers"]
    shown = found.nodes.drop(columns=["id", "members"]).to_csv() + found._repr_html_()
    assert not any(label in shown for label in ("W-01", "C-01", "P-01", "Hư Cấu"))


def test_nobody_stands_alone(crowd: Network) -> None:
    counts = crowd.chart().nodes.query("schema == 'Worker'")["count"]
    assert min(counts) >= 3
    assert sum(counts) == 19


def test_an_edge_says_of_how_many(crowd: Network) -> None:
    edges = crowd.chart().edges
    employs = edges[(edges["schema"] == "Employment") & (edges["from"] == "Fictional Building d.o.o.")]
    assert sorted(employs["workers"]) == ["15 of 15 (1 documented, 14 alleged)"]
    assert set(employs["status"]) == {"alleged"}
    recruited = edges[(edges["schema"] == "Recruitment") & (edges["from"] == "Agency One")]
    assert list(recruited["workers"]) == ["14 of 15 (13 documented, 1 alleged)"]


def test_kinship_and_membership_are_not_drawn(crowd: Network) -> None:
    found = crowd.chart()
    assert not {"Kinship", "Membership"} & set(found.edges["schema"])
    assert key("CHILD") not in set(found.nodes["id"])


def test_every_relation_drawn_stands_behind_one_edge(crowd: Network) -> None:
    behind = [relation for relations in crowd.chart().edges["relations"] for relation in relations]
    shown = crowd.df[~crowd.df["schema"].isin({"Kinship", "Membership"})]
    assert sorted(behind) == sorted(shown["relation"])


def test_a_group_of_its_own_keeps_its_label() -> None:
    assert "the strikers" in set(network(tables()).chart().nodes["label"])


def test_silence_about_an_employer_is_no_place_of_its_own() -> None:
    found = network(tables(without=frozenset({"relation"})))
    assert len(chart(found.chart().nodes, found.df).nodes) == 0
    people = network(tables()).chart().nodes.query("schema == 'Worker'")
    assert list(people["label"]) == ["3 workers"]


def test_more_places_than_can_be_read_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    firms = [entity(f"F-{n}", "Company", f"Firm {n}") for n in range(6)]
    extra = [entity(f"C-{n}", "Worker", f"C-{n:02}") for n in range(18)]
    links = [relation(f"c{n}", "Employment", f"F-{n % 6}", f"C-{n}") for n in range(18)]
    monkeypatch.setattr("tests.findings.small_case.ENTITIES", ENTITIES + firms + extra)
    monkeypatch.setattr("tests.findings.small_case.RELATIONS", RELATIONS + links)
    people = network(tables()).chart().nodes.query("schema == 'Worker'")
    assert list(people["label"]) == ["21 workers"]


def test_a_witness_who_is_no_worker_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = entity("L-04", "Person", "Guard L-04")
    source = key("T-09"), Source(key="T-09", label="T-09", kind="colleague", worker=key("L-04"))
    monkeypatch.setattr("tests.findings.small_case.ENTITIES", [*ENTITIES, guard])
    monkeypatch.setattr("tests.findings.small_case.SOURCES", [*SOURCES, source])
    monkeypatch.setattr(
        "tests.findings.small_case.RELATIONS", [*RELATIONS, relation("g1", "Representation", "L-04", "EMP")]
    )
    found = network(tables())
    assert "Guard L-04" in set(found.df["from"])
    assert "Guard L-04" not in found.chart().edges.to_csv()


def test_statuses_of_many() -> None:
    assert bundled(["alleged", "contradicted"]) == "contradicted"
    assert common(["contradicted", "contradicted"]) == "contradicted"
    assert common(["contradicted", "documented"]) == "alleged"
