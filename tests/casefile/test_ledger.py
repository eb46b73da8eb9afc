"""A chain grows batch by batch; a batch is there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from workbench.casefile import ledger, poured
from workbench.casefile.batch import write_batch
from workbench.casefile.chains import tips_of
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import Place, append, examine, first_event, read_chain, tip, whole_size
from workbench.casefile.line import ROOT_DIGEST, BrokenLine
from workbench.errors import NotWritten, Refused, WorkbenchError

CHAIN = "3f" * 16


def batch(file: Path, count: int, words: str = "x") -> bytes:
    event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": {"words": words}, "id": "0" * 64, "kind": "count"}
    return write_batch(file.stem, tip(file), [event] * count, Signer(bytes(32)))


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """Three batches: of two, one and three events."""
    file = tmp_path / f"{CHAIN}.jsonl"
    for count in (2, 1, 3):
        append(file, batch(file, count))
    return file


def test_events_come_back_in_order_without_a_gap(chain: Path) -> None:
    lines = list(read_chain(chain))
    assert [line.n for line in lines] == list(range(6))
    assert tip(chain) == (6, lines[-1].digest)
    assert tips_of(lines) == {CHAIN: (6, lines[-1].digest)}


def test_cut_at_any_byte_a_chain_holds_whole_batches_only_and_grows_on(chain: Path) -> None:
    whole = chain.read_bytes()
    ends = [0] + [sum(len(line) for line in whole.splitlines(keepends=True)[:count]) for count in (2, 3, 6)]
    for cut in range(0, len(whole) + 1, 7):
        chain.write_bytes(whole[:cut])
        expected = {0: 0, 1: 2, 2: 3, 3: 6}[max(n for n, end in enumerate(ends) if end <= cut)]
        assert len(list(read_chain(chain))) == expected
        assert whole_size(chain) == max(end for end in ends if end <= cut)
        append(chain, batch(chain, 1))
        assert len(list(read_chain(chain))) == expected + 1


@pytest.mark.parametrize("stale", [b"\0" * 512, b"\x00\xff\xd8\x01" * 128], ids=["zeros", "what lay there"])
@pytest.mark.parametrize("count", [1, 3, 400])
def test_a_batch_that_a_power_cut_left_without_some_sectors_does_not_count(
    tmp_path: Path, stale: bytes, count: int
) -> None:
    (tmp_path / "ledger").mkdir()
    chain = tmp_path / "ledger" / f"{CHAIN}.jsonl"
    append(chain, batch(chain, 3))
    append(chain, batch(chain, 1))
    before, data = chain.read_bytes(), batch(chain, count)
    cut = data[:40] + stale[: len(data) - 41][:200] + data[40 + min(200, len(data) - 41) :]
    assert cut.endswith(b"\n") and len(cut) == len(data)
    chain.write_bytes(before + cut)
    assert len(list(read_chain(chain))) == 4
    assert whole_size(chain) == len(before)
    append(chain, batch(chain, 2))
    assert len(list(read_chain(chain))) == 6
    (aside,) = (tmp_path / "cache").iterdir()
    assert aside.read_bytes() == cut, "nothing is thrown away that ends like a batch"


def test_a_batch_that_lost_one_byte_at_the_end_of_a_sector_does_not_count(chain: Path) -> None:
    data = batch(chain, 2)
    chain.write_bytes(chain.read_bytes() + b"\0" + data[1:])
    assert (len(list(read_chain(chain))), tip(chain)[0]) == (6, 6)


def test_an_older_batch_that_was_overwritten_is_broken_and_what_follows_is_read(chain: Path) -> None:
    raw = chain.read_bytes()
    chain.write_bytes(raw[:40] + b"\0" * 50 + raw[90:])
    found = [entry for entry, _ in examine(chain)]
    assert [n for n, entry in enumerate(found) if isinstance(entry, WorkbenchError)] == [0]
    assert len(found) == 6
    assert tip(chain)[0] == 6


def test_a_batch_longer_than_the_window_at_the_end_is_cut_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / f"{CHAIN}.jsonl"
    append(file, batch(file, 1))
    before = file.read_bytes()
    append(file, batch(file, 50, "long " * 1000))
    assert tip(file)[0] == 51
    file.write_bytes(file.read_bytes()[:-10])
    assert (whole_size(file), tip(file)[0]) == (len(before), 1)


def test_one_event_larger_than_the_window_is_read(tmp_path: Path) -> None:
    file = tmp_path / f"{CHAIN}.jsonl"
    append(file, batch(file, 2, "y" * ledger.TAIL * 2))
    assert tip(file)[0] == len(list(read_chain(file))) == 2


def test_a_flip_is_named_where_it_is_and_the_rest_is_still_read(chain: Path) -> None:
    lines = chain.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"words":"x"', b'"words":"y"')
    chain.write_bytes(b"".join(lines))
    found = [entry for entry, _ in examine(chain)]
    assert [n for n, entry in enumerate(found) if isinstance(entry, WorkbenchError)] == [2]
    assert found[2].line == 3
    with pytest.raises(BrokenLine, match="line 3"):
        list(read_chain(chain))


@pytest.mark.parametrize("change", ["drop", "swap", "repeat", "first"])
def test_lines_moved_about_are_seen(chain: Path, change: str) -> None:
    lines = chain.read_bytes().splitlines(keepends=True)
    moved = {
        "drop": lines[:2] + lines[3:],
        "swap": [lines[0], lines[1], lines[3], lines[2], *lines[4:]],
        "repeat": [*lines[:3], lines[2], *lines[3:]],
        "first": lines[1:],
    }[change]
    chain.write_bytes(b"".join(moved))
    with pytest.raises(BrokenLine, match="follow"):
        list(read_chain(chain))


def test_a_chain_under_another_name_is_another_chain(chain: Path) -> None:
    other = chain.rename(chain.with_name("00" * 16 + ".jsonl"))
    with pytest.raises(BrokenLine):
        list(read_chain(other))


def test_nothing_is_added_behind_a_damaged_end(chain: Path) -> None:
    raw = chain.read_bytes()
    chain.write_bytes(raw[:-20] + b"?" + raw[-19:])
    with pytest.raises(BrokenLine):
        tip(chain)


@pytest.mark.parametrize("failing", ["write", "fsync", "short"])
def test_a_disk_that_fills_up_leaves_the_chain_as_it_was(chain: Path, monkeypatch, failing: str) -> None:
    before, data = chain.read_bytes(), batch(chain, 3)
    full = OSError(errno.ENOSPC, "No space left on device")

    def no_room(*_):
        raise full

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", no_room)
    else:

        def partly(out, given):
            if failing == "short":
                out.write(given[: len(given) // 2])
            raise full

        monkeypatch.setattr(poured, "write_all", partly)
    with pytest.raises(NotWritten, match="No space left"):
        append(chain, data)
    assert chain.read_bytes() == before
    new = chain.with_name("00" * 16 + ".jsonl")
    with pytest.raises(NotWritten):
        append(new, data)
    assert not new.exists()


def test_a_chain_that_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / f"{CHAIN}.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(Refused):
        list(read_chain(pipe))


def test_a_walk_from_a_place_gives_what_stands_behind_it(chain: Path) -> None:
    every = list(examine(chain))
    for count in (2, 3, 6):
        entry, size = every[count - 1]
        assert list(examine(chain, Place(size, count, entry.digest))) == every[count:]
        if count < 6:
            ((first, _), *_) = examine(chain, Place(size, count, "0" * 64))
            assert isinstance(first, BrokenLine)
            assert first.line == count + 1


def test_the_first_event_is_read_alone(chain: Path) -> None:
    assert first_event(chain) == next(read_chain(chain))
    chain.write_bytes(b"junk\n")
    assert first_event(chain) is None
    chain.write_bytes(b"")
    assert first_event(chain) is None


def test_a_link_is_not_written_through(chain: Path, tmp_path: Path) -> None:
    before, link = chain.read_bytes(), tmp_path / ("00" * 16 + ".jsonl")
    link.symlink_to(chain)
    with pytest.raises(NotWritten):
        append(link, batch(chain, 1))
    assert chain.read_bytes() == before


def test_an_empty_chain_is_a_beginning(tmp_path: Path) -> None:
    file = tmp_path / f"{CHAIN}.jsonl"
    assert tip(file) == (0, ROOT_DIGEST)
    file.touch()
    assert (tip(file), whole_size(file), list(read_chain(file))) == ((0, ROOT_DIGEST), 0, [])
