"""Another process that rehashes a store from its first object on, while this one reads the ledger.

When the ledger is read, this process comes from the last object, until the two meet. Threads would not do: who reads a
ledger does not let the interpreter go, and who hashes many small files asks for it all the time.
"""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.casefile.measured import Found, Rehash, all_found, found
from workbench.casefile.objects import Objects

# Of fewer objects, beginning a process takes as long as it saves.
MANY = 1000
# How many objects, or how many bytes of them, the other process tells of at once: so much may be hashed twice.
TOGETHER, ENOUGH = 32, 1 << 23
PROGRAM = "from workbench.casefile.beside import main; main()"


def started(program: str, *, also: tuple[int, ...] = ()) -> "subprocess.Popen[bytes]":
    """Another process of this Python that runs a program of ours; it is asked and answers in lines.

    It has the descriptors `also` from the beginning.

    Example:
        >>> with started("print(input())") as child:
        ...     child.communicate(b"a letter")[0].strip()
        b'a letter'
    """
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    # -P: a file that happens to lie in the working folder is never imported.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=dict(os.environ, PYTHONPATH=path), pass_fds=also,
    )  # fmt: skip


@contextlib.contextmanager
def meanwhile(objects: Objects, rehash: Rehash) -> Iterator[Rehash]:
    """How objects are rehashed while this lasts: as `rehash` says, or with another process where that saves time.

    It does for a store of many objects that lie there in the open, where there are two processors and nobody else was
    asked to read them.

    Example:
        >>> with meanwhile(Objects(Path("no-such-store")), all_found) as rehash:
        ...     rehash is all_found
        True
    """
    many = itertools.islice(objects.names(), MANY - 1, None)
    with contextlib.suppress(OSError):  # a folder that may not be listed: its objects are asked for one by one
        if rehash is all_found and type(objects) is Objects and (os.cpu_count() or 1) > 1 and next(many, None):
            other = _Other(objects)
            try:
                yield other
            finally:
                other.end()
            return
    yield rehash


class _Other:
    """The other process, and what it has told so far; what it does not tell is done here."""

    def __init__(self, objects: Objects) -> None:
        self._told: dict[str, Found] = {}
        self._reached = ""
        self._child = started(PROGRAM)
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        with contextlib.suppress(OSError):  # it has ended already
            assert self._child.stdin is not None
            self._child.stdin.write(os.fsencode(objects.root).hex().encode("ascii") + b"\n")
            self._child.stdin.flush()

    def _listen(self) -> None:
        assert self._child.stdout is not None
        with contextlib.suppress(ValueError, TypeError):  # it was ended in the middle of a line
            for line in self._child.stdout:
                told = {name: Found(*rest) for name, *rest in json.loads(line)}
                self._told.update(told)
                self._reached = max(self._reached, *told)

    def __call__(self, objects: Objects, names: Iterable[str], *, whole: bool) -> dict[str, Found]:
        """What became of each object, by name."""
        listed = list(dict.fromkeys(names))
        if not whole:
            return all_found(objects, listed, whole=whole)
        here: dict[str, Found] = {}
        for name in sorted(listed, reverse=True):
            if name <= self._reached:
                break
            here[name] = found(objects, name)
        return {name: here.get(name) or self._told.get(name) or found(objects, name) for name in listed}

    def end(self) -> None:
        """Ends the process."""
        self._child.kill()
        self._listening.join()
        with contextlib.suppress(BrokenPipeError):
            self._child.communicate()


def main() -> None:
    """Rehashes the store whose folder stands on the first line of standard input, and tells of it line by line."""
    objects, out = Objects(Path(os.fsdecode(bytes.fromhex(sys.stdin.readline().strip())))), sys.stdout.buffer
    portion: list[tuple[str, ...]] = []
    size = 0
    for name in objects.names():
        met = found(objects, name)
        portion.append((name, *met))  # type: ignore[arg-type]
        size += met.size
        if len(portion) == TOGETHER or size >= ENOUGH:
            out.write(json.dumps(portion).encode("ascii") + b"\n")
            out.flush()
            portion, size = [], 0
    if portion:
        out.write(json.dumps(portion).encode("ascii") + b"\n")
        out.flush()
