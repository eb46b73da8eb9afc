"""code, undo and counsel as a person types them, on real files."""

import csv
import wave
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from tests.extract.written import WORDS, needs_tesseract, page, png

ENTITIES = "key,schema,label\nW-01,Worker,W-01\n"
HEAD = ["file", "framework", "indicator", "stance", "subject", "means", "quote", "place", "span", "counsel_memo"]
PLACED = [
    "form.xlsx",
    "ilo-11",
    "withholding-of-wages",
    "supports",
    "W-01",
    "first-hand",
    "no pay",
    "Wages!B3",
    "",
    "Secret",
]
SPOKEN = ["talk.wav", "ilo-11", "isolation", "unclear", "W-01", "hearsay", "", "", "0:00:00.25-0:00:00.5", ""]


def table(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


@pytest.fixture
def coded(run: Any, case: Path, tmp_path: Path) -> Path:
    """A case with a real spreadsheet and a real recording, and a coding on each."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Wages"
    for row in (["who", "said"], ["W-02", "paid late"], ["W-01", "no pay since May, no pay at all"]):
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    with wave.open(str(tmp_path / "talk.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 8000)
    assert run("add", "c", "form.xlsx", "talk.wav", "--agent", "MJ").code == 0
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    assert run("register", "c", "entities", "entities.csv", "--agent", "MJ").code == 0
    done = run("code", "c", "import", table(tmp_path / "codings.csv", PLACED, SPOKEN), "--agent", "MJ", "--json")
    assert (done.code, done.json["recorded"]) == (0, 2), done.err
    return case


def test_a_cell_and_a_stretch_are_anchored_and_shown(run: Any, coded: Path) -> None:
    (passage,) = run("show", "c", "form.xlsx", "--json").json["passages"]
    assert (passage["quote"], passage["place"]) == ("no pay", "Wages!B3")
    (passage,) = run("show", "c", "talk.wav", "--json").json["passages"]
    assert passage["place"] == "0.25 to 0.5 s"
    assert run("verify", "c").code == 0


def test_words_of_another_cell_and_a_stretch_of_a_form_are_refused(run: Any, coded: Path, tmp_path: Path) -> None:
    wrong = [*PLACED[:7], "Wages!B2", "", ""]
    other = ["form.xlsx", *SPOKEN[1:]]
    done = run("code", "c", "import", table(tmp_path / "w.csv", wrong, other), "--agent", "MJ", "--json")
    assert (done.code, done.json["recorded"]) == (1, 0)
    assert "place Wages!B2" in done.json["problems"][0]["message"]
    assert "line 3, column span" in done.json["problems"][1]["message"]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "qdpx", "json", "jsonld"])
def test_codings_go_out_and_in_again_and_the_copy_is_logged(run: Any, coded: Path, ending: str) -> None:
    assert run("code", "c", "export", f"o.{ending}", "--agent", "MJ", "--json").json == {
        "written": 2,
        "file": f"o.{ending}",
    }
    again = run("code", "c", "import", f"o.{ending}", "--agent", "MJ", "--json")
    assert (again.code, again.json) == (0, {"recorded": 0, "already": 2, "problems": []})
    logged = b"".join(path.read_bytes() for path in (coded / "access").iterdir())
    assert f"o.{ending}".encode() in logged
    assert run("verify", "c").code == 0


def test_a_codebook_goes_out_and_is_compared(run: Any, coded: Path) -> None:
    assert run("code", "c", "export", "o.qdc", "--framework", "ilo-11").code == 0
    assert "11 codes are indicators, 0 not taken" in run("code", "c", "import", "o.qdc", "--agent", "MJ").out
    assert not (coded / "access").exists(), "a codebook holds nothing of the case"


def test_a_hostile_project_is_refused_in_one_line(run: Any, coded: Path, tmp_path: Path) -> None:
    (tmp_path / "x.qdc").write_bytes(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><CodeBook>&x;</CodeBook>')
    (tmp_path / "y.qdpx").write_bytes(b"no zip")
    for name in ("x.qdc", "y.qdpx"):
        done = run("code", "c", "import", name, "--agent", "MJ")
        assert (done.code, done.out) == (2, "") and name in done.err and "Traceback" not in done.err


def test_undo_and_undo_of_the_undo(run: Any, coded: Path) -> None:
    cell = run("evidence", "c", "W-01", "withholding-of-wages", "--json").json[0]
    done = run("undo", "c", cell["id"][:12], "--agent", "AK", "--reason", "coded twice", "--json")
    assert (done.code, done.json["event"], done.json["kind"]) == (0, cell["id"], "coding")
    assert run("evidence", "c", "W-01", "withholding-of-wages", "--json").json == []
    back = run("undo", "c", done.json["correction"][:12], "--agent", "AK", "--json")
    assert back.json["back"] == cell["id"]
    assert run("evidence", "c", "W-01", "withholding-of-wages", "--json").json[0]["id"] == cell["id"]
    refused = run("undo", "c", "ffffffff", "--agent", "AK")
    assert (refused.code, refused.out) == (2, "")
    assert run("undo", "c", cell["id"][:12]).code == 2, "nobody is named"


def test_counsel_s_memos_are_listed_inside_and_in_no_export(run: Any, coded: Path, tmp_path: Path) -> None:
    (memo,) = run("counsel", "c", "--json").json
    assert (memo["text"], memo["subject"]) == ("Secret", "W-01")
    assert "Secret" in run("counsel", "c").out
    for ending in ("csv", "qdpx", "json"):
        run("code", "c", "export", f"o.{ending}")
        assert b"Secret" not in (tmp_path / f"o.{ending}").read_bytes()
    assert run("matrix", "c", "--out", "m.html", "--out", "m.json").code == 0
    assert "Secret" not in (tmp_path / "m.html").read_text("utf-8") + (tmp_path / "m.json").read_text("utf-8")


def test_help_says_whose_the_export_is(run: Any) -> None:
    text = " ".join(run("code", "--help").out.split())
    assert "the team's" in text and "in clear" in text and "never names" in text


@needs_tesseract
def test_a_quote_of_doubtful_words_is_told_when_it_is_coded(run: Any, case: Path, tmp_path: Path) -> None:
    drawn = page(*WORDS["vie"] * 2)
    blurred = drawn.resize((drawn.width // 5, drawn.height // 5), Image.Resampling.BOX).resize(drawn.size)
    (tmp_path / "a.png").write_bytes(png(blurred))
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    assert run("register", case, "entities", tmp_path / "entities.csv", "--agent", "MJ").code == 0
    assert run("add", case, tmp_path / "a.png", "--agent", "MJ").code == 0
    assert run("read", case, "a.png", "--ocr", "--language", "vi", "--agent", "MJ").code == 1
    doubtful = run("read", case, "a.png", "--json").json["doubtful"]
    said = ["a.png", "ilo-11", "isolation", "unclear", "W-01", "document", doubtful[0]["text"], "", "", ""]
    answer = run("code", case, "import", table(tmp_path / "c.csv", said), "--agent", "MJ")
    assert answer.code == 0 and "1 recorded" in answer.out, answer.err
    assert f"doubtful, read by a machine: {doubtful[0]['text']} (" in answer.err
