"""Keys of units: added line by line, opened by members alone, checked by anyone."""

import json
import os
from pathlib import Path

import pytest

from workbench.casefile.cipher import NotOpened
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring import Ring, drop_older, write_generation
from workbench.casefile.ring_lines import BrokenRing, generations, lines_of, torn_tail
from workbench.errors import NotWritten, Refused


@pytest.fixture
def member() -> str:
    return new_identity()


@pytest.fixture
def keys(tmp_path: Path, member: str) -> Path:
    write_generation(tmp_path, 1, {"aa" * 16: bytes([1]) * 32}, [recipient_of(member)], os.urandom(32), os.urandom(12))
    return tmp_path


def test_keys_come_back_and_a_stranger_opens_nothing(keys: Path, member: str) -> None:
    ring = Ring(keys, member)
    ring.add({"bb" * 16: bytes([2]) * 32, "cc" * 16: bytes([3]) * 32}, os.urandom(12))
    again = Ring(keys, member)
    assert {unit[:2]: key[0] for unit, key in again.keys.items()} == {"aa": 1, "bb": 2, "cc": 3}
    assert again.key("dd" * 16) is None
    with pytest.raises(NotOpened):
        Ring(keys, new_identity())


def test_a_colleague_sees_what_was_added_meanwhile(keys: Path, member: str) -> None:
    mine, theirs = Ring(keys, member), Ring(keys, member)
    theirs.add({"bb" * 16: bytes(32)}, os.urandom(12))
    mine.add({"cc" * 16: bytes(32)}, os.urandom(12))
    assert set(Ring(keys, member).keys) == {"aa" * 16, "bb" * 16, "cc" * 16}


def test_every_flip_in_the_ring_is_seen_without_a_key(keys: Path, member: str) -> None:
    Ring(keys, member).add({"bb" * 16: bytes(32)}, os.urandom(12))
    file = keys / "ring-000001.jsonl"
    raw, sound = file.read_bytes(), lines_of(keys, 1)
    for at in range(len(raw)):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        try:
            assert lines_of(keys, 1) != sound
        except BrokenRing as error:
            assert error.line in (1, 2)


def test_a_line_that_was_forged_with_a_sound_digest_does_not_open(keys: Path, member: str) -> None:
    other = Path(keys / "other")
    other.mkdir()
    write_generation(other, 1, {"ee" * 16: bytes(32)}, [recipient_of(new_identity())], os.urandom(32), os.urandom(12))
    (keys / "ring-000001.jsonl").write_bytes((other / "ring-000001.jsonl").read_bytes())
    with pytest.raises(NotOpened):
        Ring(keys, member)


def test_a_torn_last_line_was_never_acknowledged_and_is_taken_away(keys: Path, member: str) -> None:
    file = keys / "ring-000001.jsonl"
    ring = Ring(keys, member)
    ring.add({"bb" * 16: bytes(32)}, os.urandom(12))
    whole = file.read_bytes()
    for cut in (1, 40, len(whole.splitlines()[1])):
        file.write_bytes(whole[: len(whole) - cut])
        again = Ring(keys, member)
        assert set(again.keys) == {"aa" * 16}
        again.add({"cc" * 16: bytes(32)}, os.urandom(12))
        assert set(Ring(keys, member).keys) == {"aa" * 16, "cc" * 16}


def test_a_new_generation_counts_once_its_key_is_there_and_the_old_one_goes(keys: Path, member: str) -> None:
    write_generation(keys, 2, {"bb" * 16: bytes(32)}, [recipient_of(member)], os.urandom(32), os.urandom(12))
    assert generations(keys) == [1, 2] and set(Ring(keys, member).keys) == {"bb" * 16}
    drop_older(keys)
    assert sorted(path.name for path in keys.iterdir()) == ["ring-000002.age", "ring-000002.jsonl"]


def test_a_generation_that_was_cut_off_before_its_key_does_not_count_and_is_cleared(keys: Path, member: str) -> None:
    (keys / "ring-000002.jsonl").write_bytes(b"")
    (keys / "ring-000002.age.new").write_bytes(b"half")
    assert set(Ring(keys, member).keys) == {"aa" * 16}
    drop_older(keys)
    assert sorted(path.name for path in keys.iterdir()) == ["ring-000001.age", "ring-000001.jsonl"]


def test_a_full_disk_leaves_the_ring_as_it_was(keys: Path, member: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, raw = Ring(keys, member), (keys / "ring-000001.jsonl").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten):
        ring.add({"bb" * 16: bytes(32)}, os.urandom(12))
    assert (keys / "ring-000001.jsonl").read_bytes() == raw


def test_no_ring_at_all_says_what_to_do(tmp_path: Path, member: str) -> None:
    with pytest.raises(Refused, match="backup"):
        Ring(tmp_path, member)


def test_the_first_line_states_the_digest_of_the_wrapped_key(keys: Path) -> None:
    import hashlib

    first = json.loads((keys / "ring-000001.jsonl").read_bytes().splitlines()[0])
    assert first["wrapped"] == hashlib.sha256((keys / "ring-000001.age").read_bytes()).hexdigest()


def test_a_last_line_without_some_of_its_sectors_was_never_acknowledged(keys: Path, member: str) -> None:
    file = keys / "ring-000001.jsonl"
    before = file.read_bytes()
    Ring(keys, member).add({f"{n:032x}": bytes(32) for n in range(40)}, os.urandom(12))
    whole = file.read_bytes()
    for lost in (slice(len(before), len(before) + 100), slice(len(before) + 200, len(before) + 712)):
        torn = bytearray(whole)
        torn[lost] = bytes(lost.stop - lost.start)
        file.write_bytes(torn)
        assert set(Ring(keys, member).keys) == {"aa" * 16} and torn_tail(keys, 1) == len(whole) - len(before)
        Ring(keys, member).add({"cc" * 16: bytes(32)}, os.urandom(12))
        assert set(Ring(keys, member).keys) == {"aa" * 16, "cc" * 16} and torn_tail(keys, 1) == 0
