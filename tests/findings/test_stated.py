"""Values of properties side by side, each with its source; nothing about natural persons."""

from typing import Any

import pytest

from workbench.findings.network import network
from workbench.findings.stated import alike
from workbench.records import Entity, Period, Sameness, Source, Statement
from workbench.tables import tabulate

RECORDS: list[tuple[str, Any]] = [
    *((key, Entity(key=key, schema=kind, label=f"Label {key}")) for key, kind in
      {"A": "Agency", "B": "Company", "W": "Worker", "P": "Person", "H": "Household", "DOC": "Document"}.items()),
    ("s", Source(key="s", label="Register", kind="official")), ("t", Source(key="t", label="Letter", kind="document")),
]  # fmt: skip


def says(at: int, of: str, name: str, value: str, **more: Any) -> tuple[str, Any]:
    return f"v{at}", Statement(entity=of, property=name, value=value, **{"source": "s", **more})


def rows(*more: tuple[str, Any], as_of: str | None = None) -> list[dict[str, Any]]:
    return network(tabulate([*RECORDS, *more], "h", bytes), as_of=as_of).stated.to_dict("records")


def test_names_in_every_script_stand_side_by_side() -> None:
    found = rows(
        says(1, "A", "name", "玲珑轮胎", language="zh-Hans"), says(2, "A", "name", "Линглонг Тајр", passage="p")
    )
    assert [(row["value"], row["language"], row["passages"], row["status"]) for row in found] == [
        ("Линглонг Тајр", None, ("p",), "alleged"), ("玲珑轮胎", "zh-Hans", (), "alleged"),
    ]  # fmt: skip


def test_two_numbers_of_which_there_is_one_contradict_each_other_in_one_time() -> None:
    old, new = {"period": Period(start="2019", end="2020")}, {"period": Period(start="2020-06"), "source": "t"}
    both = rows(
        says(1, "A", "taxNumber", "100 200", status="documented", **old), says(2, "A", "taxNumber", "100-201", **new)
    )
    assert [row["status"] for row in both] == ["contradicted", "contradicted"]
    same = rows(
        says(1, "A", "taxNumber", "100 200", status="documented", **old), says(2, "A", "taxNumber", "100-200", **new)
    )
    assert [row["status"] for row in same] == ["documented", "alleged"]
    later = rows(says(1, "A", "taxNumber", "1", **old), says(2, "A", "taxNumber", "2", period=Period(start="2021")))
    assert [row["status"] for row in later] == ["alleged", "alleged"]


def test_a_denied_value_is_contradicted_and_the_denial_stays() -> None:
    found = rows(says(1, "A", "address", "Kej 2"), says(2, "A", "address", "КЕЈ 2", source="t", stance="contradicts"),
                 says(3, "A", "address", "Kej 9"))  # fmt: skip
    assert {row["statement"]: row["status"] for row in found} == {
        "v1": "contradicted",
        "v2": "contradicted",
        "v3": "alleged",
    }


def test_nothing_of_natural_persons_and_no_papers_are_in_it() -> None:
    personal = [says(at, of, "name", "Sava Ilić") for at, of in enumerate("WPH")]
    assert rows(*personal, says(8, "DOC", "passportNumber", "C1234567")) == []
    one = ("m", Sameness(entity_a="W", entity_b="B", decision="same", agent="x"))
    assert rows(says(1, "B", "name", "Sava Ilić"), one) == []


def test_as_of_and_a_source_that_does_not_stand() -> None:
    told = [says(1, "A", "address", "Kej 2", period=Period(start="2019", end="2020")), says(2, "A", "address", "Kej 3")]
    assert [row["statement"] for row in rows(*told, as_of="2021")] == ["v2"]
    assert rows(says(1, "A", "address", "Kej 2", source="gone")) == []


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [("+381 23 555-010", "0038123555010", "digits"), ("٠٢٣", "023", "digits"), ("Đorđa 2", "Ђорђа, 2", "words"),
     ("LP-0012/2024", "lp 0012 2024", "signs"), ("Info@Firm.example", "info@firm.EXAMPLE", "signs")],
)  # fmt: skip
def test_spellings_of_one_value(one: str, other: str, compared: str) -> None:
    assert alike(one, compared) == alike(other, compared) != ""
    assert alike(one, compared) != alike(f"{one}1", compared)
