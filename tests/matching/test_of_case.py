"""What a case's registers give to be compared."""

from workbench.matching.of_case import decisions, named, settled
from workbench.records import Agent, Entity, Sameness
from workbench.tables import tabulate

RECORDS = [
    ("mj", Agent(key="MJ", kind="person", name="M.")),
    ("w", Entity(key="W-01", schema="Worker", label="W-01", names=("Nguyễn Văn A",), born="1990",
                 note="passport C1234567, call +381 64 123 4567")),
    ("p", Entity(key="P-1", schema="Person", label="Nguyen Van A")),
    ("q", Entity(key="P-2", schema="Person", label="Van A")),
    ("f", Entity(key="F", schema="Company", label="Gradnja d.o.o.", names=("Градња ДОО",))),
    ("s", Entity(key="SITE", schema="Site", label="The site")),
]  # fmt: skip


def said(key: str, a: str, b: str, decision: str) -> tuple[str, Sameness]:
    return key, Sameness(entity_a=a, entity_b=b, decision=decision, agent="mj")


def test_names_numbers_and_telephones_are_taken_and_a_workers_key_is_no_name() -> None:
    found = {one.key: one for one in named(tabulate(RECORDS, "h", bytes))}
    assert list(found) == ["F", "P-1", "P-2", "W-01"]
    assert found["W-01"].names == ("Nguyễn Văn A",) and found["W-01"].born == "1990"
    assert found["W-01"].numbers == ("C1234567",) and found["W-01"].phones == ("+381 64 123 4567",)
    assert found["F"].names == ("Градња ДОО", "Gradnja d.o.o.") and found["P-1"].names == ("Nguyen Van A",)


def test_decisions_are_by_key_and_the_same_as_the_same_is_the_same() -> None:
    tables = tabulate([*RECORDS, said("1", "w", "p", "same"), said("2", "q", "p", "same")], "h", bytes)
    assert decisions(tables)[frozenset({"W-01", "P-1"})] == [{"decision": "same", "by": "MJ", "note": None}]
    assert settled(tables)["W-01"] == {"W-01", "P-1", "P-2"}
    assert settled(tabulate([*RECORDS, said("1", "w", "p", "unsure")], "h", bytes)) == {}
