"""A batch in pieces is the batch, and one that breaks off leaves the chain as it was."""

from pathlib import Path

import pytest

from workbench.casefile import batch
from workbench.casefile.batch import pieces_of, write_batch
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import append, read_chain, tip
from workbench.casefile.line import ROOT_DIGEST
from workbench.errors import BadValue
from workbench.records import canonical

CHAIN, SIGNER = "3f" * 16, Signer(bytes(32))


def events(count: int) -> list[dict]:
    return [{"agent": "", "at": "2026-01-15T09:00:00Z", "body": {"n": n}, "id": f"{n:064x}", "kind": "count"}
            for n in range(count)]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "ledger").mkdir()
    return tmp_path / "ledger" / f"{CHAIN}.jsonl"


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 30])
def test_the_pieces_are_the_batch(monkeypatch, file: Path, count: int) -> None:
    whole = write_batch(CHAIN, (0, ROOT_DIGEST), events(count), SIGNER)
    monkeypatch.setattr(batch, "PIECE", 8)
    pieces = list(pieces_of(CHAIN, (0, ROOT_DIGEST), events(count), SIGNER))
    assert b"".join(pieces) == whole and len(pieces) == -(-count // 8)
    assert all(piece.count(b"\n") <= 8 and piece.endswith(b"\n") for piece in pieces)
    if count:
        append(file, pieces)
        assert [line.rest for line in read_chain(file)] == list(range(count - 1, -1, -1))
        assert list(read_chain(file))[-1].sig


@pytest.mark.parametrize("before", [0, 3])
def test_a_batch_whose_pieces_break_off_leaves_the_chain_as_it_was(monkeypatch, file: Path, before: int) -> None:
    if before:
        append(file, write_batch(CHAIN, (0, ROOT_DIGEST), events(before), SIGNER))
    held = file.read_bytes() if before else None
    monkeypatch.setattr(batch, "PIECE", 4)
    spoiled = events(30)
    spoiled[28]["body"] = {"n": 0.5}
    with pytest.raises(BadValue):
        append(file, pieces_of(CHAIN, tip(file), spoiled, SIGNER))
    assert (file.read_bytes() if before else file.exists()) == (held or False)
    append(file, pieces_of(CHAIN, tip(file), events(30), SIGNER))
    assert len(list(read_chain(file))) == before + 30


def test_a_body_that_was_written_already_makes_the_same_line() -> None:
    written = [{**one, "body": canonical(one["body"])} for one in events(9)]
    tip = (0, ROOT_DIGEST)
    assert write_batch(CHAIN, tip, written, SIGNER) == write_batch(CHAIN, tip, events(9), SIGNER)
