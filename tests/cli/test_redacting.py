"""`workbench redact`: places by name, no word of them printed, the copy written, the access logged."""

from pathlib import Path

import pytest
from PIL import Image

SECRET = "Tran Van Hu Cau"


@pytest.fixture
def filled(run, case: Path, tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(f"{SECRET} keeps our passports. {SECRET} took the wage.\n")
    Image.new("RGB", (60, 40), "white").save(tmp_path / "gate.png")
    assert run("add", case, "letter.txt", "gate.png", "--agent", "MJ").code == 0
    return case


def test_it_withholds_without_showing_and_names_what_it_made(run, filled: Path, tmp_path: Path) -> None:
    answer = run("redact", filled, "letter.txt", "--words", SECRET, "--reason", "identity", "--agent", "AK", "--out",
                 "o.txt", "--json")  # fmt: skip
    assert answer.code == 0, answer.err
    assert {"redaction", "item", "derivative", "file", "log"} <= set(answer.json)
    assert [(one["kind"], one["by"], one["reason"]) for one in answer.json["log"]] == [("text", "AK", "identity")] * 2
    assert (tmp_path / "o.txt").read_text() == "[withheld: name] keeps our passports. [withheld: name] took the wage.\n"
    told = run("redact", filled, "letter.txt", "--words", "wage", "--reason", "health", "--agent", "AK")
    assert told.code == 0 and SECRET not in told.out + told.err + answer.out + answer.err
    shown = run("show", filled, "letter.txt", "--json").json
    assert [one["kind"] for one in shown["derivatives"]].count("redacted") == 2
    assert run("verify", filled).code == 0


def test_undoing_it_and_asking_again_brings_the_words_back(run, filled: Path, tmp_path: Path) -> None:
    made = run(
        "redact", filled, "letter.txt", "--words", SECRET, "--reason", "identity", "--agent", "MJ", "--json"
    ).json
    assert run("undo", filled, made["redaction"][:12], "--agent", "MJ").code == 0
    again = run("redact", filled, "letter.txt", "--agent", "MJ", "--out", "o.txt", "--json")
    assert again.json["redaction"] is None and again.json["log"] == [] and SECRET in (tmp_path / "o.txt").read_text()


def test_a_region_of_a_picture_is_painted(run, filled: Path, tmp_path: Path) -> None:
    answer = run("redact", filled, "gate.png", "--region", "10,10,20,5", "--reason", "child", "--agent", "MJ", "--out",
                 "o.png")  # fmt: skip
    assert answer.code == 0, answer.err
    assert sorted(Image.open(tmp_path / "o.png").getcolors())[0] == (100, (0, 0, 0))


@pytest.mark.parametrize(
    "asked",
    [["--words", "nobody"], ["--region", "1,2,3"], ["--region", "90,90,5,5"], ["--passage", "abcdef"], ["--span", "x"],
     ["--reason", "because"]],
)  # fmt: skip
def test_what_cannot_be_placed_is_one_line_and_two(run, filled: Path, asked: list[str]) -> None:
    item = "gate.png" if asked[0] == "--region" else "letter.txt"
    more = ["--whole"] if "--reason" in asked else ["--reason", "other"]
    answer = run("redact", filled, item, *asked, *more, "--agent", "MJ")
    assert answer.code == 2 and answer.out == "" and "Traceback" not in answer.err


def test_a_copy_is_shown_without_the_original(run, filled: Path) -> None:
    assert run("redact", filled, "letter.txt", "--show").code == 2
    assert run("redact", filled, "letter.txt", "--words", SECRET, "--reason", "identity", "--agent", "MJ").code == 0
    assert run("redact", filled, "gate.png", "--region", "1,1,5,5", "--reason", "child", "--agent", "MJ").code == 0
    for stored in run("items", filled, "--json").json:
        (filled / "objects" / stored["sha256"][:2] / stored["sha256"]).unlink()
    shown = run("redact", filled, "letter.txt", "--show")
    assert shown.code == 0 and "[withheld: name] keeps our passports." in shown.out and SECRET not in shown.out
    told = run("redact", filled, "letter.txt", "--show", "--json").json
    assert told["text"].count("[withheld: name]") == 2 and len(told["log"]) == 2 and told["redaction"] is None
    assert "image/png" in run("redact", filled, "gate.png", "--show").out
