"""A filled-in interview form becomes passages and dangers: CSV, XLSX and JSON, as form servers export them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench import verbs
from workbench.casefile import Case
from workbench.coding.answers import answers, sheet, take
from workbench.danger import of_workers
from workbench.errors import Refused
from workbench.records import Entity

NO = dict.fromkeys([f"danger/danger_{name}" for name in ("child", "violence", "suicide", "deportation")], "no")
FIRST = {
    "start": "2024-06-15T17:02:11.000+02:00", **NO, "danger/danger_confinement": "yes", "danger/danger_reprisal": "yes",
    "danger/referral": "Trung tâm, đồng ý", "danger/safe_channel": "message", "danger/safe_hours": "sau 20 giờ",
    "meeting/worker_code": "W-01", "meeting/interview_date": "2024-06-15", "telling/account": "Họ nói việc nhẹ.",
    "indicators/papers_open": "Họ giữ hộ chiếu\nhai tháng.", "indicators/papers_closed": "yes",
    "wages/wage_paid": "450", "_uuid": "u-1",
}  # fmt: skip
SECOND = FIRST | {"danger/danger_child": "not_asked", "danger/danger_confinement": "no", "meeting/worker_code": "W-09",
                  "indicators/papers_open": "", "_uuid": "u-2"}  # fmt: skip


def exported(folder: Path, kind: str, rows: list[dict[str, str]]) -> Path:
    file = folder / f"interviews.{kind}"
    if kind == "csv":
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(FIRST), delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
        file.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
        return file
    if kind == "json":
        kept = [{name: value for name, value in row.items() if value} for row in rows]
        file.write_text(json.dumps({"count": len(rows), "results": kept}, ensure_ascii=False), encoding="utf-8")
        return file
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Interview with a worker"
    for line in [list(FIRST), *([row[name] for name in FIRST] for row in rows)]:
        page.append(line)
    book.save(file)
    return file


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_answers_become_passages_and_dangers(case: Case, tmp_path: Path, kind: str) -> None:
    verbs.add(case, exported(tmp_path, kind, [FIRST, SECOND]), agent="MJ")
    item = verbs.item_of(case, f"interviews.{kind}")
    taken = take(case, item, agent=case.agent("MJ"))
    quotes = [live.record.quote for live in case.state().of("passage")]
    assert quotes.count("Họ nói việc nhẹ.") == 2 and "Họ giữ hộ chiếu\nhai tháng." in quotes and "450" in quotes
    assert not {"W-01", "message", "2024-06-15"} & set(quotes)
    text = case.tables().text(item.id)
    assert text and all(text[one.start : one.end] == one.words for one in taken.answers)
    (known,) = of_workers(case).values()
    assert (known["worker"], known["asked"], known["flags"]) == ("W-01", "2024-06-15", ["confinement", "reprisal"])
    assert (known["referral"], known["channel"], known["hours"]) == ("Trung tâm, đồng ý", "message", "sau 20 giờ")
    assert known["note"] is None
    assert ["W-09" in str(problem) for problem in taken.problems] == [True]
    again = take(case, item, agent=case.agent("MJ"))
    assert again.passages == again.dangers == ()


def test_what_was_not_asked_is_said_and_is_no_no(case: Case, tmp_path: Path) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-09", schema="Worker", label="W-09"))
    verbs.add(case, exported(tmp_path, "csv", [SECOND]), agent="MJ")
    take(case, verbs.item_of(case, "interviews.csv"), agent=case.agent("MJ"))
    known = next(one for one in of_workers(case).values() if one["worker"] == "W-09")
    assert known["flags"] == ["reprisal"] and "child: not_asked" in known["note"]


def test_the_sheet_can_be_filled_in_and_taken(case: Case, tmp_path: Path) -> None:
    verbs.add(case, exported(tmp_path, "csv", [FIRST]), agent="MJ")
    item = verbs.item_of(case, "interviews.csv")
    out = tmp_path / "codings.csv"
    assert sheet(item, answers(case, item), out) == 2
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["elicited"] for row in rows] == ["open", "closed"] and not any(row["stance"] for row in rows)
    out.write_text(out.read_text("utf-8-sig"), encoding="utf-8")
    with pytest.raises(Refused, match="file of this name"):
        sheet(item, [], out)
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "stance": "supports"} for row in rows)
    taken = verbs.register(case, "codings", filled, agent="MJ")
    assert not taken.problems and len(case.state().of("coding")) == 2
    assert {live.record.elicited for live in case.state().of("coding")} == {"open", "closed"}


def test_another_table_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("site,_uuid\nEčka,u1\n", encoding="utf-8")
    verbs.add(case, tmp_path / "plain.csv", tmp_path / "other.csv", agent="MJ")
    with pytest.raises(Refused, match="no export of a form server"):
        answers(case, verbs.item_of(case, "plain.csv"))
    with pytest.raises(Refused, match="no column of it"):
        answers(case, verbs.item_of(case, "other.csv"))
