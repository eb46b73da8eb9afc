"""Nothing is followed, waited for, or half-written; refusals name the file."""

import errno
import os
import socket
from pathlib import Path

import pytest

from workbench.casefile import disk
from workbench.casefile.disk import changing, make_folders, opened, sync_folder, whole_bytes, write_all
from workbench.errors import Missing, NotWritten, Refused, Unreadable


def test_a_regular_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    assert whole_bytes(tmp_path / "a") == b"x" * 3_000_000


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "socket", "device"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "link":
        (tmp_path / "a").touch()
        path.symlink_to(tmp_path / "a")
    elif kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        here = os.getcwd()
        os.chdir(tmp_path)  # the name of a socket may not be long
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind("x")
        finally:
            os.chdir(here)
    else:
        path = Path("/dev/zero")
    with pytest.raises(Refused) as raised:
        opened(path)
    assert raised.value.subject == str(path)


def test_nothing_there_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "gone", tmp_path / "file" / "inside"):
        with pytest.raises(Missing):
            opened(path)


def test_what_may_not_be_read_is_unreadable_and_not_missing(open_place: Path, without_rights) -> None:
    (open_place / "a").write_bytes(b"x")
    (open_place / "a").chmod(0)
    with without_rights(), pytest.raises(Unreadable, match="Permission denied"):
        whole_bytes(open_place / "a")


def test_every_byte_is_written_though_the_system_takes_few_at_a_time() -> None:
    class Slow:
        def __init__(self) -> None:
            self.got = b""

        def write(self, data) -> int:
            self.got += bytes(data[:3])
            return min(3, len(data))

    out = Slow()
    write_all(out, b"0123456789")  # type: ignore[arg-type]
    assert out.got == b"0123456789"


def test_a_refusal_to_write_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as raised, changing(tmp_path / "ledger"):
        raise OSError(errno.EROFS, "Read-only file system")
    assert raised.value.subject.endswith("ledger")
    assert "Read-only file system" in raised.value.cause
    with pytest.raises(Missing), changing(tmp_path):
        raise Missing("x")


def test_a_folder_is_synced(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")


def test_folders_are_made_with_those_above_them_and_each_name_is_synced(tmp_path: Path, monkeypatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(disk, "sync_folder", synced.append)
    make_folders(tmp_path / "a" / "b")
    make_folders(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    assert synced == [tmp_path, tmp_path / "a"]
