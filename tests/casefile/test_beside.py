"""Another process rehashes the store from its beginning: what it tells is what this one would have found."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.casefile import beside
from workbench.casefile.beside import main, meanwhile
from workbench.casefile.measured import Found, all_found
from workbench.casefile.objects import Objects
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.vault import NoKey

COUNT = 200
UNITS = ["ab" * 16, "cd" * 16]
KEYS = {unit: os.urandom(32) for unit in UNITS}
LOST = "ef" * 16


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


@pytest.fixture
def sealed(tmp_path: Path) -> Objects:
    def key_of(unit: str) -> bytes:
        if unit not in KEYS:
            raise NoKey("case", unit)
        return KEYS[unit]

    return SealedObjects(tmp_path / "sealed", key_of=key_of, salt=lambda: os.urandom(32).hex())


@pytest.fixture
def names(store: Objects) -> list[str]:
    """Objects of which one was changed, one made longer and one taken away, and a name that was never there."""
    return spoiled(store)


def spoiled(store: Objects) -> list[str]:
    with store.gathering():
        kept = [store.put(b"letter %d" % n, unit=UNITS[n % 2]).name for n in range(COUNT)]
        store.settle()
    for name, how in ((kept[3], "r+b"), (kept[50], "ab")):
        store.path(name).chmod(0o600)
        with store.path(name).open(how) as out:
            out.write(b"?")
    store.path(kept[COUNT - 1]).unlink()
    return [*kept, "ab" * 32]


@pytest.fixture
def few(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(beside, "MANY", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    yield


def test_both_find_together_what_one_finds_alone(store: Objects, names: list[str], few: None) -> None:
    expected = all_found(store, names)
    with meanwhile(store, all_found) as rehash:
        assert rehash is not all_found
        assert rehash(store, names, whole=True) == expected
        assert list(rehash(store, [*names, names[0]], whole=True)) == names
        assert rehash(store, names, whole=False) == all_found(store, names, whole=False)
    assert {expected[name].outcome for name in (names[3], names[50])} == {"changed"}
    assert [expected[name].outcome for name in names[-2:]] == ["missing", "missing"]


def test_what_the_other_has_told_is_not_read_again(store: Objects, names: list[str], few: None, monkeypatch) -> None:
    expected = all_found(store, names)
    read: list[str] = []
    with meanwhile(store, all_found) as rehash:
        rehash._listening.join(30)  # type: ignore[attr-defined]  # it has come to its end
        monkeypatch.setattr(beside, "found", lambda objects, name, *, whole: (read.append(name), expected[name])[1])
        assert rehash(store, names, whole=True) == expected
    assert sorted(read) == sorted({names[-1], names[-2], names[3], names[50]})


def test_of_a_sealed_store_both_look_inside(sealed: Objects, few: None, monkeypatch) -> None:
    names = spoiled(sealed)
    stranger = SealedObjects(sealed.root, key_of=lambda unit: bytes(32), salt=lambda: "5a" * 32)
    names += [stranger.put(b"of another case", unit=UNITS[0]).name, stranger.put(b"of a lost key", unit=LOST).name]
    expected = all_found(sealed, names)
    assert [expected[name].inside for name in names[-2:]] == ["changed", "unverifiable"]
    read: list[str] = []
    real = beside.found
    with meanwhile(sealed, all_found, KEYS) as rehash:
        assert rehash(sealed, names, whole=True) == expected
        rehash._listening.join(30)  # type: ignore[attr-defined]  # it has come to its end
        monkeypatch.setattr(
            beside, "found", lambda objects, name, *, whole: (read.append(name), real(objects, name, whole=whole))[1]
        )
        assert rehash(sealed, names, whole=True) == expected
    told = {name for name, one in expected.items() if one.outcome == one.inside == "ok"}
    assert len(told) == COUNT - 3 and not told & set(read)


def test_without_the_keys_both_recheck_the_stored_bytes_of_a_sealed_store(
    sealed: Objects, few: None, monkeypatch
) -> None:
    names = spoiled(sealed)
    stranger = SealedObjects(sealed.root, key_of=lambda unit: bytes(32), salt=lambda: "5a" * 32)
    names.append(stranger.put(b"of a lost key", unit=LOST).name)  # stored as sound as any: nobody looks inside
    expected = all_found(sealed, names, whole=False)
    assert expected[names[3]].outcome == "changed" and expected[names[-1]] == Found("ok")
    read: list[str] = []
    real = beside.found
    with meanwhile(sealed, all_found) as rehash:
        assert rehash(sealed, names, whole=False) == expected
        rehash._listening.join(30)  # type: ignore[attr-defined]  # it has come to its end
        monkeypatch.setattr(
            beside, "found", lambda objects, name, *, whole: (read.append(name), real(objects, name, whole=whole))[1]
        )
        assert rehash(sealed, names, whole=False) == expected
        assert rehash(sealed, names, whole=True) == all_found(sealed, names), "what is inside is asked of who can open"
    assert sorted(read) == sorted(name for name, one in expected.items() if one != Found("ok"))


@pytest.mark.parametrize("program", ["raise SystemExit", "print('ab cd')", "print('ab cd e', flush=True); input()"])
def test_a_process_that_tells_nothing_of_use_only_costs_time(
    store: Objects, names: list[str], few: None, monkeypatch, program: str
) -> None:
    monkeypatch.setattr(beside, "PROGRAM", ("-c", program))
    with meanwhile(store, all_found) as rehash:
        assert rehash(store, names, whole=True) == all_found(store, names)


def test_it_is_begun_only_where_it_saves_time(store: Objects, names: list[str], few: None, monkeypatch) -> None:
    def elsewhere(objects: Objects, names, *, whole: bool) -> dict[str, Found]:
        return {}

    with meanwhile(store, elsewhere) as given:
        assert given is elsewhere
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with meanwhile(store, all_found) as given:
        assert given is all_found
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(beside, "MANY", COUNT)
    with meanwhile(store, all_found) as given:
        assert given is all_found


def test_the_process_is_gone_whatever_happens(store: Objects, names: list[str], few: None, monkeypatch) -> None:
    begun = []
    real = beside._begun
    monkeypatch.setattr(beside, "_begun", lambda root: begun.append(real(root)) or begun[-1])
    with pytest.raises(KeyboardInterrupt), meanwhile(store, all_found):
        raise KeyboardInterrupt
    assert begun[0].poll() is not None


def test_it_tells_what_is_sound_inside_in_order(sealed: Objects, monkeypatch) -> None:
    class In:
        buffer = io.BytesIO(b"".join(bytes.fromhex(unit) + key for unit, key in KEYS.items()))

    class Out:
        buffer = io.BytesIO()

    expected = all_found(sealed, spoiled(sealed))
    monkeypatch.setattr(sys, "argv", ["-c", os.fspath(sealed.root)])
    monkeypatch.setattr(sys, "stdin", In)
    monkeypatch.setattr(sys, "stdout", Out)
    main()
    told = Out.buffer.getvalue().decode("ascii").split()
    assert told[::3] == [name for name in sealed.names() if expected[name].outcome == "ok"]
    for name, content, size in zip(told[::3], told[1::3], told[2::3], strict=True):
        assert Found("ok", "", "ok", content, int(size)) == expected[name]
