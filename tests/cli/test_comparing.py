"""Versions of one account through the command line: listed, compared by a person, and seen in the matrix."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def copy(demo_case: Any, tmp_path: Path) -> Path:
    """A copy of the demo case that may be written."""
    shutil.copytree(demo_case.path, tmp_path / "d")
    return tmp_path / "d"


def test_there_and_back(run: Any, copy: Path, tmp_path: Path) -> None:
    listed = run("versions", "d", "--out", "v.csv", "--json")
    assert listed.code == 0 and listed.json["open"] == len(listed.json["pairs"]) > 20
    with (tmp_path / "v.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == listed.json["open"]
    at = next(place for place, row in enumerate(rows) if row["origin"] == "W-05" and row["quote"])
    rows[at] |= {"material": "yes", "note": "another day is named"}
    with (tmp_path / "done.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = run("versions", "d", "--decide", "done.csv", "--agent", "MJ", "--json")
    assert (done.code, done.json["recorded"], done.json["problems"]) == (0, 1, []), done.err
    after = run("versions", "d", "--json").json
    assert after["open"] == listed.json["open"] - 1
    said = [one for pair in after["pairs"] for one in pair["differences"]]
    assert [(one["material"], one["by"], one["note"]) for one in said] == [(True, "MJ", "another day is named")]
    shown = run("versions", "d")
    assert "material, says MJ: another day is named" in shown.out
    assert run("verify", "d").code == 0
    assert run("matrix", "d", "--out", "m.json").code == 0
    cells = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["cells"]
    told = [one for cell in cells for version in cell["versions"] for one in version["differences"]]
    assert "another day is named" in {one["note"] for one in told}


def test_what_cannot_be_done_is_said(run: Any, copy: Path, tmp_path: Path) -> None:
    run("versions", "d", "--open", "--out", "v.csv")
    assert run("versions", "d", "--out", "v.csv").code == 2
    nobody = run("versions", "d", "--decide", "v.csv")
    assert nobody.code == 2 and "--agent" in nobody.err
    empty = run("versions", "d", "--decide", "v.csv", "--agent", "MJ", "--json")
    assert (empty.code, empty.json["recorded"]) == (0, 0)
    assert run("versions", "d", "--framework", "nothing").code == 2
