"""The network as GraphML: typed, read back by another library, and nothing in it that should stay."""

import io
import re

import networkx as nx
import pytest

from tests.release.hostile_case import FILE, HANDLER, SCRIPT
from workbench.findings.network import Network, network
from workbench.release.exchange import NAMED, node_keys
from workbench.release.graphml import as_graphml
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Network:
    return network(demo)


def test_graphml_reads_back_with_types_and_keys(demo: Tables, found: Network) -> None:
    graph = nx.read_graphml(io.BytesIO(as_graphml(found, demo)), force_multigraph=True)
    assert graph.is_directed() and set(graph) == set(node_keys(found).values()) and "W-01" in graph
    shown = found.df[~found.df["schema"].isin(["Kinship", "Membership"])]
    assert graph.number_of_edges() == len(shown)
    numbers = [values["number"] for *_, values in graph.edges(data=True)]
    assert sorted(numbers) == sorted(shown["number"]) and all(isinstance(number, int) for number in numbers)
    amounts = [values["amount"] for *_, values in graph.edges(data=True) if "amount" in values]
    assert amounts and all(isinstance(amount, float) for amount in amounts)
    assert {values["stance"] for *_, values in graph.edges(data=True)} >= {"supports", "contradicts"}
    assert not [node for node in graph if re.fullmatch("[0-9a-f]{64}", node)]


def test_a_hostile_label_stays_text_in_graphml(hostile: Tables) -> None:
    graph = nx.read_graphml(io.BytesIO(as_graphml(network(hostile), hostile)), force_multigraph=True)
    assert graph.nodes["W-01"]["label"] == f"W-01 {SCRIPT}" and graph.nodes["EMP"]["label"] == f"Employer {HANDLER}"
    assert [values["amount"] for *_, values in graph.edges(data=True) if "amount" in values] == [-450.5]
    where = {(values.get("file"), values.get("first"), values.get("last")) for *_, values in graph.edges(data=True)}
    assert (FILE, 0, len(SCRIPT)) in where


def test_no_persons_name_and_no_kinship_leaves(demo: Tables, found: Network) -> None:
    text = as_graphml(found, demo).decode()
    people = demo.entities[~demo.entities["schema"].isin(NAMED | {"Site", "Dwelling", "Gate", "Document"})]
    names = {name for names in people["names"] for name in names} - set(demo.entities["label"])
    assert names and not [name for name in names if name in text]
    assert "is kin of" not in text and "Family" not in text
