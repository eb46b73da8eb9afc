"""The sheet goes out with empty columns, comes back filled in, and each answer is an act in the institution's words."""

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.casefile.conftest import begin
from workbench import institutions, verbs
from workbench.casefile import Case
from workbench.errors import Refused, Unknown
from workbench.findings.responses import responses
from workbench.records import Act, Entity, Period, Source

SUFFIXES = (".csv", ".xlsx", ".docx")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = begin(tmp_path / "case")
    with made.writing(made.agent("MJ")) as writer:
        body = writer.record(Entity(key="PB-LAB", schema="PublicBody", label="Labour Inspectorate", country="RS"))
        other = writer.record(Entity(key="PB-OMB", schema="PublicBody", label="Ombudsman", country="RS"))
        writer.record(Entity(key="W-05", schema="Worker", label="W-05", names=("Sava Ilić",)))
        ours = writer.record(Source(key="S-1", label="Our letter", kind="document"))
        writer.record(Source(key="S-LAB", label="Answer of the Labour Inspectorate", kind="institution"))
        sent = Period(start="2024-06-03", end="2024-06-03")
        for about in ("request 17", "request 18", "request 19"):
            writer.record(Act(duty="rs-information", bearer=body, role="notice", title="Told what W-05 said",
                              source=ours, about=about, period=sent, note="brought by a colleague"))  # fmt: skip
        writer.record(Act(duty="rs-inspect", bearer=other, role="notice", title="A call", source=ours, period=sent))
    return made


def filled(sheet: Path, answers: dict[str, dict[str, str]]) -> Path:
    """The sheet with answers typed in by hand, as an institution would: by the reference, then by the heading."""
    if sheet.suffix == ".csv":
        head, *rows = csv.reader(io.StringIO(sheet.read_text("utf-8-sig"), newline=""))
        for row in rows:
            for name, value in answers.get(row[0], {}).items():
                row[head.index(name)] = value
        out = io.StringIO(newline="")
        csv.writer(out).writerows([head, *rows])
        sheet.write_text(out.getvalue(), encoding="utf-8")
        return sheet
    if sheet.suffix == ".xlsx":
        book = openpyxl.load_workbook(sheet)
        page = book["Lines"]
        head = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            for name, value in answers.get(str(row[0].value), {}).items():
                row[head.index(name)].value = value
        book.save(sheet)
        return sheet
    file = docx.Document(str(sheet))
    (table,) = file.tables
    head = [cell.text.replace("\u2011", "-") for cell in table.rows[0].cells]  # a form of a date that is not broken
    for line in table.rows[1:]:
        for name, value in answers.get(line.cells[0].text, {}).items():
            line.cells[head.index(name)].text = value
    file.save(str(sheet))
    return sheet


ANSWERS = {
    "rs-information | PB-LAB | request 17": {
        "answer": "Done", "what was done": "We sent two pages by post.", "on (YYYY-MM-DD)": "2024-06-12",
        "document or number": "17-3/2024",
    },
    "rs-information | PB-LAB | request 18": {"answer": "not done", "answered on (YYYY-MM-DD)": "2024-07-01"},
}  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_goes_out_and_comes_back(case: Case, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"lines{suffix}"
    assert institutions.reply_sheet(case, sheet, bearer="PB-LAB", as_of="2024-06-10") == 3
    verbs.add(case, filled(sheet, ANSWERS), agent="MJ", source="S-LAB")
    taken = institutions.take_replies(case, sheet.name, agent=case.agent("MJ"))
    assert (len(taken.acts), taken.already, taken.empty, taken.problems) == (2, 0, 1, ())
    rows = {row.about: row for row in responses(case.tables(), as_of="2024-07-10").rows}
    assert rows["request 17"].status == "met" and rows["request 18"].status == "missed"
    assert rows["request 19"].status == "unknown"
    (done,) = [one for one in rows["request 17"].steps if one.role == "act"]
    assert (done.title, done.source, done.note) == (
        "We sent two pages by post.", "Answer of the Labour Inspectorate", "document: 17-3/2024"
    )  # fmt: skip
    assert case.tables().passages.loc[done.passage, "quote"].strip() == "We sent two pages by post."
    again = institutions.take_replies(case, sheet.name, agent=case.agent("MJ"))
    assert (again.acts, again.already) == ((), 2)
    assert verbs.verify(case).ok


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_of_the_team_is_in_it(case: Case, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"lines{suffix}"
    institutions.reply_sheet(case, sheet)
    verbs.add(case, sheet, agent="MJ", source="S-LAB")
    text = case.tables().text(verbs.item_of(case, sheet.name).id) or ""
    assert "request 17" in text and "rs-inspect | PB-OMB" in text
    for word in ("W-05", "Our letter", "colleague", "Told what"):
        assert word not in text, word


def test_a_name_in_what_would_go_out_refuses_the_sheet(case: Case, tmp_path: Path) -> None:
    tables = case.tables()
    body, source = tables.acts["bearer"].iloc[0], tables.acts["source"].iloc[0]
    with case.writing(case.agent("MJ")) as writer:
        writer.record(
            Act(duty="rs-information", bearer=body, role="notice", title="t", source=source, about="of S. Ilic")
        )
    with pytest.raises(Refused, match="Ilic"):
        institutions.reply_sheet(case, tmp_path / "lines.csv")
    assert not (tmp_path / "lines.csv").exists()


def test_wrong_lines_are_named_and_the_others_taken(case: Case, tmp_path: Path) -> None:
    sheet = tmp_path / "lines.csv"
    institutions.reply_sheet(case, sheet, bearer="PB-LAB")
    wrong = {**ANSWERS, "rs-information | PB-LAB | request 19": {"answer": "we shall see"}}
    text = (
        filled(sheet, wrong).read_text("utf-8")
        + "rs-informatio | PB-LAB,,,,,done,,,,\nrs-information | PB-X,,,,,done,,,,\n"
    )
    sheet.write_text(text, encoding="utf-8")
    verbs.add(case, sheet, agent="MJ", source="S-LAB")
    taken = institutions.take_replies(case, "lines.csv", agent=case.agent("MJ"))
    assert len(taken.acts) == 2 and [one.code for one in taken.problems] == ["bad-value", "unknown", "unknown"]
    assert "row 4, answer" in str(taken.problems[0]) and "rs-information" in str(taken.problems[1])


def test_what_is_no_such_sheet_or_of_nobody_is_refused(case: Case, tmp_path: Path) -> None:
    sheet, note = tmp_path / "lines.csv", tmp_path / "note.csv"
    institutions.reply_sheet(case, sheet)
    note.write_text("a,b\n1,2\n", encoding="utf-8")
    verbs.add(case, sheet, agent="MJ")
    verbs.add(case, note, agent="MJ", source="S-LAB")
    with pytest.raises(Refused, match="who answered"):
        institutions.take_replies(case, "lines.csv", agent=case.agent("MJ"))
    with pytest.raises(Refused, match="reference"):
        institutions.take_replies(case, "note.csv", agent=case.agent("MJ"))
    with pytest.raises(Unknown, match="PB-LAB"):
        institutions.reply_sheet(case, sheet, bearer="PB-LUB")
