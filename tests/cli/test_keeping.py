"""The custody command: shown, added to, written, packed; nothing on standard output but what was asked for."""

import shutil
from pathlib import Path
from typing import Any

import bagit
import pytest

from tests.casefile.sealed_case import told_by
from workbench.casefile import open_case


@pytest.fixture
def item(run, case: Path, tmp_path: Path) -> str:
    (tmp_path / "IMG-20240518-WA0007.jpg").write_bytes(b"\xff\xd8\xff\xe0not quite a picture")
    added = run("add", case, "IMG-20240518-WA0007.jpg", "--agent", "MJ", "--source", "W-05", "--json")
    return str(added.json["items"][0]["id"])


def test_the_record_is_shown_with_what_is_not_on_record(run, case: Path, item: str) -> None:
    shown = run("custody", case, item[:12])
    assert shown.code == 0 and "integrity since intake, not authorship" in shown.out and "not on record" in shown.out
    told = run("custody", case, item, "--json")
    assert told.json["says"] == "This sheet shows integrity since intake, not authorship."
    assert {loss["code"] for loss in told.json["losses"]} >= {"name-of-messenger"}


def test_collection_and_transfer_are_recorded(run, case: Path, item: str) -> None:
    done = run("custody", case, item, "--collected", "--by", "W-05", "--from", "W-05", "--how", "his telephone",
               "--when", "2024-05-18T21:40", "--where", "барака Б", "--consent", "oral", "--agent", "MJ",
               "--json")  # fmt: skip
    assert done.code == 0 and done.json["not_on_record"] == []
    assert done.json["origin"]["occurred"] == "2024-05-18 21:40 (time zone not stated)"
    done = run("custody", case, item, "--transfer", "--to", "MJ", "--how", "WhatsApp", "--lost", "no-exif",
               "--agent", "MJ", "--json")  # fmt: skip
    assert [event["action"] for event in done.json["events"]] == ["intake", "collected", "transfer"]
    assert run("verify", case).code == 0


def test_whom_it_came_from_is_a_teller_by_key_and_words_are_said_to_be_words(run, case: Path, item: str) -> None:
    words = run("custody", case, item, "--transfer", "--from", "a cousin", "--agent", "MJ")
    assert words.code == 0 and "a cousin is the key of no source" in words.err
    assert len(words.err.splitlines()) == 1 and "Told by                W-05\n" in words.out
    run("add", case, "c/format.json", "--agent", "MJ", "--source", "W-06")
    told = run("custody", case, item, "--transfer", "--from", "W-06", "--agent", "MJ")
    assert told.code == 0 and not told.err and "Told by                W-05; W-06\n" in told.out


def test_sheets_and_a_bag_are_written_and_logged(run, case: Path, item: str, tmp_path: Path) -> None:
    done = run("custody", case, item, "--out", "s.pdf", "--out", "s.html", "--out", "s.jsonld", "--bag", "b",
               "--with-original", "--agent", "MJ", "--json")  # fmt: skip
    assert done.code == 0 and (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF-")
    assert bagit.Bag(str(tmp_path / "b")).validate()
    left = run("custody", case, item, "--json").json["accesses"]
    assert [len(one["files"]) for one in left] == [3, len(list((tmp_path / "b").rglob("*.*"))) + 1]
    assert not any(one["whole"] for one in left)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "W-05"),
        ("--lost", "no-exif"),
        ("--with-original",),
        ("--collected", "--when", "soon", "--agent", "MJ"),
        ("--transfer", "--to", "MJ"),
        ("--out", "s.docx", "--agent", "MJ"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, case: Path, item: str, arguments) -> None:
    answer = run("custody", case, item, *arguments)
    assert answer.code == 2 and len(answer.err.splitlines()) == 1 and not answer.out


def test_bytes_that_changed_end_with_one(run, case: Path, item: str) -> None:
    (stored,) = [path for path in (case / "objects").glob("*/*") if path.read_bytes().startswith(b"\xff\xd8")]
    stored.chmod(0o600)
    stored.write_bytes(b"\xff\xd8\xff\xe0not quite another")
    answer = run("custody", case, item, "--json")
    assert answer.code == 1 and answer.json["item"]["stored"] == "changed"


def test_a_merge_is_told_on_the_terminal(run: Any, case: Path, tmp_path: Path) -> None:
    told_by(open_case(case))
    shutil.copytree(case, tmp_path / "copy")
    assert run("merge", case, tmp_path / "copy", "--agent", "MJ").code == 0
    assert "Another copy of this case existed and was merged with it" in run("custody", case, "t.txt").out
