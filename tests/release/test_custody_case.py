"""CASE and UCO: the graph conforms to the published ontology, and says no more than the record does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.release.custody_sheet import sheet
from workbench import custody, keeping, verbs
from workbench.release.custody_case import jsonld


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("case")
    found, _ = sheet(folder)
    case = verbs.open(folder / "c")
    custody.write(case, found, folder / "first.jsonld", agent="AK")
    found = custody.custody(case, found.id)
    (folder / "custody.jsonld").write_bytes(jsonld(found, case.tables()))
    return folder / "custody.jsonld", json.loads((folder / "custody.jsonld").read_bytes())["@graph"]


def of(nodes: list[dict[str, Any]], type_: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == type_]


def acts(nodes: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for node in of(nodes, "case-investigation:InvestigativeAction"):
        found.setdefault(node["uco-core:name"], []).append(node)
    return found


def test_it_conforms_to_the_ontology_and_names_no_concept_that_is_not_in_it(graph) -> None:
    from case_utils.case_validate import validate

    result = validate(str(graph[0]))
    assert result.conforms, result.text
    assert not result.undefined_concepts


@pytest.fixture(scope="module")
def of_a_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text file, whose working copy has the same bytes, and so has the original that went out twice."""
    folder = tmp_path_factory.mktemp("text")
    case = keeping.init(folder / "c", title="A", sealed=False, agent="MJ")
    (folder / "w.txt").write_text("They keep our passports.\n", "utf-8")
    verbs.add(case, folder / "w.txt", agent="MJ")
    for bag in ("one", "two"):
        custody.bag(case, custody.custody(case, "w.txt"), folder / bag, agent="MJ", original=True)
    found = custody.custody(case, "w.txt")
    assert found.item.sha256 in {one.sha256 for one in found.copies}
    (folder / "custody.jsonld").write_bytes(jsonld(found, case.tables()))
    return folder / "custody.jsonld"


def test_what_has_the_same_bytes_as_another_file_conforms_too(of_a_text: Path) -> None:
    from case_utils.case_validate import validate

    result = validate(str(of_a_text))
    assert result.conforms, result.text
    assert not result.undefined_concepts


def test_no_two_files_share_a_part_and_every_copy_and_access_has_an_act(of_a_text: Path) -> None:
    nodes = json.loads(of_a_text.read_bytes())["@graph"]
    facets = [facet for file in of(nodes, "uco-observable:File") for facet in file["uco-core:hasFacet"]]
    hashes = [one for facet in facets for one in facet.get("uco-observable:hash", ())]
    for parts in (facets, hashes):
        assert len(parts) > 2 and len({one["@id"] for one in parts}) == len(parts)
    done = acts(nodes)
    assert len(done["export"]) == 2, "also where both are of one second"
    assert len(done["derivation"]) == 2


def test_what_does_not_conform_is_found(graph, tmp_path: Path) -> None:
    from case_utils.case_validate import validate

    broken = graph[0].read_text("utf-8").replace("uco-types:hashValue", "uco-types:hashWorth")
    (tmp_path / "broken.jsonld").write_text(broken, "utf-8")
    result = validate(str(tmp_path / "broken.jsonld"))
    assert not result.conforms and result.undefined_concepts


def test_every_event_copy_and_access_is_an_act_on_the_one_file(graph) -> None:
    nodes = graph[1]
    done = acts(nodes)
    assert {name: len(found) for name, found in done.items()} == {
        "intake": 1, "collected": 1, "transfer": 2, "derivation": 2, "export": 1,
    }  # fmt: skip
    (original,) = {act["uco-action:object"][0]["@id"] for found in done.values() for act in found}
    assert original == of(nodes, "uco-observable:File")[0]["@id"]
    assert all("uco-tool:version" in tool for tool in of(nodes, "uco-tool:Tool"))


def test_an_act_begins_only_where_a_whole_moment_with_its_offset_is_on_record(graph) -> None:
    done = acts(graph[1])
    assert done["collected"][0]["uco-action:startTime"]["@value"] == "2024-05-18T21:40:00+02:00"
    partial = done["transfer"][0]
    assert "uco-action:startTime" not in partial and "2024-05-19" in partial["uco-core:description"]
    assert done["intake"][0]["uco-action:startTime"] == done["intake"][0]["uco-core:objectCreatedTime"]


def test_every_reference_leads_to_a_node(graph) -> None:
    nodes = graph[1]
    known: set[str] = set()
    named: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            (named if set(value) == {"@id"} else known).update({value["@id"]} if "@id" in value else set())
            for entry in value.values():
                walk(entry)
        elif isinstance(value, list):
            for entry in value:
                walk(entry)

    walk(nodes)
    assert named and named <= known
    assert len([node["@id"] for node in nodes]) == len({node["@id"] for node in nodes})
