"""Blind second coding: what the sheet gives away (nothing that was judged), and what comes back from it."""

import csv
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.casefile.withdrawal import stop_using, worker_of
from workbench.coding.registers import register
from workbench.coding.worksheet import HEADER, blind, is_worksheet, take
from workbench.errors import BadValue, Refused, Unknown

COLUMNS = ["file", "quote", "framework", "indicator", "stance", "subject", "means", "occurrence", "memo"]
MJS = [
    ["a.txt", "No pay", "ilo-11", "withholding-of-wages", "supports", "W-01", "first-hand", "2", "clear to me"],
    ["a.txt", "Họ giữ hộ chiếu", "ilo-11", "retention-of-identity-documents", "supports", "W-01", "first-hand", "", ""],
    ["a.txt", "Họ giữ hộ chiếu", "ilo-11", "restriction-of-movement", "unclear", "W-01", "first-hand", "", ""],
    ["a.txt", "No pay", "ilo-11", "withholding-of-wages", "unclear", "W-01", "first-hand", "", ""],
    ["b.jpg", "", "ilo-11", "isolation", "supports", "W-01", "observed", "", ""],
]


@pytest.fixture
def coded(case: Case, tmp_path: Path) -> Case:
    _take_in(case, tmp_path / "mj.csv", MJS, "MJ")
    return case


def _take_in(case: Case, file: Path, rows: list[list[str]], coder: str) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    assert register(case, "codings", file, agent=case.agent(coder)).problems == ()


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def fill(sheet: Path, *changes: dict[str, str]) -> Path:
    """The sheet with each row changed in turn; rows beyond the changes stay as they are."""
    rows = read(sheet)
    out = sheet.with_name("filled.csv")
    with out.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | (changes[at] if at < len(changes) else {}) for at, row in enumerate(rows))
    return out


def test_each_place_stands_once_in_the_order_of_the_text(coded: Case, tmp_path: Path) -> None:
    assert blind(coded, tmp_path / "w.csv", "AK") == 4
    rows = read(tmp_path / "w.csv")
    assert [(row["file"], row["quote"], row["occurrence"]) for row in rows] == [
        ("a.txt", "No pay", ""), ("a.txt", "Họ giữ hộ chiếu", ""), ("a.txt", "No pay", "2"), ("b.jpg", "", ""),
    ]  # fmt: skip


