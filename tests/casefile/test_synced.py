"""Everything at once only where the system is known to say truly whether it did; an error of it is an error."""

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.casefile import synced
from workbench.casefile.synced import Whole, can_be_relied_on, flush, kind_of, syncfs


@pytest.fixture
def known(monkeypatch, tmp_path: Path) -> list[int]:
    """A file system that is known; gives the calls that were made of it."""
    calls: list[int] = []
    monkeypatch.setattr(synced, "can_be_relied_on", lambda folder: True)
    monkeypatch.setattr(synced, "syncfs", calls.append)
    return calls


def test_it_asks_the_system_and_then_the_disk(tmp_path: Path, known: list[int], monkeypatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: done.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    whole = Whole(tmp_path)
    assert whole.sync() and whole.sync()
    assert len(known) == 2 and done == [str(tmp_path)] * 2
    whole.close()
    whole.close()
    assert not whole.sync() and len(known) == 2


def test_what_went_wrong_is_told_to_whoever_asks_later(tmp_path: Path, known: list[int], monkeypatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    whole = Whole(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(synced, "syncfs", broken)
        with pytest.raises(OSError, match="Input/output"):
            whole.sync()
    with pytest.raises(OSError, match="Input/output"):  # the system would say now that all is well
        whole.sync()
    whole.close()


def test_threads_ask_one_after_the_other(tmp_path: Path, known: list[int], monkeypatch) -> None:
    under_way, most = list[int](), list[int]()

    def slow(descriptor: int) -> None:
        under_way.append(descriptor)
        time.sleep(0.02)
        most.append(len(under_way))
        under_way.pop()

    monkeypatch.setattr(synced, "syncfs", slow)
    whole = Whole(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: whole.sync(), range(8)))
    assert most == [1] * 8
    whole.close()


def test_what_it_says_went_wrong_is_raised(tmp_path: Path, known: list[int], monkeypatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(synced, "syncfs", broken)
    whole = Whole(tmp_path)
    with pytest.raises(OSError, match="Input/output"):
        whole.sync()
    whole.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        syncfs(-1)


@pytest.mark.parametrize(
    ("release", "told"), [("5.7.19", False), ("5.8.0", True), ("6.18.44-x", True), ("4.19", False)]
)
def test_only_a_system_that_tells_errors_is_relied_on(tmp_path: Path, monkeypatch, release: str, told: bool) -> None:
    monkeypatch.setattr(synced.os, "uname", lambda: SimpleNamespace(release=release))
    monkeypatch.setattr(synced, "kind_of", lambda folder: "ext4")
    synced._tells_errors.cache_clear()
    try:
        assert can_be_relied_on(tmp_path) == (told and synced.sys.platform == "linux")
    finally:
        synced._tells_errors.cache_clear()


@pytest.mark.parametrize("kind", ["vfat", "exfat", "fuse.sshfs", "nfs4", "fuseblk", "overlay", "tmpfs", ""])
def test_of_other_file_systems_each_file_is_synced_by_itself(tmp_path: Path, monkeypatch, kind: str) -> None:
    monkeypatch.setattr(synced, "kind_of", lambda folder: kind)
    assert not can_be_relied_on(tmp_path)
    whole = Whole(tmp_path)
    assert not whole.sync()
    whole.close()


def test_the_kind_is_read_where_the_system_tells_it(tmp_path: Path, monkeypatch) -> None:
    device = tmp_path.stat().st_dev
    told = tmp_path / "mounts"
    told.write_text(
        f"1 1 {os.major(device)}:{os.minor(device)} / /with\\040space rw shared:1 - f2fs /dev/sdb rw\nnoise\n"
    )
    monkeypatch.setattr(synced, "MOUNTS", told)
    assert kind_of(tmp_path) == "f2fs"
    told.write_text("")
    assert kind_of(tmp_path) == ""
    told.unlink()
    assert kind_of(tmp_path) == "" and not can_be_relied_on(tmp_path)


def test_on_a_real_disk_it_returns(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    whole = Whole(tmp_path)
    assert whole.sync() == can_be_relied_on(tmp_path)
    whole.close()


def test_a_flush_is_a_hint_that_never_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    flush(tmp_path)
    flush(tmp_path / "not there")
    assert (tmp_path / "a").read_bytes() == b"x"
