"""Forms and submissions: names to labels, answers as they were written, repeats under their parent."""

import io
import json
import os
from pathlib import Path

import openpyxl
import pytest

from workbench.extract import extract
from workbench.extract.forms import form_of, of_tables, of_values

SURVEY = [
    ["type", "name", "label::English (en)", "label::Vietnamese (vi)", "hint"],
    ["start", "start", "", "", ""],
    ["begin group", "work", "Work", "Việc", ""],
    ["select_multiple papers", "held", "What was taken?", "Họ giữ gì?", ""],
    ["begin_repeat", "debt", "Debts", "Nợ", ""],
    ["integer", "sum", "How much?", "Bao nhiêu?", ""],
    ["end_repeat", "", "", "", ""],
    ["end group", "", "", "", ""],
    ["text", "note", "Anything else?", "", ""],
]
CHOICES = [["list_name", "name", "label::English (en)", "label::Vietnamese (vi)"],
           ["papers", "pass", "Passport", "Hộ chiếu"], ["papers", "none", "Nothing", "Không"]]  # fmt: skip
SETTINGS = [["form_title", "form_id"], ["Interview", "interview-1"]]
KOBO = {
    "Interview": [["start", "work/held", "note", "_index", "_uuid", "_submission_time"],
                  ["2021-11-15T08:14:03.000+01:00", "pass none", "007", "1", "u-1", "2021-11-15T09:00:00"],
                  ["2021-11-16T08:14:03.000+01:00", "none", "None", "2", "u-2", "2021-11-16T09:00:00"]],
    "debt": [["sum", "_index", "_parent_table_name", "_parent_index"],
             ["2300", "1", "Interview", "1"], ["0450", "2", "Interview", "1"], ["9", "3", "Interview", "99"]],
}  # fmt: skip


def book(**sheets) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(out)
    return out.getvalue()


def told(found, kind: str):
    return json.loads(next(made.data for made in found.made if made.kind == kind))


def test_a_form_gives_its_questions_with_labels_and_choices(read) -> None:
    found = read(book(survey=SURVEY, choices=CHOICES, settings=SETTINGS), "form.xlsx")
    form = told(found, "form")
    assert (form["id"], form["title"]) == ("interview-1", "Interview")
    assert [(one["path"], one["type"]) for one in form["questions"]] == [
        ("start", "start"), ("work", "begin group"), ("work/held", "select_multiple papers"),
        ("work/debt", "begin_repeat"), ("work/debt/sum", "integer"), ("note", "text"),
    ]  # fmt: skip
    assert form["questions"][2]["labels"] == {"English (en)": "What was taken?", "Vietnamese (vi)": "Họ giữ gì?"}
    assert form["choices"]["papers"]["pass"]["Vietnamese (vi)"] == "Hộ chiếu"


def test_submissions_stay_text_and_repeats_stand_under_their_parent(read) -> None:
    filled = told(read(book(**KOBO), "kobo.xlsx"), "submissions")["submissions"]
    first, second, lost = filled
    assert first["id"] == "u-1" and ["note", "007"] in first["answers"] and ["note", "None"] in second["answers"]
    assert first["repeats"] == [
        {"group": "debt", "id": "", "answers": [["sum", "2300"]]},
        {"group": "debt", "id": "", "answers": [["sum", "0450"]]},
    ]  # fmt: skip
    assert lost == {"group": "debt", "id": "", "answers": [["sum", "9"]]}  # its parent is not there: it is not lost


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_of_submissions_is_known_by_its_columns(delimiter: str, read) -> None:
    rows = [delimiter.join(f'"{cell}"' for cell in row) for row in KOBO["Interview"]]
    found = read("\n".join(rows).encode(), "kobo.csv")
    filled = told(found, "submissions")["submissions"]
    assert [one["id"] for one in filled] == ["u-1", "u-2"] and ["work/held", "pass none"] in filled[0]["answers"]
    assert [made.kind for made in read(b"name,fee\nLinh,007\n", "fees.csv").made] == ["text", "layout"]


def test_json_of_a_server_is_flat_with_repeats_and_files(read) -> None:
    one = {"_id": 7, "_uuid": "u-1", "work/held": "pass", "age": 31, "work/debt": [{"work/debt/sum": "0450"}],
           "_attachments": [{"filename": "a/b/1.jpg"}], "meta": {"instanceID": "uuid:1"}}  # fmt: skip
    filled = told(read(json.dumps({"count": 1, "results": [one]}).encode(), "data.json"), "submissions")["submissions"]
    assert filled[0]["answers"] == [["work/held", "pass"], ["age", "31"], ["meta/instanceID", "uuid:1"]]
    assert filled[0]["repeats"][0]["answers"] == [["work/debt/sum", "0450"]] and filled[0]["files"] == ["a/b/1.jpg"]


def test_other_tables_and_values_are_neither() -> None:
    assert form_of({"survey": [["a", "b"], ["c", "d"]]}) is None and form_of({}) is None
    assert of_tables({"a": [["name"], ["Linh"]]}) is None and of_tables({}) is None
    assert of_values([1, 2]) is None and of_values({"a": 1}) is None and of_values([]) is None


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="WORKBENCH_CORPUS names no folder of real files")
def test_real_forms_are_forms() -> None:
    forms = sorted(Path(os.environ["WORKBENCH_CORPUS"], "forms").rglob("*.xlsx"))
    with_form = [path for path in forms if any(made.kind == "form" for made in extract(path, path.name).made)]
    assert len(with_form) >= 0.6 * len(forms) > 5
