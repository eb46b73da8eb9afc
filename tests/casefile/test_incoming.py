"""Copies wait for their names, are made durable in the right order, and are dropped where something fails."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from workbench.casefile import synced
from workbench.casefile.copied import Copy
from workbench.casefile.early import TOGETHER
from workbench.casefile.incoming import MANY, Incoming
from workbench.errors import NotWritten


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path / "objects", lambda name: f"{tmp_path}/objects/{name[:2]}/{name}")


def written(incoming: Incoming, data: bytes):
    with incoming.fresh() as (copy, out):
        out.write(data)
    return copy


def lying(incoming: Incoming) -> list[str]:
    return os.listdir(incoming.root / "incoming")


def test_a_copy_gets_its_name_at_once_or_with_the_others(incoming: Incoming) -> None:
    incoming.keep(written(incoming, b"one"), "aa1")
    assert (incoming.root / "aa" / "aa1").read_bytes() == b"one"
    with incoming.gathering():
        incoming.keep(written(incoming, b"two"), "aa2")
        incoming.keep(written(incoming, b"three"), "bb3")
        assert Path(incoming.waiting["aa2"]).read_bytes() == b"two" and not (incoming.root / "bb").exists()
        incoming.settle()
        assert incoming.waiting == {}
    assert (incoming.root / "bb" / "bb3").read_bytes() == b"three"
    assert stat.S_IMODE((incoming.root / "bb" / "bb3").stat().st_mode) == 0o444
    assert lying(incoming) == []


def test_some_get_their_names_while_the_others_wait_or_are_let_go(incoming: Incoming) -> None:
    with incoming.gathering():
        for name in ("aa1", "aa2", "aa3"):
            incoming.keep(written(incoming, name.encode()), name)
        incoming.settle({"aa1", "of another"})
        assert set(incoming.waiting) == {"aa2", "aa3"} and Path(incoming.waiting["aa2"]).read_bytes() == b"aa2"
        incoming.leave("aa3")
        incoming.leave("aa1")  # it has its name, and stays
        incoming.settle()
    assert sorted(path.name for path in (incoming.root / "aa").iterdir()) == ["aa1", "aa2"]
    assert lying(incoming) == []


def test_what_was_not_settled_is_dropped(incoming: Incoming) -> None:
    with pytest.raises(RuntimeError), incoming.gathering():
        incoming.keep(written(incoming, b"one"), "aa1")
        raise RuntimeError
    assert lying(incoming) == [] and not (incoming.root / "aa").exists()


def test_a_copy_that_nobody_keeps_is_dropped_and_one_that_fails_too(incoming: Incoming) -> None:
    copy = written(incoming, b"one")
    incoming.drop(copy)
    incoming.drop(copy)
    with pytest.raises(NotWritten, match="No space left"), incoming.fresh():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(KeyboardInterrupt), incoming.fresh():
        raise KeyboardInterrupt
    assert lying(incoming) == []


def test_bytes_are_durable_before_names_and_names_before_it_returns(incoming: Incoming, monkeypatch) -> None:
    done: list[str] = []
    real_sync, real_rename = os.fsync, os.rename

    def sync(descriptor: int) -> None:
        done.append("sync " + Path(os.readlink(f"/proc/self/fd/{descriptor}")).name)
        real_sync(descriptor)

    def rename(path: Path, target: str) -> Path:
        done.append(f"rename {Path(target).name}")
        return real_rename(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", rename)
    with incoming.gathering():
        names = {"aa1": written(incoming, b"one"), "bb2": written(incoming, b"two")}
        for name, copy in names.items():
            incoming.keep(copy, name)
        incoming.settle()
    files = [f"sync {Path(copy.path).name}" for copy in names.values()]
    assert done == [*files, "sync objects", "rename aa1", "rename bb2", "sync aa", "sync bb"]


@pytest.mark.parametrize("relied_on", [True, False])
def test_many_are_made_durable_together_where_the_system_can(incoming: Incoming, monkeypatch, relied_on: bool) -> None:
    done: list[str] = []
    real = os.rename
    monkeypatch.setattr(synced, "can_be_relied_on", lambda folder: relied_on)
    monkeypatch.setattr(synced, "syncfs", lambda descriptor: done.append("everything"))
    monkeypatch.setattr(os, "fsync", lambda fd: done.append("sync " + Path(os.readlink(f"/proc/self/fd/{fd}")).name))
    monkeypatch.setattr(os, "rename", lambda path, target: (done.append("rename"), real(path, target))[1])
    with incoming.gathering():
        names = [f"{n:02}" * 4 for n in range(MANY)]
        copies = {name: written(incoming, name.encode()) for name in names}
        for name, copy in copies.items():
            incoming.keep(copy, name)
        incoming.settle()
    renames, shelves = ["rename"] * MANY, sorted({name[:2] for name in names})
    if relied_on:
        at_once = ["everything", "sync objects"]
        assert done == [*at_once, "sync objects", *renames, *at_once]
    else:
        files = [f"sync {Path(copy.path).name}" for copy in copies.values()]
        assert done == [*files, "sync objects", *renames, *(f"sync {shelf}" for shelf in shelves)]


def test_what_could_not_be_written_is_told_and_nothing_is_kept(incoming: Incoming, monkeypatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(synced, "can_be_relied_on", lambda folder: True)
    monkeypatch.setattr(synced, "syncfs", broken)
    with pytest.raises(NotWritten, match="Input/output"), incoming.gathering():
        for n in range(MANY):
            incoming.keep(written(incoming, b"%d" % n), f"{n:02}" * 4)
        incoming.settle()
    assert lying(incoming) == [] and not [path for path in incoming.root.glob("*/*") if path.is_file()]


def many(incoming: Incoming) -> list[Copy]:
    return [written(incoming, b"%d" % n) for n in range(TOGETHER)]


@pytest.fixture
def synced_by(monkeypatch) -> list[str]:
    """Which thread made everything durable, each time."""
    told: list[str] = []
    monkeypatch.setattr(synced, "can_be_relied_on", lambda folder: True)
    monkeypatch.setattr(synced, "syncfs", lambda fd: told.append(threading.current_thread().name))
    return told


def test_copies_of_other_processes_are_durable_before_anybody_settles(incoming: Incoming, synced_by) -> None:
    with incoming.ahead(), incoming.gathering():
        copies = many(incoming)
        incoming.wrote([*copies, None])
        for n, copy in enumerate(copies):
            incoming.keep(copy, f"{n % 10:02}{n}")
        incoming.settle()
        copies_by, names_by = synced_by
        assert copies_by != "MainThread" and names_by == "MainThread"
        late = many(incoming)
        incoming.wrote(late[1:])  # too few: nobody makes these durable beforehand
        for n, copy in enumerate(late):
            incoming.keep(copy, f"{n % 10:02}-{n}")
        incoming.settle()
        assert synced_by[2:] == ["MainThread"] * 2
    assert lying(incoming) == [] and len(list(incoming.root.glob("0?/*"))) == 2 * TOGETHER


def test_what_failed_beforehand_is_told_when_it_is_settled(incoming: Incoming, monkeypatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(synced, "can_be_relied_on", lambda folder: True)
    monkeypatch.setattr(synced, "syncfs", broken)
    with incoming.ahead(), pytest.raises(NotWritten, match="Input/output"), incoming.gathering():
        copies = many(incoming)
        incoming.wrote(copies)
        monkeypatch.setattr(synced, "syncfs", lambda descriptor: None)  # the system tells of it once
        for n, copy in enumerate(copies):
            incoming.keep(copy, f"{n:04}")
        incoming.settle()
    assert lying(incoming) == [] and not [path for path in incoming.root.glob("*/*") if path.is_file()]


@pytest.mark.parametrize("early", [False, True])
def test_while_the_disk_works_something_else_is_done_and_what_failed_is_told_behind_it(
    incoming: Incoming, monkeypatch, early: bool
) -> None:
    done: list[str] = []
    with incoming.ahead(), incoming.gathering():
        copies = many(incoming)
        if early:
            incoming.wrote(copies)
        for n, copy in enumerate(copies):
            incoming.keep(copy, f"{n:04}")
        with incoming.settling():
            done.append("closed")
        assert incoming.waiting == {}
        incoming.keep(written(incoming, b"one more"), "99")
        monkeypatch.setattr(os, "rename", lambda path, target: os.open("/nowhere", os.O_RDONLY))
        with pytest.raises(NotWritten, match="No such file"), incoming.settling():
            done.append("closed")
    assert done == (["closed", "closed"] if early else ["closed"])


def test_a_disk_that_fails_half_way_leaves_only_whole_things(incoming: Incoming, monkeypatch) -> None:
    real, calls = os.rename, []

    def rename(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(NotWritten), incoming.gathering():
        for name in ("aa1", "bb2", "cc3"):
            incoming.keep(written(incoming, name.encode()), name)
        incoming.settle()
    assert lying(incoming) == []
    assert [path.name for path in incoming.root.rglob("*") if path.is_file()] == ["aa1"]


def test_what_a_killed_process_left_is_cleared(incoming: Incoming) -> None:
    written(incoming, b"left")
    assert len(lying(incoming)) == 1
    incoming.clear()
    assert lying(incoming) == []
