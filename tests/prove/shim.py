"""Stands between Python and the system: each call that changes a folder can be counted, refused, shortened, recorded.

A file that is opened to be read is a call too: it changes nothing, and may be refused.

Pure Python, so that it runs wherever the tests run; `traced.py` is the second judge, below Python.
"""

import builtins
import errno
import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.casefile import synced

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
REAL = {name: getattr(os, name) for name in dir(os) if callable(getattr(os, name))}
REAL_OPEN = io.open
# Calls that take two paths, those that take one, and those that take an open file.
TWO = ("rename", "replace", "link", "symlink")
ONE = ("unlink", "remove", "mkdir", "rmdir", "chmod", "truncate")
OPEN = ("fsync", "fdatasync", "ftruncate", "fchmod")
# Names for one act that the system has under several.
SAME = {"replace": "rename", "remove": "unlink", "fdatasync": "fsync", "ftruncate": "truncate", "fchmod": "chmod"}


# Files that are handed over: one that cannot be read is refused by itself, and the others are taken.
HANDED_OVER = (".txt", ".csv", ".png")
# Where `on` is set, a thread stands for another process: what it opens is not counted.
ELSEWHERE = threading.local()


@dataclass
class Call:
    """One call that is about to be made: what it does, to which path, and with what."""

    op: str
    path: str
    real: Callable[..., Any]
    args: tuple[Any, ...]
    fd: int | None = None
    data: bytes | None = None
    short: Callable[[int], Any] | None = None

    def go(self) -> Any:
        """Makes the call."""
        return self.real(*self.args)


Judge = Callable[[Call], Any]


class _Watched(io.FileIO):
    """A file opened for writing, whose writes and cuts are judged."""

    judge: Judge

    def write(self, data: Any) -> int:
        raw = bytes(data)
        real = super().write
        return self.judge(Call("write", self._path(), real, (data,), self.fileno(), raw, lambda n: real(raw[:n])))

    def truncate(self, size: int | None = None) -> int:
        return self.judge(Call("truncate", self._path(), super().truncate, (size,), self.fileno()))

    def _path(self) -> str:
        return _of_fd(self.name) if isinstance(self.name, int) else str(self.name)


def _open_of(judge: Judge) -> Callable[..., Any]:
    def watched_open(file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None,
                     errors: str | None = None, newline: str | None = None, closefd: bool = True,
                     opener: Any = None) -> Any:  # fmt: skip
        if not set(mode) & set("wax+"):

            def look(*_: Any) -> Any:
                return REAL_OPEN(file, mode, buffering, encoding, errors, newline, closefd, opener)

            return look() if isinstance(file, int) else judge(Call("look", _plain(file), look, ()))

        def begin(path: Any) -> _Watched:
            made = _Watched(path, mode.replace("b", "").replace("t", ""), closefd, opener)
            made.judge = judge
            return made

        path = _of_fd(file) if isinstance(file, int) else os.fspath(file)
        raw = begin(file) if isinstance(file, int) else judge(Call("open", _plain(path), begin, (file,)))
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    return watched_open


def _plain(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path))


