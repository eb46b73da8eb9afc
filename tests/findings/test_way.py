from tests.findings.small_case import tables
from workbench.findings.network import network
from workbench.findings.way import strength, way


def test_the_best_record_of_a_step_stands_first_and_the_weakest_step_is_named() -> None:
    found = network(tables()).path("W-01", "CON")
    assert list(found.df["step"])[-1] == 2
    assert found.df["status"].iloc[0] == "documented"
    assert set(found.df.loc[found.df["step"] == 1, "schema"]) == {"Employment", "DocumentCustody", "WageOwed"}
    assert found.weakest is not None and "documented" in found.weakest


def test_no_way_is_false_and_says_so() -> None:
    found = way([], "A", "B", columns=["status"])
    assert not found and found.weakest is None
    assert "nothing on record connects A and B" in found._repr_html_()


def test_the_order_of_strength() -> None:
    assert [strength(name) for name in ("contradicted", "alleged", "documented")] == [0, 1, 2]
