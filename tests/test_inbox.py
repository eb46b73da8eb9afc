"""What is handed over is found once, under a name that the ledger can hold."""

import os
from pathlib import Path

import pytest

from workbench import inbox
from workbench.inbox import Found, RefusedPath, file_time, find, spans


def test_files_come_folder_by_folder_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x")
    refused: list[RefusedPath] = []
    found = list(find([tmp_path / "in"], tmp_path / "case", refused))
    assert [one.name for one in found] == ["b.txt", "a/1.txt", "a/2.txt"] and not refused


def test_a_name_that_is_no_text_is_written_out_and_what_is_inside_the_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "x.txt").write_text("x")
    odd = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(odd)).write_text("x")
    refused: list[RefusedPath] = []
    found = list(find([os.fsdecode(odd), tmp_path / "case" / "x.txt"], tmp_path / "case", refused))
    assert [one.name for one in found] == ["\\xff.txt"]
    assert [one.code for one in refused] == ["refused"]


def test_the_time_of_a_file_is_what_its_system_says_of_it_and_not_of_what_a_link_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.utime(tmp_path / "a", (1636963443, 1636963443))
    assert file_time(tmp_path / "a") == "2021-11-15T08:04:03" != file_time(tmp_path / "link")
    assert file_time(tmp_path / "gone") is None
    # Most file systems bend a time like this one when it is set; some hold it.
    monkeypatch.setattr(Path, "lstat", lambda self: os.stat_result((0o100644, 0, 0, 0, 0, 0, 0, 0, -(10**11), 0)))
    assert file_time(tmp_path / "a") is None


def test_a_span_ends_with_the_batch_that_makes_it_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "SPAN_BYTES", 10)
    for number, size in enumerate((1, 1, 1, 9, 1, 1, 1)):
        (tmp_path / str(number)).write_bytes(bytes(size))
    found = [Found(tmp_path / str(number), str(number)) for number in range(7)]
    assert [[one.name for one in span] for span in spans(found, batch=2, most=8)] == [
        ["0", "1", "2", "3"],
        ["4", "5", "6"],
    ]
    assert [len(span) for span in spans(found, batch=2, most=1)] == [2, 2, 2, 1]
