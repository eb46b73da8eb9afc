"""What stands on the shelves of a store: found once, kept up, and asked of the system where there is too much of it."""

import os
from pathlib import Path

import pytest

from workbench.casefile import shelves as module
from workbench.casefile.objects import Objects
from workbench.casefile.shelves import Shelves


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    looks: list[str] = []
    real = os.scandir

    def scandir(folder: str):
        looks.append(os.path.basename(folder))
        return real(folder)

    monkeypatch.setattr(module.os, "scandir", scandir)
    return looks


def test_each_shelf_is_looked_at_once_and_what_is_put_there_is_known(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "ab1").write_bytes(b"a letter")
    looks, shelves = counted(monkeypatch), Shelves()
    assert shelves.hold(f"{tmp_path}/ab/ab1") and not shelves.hold(f"{tmp_path}/ab/ab2")
    shelves.put(f"{tmp_path}/ab/ab2")
    assert shelves.hold(f"{tmp_path}/ab/ab2") and not shelves.is_bare(tmp_path / "ab")
    assert looks == ["ab"]


def test_a_shelf_is_bare_where_it_is_empty_or_not_there_until_something_is_put_on_it(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    shelves = Shelves()
    assert shelves.is_bare(tmp_path / "ab") and shelves.is_bare(tmp_path / "cd")
    shelves.put(f"{tmp_path}/cd/cd1")
    assert not shelves.is_bare(tmp_path / "cd") and shelves.is_bare(tmp_path / "ab")


def test_of_a_full_shelf_the_system_is_asked(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for name in ("ab1", "ab2", "ab3"):
        (tmp_path / name).write_bytes(b"a letter")
    shelves = Shelves()
    assert shelves.hold(f"{tmp_path}/ab3") and not shelves.hold(f"{tmp_path}/ab4") and not shelves.is_bare(tmp_path)
    (tmp_path / "ab4").write_bytes(b"a letter")
    shelves.put(f"{tmp_path}/ab4")
    assert shelves.hold(f"{tmp_path}/ab4")


def test_what_is_no_folder_is_neither_bare_nor_read(tmp_path: Path) -> None:
    (tmp_path / "ab").write_bytes(b"no shelf")
    shelves = Shelves()
    assert not shelves.is_bare(tmp_path / "ab")
    assert shelves.hold(f"{tmp_path}/ab/ab1"), "whoever reads it is told what is the matter"


def test_a_store_looks_at_each_shelf_once_while_it_gathers_and_anew_when_it_begins_again(
    tmp_path: Path, monkeypatch
) -> None:
    store, looks = Objects(tmp_path / "objects"), counted(monkeypatch)
    with store.gathering():
        kept = [store.put(f"letter {number}".encode()).name for number in range(600)]
        store.settle()
        again = [store.put(f"letter {number}".encode()).name for number in range(600)]
        store.settle()
    shelves = {name[:2] for name in kept}
    assert again == kept and sorted(looks) == sorted(shelves), "what was kept is known, and no shelf is read twice"
    store.path(kept[0]).unlink()
    with store.gathering():
        assert store.put(b"letter 0").name == kept[0]
        store.settle()
    assert store.read(kept[0]) == b"letter 0", "what was taken away meanwhile is kept again"
