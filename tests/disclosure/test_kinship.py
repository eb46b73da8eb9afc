"""Nobody is named within two steps of a protected person; networkx, which the module does not use, is the judge."""

import itertools
import random
from typing import Any

import networkx as nx
import pytest

from tests.findings.small_case import entity, key, relation
from workbench.disclosure.kinship import findings, too_near, without
from workbench.errors import Unknown
from workbench.records import Entity, Relation
from workbench.tables import Tables, tabulate

PEOPLE = ("Worker", "Person", "SubAgent")


def case(*records: tuple[str, object]) -> Tables:
    return tabulate(list(records), "0" * 64, bytes)  # type: ignore[arg-type]


def asked(tables: Tables, protected: set[str], named: set[str]) -> list[tuple[str, ...]]:
    found = too_near(tables.entities, tables.relations, {key(one) for one in protected}, {key(one) for one in named})
    return [near.words for near in found]


def test_the_father_who_is_the_suspect_is_not_named_and_the_path_is_shown() -> None:
    tables = case(
        entity("SA-3", "SubAgent", "the recruiter", names=("Chu Văn Bồng",)),
        entity("W-17", "Worker", "W-17"),
        relation("k1", "Kinship", "SA-3", "W-17", source="T-12"),
        relation("k2", "Kinship", "SA-3", "W-17", source="T-17"),
    )
    nears = too_near(tables.entities, tables.relations, {key("W-17")}, {key("SA-3")})
    assert [near.words for near in nears] == [("SA-3 is kin of W-17",)]
    assert set(nears[0].path[0].relations) == {key("k1"), key("k2")}
    (found,) = findings(nears, "network")
    assert (found.code, found.severity, found.subject, found.where) == ("kin-too-near", "error", "SA-3", "network")
    assert found.remedy.verb == "unname" and found.remedy.target == key("SA-3")
    assert set(found.remedy.to) == {key("k1"), key("k2")}
    assert "Bồng" not in str(found.values())
    left = without({key("SA-3")}, nears)
    assert left == set() and too_near(tables.entities, tables.relations, {key("W-17")}, left) == []


def test_in_the_fictional_case_the_recruiter_who_is_the_childs_father_stays_unnamed(demo_case: Any) -> None:
    tables = demo_case.tables()
    ids = {key: id for id, key in tables.entities["key"].items()}
    workers = set(tables.entities.index[tables.entities["schema"] == "Worker"])
    suspects = {ids[one] for one in ("SA-1", "SA-2", "SA-3", "F-1", "F-2")}
    nears = too_near(tables.entities, tables.relations, workers, suspects)
    assert {(near.person_key, near.words) for near in nears} == {("SA-3", ("SA-3 is kin of W-17",))}
    assert without(suspects, nears) == suspects - {ids["SA-3"]}


def test_two_steps_through_somebody_who_is_not_named() -> None:
    tables = case(
        entity("UNCLE", "Person", "u"), entity("MOTHER", "Person", "m"), entity("W-1", "Worker", "w"),
        entity("FAR", "Person", "f"),
        relation("a", "Kinship", "MOTHER", "W-1"), relation("b", "Household", "UNCLE", "MOTHER"),
        relation("c", "Kinship", "FAR", "UNCLE"),
    )  # fmt: skip
    assert asked(tables, {"W-1"}, {"UNCLE", "FAR"}) == [
        ("UNCLE lives in one household with MOTHER", "MOTHER is kin of W-1")
    ]


def test_all_paths_are_shown_and_a_denied_one_says_so() -> None:
    tables = case(
        *(entity(name, "Person", name) for name in ("X", "M", "N")), entity("W-1", "Worker", "w"),
        relation("a", "Kinship", "X", "W-1", stance="contradicts"),
        relation("b", "Kinship", "X", "M"), relation("c", "Kinship", "W-1", "M"),
        relation("d", "Household", "N", "X"), relation("e", "Kinship", "N", "W-1"),
        relation("f", "Household", "N", "W-1"),
    )  # fmt: skip
    assert asked(tables, {"W-1"}, {"X"}) == [
        ("X is kin of W-1 (denied by a source)",),
        ("X is kin of M", "M is kin of W-1"),
        ("X lives in one household with N", "N is kin of W-1"),
        ("X lives in one household with N", "N lives in one household with W-1"),
    ]


