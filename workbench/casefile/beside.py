"""Another process that rehashes a store from its first object on, while this one reads the ledger.

When the ledger is read, this process comes from the last object, until the two meet. Threads would not do: who reads a
ledger does not let the interpreter go, and who hashes many small files asks for it all the time. For a sealed store the
other process is given the content keys through a pipe, as those are that copy files in; it writes nothing. Where
nobody has these keys, it is the same for what anyone can recheck: the stored bytes.
"""

import contextlib
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from workbench.casefile import sound
from workbench.casefile.cipher import KEY
from workbench.casefile.measured import Found, Rehash, all_found, found
from workbench.casefile.objects import Objects
from workbench.casefile.started import started

# Of fewer objects, beginning a process takes as long as it saves.
MANY = 1000
# With nothing but the standard library, whatever the working folder and the environment hold: it begins at once.
PROGRAM = ("-I", "-S", sound.__file__)
SEALED = "from workbench.casefile.beside import main; main()"
UNIT = 16


@contextlib.contextmanager
def meanwhile(objects: Objects, rehash: Rehash, keys: Mapping[str, bytes] | None = None) -> Iterator[Rehash]:
    """How objects are rehashed while this lasts: as `rehash` says, or with another process where that saves time.

    It does for a store of many objects, where there are two processors and nobody else was asked to read them. `keys`
    are those of the units of a sealed store (units of 32 hex digits, keys of 32 bytes); without them its stored bytes
    are rehashed, and what is inside is asked of nobody.

    Example:
        >>> with meanwhile(Objects(Path("no-such-store")), all_found) as rehash:
        ...     rehash is all_found
        True
    """
    many = itertools.islice(objects.names(), MANY - 1, None)
    with contextlib.suppress(OSError):  # a folder that may not be listed: its objects are asked for one by one
        if rehash is all_found and (os.cpu_count() or 1) > 1 and next(many, None):
            other = _Other(objects, keys)
            try:
                yield other
            finally:
                other.end()
            return
    yield rehash


class _Other:
    """The other process, and what it has told so far; what it does not tell is done here."""

    def __init__(self, objects: Objects, keys: Mapping[str, bytes] | None) -> None:
        self._told: dict[str, Found] = {}
        self._reached, opens = "", objects.sealed and keys is not None
        self._whole = opens or not objects.sealed
        self._child = started(SEALED, os.fspath(objects.root)) if opens else _begun(os.fspath(objects.root))
        said = b"".join(bytes.fromhex(unit) + key for unit, key in (keys or {}).items())
        self._listening = threading.Thread(target=self._listen, args=(said,), daemon=True)
        self._listening.start()

    def _listen(self, said: bytes) -> None:
        assert self._child.stdin is not None and self._child.stdout is not None
        with contextlib.suppress(OSError), self._child.stdin as asking:  # it has ended already
            asking.write(said)
        with contextlib.suppress(ValueError):  # it was ended in the middle of a line
            for line in self._child.stdout:
                told = line.decode("ascii").split()
                for name, content, size in zip(told[::3], told[1::3], told[2::3], strict=True):
                    self._told[name] = Found("ok", "", "ok", content, int(size)) if self._whole else Found("ok")
                self._reached = max(self._reached, *told[::3])

    def __call__(self, objects: Objects, names: Iterable[str], *, whole: bool) -> dict[str, Found]:
        """What became of each object, by name."""
        listed = list(dict.fromkeys(names))
        if whole != self._whole:
            return all_found(objects, listed, whole=whole)
        here: dict[str, Found] = {}
        for name in sorted(listed, reverse=True):
            if name <= self._reached:
                break
            here[name] = found(objects, name, whole=whole)
        return {name: here.get(name) or self._told.get(name) or found(objects, name, whole=whole) for name in listed}

    def end(self) -> None:
        """Ends the process."""
        self._child.kill()
        self._listening.join()
        with self._child:
            pass  # its pipes are closed, and it is waited for


def _begun(root: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *PROGRAM, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def main() -> None:
    """Tells of the sound objects of the sealed store at the path named; its keys come through standard input."""
    from workbench.casefile.sealed_objects import SealedObjects  # which who begins this does not always need
    from workbench.casefile.vault import NoKey

    raw, size = sys.stdin.buffer.read(), UNIT + KEY
    keys = {raw[at : at + UNIT].hex(): raw[at + UNIT : at + size] for at in range(0, len(raw), size)}

    def key_of(unit: str) -> bytes:
        if unit not in keys:
            raise NoKey(sys.argv[1], unit)
        return keys[unit]

    objects = SealedObjects(Path(sys.argv[1]), key_of=key_of, salt=str)
    met = ((name, found(objects, name)) for name in objects.names())
    good = ((name, one.sha256, one.size) for name, one in met if one.outcome == one.inside == "ok")
    sound.tell(good, sys.stdout.buffer)
