import importlib.util

import pytest

from tests.foreign.texts import FILES, read
from workbench.findings.network import network
from workbench.foreign.reading import hear
from workbench.foreign.spans import objects
from workbench.release.exchange import as_ftm
from workbench.release.ftm_faults import by_library, faults
from workbench.release.matrix import document_bytes
from workbench.tables import Tables

FIRM = {"id": "a", "schema": "Company", "properties": {"name": ["A"]}}


@pytest.mark.parametrize("name", ["demo", "record", "hostile"])
def test_what_we_write_has_no_fault(name: str, request: pytest.FixtureRequest) -> None:
    tables = request.getfixturevalue(name)
    entities = as_ftm(network(tables), tables)["entities"]
    assert entities and faults(entities) == []
    if importlib.util.find_spec("followthemoney"):
        assert by_library(entities) == []


def test_what_the_library_wrote_has_only_the_gap_that_was_left_in_it() -> None:
    text, _ = read(FILES / "fiction.ftm.json")
    assert faults([one.plain() for one in objects(text, "f", [])]) == ["p-2: Person needs name"]


@pytest.mark.parametrize(
    ("entities", "said"),
    [
        ([FIRM, FIRM], "twice"),
        ([FIRM | {"schema": "Unicorn"}], "no kind Unicorn"),
        ([FIRM | {"id": "Group 2"}], "an id has"),
        ([FIRM | {"schema": "Interest"}], "no kind Interest"),
        ([FIRM | {"properties": {"birthDate": ["1970"]}}], "no property birthDate"),
        ([FIRM, {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"]}}], "needs asset"),
        ([FIRM, {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"]}}], "not in the file"),
        ([FIRM, {"id": "p", "schema": "Person", "properties": {"name": ["P"]}},
          {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["p"]}}], "has to be a Asset"),
    ],
)  # fmt: skip
def test_each_fault_is_found(entities: list, said: str) -> None:  # type: ignore[type-arg]
    assert any(said in fault for fault in faults(entities))


def test_what_was_written_comes_back_as_the_same_kinds_and_claims(demo: Tables) -> None:
    found = network(demo)
    document = as_ftm(found, demo)
    back = hear(document_bytes(document).decode(), {"unit": "line", "places": []}, "network.json")
    kinds = {one.key: one.schema for one in back.entities}
    assert kinds == {values["key"]: values["schema"] for _, values in found.graph.nodes(data=True)}
    assert all(one.named for one in back.entities)
    written = found.df[
        (found.df["stance"] == "supports") & ~found.df["schema"].isin(["Kinship", "Household", "Membership"])
    ]
    keys = dict(found.graph.nodes(data="key"))
    assert sorted((one.source, one.schema, one.target) for one in back.links) == sorted(
        (keys[edge.from_id], edge.schema, keys[edge.to_id]) for edge in written.itertuples()
    )
    assert not back.problems and not back.unknown
