"""Copies are made ahead by threads or by other processes: the same copies, and none that nobody takes stays."""

import contextlib
import errno
import hashlib
import itertools
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.casefile import ahead
from workbench.casefile.ahead import copying
from workbench.casefile.copied import Copy
from workbench.casefile.objects import Objects, Stored
from workbench.casefile.sealed_objects import SealedObjects
from workbench.casefile.started import started
from workbench.errors import Missing, NotWritten, Refused

COUNT = 100


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files of which two hold the same, one is missing, one is a link and one has a name that is no UTF-8."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    made = [inbox / f"{n:03}" for n in range(COUNT)]
    for n, file in enumerate(made):
        file.write_bytes(b"letter %d" % (n if n != 9 else 8) * 1000)
    made[5].unlink()
    made[7].unlink()
    made[7].symlink_to(made[8])
    made[11] = Path(os.fsdecode(os.fsencode(inbox) + b"/\xff"))
    made[11].write_bytes(b"a name in another encoding")
    return made


@pytest.fixture
def few(monkeypatch) -> None:
    monkeypatch.setattr(ahead, "MANY", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def sealed(root: Path) -> SealedObjects:
    return SealedObjects(root, key_of=lambda unit: bytes.fromhex(unit) * 2, salt=lambda: os.urandom(32).hex())


def left_in(store: Objects) -> list[str]:
    return os.listdir(store.root / "incoming")


def shown(told: list) -> list:
    return [one if isinstance(one, Stored) else (type(one), str(one)) for one in told]


def test_other_processes_make_the_same_copies_as_threads(tmp_path: Path, files: list[Path], monkeypatch) -> None:
    with copying(one := Objects(tmp_path / "one"), files) as copies:
        by_threads = list(one.put_copies(copies))
    monkeypatch.setattr(ahead, "MANY", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here: list[Path] = []
    made_here = Objects.copied
    monkeypatch.setattr(Objects, "copied", lambda store, asked: (here.append(asked.source), made_here(store, asked))[1])
    with copying(two := Objects(tmp_path / "two"), files) as copies:
        by_others = list(two.put_copies(copies))
    assert here == [files[5], files[7]]  # what was refused there is tried once more here, which says why
    assert shown(by_others) == shown(by_threads)
    assert isinstance(by_others[5], Missing) and isinstance(by_others[7], Refused)
    assert by_others[9] == by_others[8] and len(list(two.names())) == COUNT - 3
    assert list(two.names()) == list(one.names()) and left_in(one) == left_in(two) == []
    assert two.read(by_others[11].name) == b"a name in another encoding"


def test_what_is_sealed_elsewhere_opens_here_under_the_key_of_its_unit(tmp_path: Path, files: list[Path], few) -> None:
    store, numbers = sealed(tmp_path / "objects"), itertools.count()
    with copying(store, files[12:], unit=lambda: f"{next(numbers):032x}") as copies:
        told = [kept for kept in store.put_copies(copies) if isinstance(kept, Stored)]
    for n, (file, kept) in enumerate(zip(files[12:], told, strict=True)):
        data = file.read_bytes()
        assert (kept.unit, kept.sha256, kept.size) == (f"{n:032x}", hashlib.sha256(data).hexdigest(), len(data))
        assert store.read(kept.name) == data and data not in store.path(kept.name).read_bytes()
    assert left_in(store) == []


def test_when_other_processes_are_killed_the_rest_is_done_here(
    tmp_path: Path, files: list[Path], few, monkeypatch
) -> None:
    children: list[subprocess.Popen[bytes]] = []

    def begun(program: str, **how) -> "subprocess.Popen[bytes]":
        children.append(started(program, **how))
        return children[-1]

    monkeypatch.setattr(ahead, "started", begun)
    store = Objects(tmp_path / "objects")
    with copying(store, files) as copies, store.gathering():
        kept = list(store.put_copies(itertools.islice(copies, 3)))
        for child in children:
            child.kill()
        kept += store.put_copies(copies)
        store.settle()
    assert len(children) == 2 and all(child.returncode == -signal.SIGKILL for child in children)
    assert [one.sha256 for one in kept if isinstance(one, Stored)] == [
        hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file() and not file.is_symlink()
    ]
    assert left_in(store) == []


@pytest.mark.parametrize("most", [0, 1])
def test_where_the_system_begins_no_more_processes_everything_is_copied_all_the_same(
    tmp_path: Path, files: list[Path], few, monkeypatch, most: int
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def refused(program: str, **how) -> "subprocess.Popen[bytes]":
        if len(begun) == most:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        begun.append(started(program, **how))
        return begun[-1]

    monkeypatch.setattr(ahead, "started", refused)
    store = Objects(tmp_path / "objects")
    with copying(store, files) as copies:
        told = list(store.put_copies(copies))
    assert len(begun) == most and all(child.returncode is not None for child in begun)
    assert sum(isinstance(one, Stored) for one in told) == COUNT - 2 and left_in(store) == []


@pytest.fixture
def no_long_file() -> Iterator[None]:
    """No process that is begun now can write more than so much to one file, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_nothing_can_be_written_it_is_said_here_and_nothing_is_left(
    tmp_path: Path, files: list[Path], few, no_long_file
) -> None:
    store = Objects(tmp_path / "objects")
    with pytest.raises(NotWritten, match="File too large"), copying(store, files) as copies, store.gathering():
        list(store.put_copies(copies))
    assert list(store.names()) == left_in(store) == []


@pytest.mark.parametrize("many", [10, 10_000])
def test_what_nobody_takes_is_gone(tmp_path: Path, files: list[Path], monkeypatch, many: int) -> None:
    monkeypatch.setattr(ahead, "MANY", many)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    store = Objects(tmp_path / "objects")
    with contextlib.suppress(ZeroDivisionError), copying(store, files) as copies:
        kept = list(store.put_copies(itertools.islice(copies, 4)))
        raise ZeroDivisionError
    assert len(kept) == 4 == len(list(store.names())) and left_in(store) == []


def test_no_more_is_copied_ahead_than_may_have_to_be_done_again(
    tmp_path: Path, files: list[Path], few, monkeypatch
) -> None:
    monkeypatch.setattr(ahead, "AHEAD", 32)
    monkeypatch.setattr(ahead, "TOGETHER", 16)
    store = Objects(tmp_path / "objects")
    real = ahead._Other.ask
    asked: list[int] = []
    monkeypatch.setattr(ahead._Other, "ask", lambda other, more: (asked.append(len(more)), real(other, more))[1])
    with copying(store, files) as copies:
        assert isinstance(next(copies), Copy) and sum(asked) == 32
        for _ in range(20):
            next(copies)
        assert sum(asked) == 48
    monkeypatch.setattr(ahead, "BYTES_AHEAD", 1)
    asked.clear()
    with copying(store, files) as copies:
        next(copies)
        assert sum(asked) == ahead.TOGETHER
    monkeypatch.setattr(ahead, "ENOUGH", 5 * files[0].stat().st_size)
    asked.clear()
    with copying(store, files) as copies:
        next(copies)
        assert sum(asked) == 5, "of long files fewer are asked for in one line"


HOLDER = """
import sys
from pathlib import Path
from workbench.casefile.ahead import copying
from workbench.casefile.objects import Objects
root, inbox = map(Path, sys.argv[1:])
with copying(Objects(root), sorted(inbox.iterdir())[12:20]) as copies:
    first = next(copies)
    print(Path(first.path).name, flush=True)
    sys.stdin.readline()
"""


def test_another_process_that_clears_leaves_what_is_copied_ahead_until_its_process_is_killed(
    tmp_path: Path, files: list[Path]
) -> None:
    store = Objects(tmp_path / "objects")
    (store.root / "incoming").mkdir(parents=True)
    (store.root / "incoming" / "123-abc-0").write_bytes(b"of a process that was killed")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, store.root, files[0].parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        name = holder.stdout.readline().decode().strip()
        store.clear_unfinished()
        assert name in left_in(store) and "123-abc-0" not in left_in(store)
        holder.kill()
        holder.wait()
        assert name in left_in(store)
        store.clear_unfinished()
    assert left_in(store) == []