def test_a_group_with_one_protected_member_ties_and_one_with_two_does_not() -> None:
    people = [entity("BOSS", "Person", "b"), entity("W-1", "Worker", "1"), entity("W-2", "Worker", "2")]
    crew = entity("CREW", "Group", "crew")
    one = [relation("a", "Membership", "BOSS", "CREW"), relation("b", "Membership", "W-1", "CREW")]
    two = relation("c", "Membership", "W-2", "CREW")
    assert asked(case(*people, crew, *one), {"W-1", "W-2"}, {"BOSS"}) == [("BOSS belongs to CREW", "CREW includes W-1")]
    assert asked(case(*people, crew, *one, two), {"W-1", "W-2"}, {"BOSS"}) == []
    assert asked(case(*people, crew, *one, two), {"W-1"}, {"BOSS"}) != [], "the second member is not protected"


def test_the_register_of_entities_may_give_the_group() -> None:
    tables = case(
        entity("BOSS", "Person", "b"), entity("CREW", "Group", "c"),
        entity("W-1", "Worker", "w", group_of="ALL ; CREW"),
        relation("a", "Membership", "BOSS", "CREW"),
    )  # fmt: skip
    assert asked(tables, {"W-1"}, {"BOSS"}) == [("BOSS belongs to CREW", "CREW includes W-1")]


def test_whoever_runs_the_house_of_one_protected_person() -> None:
    tables = case(
        entity("HOST", "Person", "h"), entity("FIRM", "Company", "f"), entity("ROOM", "Dwelling", "r"),
        entity("W-1", "Worker", "w"), relation("a", "Lodging", "W-1", "ROOM"),
        relation("b", "LodgingControl", "HOST", "ROOM"), relation("c", "LodgingControl", "FIRM", "ROOM"),
    )  # fmt: skip
    assert asked(tables, {"W-1"}, {"HOST", "FIRM"}) == [("HOST runs ROOM", "ROOM lodges W-1")]


def test_whoever_employs_one_protected_person_at_home() -> None:
    home = [entity("MADAM", "Person", "m"), entity("W-1", "Worker", "w"), entity("W-2", "Worker", "w")]
    first = relation("a", "Employment", "MADAM", "W-1")
    assert asked(case(*home, first), {"W-1", "W-2"}, {"MADAM"}) == [("MADAM employs W-1",)]
    assert asked(case(*home, first, relation("b", "Employment", "MADAM", "W-2")), {"W-1", "W-2"}, {"MADAM"}) == []
    firm = [entity("FIRM", "Company", "f"), home[1], relation("a", "Employment", "FIRM", "W-1")]
    assert asked(case(*firm), {"W-1"}, {"FIRM"}) == [], "a company is no household"


def test_a_protected_person_who_is_named_is_a_finding_for_her_kin_alone() -> None:
    tables = case(entity("W-1", "Worker", "1"), entity("W-2", "Worker", "2"), relation("a", "Kinship", "W-1", "W-2"))
    assert asked(tables, {"W-1", "W-2"}, {"W-1"}) == [("W-1 is kin of W-2",)]
    assert asked(tables, {"W-1"}, {"W-1"}) == []


def test_an_id_that_nobody_has_is_refused() -> None:
    tables = case(entity("W-1", "Worker", "1"))
    with pytest.raises(Unknown, match="protected person"):
        too_near(tables.entities, tables.relations, {key("W-9")}, set())
    with pytest.raises(Unknown, match="named person"):
        too_near(tables.entities, tables.relations, set(), {key("W-9")})


