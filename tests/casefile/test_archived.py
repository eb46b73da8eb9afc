"""The form of a backup: what is listed has to be there, in the archive or elsewhere, and to be the same."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.casefile.archived import listed_in, packed, record_of
from workbench.errors import BadValue, Damaged


def test_objects_may_stand_outside_the_archive_and_are_checked_all_the_same(filled: Case) -> None:
    names = list(record_of(filled.path))
    outside = {name: name[-64:] for name in names if name.startswith("objects/")}
    file = io.BytesIO()
    listed = packed(filled.path, file, "head", (name for name in names if name not in outside), also=outside)
    assert outside and set(listed) == set(names)

    def read(elsewhere: dict[str, bytes]) -> dict[str, bytes]:
        got: dict[str, bytes] = {}
        file.seek(0)
        listed_in(file, "a record", lambda name, pieces: got.update({name: b"".join(pieces)}),
                  lambda name: iter([elsewhere[name]]))  # fmt: skip
        return got

    kept = {name: (filled.path / name).read_bytes() for name in names}
    assert read(kept) == kept
    with pytest.raises(Damaged):
        read(kept | {next(iter(outside)): b"other bytes"})


def test_only_objects_are_sought_outside(tmp_path: Path) -> None:
    file = io.BytesIO()
    packed(tmp_path, file, "head", [], also={"../../etc/passwd": hashlib.sha256(b"").hexdigest()})
    file.seek(0)

    def nothing(name: str) -> Iterator[bytes]:
        raise AssertionError("nothing of this name may be asked for")

    with pytest.raises(BadValue):
        listed_in(file, "a record", lambda name, pieces: None, nothing)
