"""A copy is hashed as it reads back, a long one while it grows, with the kernel's help and without."""

import errno
import hashlib
import os
import threading
from pathlib import Path

import pytest

from workbench.casefile import copied
from workbench.casefile.copied import ENOUGH, PIECE, ReadBack, chunks_of, copy
from workbench.errors import Unreadable

SIZES = [0, 1, PIECE, PIECE + 1, 2 * PIECE + 12345]


def both(source: Path) -> tuple[tuple[str, int], bytes]:
    target = source.with_name("copy")
    with source.open("rb", buffering=0) as incoming, target.open("x+b", buffering=0) as out:
        told = copy(incoming, out, source)
    return told, target.read_bytes()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kernel", ["helps", "refuses", "stops half-way"])
def test_what_is_told_is_what_stands_in_the_copy(tmp_path: Path, monkeypatch, size: int, kernel: str) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    real, calls = os.copy_file_range, []

    def other(source, target, count):
        calls.append(count)
        if kernel == "refuses":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(source, target, 1000) if len(calls) == 1 else 0

    if kernel != "helps":
        monkeypatch.setattr(os, "copy_file_range", other)
    assert both(tmp_path / "a") == ((hashlib.sha256(data).hexdigest(), size), data)


def test_what_the_disk_changed_is_in_the_digest(tmp_path: Path, monkeypatch) -> None:
    """The digest is of the copy: a disk that gives other bytes back than it took does not go unseen."""
    (tmp_path / "a").write_bytes(bytes(2 * PIECE))
    real = os.copy_file_range

    def changing(source, target, count):
        begin = os.lseek(target, 0, os.SEEK_CUR)
        taken = real(source, target, count)
        if begin == 0:
            os.pwrite(target, b"!", 7)
        return taken

    monkeypatch.setattr(os, "copy_file_range", changing)
    (digest, _), written = both(tmp_path / "a")
    assert written[7:8] == b"!" and digest == hashlib.sha256(written).hexdigest()


@pytest.mark.parametrize("size", [10, PIECE + 1])
def test_a_full_disk_and_a_copy_that_is_cut_are_told(tmp_path: Path, monkeypatch, size: int) -> None:
    (tmp_path / "a").write_bytes(bytes(size))

    def no_room(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "copy_file_range", no_room)
    monkeypatch.setattr(copied, "write_all", no_room)
    with pytest.raises(OSError, match="No space left"):
        both(tmp_path / "a")


def test_a_copy_that_became_shorter_under_the_hand_is_told(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a").write_bytes(bytes(2 * PIECE))
    real = os.copy_file_range

    def cutting(source, target, count):
        taken = real(source, target, count)
        os.ftruncate(target, 0)
        return taken

    monkeypatch.setattr(os, "copy_file_range", cutting)
    with pytest.raises(OSError, match="shorter"):
        both(tmp_path / "a")


def test_of_a_long_copy_the_disk_takes_what_was_written_before_its_end(tmp_path: Path, monkeypatch) -> None:
    size, begun = ENOUGH + PIECE, []
    with (tmp_path / "a").open("wb") as long:
        long.truncate(size)
    monkeypatch.setattr(copied, "begin", lambda descriptor: begun.append(os.fstat(descriptor).st_size))
    (digest, told), written = both(tmp_path / "a")
    assert (told, digest) == (size, hashlib.sha256(written).hexdigest()) and begun == [ENOUGH]


@pytest.mark.parametrize("size", [PIECE - 1, PIECE])
def test_whoever_stops_in_the_middle_leaves_no_thread_behind(tmp_path: Path, size: int) -> None:
    before = threading.active_count()
    file = (tmp_path / "a").open("x+b", buffering=0)
    with file, pytest.raises(ZeroDivisionError), ReadBack(file.fileno()) as back:
        file.write(bytes(size))
        back.reached(size)
        assert threading.active_count() == before + (size >= PIECE)
        raise ZeroDivisionError
    assert threading.active_count() == before


def test_what_was_written_after_the_thread_began_is_in_the_digest(tmp_path: Path) -> None:
    data = os.urandom(2 * PIECE + 5)
    with (tmp_path / "a").open("x+b", buffering=0) as file, ReadBack(file.fileno()) as back:
        for start in range(0, len(data), PIECE):
            back.reached(start + file.write(data[start : start + PIECE]))
        assert back.digest() == hashlib.sha256(data).hexdigest()


def test_chunks_are_all_the_bytes_and_a_read_that_fails_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abcdefg")
    with file.open("rb", buffering=0) as incoming:
        assert list(chunks_of(incoming, file, 3)) == [b"abc", b"def", b"g"]

    class Broken:
        def read(self, size: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(Unreadable, match="Input/output"):
        list(chunks_of(Broken(), file, 3))  # type: ignore[arg-type]
