"""The lines of an answered sheet are read by their headings, wherever in the table they stand."""

from pathlib import Path

import pytest

from tests.casefile.conftest import begin
from workbench import verbs
from workbench.casefile import Case
from workbench.coding.replies import replies, take
from workbench.errors import Refused
from workbench.records import Entity, Source

HEAD = "Reference (please leave as it is),what is owed,Answer,What was done,Answered on (YYYY-MM-DD)\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = begin(tmp_path / "case")
    with made.writing(made.agent("MJ")) as writer:
        writer.record(Entity(key="PB", schema="PublicBody", label="Inspectorate"))
        writer.record(Source(key="S", label="Answer", kind="institution"))
    return made


def added(case: Case, tmp_path: Path, rows: str):
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    verbs.add(case, file, agent="MJ", source="S")
    return verbs.item_of(case, "lines.csv")


def test_each_line_has_its_cells_with_where_they_stand(case: Case, tmp_path: Path) -> None:
    item = added(case, tmp_path, "rs-inspect | PB | site A | yard,Inspect,partly,Ми смо били тамо.,\n,,done,,\n")
    (line,) = replies(case, item)
    assert (line.reference, line.place) == ("rs-inspect | PB | site A | yard", "row 2")
    words, start, end = line.cells["done"]
    assert (case.tables().text(item.id) or "")[start:end] == words == "Ми смо били тамо."


def test_an_answer_keeps_the_run_of_its_duty_and_its_words(case: Case, tmp_path: Path) -> None:
    item = added(case, tmp_path, "rs-inspect | PB | site A | yard,Inspect,Partly,We looked.,\n")
    (act,) = take(case, item, agent=case.agent("MJ")).acts
    record = case.state().get(act).record
    assert (record.about, record.finds, record.role, record.title) == ("site A | yard", "partly", "act", "We looked.")
    assert case.state().get(record.passage).record.quote == "We looked."


def test_that_nothing_was_done_is_a_check_on_the_day_of_the_answer(case: Case, tmp_path: Path) -> None:
    item = added(case, tmp_path, "rs-inspect | PB,Inspect,not-done,,2024-07-01\nrs-council | PB,Meet,not clear,,soon\n")
    taken = take(case, item, agent=case.agent("MJ"))
    record = case.state().get(taken.acts[0]).record
    assert (record.role, record.finds, record.period.start) == ("check", "not-done", "2024-07-01")
    assert [one.code for one in taken.problems] == ["bad-value"] and "row 3, answered on" in str(taken.problems[0])


def test_what_is_no_table_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("We did everything.", encoding="utf-8")
    verbs.add(case, tmp_path / "note.txt", agent="MJ", source="S")
    with pytest.raises(Refused):
        replies(case, verbs.item_of(case, "note.txt"))


def test_who_answered_may_be_said_when_the_sheet_comes_again(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(HEAD + "rs-inspect | PB,Inspect,Partly,We looked.,\n", encoding="utf-8")
    verbs.add(case, file, agent="MJ")
    with pytest.raises(Refused, match="who answered"):
        take(case, verbs.item_of(case, "lines.csv"), agent=case.agent("MJ"))
    verbs.add(case, file, agent="MJ", source="S")
    (act,) = take(case, verbs.item_of(case, "lines.csv"), agent=case.agent("MJ")).acts
    assert case.state().get(act).record.source == case.state().of("source")[0].id
    assert take(case, verbs.item_of(case, "lines.csv"), agent=case.agent("MJ")).already == 1
