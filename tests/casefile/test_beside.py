"""Another process rehashes the store from its beginning: what it tells is what this one would have found."""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.casefile import beside
from workbench.casefile.beside import main, meanwhile, started
from workbench.casefile.measured import Found, all_found
from workbench.casefile.objects import Objects
from workbench.casefile.sealed_objects import SealedObjects

COUNT = 200


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


@pytest.fixture
def names(store: Objects) -> list[str]:
    """Objects of which one was changed, one made longer and one taken away, and a name that was never there."""
    with store.gathering():
        kept = [store.put(b"letter %d" % n).name for n in range(COUNT)]
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
        monkeypatch.setattr(beside, "found", lambda objects, name: (read.append(name), expected[name])[1])
        assert rehash(store, names, whole=True) == expected
    assert sorted(read) == sorted({names[-1], names[-2]} - set(store.names()))


@pytest.mark.parametrize("program", ["raise SystemExit", "print('[[1]]')", "print('no JSON', flush=True); input()"])
def test_a_process_that_tells_nothing_of_use_only_costs_time(
    store: Objects, names: list[str], few: None, monkeypatch, program: str
) -> None:
    monkeypatch.setattr(beside, "PROGRAM", program)
    with meanwhile(store, all_found) as rehash:
        assert rehash(store, names, whole=True) == all_found(store, names)


def test_it_is_begun_only_where_it_saves_time(store: Objects, names: list[str], few: None, monkeypatch) -> None:
    def elsewhere(objects: Objects, names, *, whole: bool) -> dict[str, Found]:
        return {}

    sealed = SealedObjects(store.root, key_of=lambda unit: bytes(32), salt=lambda: "5a" * 32)
    for objects, rehash in ((store, elsewhere), (sealed, all_found)):
        with meanwhile(objects, rehash) as given:
            assert given is rehash
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with meanwhile(store, all_found) as given:
        assert given is all_found
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(beside, "MANY", COUNT)
    with meanwhile(store, all_found) as given:
        assert given is all_found


def test_the_process_is_gone_whatever_happens(store: Objects, names: list[str], few: None, monkeypatch) -> None:
    begun = []
    real = beside.started
    monkeypatch.setattr(beside, "started", lambda program: begun.append(real(program)) or begun[-1])
    with pytest.raises(KeyboardInterrupt), meanwhile(store, all_found):
        raise KeyboardInterrupt
    assert begun[0].poll() is not None


def test_it_tells_of_every_object_in_order(store: Objects, names: list[str], monkeypatch) -> None:
    class Out(io.StringIO):
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdin", io.StringIO(os.fsencode(store.root).hex() + "\n"))
    monkeypatch.setattr(sys, "stdout", Out())
    main()
    told = [one for line in Out.buffer.getvalue().splitlines() for one in json.loads(line)]
    assert [name for name, *_ in told] == list(store.names())
    assert {name: Found(*rest) for name, *rest in told} == all_found(store, store.names())


def test_a_program_of_ours_is_begun_with_our_own_modules(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    with started("import json, workbench; print(workbench.__name__)") as child:
        assert child.communicate()[0] == b"workbench\n"
