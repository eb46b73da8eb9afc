"""The file of states: what is refused, with its place and the remedy, and how each state is read."""

from typing import Any

import pytest

from workbench.codebook import framework
from workbench.errors import BadValue, Unknown
from workbench.findings.states import READ, outside, stated, states_of

DELPHI = framework("ilo-ec-delphi-2009-adult-labour").indicators


def read(given: dict[str, Any], *, complete: bool = False) -> Any:
    return stated(DELPHI, given, complete=complete, file="w07.json")


@pytest.mark.parametrize("state", READ)
@pytest.mark.parametrize("complete", [True, False])
def test_each_state_is_read_as_the_manual_says(state: str, complete: bool) -> None:
    found = read({state: {"CD": ["debt_bondage"]}}, complete=complete)
    where = {name for name in ("supported", "contradicted", "open") if "CD.debt_bondage" in getattr(found, name)}
    reads = {"supported": "supported", "contradicted": "contradicted", "denied": "contradicted"}
    assert where == {reads.get(state, "open")}
    others = found.contradicted if complete else found.open
    assert len(others - {"CD.debt_bondage"}) == 66
    assert found.states["CD.debt_bondage"] == state.replace("_", "-")
    assert found.states["EX.hazardous_work"] == ("contradicted" if complete else "not-assessed")


def test_a_list_of_whole_ids_is_the_same_as_a_table_of_groups() -> None:
    assert read({"supported": ["CD.debt_bondage", "EX.hazardous_work"]}) == read(
        {"supported": {"CD": ["debt-bondage"], "EX": ["EX.hazardous_work"]}}
    )


@pytest.mark.parametrize(
    ("given", "near", "place"),
    [
        ({"supported": {"CD": ["debt_bondge"]}}, "debt_bondage", "/supported/CD/0"),
        ({"denied": {"DR": ["wages"]}}, "wages_earnings", "/denied/DR/0"),
        ({"supported": {"XX": []}}, "CD", "/supported/XX"),
        ({"supported": ["debt_bondage"]}, "CD", "/supported/0"),
        ({"supported": {"VD": ["debt_bondage"]}}, "", "/supported/VD/0"),
    ],
)
def test_what_is_not_known_is_refused_with_what_comes_near(given: dict[str, Any], near: str, place: str) -> None:
    with pytest.raises(Unknown) as caught:
        read(given)
    assert place in str(caught.value) and "w07.json" in str(caught.value)
    assert (near in caught.value.near) if near else not caught.value.near


@pytest.mark.parametrize(
    "given",
    [{"supported": "x"}, {"supported": 3}, {"supported": {"CD": "debt_bondage"}}, {"supported": {"CD": [None]}}],
)
def test_what_is_no_list_of_ids_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        read(given)


def test_forms_outside_the_frameworks_are_set_apart() -> None:
    assert read({"supported": {"EX": ["forced_begging"]}}).outside == {"forced_begging"}
    assert read({"contradicted": {"EX": ["forced_begging"]}}).outside == frozenset()
    assert outside("Prostitution") == "sexual_exploitation" and outside("sexual_violence") == ""


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"s": {"CD": [], "CD": []}}',
        "{",
        b"\xff\xfe\xff",
        '{"age": NaN}',
        "[" * 100_000,
        "9" * 5000,
        "",
    ],
    ids=["twice", "twice within", "cut", "bytes", "nan", "deep", "long", "empty"],
)
def test_what_is_no_json_of_one_meaning_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadValue):
        states_of(text, "w07.json")
