"""Written whole, or not there: also where the disk is full in the middle of it."""

import errno
import os
from pathlib import Path

import pytest

from workbench.casefile import new_file
from workbench.casefile.new_file import write_new
from workbench.errors import NotWritten


def test_it_is_written_once_and_nothing_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    write_new(file, b"one")
    with pytest.raises(FileExistsError):
        write_new(file, b"two")
    assert file.read_bytes() == b"one"


@pytest.mark.parametrize("call", ["write_all", "fsync", "sync_folder"])
def test_a_full_disk_leaves_nothing_and_the_same_name_can_be_used_again(tmp_path: Path, monkeypatch, call: str) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "head.json"
    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if call == "fsync" else (new_file, call)), full)
        with pytest.raises(NotWritten, match="No space left"):
            write_new(file, b"one")
    assert not file.exists()
    write_new(file, b"one")
    assert file.read_bytes() == b"one"


def test_where_there_is_no_folder_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"head\.json"):
        write_new(tmp_path / "nowhere" / "head.json", b"one")


def test_the_file_and_its_folder_are_both_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, real = list[str](), os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_new(tmp_path / "head.json", b"one")
    assert synced == [str(tmp_path / "head.json"), str(tmp_path)]