def _of_fd(fd: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        return f"fd {fd}"


@contextmanager
def between(judge: Judge) -> Iterator[None]:
    """Every changing call of this process goes through a judge until the block ends."""

    def two(name: str) -> Callable[..., Any]:
        def call(source: Any, target: Any, **options: Any) -> Any:
            real = REAL[name]
            return judge(Call(SAME.get(name, name), _plain(target), lambda: real(source, target, **options), (),
                              data=_plain(source).encode()))  # fmt: skip

        return call

    def one(name: str) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **options: Any) -> Any:
            real = REAL[name]
            fd = path if isinstance(path, int) else None
            where = _of_fd(path) if isinstance(path, int) else _at(path, options.get("dir_fd"))
            return judge(Call(SAME.get(name, name), where, lambda: real(path, *args, **options), (), fd))

        return call

    def os_open(path: Any, flags: int, *args: Any, **options: Any) -> int:
        return judge(
            Call(
                "open" if flags & WRITING else "look",
                _plain(path),
                lambda: REAL["open"](path, flags, *args, **options),
                (),
            )
        )

    def os_write(fd: int, data: Any) -> int:
        raw = bytes(data)
        return judge(
            Call("write", _of_fd(fd), REAL["write"], (fd, data), fd, raw, lambda n: REAL["write"](fd, raw[:n]))
        )

    patched: dict[str, Any] = {name: two(name) for name in TWO} | {name: one(name) for name in (*ONE, *OPEN)}
    patched |= {"open": os_open, "write": os_write, "copy_file_range": _copy_of(judge)}
    kept = {name: getattr(os, name) for name in patched if hasattr(os, name)}
    real_syncfs = synced.syncfs
    try:
        synced.syncfs = lambda fd: judge(Call("syncfs", _of_fd(fd), lambda: real_syncfs(fd), ()))
        for name in kept:
            setattr(os, name, patched[name])
        builtins.open = io.open = _open_of(judge)  # type: ignore[assignment]
        yield
    finally:
        for name, real in kept.items():
            setattr(os, name, real)
        synced.syncfs = real_syncfs
        builtins.open = io.open = REAL_OPEN


def _copy_of(judge: Judge) -> Callable[..., Any]:
    def copy(source: int, target: int, count: int, *rest: Any) -> int:
        at = os.lseek(source, 0, os.SEEK_CUR)
        data = os.pread(source, count, at)
        real = REAL["copy_file_range"]
        return judge(Call("write", _of_fd(target), real, (source, target, count, *rest), target, data,
                          lambda n: real(source, target, n)))  # fmt: skip

    return copy


def _at(path: Any, dir_fd: int | None) -> str:
    return _plain(path) if dir_fd is None else os.path.join(_of_fd(dir_fd), os.fsdecode(path))


@dataclass
class Fault:
    """What befalls the `n`-th call (from 0) under the watched folders, or those of its kind from then on.

    `how` is `kill` (before the call), `kill-after`, `torn` (half of a write, then killed), `short` (half of a write is
    taken), or the name of an error. `span` is `once`, `kind` (this call and every later one of its kind) or `all`.
    """

    n: int
    how: str
    span: str = "once"

    def __str__(self) -> str:
        return f"call {self.n}: {self.how}, {self.span}"


class Faults:
    """A judge that counts the calls under some folders and lets a fault befall them."""

    def __init__(self, roots: list[Path], fault: Fault | None = None) -> None:
        self.roots = [str(root) for root in roots]
        self.fault, self.seen, self.kind = fault, list[tuple[str, str]](), ""
        self.counting = threading.Lock()

    def __call__(self, call: Call) -> Any:
        if not any(call.path == root or call.path.startswith(root + "/") for root in self.roots):
            return call.go()
        if call.op == "look" and (call.path.endswith(HANDED_OVER) or getattr(ELSEWHERE, "on", False)):
            return call.go()
        with self.counting:  # files are copied by several threads
            n = len(self.seen)
            self.seen.append((call.op, call.path))
        fault = self.fault
        if fault is None or n < fault.n:
            return call.go()
        self.kind = self.kind or call.op
        struck = n == fault.n or fault.span == "all" or (fault.span == "kind" and call.op == self.kind)
        return self._befall(call, fault.how) if struck else call.go()

    def _befall(self, call: Call, how: str) -> Any:
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "kill-after":
            call.go()
            os.kill(os.getpid(), signal.SIGKILL)
        if how in ("short", "torn"):
            if call.short is None or not call.data:
                return call.go()
            taken = call.short(max(1, len(call.data) // 2))
            if how == "torn":
                os.kill(os.getpid(), signal.SIGKILL)
            return taken
        number = getattr(errno, how)
        raise OSError(number, os.strerror(number), call.path)
