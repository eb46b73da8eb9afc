"""Files of kept columns: what is written closed is read back, and what was changed is not read at all."""

import hashlib
import os
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.casefile.cipher import CHUNK, NotOpened
from workbench.casefile.mapped import ENDING, closed, opened_again, readers

RAW = os.urandom(2 * CHUNK + 7)


def kept(case: Case, folder: Path) -> dict[str, str]:
    """Two kinds as files, and the digests by which they are known."""
    kinds = {}
    for kind in ("coding", "item"):
        raw = closed(case, RAW)
        (folder / (kind + ENDING)).write_bytes(raw)
        kinds[kind] = hashlib.sha256(raw).hexdigest()
    return kinds


@pytest.fixture(params=["plain", "sealed"])
def any_case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.getfixturevalue("case" if request.param == "plain" else "sealed")
    return found


def test_what_was_written_is_read_back_also_when_its_file_is_gone(any_case: Case, tmp_path: Path) -> None:
    kinds = kept(any_case, tmp_path)
    read = readers(any_case, tmp_path, kinds)
    assert read is not None and list(read) == list(kinds)
    for kind in kinds:
        (tmp_path / (kind + ENDING)).unlink()
        assert bytes(read[kind]()) == RAW
        assert (RAW[:64] in closed(any_case, RAW)) is not any_case.sealed


def test_one_file_that_was_changed_or_is_gone_means_none(any_case: Case, tmp_path: Path) -> None:
    kinds = kept(any_case, tmp_path)
    file = tmp_path / ("item" + ENDING)
    whole = file.read_bytes()
    for spoiled in (whole[:-1], b"", whole[:9] + bytes([whole[9] ^ 1]) + whole[10:]):
        file.write_bytes(spoiled)
        assert readers(any_case, tmp_path, kinds) is None
    file.unlink()
    assert readers(any_case, tmp_path, kinds) is None


def test_what_another_ring_closed_does_not_open(sealed: Case) -> None:
    raw = bytearray(closed(sealed, RAW))
    for at in (0, 20, len(raw) - 1):
        raw[at] ^= 1
        with pytest.raises(NotOpened, match=r"item\.arrow"):
            opened_again(sealed, bytes(raw), "item.arrow")
        raw[at] ^= 1
    assert bytes(opened_again(sealed, bytes(raw), "item.arrow")) == RAW
