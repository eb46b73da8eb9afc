from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.findings.small_case import ENTITIES, RELATIONS, SOURCES, entity, key, relation, tables
from workbench.errors import NoStart
from workbench.findings.network import network
from workbench.findings.union import against, together
from workbench.records import CaseInfo, Passage, Sameness
from workbench.tables import Tables, tabulate

CASE = (key("case"), CaseInfo(title="Small", nature="synthetic"))


def part(relations: list[Any], name: str = "h") -> Tables:
    return tabulate([CASE, *ENTITIES, *SOURCES, *relations], name, bytes)


def frame(found: Tables) -> pd.DataFrame:
    return network(found).df


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([("A",), ("B",), ("A", "B")]), min_size=len(RELATIONS), max_size=len(RELATIONS)))
def test_however_a_case_was_parted_its_union_is_the_whole_in_either_order(where: list[tuple[str, ...]]) -> None:
    parts = {name: part([one for one, homes in zip(RELATIONS, where, strict=True) if name in homes]) for name in "AB"}
    whole = frame(part(RELATIONS))
    pd.testing.assert_frame_equal(frame(together(parts)), whole)
    pd.testing.assert_frame_equal(frame(together(dict(reversed(parts.items())))), whole)


def test_what_one_case_denies_and_another_holds_stands_side_by_side() -> None:
    held = [one for one in RELATIONS if one[0] != key("r16")]
    denied = [one for one in RELATIONS if one[0] == key("r16")]
    cases = {"North": part(held), "South": part(denied)}
    found = network(together(cases))
    assert set(found.df.loc[found.df["relation"].isin([key("r15"), key("r16")]), "status"]) == {"contradicted"}
    listed = against(cases, found)
    assert listed[["of case", "says", "relation"]].values.tolist() == [
        ["North", "it was so", key("r15")], ["South", "it was not so", key("r16")]]  # fmt: skip
    pd.testing.assert_frame_equal(listed, against(dict(reversed(cases.items())), found))


def test_one_key_for_two_entities_is_told_apart_by_the_case() -> None:
    other = tabulate([CASE, entity("X", "Company", "Another firm")], "o", bytes)
    same_key = dict(other.rows)
    same_key["entity"] = [
        (key("X"), other.rows["entity"][0][1].__class__(key="EMP", schema="Company", label="Another"))
    ]
    both = together({"North": part(RELATIONS), "South": other.with_rows(same_key)})
    assert {"EMP@North", "EMP@South", "AG1"} <= set(both.entities["key"])
    assert len(both.entities) == len(ENTITIES) + 1, "nothing is merged"


def test_what_either_case_decided_about_who_is_one_counts() -> None:
    pair = sorted((key("AG1"), key("AG2")))
    said = Sameness(entity_a=pair[0], entity_b=pair[1], decision="same", agent=key("MJ"))
    decided = tabulate([CASE, *ENTITIES, (key("same"), said)], "d", bytes)
    found = network(together({"A": part(RELATIONS), "B": decided}))
    assert "Agency One = Agency Two" in set(found.df["from"])


def test_the_strictest_case_says_what_the_whole_is() -> None:
    secret = tabulate([(key("other"), CaseInfo(title="Closed", nature="confidential"))], "s", bytes)
    info = together({"A": part([]), "B": secret}).info
    assert (info.nature, info.title) == ("confidential", "Closed + Small")


def test_bytes_come_from_the_case_that_has_them() -> None:
    def of(name: str) -> Tables:
        from workbench.records import Item

        item = Item(
            sha256=name * 64, size=1, object=name * 64, name=f"{name}.txt", media_type="text/plain", kind="text"
        )
        return tabulate([(key(name), item)], name, lambda asked: f"{name}:{asked[:1]}".encode())

    both = together({"A": of("a"), "B": of("b")})
    assert both.original(key("a")) == b"a:a" and both.original(key("b")) == b"b:b"


def test_passages_of_both_stay_with_their_claims() -> None:
    first = tables()
    rows = dict(first.rows)
    rows["passage"] = [(key("p1"), Passage(item=key("i1"), quote="owed"))]
    united = together({"A": first.with_rows(rows), "B": part([relation("z1", "Purchase", "BRA", "PAR")])})
    assert len(united.rows["passage"]) == 1 and key("z1") in set(network(united).df["relation"])


def test_nothing_united_is_nothing() -> None:
    with pytest.raises(NoStart):
        _ = together({}).info
