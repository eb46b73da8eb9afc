import pytest

from tests.findings.crowded import crowded
from tests.findings.small_case import key, tables
from workbench.errors import BadValue, Unknown
from workbench.findings.network import Network, network
from workbench.findings.overview import GROUPINGS, neighbourhood, overview


@pytest.fixture(scope="module")
def small() -> Network:
    return network(tables())


@pytest.fixture(scope="module")
def large() -> Network:
    return crowded(100_000)


def test_a_hundred_thousand_claims_become_a_handful_of_lines(large: Network) -> None:
    for by in GROUPINGS:
        found = overview(large, by)
        assert len(found.nodes) <= 9 and len(found.edges) <= 80
        assert found.edges["claims"].sum() == len(large.df) == 100_000
        assert found.nodes["count"].sum() == len(found.entities)


def test_what_is_near_one_entity_stays_readable_and_says_what_it_counts(large: Network) -> None:
    found = neighbourhood(large, "3-1", 2, limit=12)
    own = found.nodes[~found.nodes["folded"]]
    assert len(own) == 13 and "3-1" in set(own["id"])
    assert len(found.nodes) <= 13 + 9
    counted = found.nodes.loc[found.nodes["folded"], "count"].sum()
    assert found.hidden == f"{counted:,} of {len(found.entities):,} entities within 2 links are counts"
    assert not found.nodes.loc[~found.nodes["folded"], "schema"].eq("Worker").any()


def test_people_are_counts_unless_somebody_asks(small: Network) -> None:
    shown = neighbourhood(small, "EMP")
    assert "workers and groups: 4" in set(shown.nodes["label"])
    assert not shown.nodes["label"].str.contains("W-0").any()
    assert {"W-01", "W-02", "W-03"} <= set(neighbourhood(small, "EMP", people=True).nodes["label"])
    assert "W-01" in set(neighbourhood(small, "W-01").nodes["label"]), "who was asked about is shown"


def test_kinship_counts_only_where_it_is_asked_for(small: Network) -> None:
    assert key("CHILD") not in set(overview(small).entities["id"])
    assert key("CHILD") in set(overview(small, relations=["Kinship"]).entities["id"])


def test_filters_keep_only_what_they_name(small: Network) -> None:
    found = overview(small, relations=["Employment"], status=["documented"])
    assert set(found.df["relation"]) == {key("r06")}
    later = overview(small, as_of="2021-11-25")
    assert set(later.df["relation"]) == set(network(tables(), as_of="2021-11-25").df["relation"]) - {key("r22")}


def test_hops_reach_as_far_as_they_say(small: Network) -> None:
    assert "Brand AG" not in set(neighbourhood(small, "Parent Group Co., Ltd").nodes["label"])
    assert "Brand AG" in set(neighbourhood(small, "Parent Group Co., Ltd", 2).nodes["label"])
    assert set(neighbourhood(small, "BRA", 0).nodes["label"]) == {"Brand AG"}


def test_what_stands_alone_is_shown_alone(small: Network) -> None:
    found = neighbourhood(small, "ALONE", 3)
    assert list(found.nodes["label"]) == ["Unconnected Ltd"] and len(found.edges) == 0


def test_wrong_words_are_refused_with_those_that_are_known(small: Network) -> None:
    with pytest.raises(Unknown, match=r"'colour'.*tier, country, schema"):
        overview(small, "colour")
    with pytest.raises(Unknown, match="Employment"):
        overview(small, relations=["Employ"])
    with pytest.raises(Unknown, match="Brand AG"):
        neighbourhood(small, "Brand A")
    with pytest.raises(BadValue, match="as of"):
        overview(small, as_of="spring")
