"""Whoever checks a release is told which files stay for want of a worker who could be asked, and what mends it."""

import dataclasses

import pytest

from tests.disclosure.shared_case import item, kinds, records, terms
from tests.disclosure.test_preparing import prepared
from workbench.disclosure.unasked import CODE, held
from workbench.records import Passage, Source

SAID = "the gate is locked at nine"


def filed(kind: str, **more: str):
    return records(more=[
        ("s-new", Source(key="N-1", label="a talk", kind=kind, **more)), ("i-new", item("notes/n.txt", "s-new")),
        ("p-new", Passage(item="i-new", quote=SAID, start=0, end=9)),
        ("p-two", Passage(item="i-new", quote="so", start=9, end=11)),
    ])  # fmt: skip


@pytest.mark.parametrize("kind", ["worker", "colleague", "family", "chat", "photo", "investigator"])
def test_a_file_told_in_confidence_by_no_worker_is_listed_once_with_what_mends_it(kind: str) -> None:
    found = prepared(filed(kind), "ombudsman")
    (one,) = [each for each in found.findings if each.code == CODE]
    assert one.severity == "warning" and found.ok
    assert one.path == ("2 passages of notes/n.txt", f"source N-1, of the kind {kind}, names no worker")
    for command in ("take-out CASE i-new", "add CASE FILE --source KEY", "consent CASE WORKER --for ombudsman"):
        assert f"`workbench {command}" in one.remedy.words
    assert SAID not in {each.quote for _, each in found.tables.rows["passage"]}


@pytest.mark.parametrize("kind", ["document", "company", "press", "official", "unstated"])
def test_papers_publications_and_what_nobody_has_said_the_teller_of_are_not(kind: str) -> None:
    assert not [one for one in prepared(filed(kind), "ombudsman").findings if one.code == CODE]


def test_where_the_source_names_a_worker_or_nothing_was_taken_from_the_file_there_is_nothing_to_say() -> None:
    assert not [one for one in prepared(filed("chat", worker="w1"), "ombudsman").findings if one.code == CODE]
    bare = [(key, one) for key, one in filed("chat") if not key.startswith("p-")]
    assert list(held(kinds(bare), terms(bare))) == []
    blank = {"quote": None, "start": None, "end": None, "region": (0, 0, 1, 1)}
    regions = [(key, dataclasses.replace(one, **blank) if isinstance(one, Passage) else one)
               for key, one in filed("photo")]  # fmt: skip
    assert list(held(kinds(regions), terms(regions))) == []
