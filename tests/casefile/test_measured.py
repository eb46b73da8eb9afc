"""Many objects rehashed at once: for each what it is, whoever's turn it was."""

import os
from pathlib import Path

import pytest

from workbench.casefile.measured import TOGETHER, Found, all_found, found
from workbench.casefile.objects import Objects
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.vault import NoKey

UNIT, LOST = "ab" * 16, "cd" * 16


def no_key(unit: str) -> bytes:
    if unit == LOST:
        raise NoKey("case", unit)
    return bytes(32)


@pytest.fixture(params=["plain", "sealed"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    if request.param == "plain":
        return Objects(tmp_path)
    return SealedObjects(tmp_path, key_of=no_key, salt=lambda: os.urandom(32).hex())


def spoil(store: Objects, name: str) -> None:
    path = store.path(name)
    raw = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))


def test_each_of_many_is_told_apart(store: Objects) -> None:
    kept = [store.put(b"letter %d" % n, unit=UNIT) for n in range(2 * TOGETHER + 5)]
    for n in (3, TOGETHER, 2 * TOGETHER + 4):
        spoil(store, kept[n].name)
    store.path(kept[7].name).unlink()
    names = [one.name for one in kept]
    told = all_found(store, [*names, *names, "ab" * 32])
    assert list(told) == [*names, "ab" * 32]
    expected = {3: "changed", TOGETHER: "changed", 2 * TOGETHER + 4: "changed", 7: "missing"}
    assert [told[name].outcome for name in names] == [expected.get(n, "ok") for n in range(len(names))]
    assert told["ab" * 32].outcome == "missing"
    assert told[names[0]] == Found("ok", "", "ok", kept[0].sha256, kept[0].size)
    stored = all_found(store, names, whole=False)
    assert [stored[name].outcome for name in names] == [told[name].outcome for name in names]


def test_a_link_is_not_followed(store: Objects, tmp_path: Path) -> None:
    kept = store.put(b"a letter", unit=UNIT)
    moved = store.path(kept.name).rename(tmp_path / "elsewhere")
    store.path(kept.name).symlink_to(moved)
    for whole in (True, False):
        assert found(store, kept.name, whole=whole).outcome == "changed"


def test_what_may_not_be_read_is_unverifiable(open_place: Path, without_rights) -> None:
    store = Objects(open_place / "objects")
    kept = store.put(b"a letter")
    store.path(kept.name).chmod(0)
    with without_rights():
        for whole in (True, False):
            assert found(store, kept.name, whole=whole).outcome == "unverifiable"


def test_sound_bytes_whose_key_is_gone_are_ok_and_what_is_inside_is_not(tmp_path: Path) -> None:
    keys = {UNIT: bytes(32), LOST: bytes(32)}
    store = SealedObjects(tmp_path, key_of=keys.__getitem__, salt=lambda: os.urandom(32).hex())
    kept = store.put(b"a letter", unit=LOST)
    without = SealedObjects(tmp_path, key_of=no_key, salt=lambda: "")
    told = found(without, kept.name)
    assert (told.outcome, told.inside) == ("ok", "unverifiable") and "key ring" in told.detail
    assert found(without, kept.name, whole=False).outcome == "ok"
    other = SealedObjects(tmp_path, key_of=lambda unit: bytes([1]) * 32, salt=lambda: "")
    assert (found(other, kept.name).outcome, found(other, kept.name).inside) == ("ok", "changed")
