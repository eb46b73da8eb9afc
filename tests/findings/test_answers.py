"""Answers with the words of the form, in the language that is asked for."""

from pathlib import Path

import pytest

from tests.extract.test_forms import CHOICES, KOBO, SETTINGS, SURVEY, book
from workbench.casefile import create
from workbench.findings.answers import answers
from workbench.intake import add
from workbench.records import Agent, CaseInfo


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    (tmp_path / "form.xlsx").write_bytes(book(survey=SURVEY, choices=CHOICES, settings=SETTINGS))
    (tmp_path / "data.xlsx").write_bytes(book(**KOBO))
    add(case, [tmp_path / "form.xlsx", tmp_path / "data.xlsx"], agent=case.agent("MJ"))
    return case.tables()


def test_each_answer_has_its_question_and_its_words(tables) -> None:
    form, data = tables.items.index[tables.items["name"] == "form.xlsx"][0], tables.items.index[-1]
    data = tables.items.index[tables.items["name"] == "data.xlsx"][0]
    found = answers(tables, data, form, language="Vietnamese (vi)")
    rows = [
        tuple(row)
        for row in found[["submission", "group", "question", "label", "value", "words"]].itertuples(index=False)
    ]
    assert (1, "", "work/held", "Họ giữ gì?", "pass none", "Hộ chiếu; Không") in rows
    assert (1, "debt 2", "sum", "Bao nhiêu?", "0450", None) in rows
    assert (2, "", "note", "Anything else?", "None", None) in rows  # no Vietnamese label: the one there is
    with pytest.raises(ValueError, match="no XLSForm"):
        answers(tables, data, data)