def any_case(chance: random.Random) -> tuple[Tables, set[str], set[str]]:
    """People, groups, dwellings and firms, joined at random, also by what does not count."""
    kinds = {f"n{number}": chance.choice([*PEOPLE, *PEOPLE, "Group", "Dwelling", "Company"]) for number in range(14)}
    entities = [(id, Entity(key=id.upper(), schema=kind, label=id)) for id, kind in kinds.items()]
    joins = {
        "Kinship": (PEOPLE, PEOPLE), "Household": (PEOPLE, PEOPLE), "Membership": (("Worker", "Person"), ("Group",)),
        "Lodging": (("Worker",), ("Dwelling",)), "LodgingControl": (("Person", "SubAgent", "Company"), ("Dwelling",)),
        "Employment": (("Person", "SubAgent", "Company"), ("Worker", "Person")),
        "Recruitment": (("SubAgent", "Person"), ("Worker",)), "WorksAt": (("Worker",), ("Company",)),
    }  # fmt: skip
    relations = []
    for number in range(chance.randint(4, 26)):
        schema = chance.choice(sorted(joins))
        ends = [[id for id, kind in kinds.items() if kind in allowed] for allowed in joins[schema]]
        if all(ends):
            one, other = (chance.choice(end) for end in ends)
            if one != other:
                relation_ = Relation(schema=schema, source_entity=one, target_entity=other, source="s")
                relations.append((f"r{number}", relation_))
    people = [id for id, kind in kinds.items() if kind in PEOPLE]
    protected = {id for id in people if chance.random() < 0.5}
    named = {id for id in people if chance.random() < 0.5}
    return case(*entities, *relations), protected, named


def judged(tables: Tables, protected: set[str], named: set[str]) -> set[tuple[str, str, tuple[str, ...]]]:
    """The same question to networkx: (person, protected, nodes) for every simple path of two edges or less."""
    kinds = tables.entities["schema"]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(tables.entities.index)
    rows = tables.relations
    into = rows[rows["schema"].isin(["Membership", "Lodging"])]
    sole = {
        around for around in tables.entities.index
        if len(set(into[into["target_entity"] == around]["source_entity"]) & protected) == 1
    }  # fmt: skip
    employs = rows[(rows["schema"] == "Employment") & rows["source_entity"].map(kinds).isin(["Person", "SubAgent"])]
    homes = {
        one for one in set(employs["source_entity"])
        if len(set(employs[employs["source_entity"] == one]["target_entity"]) & protected) == 1
    }  # fmt: skip
    for row in rows.itertuples():
        person = kinds[row.source_entity] in PEOPLE
        if (
            row.schema in ("Kinship", "Household")
            or (row.schema in ("Membership", "Lodging", "LodgingControl") and row.target_entity in sole and person)
            or (row.schema == "Employment" and row.source_entity in homes)
        ):
            graph.add_edge(row.source_entity, row.target_entity)
    pairs = ((one, other) for one, other in itertools.product(named, protected) if one != other)
    return {
        (one, other, tuple(path)) for one, other in pairs for path in nx.all_simple_paths(graph, one, other, cutoff=2)
    }


def test_a_thousand_random_kin_graphs_name_nobody_within_two_steps() -> None:
    chance = random.Random(8)
    with_paths = two_steps = 0
    for _ in range(1000):
        tables, protected, named = any_case(chance)
        nears = too_near(tables.entities, tables.relations, protected, named)
        expected = judged(tables, protected, named)
        found = {(near.person, near.protected, (near.person, *(edge.end for edge in near.path))) for near in nears}
        assert found == expected
        assert all(one.end == other.start for near in nears for one, other in itertools.pairwise(near.path))
        left = without(named, nears)
        assert judged(tables, protected, left) == set()
        assert too_near(tables.entities, tables.relations, protected, left) == []
        assert left == named - {person for person, _, _ in expected}, "nobody is left out without a path"
        assert nears == too_near(tables.entities[::-1], tables.relations[::-1], protected, named)
        with_paths += bool(nears)
        two_steps += any(len(near.path) == 2 for near in nears)
    assert with_paths > 500 and two_steps > 300
