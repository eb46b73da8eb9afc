"""Anyone can read which units have a key, and sees a line that was changed."""

import os
from pathlib import Path

import pytest

from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring import write_generation
from workbench.casefile.ring_lines import BrokenRing, generations, lines_of, torn_tail


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