def test_nothing_that_anybody_judged_is_in_it(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    given = {"coder", "file", "quote", "occurrence", "region", "span", "place", "framework", "subject", "blind"}
    for row in read(tmp_path / "w.csv"):
        assert {name for name, value in row.items() if value} <= given
        assert row["coder"] == "AK"
    text = (tmp_path / "w.csv").read_text(encoding="utf-8").split("\n", 1)[1]
    for word in ("MJ", "supports", "unclear", "clear to me", "withholding", "isolation", "first-hand"):
        assert word not in text


def test_it_does_not_depend_on_what_the_first_coder_saw_in_the_passages(case: Case, tmp_path: Path) -> None:
    _take_in(case, tmp_path / "mj.csv", MJS, "MJ")
    blind(case, tmp_path / "one.csv", "AK")
    more = [[*row[:3], "deception", "contradicts", *row[5:8], "another reason"] for row in reversed(MJS)]
    _take_in(case, tmp_path / "more.csv", more, "MJ")
    blind(case, tmp_path / "two.csv", "AK")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_what_the_coder_coded_himself_is_left_out(coded: Case, tmp_path: Path) -> None:
    _take_in(coded, tmp_path / "ak.csv", MJS[1:2], "AK")
    assert blind(coded, tmp_path / "w.csv", "AK") == 3
    assert blind(coded, tmp_path / "m.csv", "MJ") == 0


def test_a_filled_sheet_becomes_codings_and_blind_readings(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    seen = {"indicator": "withholding-of-wages", "stance": "supports", "means": "first-hand", "done": "yes"}
    sheet = fill(tmp_path / "w.csv", seen, {"done": "yes"})
    passages = len(coded.state().of("passage"))
    done = take(coded, sheet, agent=coded.agent("AK"))
    assert len(done.recorded) == 3 and done.problems == ()
    readings = [live.record for live in coded.state().of("reading")]
    assert [(one.coder, one.blind, one.framework) for one in readings] == [(coded.agent("AK"), True, "ilo-11")] * 2
    codings = [live.record for live in coded.state().of("coding") if live.record.coder == coded.agent("AK")]
    assert [(one.indicator, one.stance) for one in codings] == [("withholding-of-wages", "supports")]
    assert codings[0].passage == readings[0].passage and len(coded.state().of("passage")) == passages


def test_taking_it_twice_records_nothing_twice(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    sheet = fill(tmp_path / "w.csv", {"done": "yes"}, {"done": "yes"})
    take(coded, sheet, agent=coded.agent("AK"))
    again = take(coded, sheet, agent=coded.agent("AK"))
    assert (again.recorded, again.already) == ((), 2)


def test_a_row_left_as_it_was_says_nothing(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    assert take(coded, tmp_path / "w.csv", agent=coded.agent("AK")) == take(coded, fill(tmp_path / "w.csv"),
                                                                            agent=coded.agent("AK"))  # fmt: skip
    assert coded.state().of("reading") == []


def test_the_first_coder_declares_what_he_read_without_being_blind(coded: Case, tmp_path: Path) -> None:
    sheet = tmp_path / "done.csv"
    sheet.write_text("file,quote,framework,subject,done\na.txt,No pay,ilo-11,W-01,yes\n", encoding="utf-8")
    assert is_worksheet(sheet)
    assert len(take(coded, sheet, agent=coded.agent("MJ")).recorded) == 1
    assert [live.record.blind for live in coded.state().of("reading")] == [False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stance": "supports"}, "column indicator"),
        ({"done": "perhaps"}, "column done"),
        ({"indicator": "isolation", "stance": "maybe", "means": "first-hand"}, "column stance"),
        ({"indicator": "isolated", "stance": "unclear", "means": "first-hand"}, "isolated"),
        ({"indicator": "isolation", "stance": "unclear"}, "column means"),
        ({"coder": "MJ", "done": "yes"}, "column coder"),
        ({"quote": "not there", "done": "yes"}, "not there"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_leaves_nothing(coded: Case, tmp_path: Path, change, said) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    before = len(coded.state().all)
    done = take(coded, fill(tmp_path / "w.csv", change), agent=coded.agent("AK"))
    assert len(done.problems) == 1 and len(coded.state().all) == before
    assert "filled.csv, line 2" in str(done.problems[0]) and said in str(done.problems[0])


def test_a_half_filled_sheet_is_never_written_over(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    with pytest.raises(Refused, match="nothing filled in is lost"):
        blind(coded, tmp_path / "w.csv", "AK")


def test_other_endings_and_unknown_coders_are_refused(coded: Case, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.csv"):
        blind(coded, tmp_path / "w.xlsx", "AK")
    with pytest.raises(Unknown):
        blind(coded, tmp_path / "w.csv", "ZZ")
    assert not (tmp_path / "w.csv").exists()


def test_a_register_of_codings_is_no_worksheet(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("file,quote\n", encoding="utf-8")
    (tmp_path / "w.csv").write_bytes("\ufeff".encode() + ",".join(HEADER).encode() + b"\n")
    assert not is_worksheet(tmp_path / "c.csv") and is_worksheet(tmp_path / "w.csv")
    (tmp_path / "s.csv").write_text(";".join(HEADER) + "\r\n", encoding="utf-8")
    assert is_worksheet(tmp_path / "s.csv")
    assert not is_worksheet(tmp_path / "gone.csv") and not is_worksheet(tmp_path / "c.jsonl")


def test_a_worksheet_about_a_worker_who_withdrew_records_nothing(coded: Case, tmp_path: Path) -> None:
    blind(coded, tmp_path / "w.csv", "AK")
    seen = {"indicator": "withholding-of-wages", "stance": "supports", "means": "first-hand"}
    sheet = fill(tmp_path / "w.csv", seen, {"done": "yes"})
    done = stop_using(coded, worker_of(coded, "W-01"), agent=coded.agent("MJ"), reason="r")
    told = take(coded, sheet, agent=coded.agent("AK"))
    assert (told.recorded, [type(one) for one in told.problems]) == ((), [Refused, Refused])
    for line, one in zip((2, 3), told.problems, strict=True):
        assert f"filled.csv, line {line}: W-01 withdrew" in str(one) and f"undo CASE {done.record[:12]}" in str(one)
