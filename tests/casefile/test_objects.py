"""Bytes kept once under their digest: whole and unchanged, or not at all."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from tests.small_disk import small_disk
from workbench.casefile import copied, objects
from workbench.casefile.ahead import copying
from workbench.casefile.objects import Objects
from workbench.errors import Damaged, Missing, NotWritten, Refused, Unreadable

DATA = bytes(range(256)) * 5000


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


@pytest.mark.parametrize("way", ["put", "put_file", "put_file without the kernel"])
def test_bytes_come_back_as_they_were_and_are_kept_once(store: Objects, tmp_path: Path, way: str, monkeypatch) -> None:
    source = tmp_path / "a.bin"
    source.write_bytes(DATA)
    if way.endswith("kernel"):

        def unsupported(*_):
            raise OSError(errno.EXDEV, "Invalid cross-device link")

        monkeypatch.setattr(os, "copy_file_range", unsupported)
    kept = store.put(DATA) if way == "put" else store.put_file(source)
    again = store.put(DATA) if way == "put" else store.put_file(source)
    assert kept == again
    assert kept.name == kept.sha256 == hashlib.sha256(DATA).hexdigest()
    assert kept.size == len(DATA)
    assert store.read(kept.name) == DATA
    assert store.digest(kept.name) == kept.name
    assert list(store.names()) == [kept.name]
    assert stat.S_IMODE(store.path(kept.name).stat().st_mode) == 0o444
    assert source.read_bytes() == DATA


def test_a_kernel_that_stops_half_way_is_helped_out(store: Objects, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.bin").write_bytes(DATA)
    real, calls = os.copy_file_range, []

    def halting(source, target, count):
        calls.append(count)
        return real(source, target, 1000) if len(calls) == 1 else 0

    monkeypatch.setattr(os, "copy_file_range", halting)
    assert store.put_file(tmp_path / "a.bin").sha256 == hashlib.sha256(DATA).hexdigest()
    assert calls


def test_several_files_at_once_come_as_they_would_one_by_one(store: Objects, tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}").write_bytes(DATA[n:] if n % 5 else b"the same")
    (tmp_path / "05").unlink()
    (tmp_path / "07").unlink()
    (tmp_path / "07").symlink_to(tmp_path / "08")
    sources = [tmp_path / f"{n:02}" for n in range(40)]
    with copying(store, sources) as copies:
        told = list(store.put_copies(copies))
    assert isinstance(told[5], Missing) and isinstance(told[7], Refused)
    one_by_one = Objects(tmp_path / "other")
    for n, source in enumerate(sources):
        if n not in (5, 7):
            assert told[n] == one_by_one.put_file(source)
    assert list(store.names()) == list(one_by_one.names()) and len(list(store.names())) == 32
    assert list((store.root / "incoming").iterdir()) == []


def test_a_store_that_cannot_be_read_stops_them_all(store: Objects, tmp_path: Path, monkeypatch) -> None:
    """Or every file would be refused for what is not its fault."""
    (tmp_path / "a").write_bytes(DATA)
    kept = store.put_file(tmp_path / "a")

    def too_many(path: Path) -> tuple[str, int]:
        raise Unreadable(path, "Too many open files")

    monkeypatch.setattr(objects, "digest_of", too_many)
    with pytest.raises(Unreadable, match=kept.name), copying(store, [tmp_path / "a"] * 2) as copies:
        list(store.put_copies(copies))
    assert list((store.root / "incoming").iterdir()) == []


def test_a_disk_that_fills_up_among_many_stops_them_all(store: Objects, tmp_path: Path, monkeypatch) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}").write_bytes(DATA[n:])
    calls: list[int] = []

    def no_room(*_):
        calls.append(1)
        if len(calls) > 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    def write(out, data):
        if len(calls) > 9:
            no_room()
        out.write(data)

    monkeypatch.setattr(os, "copy_file_range", no_room)
    monkeypatch.setattr(copied, "write_all", write)
    sources = [tmp_path / f"{n:02}" for n in range(40)]
    with pytest.raises(NotWritten, match="No space left"), copying(store, sources) as copies, store.gathering():
        list(store.put_copies(copies))
    assert list(store.names()) == [] and list((store.root / "incoming").iterdir()) == []


def test_the_empty_file_is_a_file(store: Objects, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    kept = store.put_file(tmp_path / "empty")
    assert (kept.size, store.read(kept.name)) == (0, b"")


@pytest.mark.parametrize("way", ["put", "put_file"])
@pytest.mark.parametrize("where", ["write", "fsync", "rename"])
def test_a_full_disk_leaves_nothing_behind(store: Objects, tmp_path: Path, monkeypatch, way: str, where: str) -> None:
    (tmp_path / "a.bin").write_bytes(DATA)
    store.put(b"before")

    def no_room(*given, **_):
        if where == "write":
            given[0].write(given[1][:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    def unsupported(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", unsupported)
    if where == "write":
        for module in (objects, copied):
            monkeypatch.setattr(module, "write_all", no_room)
    elif where == "fsync":
        monkeypatch.setattr(os, "fsync", no_room)
    else:
        monkeypatch.setattr(os, "rename", no_room)
    with pytest.raises(NotWritten, match="No space left"):
        store.put(DATA) if way == "put" else store.put_file(tmp_path / "a.bin")
    assert list(store.names()) == [hashlib.sha256(b"before").hexdigest()]
    assert list((store.root / "incoming").iterdir()) == []


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """A file system of one megabyte: the copy that does not fit leaves nothing, the one that does stays."""
    with small_disk(tmp_path / "small", "1m") as place:
        store = Objects(place / "objects")
        kept = store.put(b"x" * 400_000)
        big = tmp_path / "big"
        big.write_bytes(os.urandom(900_000))
        for attempt in (lambda: store.put_file(big), lambda: store.put(big.read_bytes())):
            with pytest.raises(NotWritten, match="No space left"):
                attempt()
        assert list(store.names()) == [kept.name]
        assert store.read(kept.name) == b"x" * 400_000
        assert list((store.root / "incoming").iterdir()) == []
        assert store.put(b"y" * 100_000).size == 100_000


def test_a_file_that_cannot_be_read_to_its_end_is_not_taken_for_a_shorter_one(
    store: Objects, tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "a.bin").write_bytes(DATA)

    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "copy_file_range", broken)
    monkeypatch.setattr(
        copied,
        "chunks_of",
        lambda incoming, source, _: (_ for _ in ()).throw(Unreadable(source, "Input/output error")),
    )
    with pytest.raises(Unreadable):
        store.put_file(tmp_path / "a.bin")
    assert list(store.names()) == []


@pytest.mark.parametrize("kind", ["link", "pipe", "device", "folder", "missing"])
def test_only_regular_files_are_taken_in(store: Objects, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    (tmp_path / "a").touch()
    if kind == "link":
        path.symlink_to(tmp_path / "a")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = Path("/dev/null")
    with pytest.raises(Missing if kind == "missing" else Refused):
        store.put_file(path)
    assert list(store.names()) == []


def test_a_changed_object_is_never_read_as_the_original_nor_counted_as_held(store: Objects) -> None:
    kept = store.put(DATA)
    path = store.path(kept.name)
    path.chmod(0o644)
    path.write_bytes(b"?" + DATA[1:])
    with pytest.raises(Damaged) as raised:
        store.read(kept.name)
    assert raised.value.expected == kept.name
    with pytest.raises(Damaged):
        store.put(DATA)
    assert store.digest(kept.name) != kept.name


def test_a_link_in_the_place_of_an_object_is_not_followed(store: Objects, tmp_path: Path) -> None:
    kept = store.put(DATA)
    elsewhere = store.path(kept.name).rename(tmp_path / "moved")
    store.path(kept.name).symlink_to(elsewhere)
    for look in (store.read, store.digest):
        with pytest.raises(Refused):
            look(kept.name)


def test_an_object_that_is_not_there_is_missing(store: Objects) -> None:
    assert store.digest("ab" * 32) is None
    with pytest.raises(Missing):
        store.read("ab" * 32)


def test_an_object_that_may_not_be_read_is_unreadable(open_place: Path, without_rights) -> None:
    store = Objects(open_place / "objects")
    kept = store.put(DATA)
    store.path(kept.name).chmod(0)
    with without_rights():
        for look in (store.read, store.digest):
            with pytest.raises(Unreadable):
                look(kept.name)


def test_what_a_killed_process_left_is_taken_away(store: Objects) -> None:
    store.put(b"x")
    (store.root / "incoming" / "123-abc").write_bytes(b"half")
    store.clear_unfinished()
    assert list((store.root / "incoming").iterdir()) == []
    assert len(list(store.names())) == 1


def test_what_comes_in_pieces_is_kept_whole_or_not_at_all(store: Objects) -> None:
    kept = store.put_pieces(iter([DATA[:100], DATA[100:]]))
    assert (kept.name, kept.size, store.read(kept.name)) == (hashlib.sha256(DATA).hexdigest(), len(DATA), DATA)

    def broken():
        yield b"the first half"
        raise ValueError("the second never came")

    with pytest.raises(ValueError, match="never came"):
        store.put_pieces(broken())
    assert list(store.names()) == [kept.name] and not list((store.root / "incoming").iterdir())
