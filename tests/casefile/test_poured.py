"""Pieces arrive whole and in their order, and nothing is written once it is said that it failed."""

import errno
import os
import threading
import time
from io import FileIO
from pathlib import Path

import pytest

from workbench.casefile import poured
from workbench.casefile.poured import pour


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_all_pieces_stand_in_their_order(tmp_path: Path, count: int) -> None:
    pieces = [os.urandom(50_000 + n) for n in range(count)]
    with (tmp_path / "a").open("x+b", buffering=0) as out:
        pour(out, iter(pieces))
    assert (tmp_path / "a").read_bytes() == b"".join(pieces)


def test_one_piece_needs_no_other_thread_and_more_are_made_while_one_is_written(tmp_path: Path, monkeypatch) -> None:
    by, real = list[str](), poured.write_all

    def written(out: FileIO, data: bytes) -> None:
        by.append(threading.current_thread().name)
        time.sleep(0.05)
        real(out, data)

    monkeypatch.setattr(poured, "write_all", written)
    made: list[int] = []

    def pieces(count: int):
        for _ in range(count):
            made.append(len([one for one in by if one != "MainThread"]))
            yield b"x"

    with (tmp_path / "a").open("x+b", buffering=0) as out:
        pour(out, pieces(1))
        assert by == ["MainThread"]
        by.clear()
        made.clear()
        pour(out, pieces(4))
    assert "MainThread" not in by and made[-1] < 4, "the last was made before the one before it was written"
    assert (tmp_path / "a").read_bytes() == b"x" * 5


def test_what_cannot_be_written_ends_it_and_so_does_a_piece_that_cannot_be_made(tmp_path: Path, monkeypatch) -> None:
    count = 0

    def endless():
        nonlocal count
        while True:
            count += 1
            yield b"x" * 1000

    def full(out: FileIO, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def breaking():
        yield b"one"
        yield b"two"
        yield b"three"
        raise ValueError("no canonical form")

    with (tmp_path / "a").open("x+b", buffering=0) as out:
        with pytest.raises(ValueError, match="canonical"):
            pour(out, breaking())
        stands = out.tell()
        time.sleep(0.05)
        assert out.tell() == stands == 11
        monkeypatch.setattr(poured, "write_all", full)
        with pytest.raises(OSError, match="No space"):
            pour(out, endless())
    assert count < 9
