"""Whoever checks a release is told which papers of an authority may repeat a worker, and how to say that none does."""

from typing import Any

import pytest

from tests.disclosure.shared_case import item, kinds, records, terms, worker
from tests.disclosure.test_preparing import prepared, written
from tests.disclosure.test_tellers import again
from workbench.codebook.outcomes import check_of
from workbench.disclosure.retelling import CODE, unsaid
from workbench.records import Passage, Protection, Source

SAID = "he was told to come on Monday"


def filed(kind: str = "official", *more: Any, **told: Any) -> list[tuple[str, Any]]:
    return records(more=[
        worker(7), ("s7", Source(key="T-07", label="W-07", kind="worker", worker="w7")),
        ("s-new", Source(key="M-1", label="Minutes", kind=kind, **told)), ("i-new", item("papers/m.txt", "s-new")),
        ("p-new", Passage(item="i-new", quote=SAID, start=0, end=9)),
        ("p-two", Passage(item="i-new", quote="the gate", start=9, end=11)), *more,
    ])  # fmt: skip


def listed(made: list[tuple[str, Any]], to: str = "ombudsman") -> list[Any]:
    return [one for one in prepared(made, to).findings if one.code == CODE]


@pytest.mark.parametrize("kind", ["official", "institution"])
@pytest.mark.parametrize("to", ["ombudsman", "eu-flr", "public", "reviewer"])
def test_an_unpublished_paper_that_is_quoted_is_listed_once_and_nothing_is_held_back(kind: str, to: str) -> None:
    found = prepared(made := filed(kind), to)
    (one,) = listed(made, to)
    assert one.severity == "warning" and SAID in written(found)
    source = f"source M-1, of the kind {kind}, names nobody whom it retells, and no publication"
    assert one.path == ("2 passages of papers/m.txt", source)
    for command in ("add CASE FILE --source KEY", f"decide CASE i-new show --for {to}"):
        assert f"`workbench {command}" in one.remedy.words


@pytest.mark.parametrize("kind", ["press", "ngo-report", "document", "company", "colleague", "unstated"])
def test_what_is_no_paper_of_an_authority_is_not_listed(kind: str) -> None:
    assert listed(filed(kind)) == []


def test_what_says_when_or_where_it_was_published_or_whom_it_repeats_is_not() -> None:
    for told in ({"published": "2024-05-24"}, {"address": "https://office.example/88"}, {"retells": ("s1",)},
                 {"same_origin_as": ("press",)}, {"worker": "w1"}):  # fmt: skip
        assert listed(filed(**told)) == [], told


def test_a_decision_to_show_the_file_answers_it_for_its_audience_and_one_of_a_passage_for_that_passage() -> None:
    def shown(target: str, to: str | None = None) -> tuple[str, Any]:
        return f"d-{target}", Protection(act="show", target=target, reason="it repeats nobody", audience=to)

    assert listed(filed("official", shown("i-new"))) == []
    assert listed(filed("official", shown("i-new", "public"))) != [] and SAID in written(prepared(filed(), "ombudsman"))
    (one,) = listed(filed("official", shown("p-new")))
    assert one.path[0] == "1 passage of papers/m.txt"
    assert listed(filed("official", shown("p-new"), shown("p-two"))) == []
    taken = Protection(act="withhold", target="i-new", reason="it repeats her")
    assert listed(filed("official", ("d", taken))) == [] and SAID not in written(
        prepared(filed("official", ("d", taken)), "ombudsman")
    )


def test_the_file_that_came_again_with_a_source_that_names_whom_it_repeats_asks_them() -> None:
    for retold, stays in (("s7", True), ("s1", False)):
        named = ("s-two", Source(key="M-2", label="Minutes", kind="official", retells=(retold,)))
        made = filed("official", named, again("i-new", "s-two"))
        assert listed(made) == [] and (SAID not in written(prepared(made, "ombudsman"))) is stays


def test_words_that_do_not_leave_are_nothing_to_ask_about_and_who_reads_another_language_is_told_in_it() -> None:
    made = filed()
    assert list(unsaid(kinds(made), terms(made), ())) == []
    assert len(list(unsaid(kinds(made), terms(made), ("p-new", "gone")))) == 1
    assert set(check_of(CODE).messages) == {"en", "sr-Latn", "vi"}
