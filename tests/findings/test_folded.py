import pandas as pd
import pytest

from tests.findings.crowded import crowded
from workbench.findings.folded import Folded, folded
from workbench.findings.network import Network
from workbench.findings.way import STRENGTH


@pytest.fixture(scope="module")
def plain() -> Network:
    return crowded(400)


def by_hand(claims: pd.DataFrame, node: dict[str, str]) -> dict[tuple[str, str, str], dict[str, int]]:
    """The counts of each line in plain loops: what the columns are held against."""
    lines: dict[tuple[str, str, str], dict[tuple[str, str], list[pd.Series]]] = {}
    for _, claim in claims.iterrows():
        key = node[claim["from_id"]], claim["schema"], node[claim["to_id"]]
        lines.setdefault(key, {}).setdefault((claim["from_id"], claim["to_id"]), []).append(claim)
    found = {}
    for key, pairs in lines.items():
        stands = [
            "contradicted" if any(one["status"] == "contradicted" for one in said)
            else max((one["status"] for one in said), key=STRENGTH.index)
            for said in pairs.values()
        ]  # fmt: skip
        told = {one["source_id"] for said in pairs.values() for one in said}
        total = {"claims": sum(map(len, pairs.values())), "pairs": len(pairs), "sources": len(told)}
        found[key] = total | {status: stands.count(status) for status in STRENGTH}
    return found


def fold(network: Network, by: str) -> tuple[Folded, dict[str, str]]:
    nodes = network.graph.nodes
    node = {key: f"{by}:{nodes[key][by]}" for key in nodes}
    columns = ("label", "schema", "tier", "role", "country")
    entities = pd.DataFrame([{"id": key, **{name: nodes[key][name] for name in columns}} for key in nodes])
    return folded(
        entities.assign(node=entities["id"].map(node)), network.df, dict.fromkeys(node.values(), "x"), ""
    ), node


def test_counts_are_those_of_plain_loops(plain: Network) -> None:
    for by in ("tier", "country"):
        found, node = fold(plain, by)
        expected = by_hand(plain.df, node)
        told = {(line["from_id"], line["schema"], line["to_id"]): line for _, line in found.edges.iterrows()}
        assert told.keys() == expected.keys()
        for key, counts in expected.items():
            assert {name: told[key][name] for name in counts} == counts


def test_every_claim_stands_behind_one_line_and_every_entity_in_one_node(plain: Network) -> None:
    found, node = fold(plain, "tier")
    behind = pd.concat([found.claims(number) for number in found.edges["number"]])
    assert sorted(behind["relation"]) == sorted(plain.df["relation"])
    inside = pd.concat([found.members(name) for name in found.nodes["id"]])
    assert sorted(inside["id"]) == sorted(node)
    assert found.nodes["count"].sum() == len(node)
    assert found.members("tier:agency")["links"].is_monotonic_decreasing


def test_a_line_says_when_it_begins_and_ends(plain: Network) -> None:
    found, _ = fold(plain, "tier")
    for number in found.edges["number"]:
        claims = found.claims(number)
        starts, ends = claims["start"].fillna(claims["end"]).dropna(), claims["end"].fillna(claims["start"]).dropna()
        line = found.edges.set_index("number").loc[number]
        assert (line["first"], line["last"]) == (starts.min(), ends.max())


def test_a_line_has_one_status_only_where_all_its_pairs_have_it(plain: Network) -> None:
    claims = plain.df.assign(status="documented")
    assert set(fold(Network(plain.graph, claims), "tier")[0].edges["status"]) == {"documented"}
    claims.loc[claims.index[0], "status"] = "contradicted"
    found = fold(Network(plain.graph, claims), "tier")[0].edges
    mixed = found[found["contradicted"] > 0]
    assert list(mixed["status"]) == ["alleged"] and mixed["documented"].iloc[0] == mixed["pairs"].iloc[0] - 1


def test_as_a_chart_it_says_of_how_many(plain: Network) -> None:
    found, _ = fold(plain, "tier")
    chart = found.chart()
    words = chart.edges.loc[chart.edges["schema"] == "Purchase", "workers"].iloc[0]
    assert words.startswith(f"{found.edges.set_index('schema').loc['Purchase', 'pairs']} pairs (")
    assert sorted(claim for line in chart.edges["relations"] for claim in line) == sorted(plain.df["relation"])
    assert "documented" in found._repr_html_()
