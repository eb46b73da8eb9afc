import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from workbench.casefile import open_case
from workbench.coding.export import export
from workbench.errors import BadValue, Refused
from workbench.findings.chronology import chronology
from workbench.findings.matrix import matrix
from workbench.findings.network import network
from workbench.findings.responses import responses
from workbench.findings.sites import sites
from workbench.findings.wages import wages
from workbench.release import write as from_the_front_door
from workbench.release.write import forms, write
from workbench.tables import Tables

ALL = {"Matrix": 5, "Network": 6, "Sites": 4, "Chronology": 5, "Wages": 5, "Responses": 5}
PROGRAM = """
import hashlib, json, sys
from pathlib import Path
from workbench.casefile import open_case
from workbench.findings.chronology import chronology
from workbench.findings.matrix import matrix
from workbench.findings.network import network
from workbench.findings.responses import responses
from workbench.findings.sites import sites
from workbench.findings.wages import wages
from workbench.release.write import forms, write
tables, out = open_case(sys.argv[1]).tables(), Path(sys.argv[2])
for make in (sites, network, chronology, matrix, wages, responses):
    finding = make(tables)
    for suffix in forms(type(finding).__name__):
        write(finding, tables, out / f"{type(finding).__name__}{suffix}")
print(json.dumps({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}))
"""
PLACES = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.utf8", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "1"},
]


def test_the_same_case_gives_the_same_bytes_anywhere(hostile_path: Path, tmp_path: Path) -> None:
    answers = []
    for number, place in enumerate(PLACES):
        given = [sys.executable, "-c", PROGRAM, str(hostile_path), str(tmp_path / str(number))]
        done = subprocess.run(given, env={**os.environ, **place}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answers.append(json.loads(done.stdout))
    assert (
        len(answers[0]) == sum(ALL.values()) + 1 + 5
    )  # evidence beside the matrix, tables beside months and responses
    assert answers[0] == answers[1]


def test_twice_is_the_same(hostile: Tables, tmp_path: Path) -> None:
    first, second = (write(matrix(hostile), hostile, tmp_path / name / "m.xlsx")[0] for name in "ab")
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()


@pytest.mark.parametrize(("finding", "number"), ALL.items())
def test_each_finding_has_its_forms(finding: str, number: int) -> None:
    assert len(forms(finding)) == number


def test_paths_are_given_back_and_folders_are_made(hostile: Tables, tmp_path: Path) -> None:
    made = from_the_front_door(matrix(hostile), hostile, str(tmp_path / "new" / "matrix.CSV"))
    assert [path.name for path in made] == ["matrix.CSV", "matrix-evidence.CSV"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(path.name for path in made)


def test_an_unknown_form_is_refused_with_those_that_there_are(hostile: Tables, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.geojson.*\.csv, \.html, \.json, \.svg, \.xlsx"):
        write(matrix(hostile), hostile, tmp_path / "m.geojson")
    with pytest.raises(BadValue, match=r"\.graphml, \.html, \.json, \.svg"):
        write(network(hostile), hostile, tmp_path / "no-suffix")
    with pytest.raises(BadValue, match="Matrix, Network, Sites, Chronology"):
        write("words", hostile, tmp_path / "m.csv")
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_the_new_one_cannot_be_made(hostile: Tables, tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text("earlier", encoding="utf-8")
    broken = matrix(hostile)
    row, column = next(iter(broken.cells))
    broken.cells[row, column] = type(broken.cells[row, column])(state="supported", for_=("0" * 64,))
    with pytest.raises(KeyError):
        write(broken, hostile, file)
    assert file.read_text(encoding="utf-8") == "earlier" and [path.name for path in tmp_path.iterdir()] == ["m.json"]


def test_a_place_that_cannot_be_written_is_named(hostile: Tables, tmp_path: Path) -> None:
    (tmp_path / "m.json").mkdir()
    with pytest.raises(Refused, match=r"m\.json: it cannot be written"):
        write(matrix(hostile), hostile, tmp_path / "m.json")
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]


SEPARATORS = str.maketrans("\t\r\n", ";;;")


def live(cell: str) -> bool:
    """True where a spreadsheet program could begin to read a formula: at the start, or behind where one may split."""
    parts = [part.strip() for part in cell.translate(SEPARATORS).split(";")]
    return not re.fullmatch(r"-?\d+(\.\d+)?", cell) and any(part[:1] in "=+-@＝＋－＠" for part in parts if part)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", ["Matrix", "Chronology", "Network", "Sites", "Wages", "Responses", "Custody"])
def test_no_writer_of_a_spreadsheet_writes_a_formula(hostile: Tables, kind: str, suffix: str) -> None:
    found = {"Matrix": matrix, "Chronology": chronology, "Network": network, "Sites": sites, "Wages": wages,
             "Responses": responses}  # fmt: skip
    makers = [form for _, form in forms(kind).get(suffix, [])]
    pairs = kind == "Network" and suffix == ".csv"
    assert bool(makers) == (kind in ("Matrix", "Chronology", "Wages", "Responses") or pairs)
    written = [form(found[kind](hostile), hostile) for form in makers]
    for data in written:
        if suffix == ".csv":
            cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
            assert cells and not [cell for cell in cells if live(cell)]
        else:
            book = openpyxl.load_workbook(io.BytesIO(data))
            kinds = {cell.data_type for page in book for row in page for cell in row}
            assert kinds <= {"s", "n"}


def test_no_sheet_that_coders_fill_in_holds_a_formula(hostile_path: Path, tmp_path: Path) -> None:
    case = open_case(hostile_path)
    export(case, tmp_path / "codings.csv")
    text = (tmp_path / "codings.csv").read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any("SUM(1+1)" in cell for cell in cells) and not [cell for cell in cells if live(cell)]
