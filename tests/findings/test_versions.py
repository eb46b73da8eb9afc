"""Versions of one account stand side by side; only a person says whether they differ in what matters."""

from typing import Any

from workbench.findings.matrix import matrix
from workbench.findings.origins import Origins
from workbench.findings.versions import pairs, versions
from workbench.records import Agent, Coding, Difference, Entity, Item, Passage, Source
from workbench.tables import Tables, tabulate


def twice_told(*more: Any) -> Tables:
    """One worker in May and in June, and a paper that retells him."""
    told = [("s1", "T-01", "worker", "w", ()), ("s2", "T-02", "worker", "w", ()), ("s3", "N-1", "press", None, ("s1",))]
    records: list[Any] = [
        ("w", Entity(key="W-01", schema="Worker", label="W-01")),
        ("a", Agent(key="MJ", kind="person", name="M.")),
    ]
    for one, key, kind, worker, retells in told:
        records += [
            (one, Source(key=key, label=key, kind=kind, worker=worker, retells=retells)),
            (f"i{one}", Item(sha256="0", size=1, object="0", name=key, media_type="t", kind="text", source=one)),
            (f"p{one}", Passage(item=f"i{one}")),
            (f"c{one}", Coding(passage=f"p{one}", framework="ilo-11", indicator="deception", stance="supports",
                               subject="w", coder="a", means="hearsay" if retells else "first-hand")),
        ]  # fmt: skip
    return tabulate([*records, *more], "h", lambda name: b"")


def found(tables: Tables) -> list[Any]:
    cell = matrix(tables).cell("W-01", "deception")
    assert (cell.statements, cell.origins) == (3, 1)
    return versions(tables, cell, Origins(tables.sources))


def test_each_version_is_kept_with_its_source() -> None:
    (one,) = found(twice_told())
    assert (one.origin, [source for source, _ in one.told]) == ("W-01", ["N-1", "T-01", "T-02"])
    assert (one.compared, one.open) == ((), 3)


def test_a_person_says_what_is_material() -> None:
    said = Difference(passage_a="ps2", passage_b="ps1", material=True, agent="a", note="the sum")
    (one,) = found(twice_told(("d", said)))
    assert one.open == 2
    assert one.values()["differences"] == [
        {"passages": ["ps2", "ps1"], "material": True, "by": "MJ", "note": "the sum"}
    ]


def test_pairs_are_listed_once_with_where_they_stand_and_what_was_said() -> None:
    said = Difference(passage_a="ps2", passage_b="ps1", material=True, agent="a", note="the sum")
    found = pairs(twice_told(("d", said)))
    assert [(one.origin, one.sources, one.passages) for one in found] == [
        ("W-01", ("N-1", "T-01"), ("ps3", "ps1")), ("W-01", ("N-1", "T-02"), ("ps3", "ps2")),
        ("W-01", ("T-01", "T-02"), ("ps1", "ps2")),
    ]  # fmt: skip
    assert [one.open for one in found] == [True, True, False]
    assert found[2].cells == (("W-01", "deception"),)
    document = found[2].document()
    assert [one["source"] for one in document["versions"]] == ["T-01", "T-02"]
    assert document["differences"][0]["note"] == "the sum"


def test_the_demo_case_has_accounts_that_were_given_twice(demo_case: Any) -> None:
    found = pairs(demo_case.tables())
    assert {"W-05"} <= {one.origin for one in found} and all(one.open for one in found)
    assert len({frozenset(one.passages) for one in found}) == len(found)
