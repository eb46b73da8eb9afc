"""Anyone can read which units have a key, and sees a line that was changed."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from workbench.casefile.cipher import NotOpened
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring import Ring, _written, keys_in, write_generation
from workbench.casefile.ring_lines import ROOT, BrokenRing, generations, lines_of, torn_tail

KEY = bytes(range(32))


def test_units_stand_in_the_open_and_keys_do_not(tmp_path: Path) -> None:
    key = os.urandom(32)
    write_generation(tmp_path, 3, {"ab" * 16: key}, [recipient_of(new_identity())], os.urandom(32), os.urandom(12))
    (line,) = lines_of(tmp_path, 3)
    assert line.units == ("ab" * 16,) and generations(tmp_path) == [3]
    held = (tmp_path / "ring-000003.jsonl").read_bytes()
    assert key not in held and key.hex().encode() not in held


def test_one_changed_byte_is_a_broken_ring_and_no_torn_tail(tmp_path: Path) -> None:
    write_generation(tmp_path, 1, {"ab" * 16: bytes(32)}, [recipient_of(new_identity())], bytes(32), bytes(12))
    file = tmp_path / "ring-000001.jsonl"
    raw = file.read_bytes()
    file.write_bytes(raw[:50] + b"\xff" + raw[51:])
    with pytest.raises(BrokenRing):
        lines_of(tmp_path, 1)
    assert torn_tail(tmp_path, 1) == 0
    file.write_bytes(raw + b'{"n":1')
    assert len(lines_of(tmp_path, 1)) == 1 and torn_tail(tmp_path, 1) == 6


def first_of(keys: Path, *recipients: str) -> dict:
    write_generation(keys, 1, {"aa" * 16: bytes(32)}, recipients, KEY, bytes(12))
    return json.loads((keys / "ring-000001.jsonl").read_bytes())


def test_the_first_line_names_each_recipient_once_and_the_ring_knows_them(tmp_path: Path) -> None:
    identity = new_identity()
    mine, other = recipient_of(identity), recipient_of(new_identity())
    first = first_of(tmp_path, mine, other, mine)
    assert first["recipients"] == sorted({mine, other})
    ring = Ring(tmp_path, identity)
    ring.add({"bb" * 16: bytes(32)}, bytes([1] * 12))
    assert Ring(tmp_path, identity).recipients == sorted({mine, other})
    assert "recipients" not in json.loads((tmp_path / "ring-000001.jsonl").read_bytes().splitlines()[1])


def test_a_recipient_that_was_written_in_afterwards_makes_the_ring_refuse_to_open(tmp_path: Path) -> None:
    first_of(tmp_path, recipient_of(new_identity()))
    (line,) = lines_of(tmp_path, 1)
    assert keys_in(KEY, 1, line) == [bytes(32)]
    forged = dataclasses.replace(line, recipients=(*line.recipients, recipient_of(new_identity())))
    with pytest.raises(NotOpened):
        keys_in(KEY, 1, forged)


@pytest.mark.parametrize("change", [{"recipients": ["age1b", "age1a"]}, {"recipients": ["age1a", "age1a"]},
                                    {"recipients": ["no recipient"]}, {"recipients": "age1a"}])  # fmt: skip
def test_a_first_line_of_another_form_is_broken(tmp_path: Path, change: dict) -> None:
    first = {"recipients": [], "wrapped": "00" * 32} | change
    (tmp_path / "ring-000001.jsonl").write_bytes(_written(KEY, 1, (0, ROOT), {}, bytes(12), first))
    with pytest.raises(BrokenRing):
        lines_of(tmp_path, 1)


def test_a_first_line_without_recipients_is_broken(tmp_path: Path) -> None:
    (tmp_path / "ring-000001.jsonl").write_bytes(_written(KEY, 1, (0, ROOT), {}, bytes(12), {"wrapped": "00" * 32}))
    with pytest.raises(BrokenRing):
        lines_of(tmp_path, 1)
