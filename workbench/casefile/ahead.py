"""Copies of files that are made before they are asked for, while others are recorded and made durable.

Of many files other processes make them: threads of this one would take the interpreter from whoever records, and wait
for it themselves. What they do not tell, or cannot do, is done here, so that every refusal is said in one place.
"""

import collections
import contextlib
import functools
import itertools
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from workbench.casefile.copied import Copy
from workbench.casefile.objects import Asked, Copies, Objects
from workbench.casefile.side_by_side import AT_ONCE, side_by_side
from workbench.casefile.started import started
from workbench.errors import WorkbenchError

# Of fewer files, beginning a process takes as long as it saves.
MANY = 500
# How many files are copied before anybody asks for them, or how many bytes: so much is done again after a run that was
# cut off.
AHEAD, BYTES_AHEAD = 1 << 10, 1 << 28
# How many files are asked for in one line, at most. After so many bytes a line ends, and another process tells of what
# it has done: each line wakes somebody.
TOGETHER, ENOUGH = 1 << 7, 1 << 23
PROGRAM = "from workbench.casefile.ahead import main; main()"


@contextlib.contextmanager
def copying(objects: Objects, sources: Sequence[Path], *, unit: Callable[[], str] = str) -> Iterator[Copies]:
    """Copies of files, in their order, for `Objects.put_copies`; `unit` draws the unit of each.

    No lock is needed to make them. None is stored before it is taken, and those that nobody takes are gone at the end.

    Raises:
        NotWritten: the system refused.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("a letter")
        >>> store = Objects(folder / "objects")
        >>> with copying(store, [folder / "a.txt"]) as copies:
        ...     [kept.size for kept in store.put_copies(copies)]
        [8]
    """
    if not sources:  # then nothing is written at all
        yield iter(())
        return
    asked = (objects.asked(source, unit()) for source in sources)
    with objects.incoming.ahead() as mark:
        others = _begun(objects, mark) if len(sources) >= MANY and (os.cpu_count() or 1) > 1 else []
        if others:
            with contextlib.closing(_by_others(objects, asked, others)) as copies:
                yield copies
            return
        jobs: Iterator[Callable[[], Copy]] = (functools.partial(objects.copied, one) for one in asked)
        here = side_by_side(jobs, leave=objects.incoming.drop)
        with contextlib.closing(here):
            yield here


def _begun(objects: Objects, mark: int) -> "list[_Other]":
    """The other processes, or fewer where the system begins no more: whoever there is does what is to be done."""
    others: list[_Other] = []
    with contextlib.suppress(OSError):
        while len(others) < AT_ONCE:
            others.append(_Other(objects, mark))
    return others


def _by_others(
    objects: Objects, drawn: Iterator[Asked], others: "list[_Other]"
) -> Generator[Copy | WorkbenchError, None, None]:
    """Each copy as another process made it, or as it is made here."""
    turn, line = itertools.cycle(others), collections.deque[tuple[Asked, int, _Other]]()
    ahead = 0
    try:
        while True:
            while len(line) <= AHEAD - TOGETHER and (ahead < BYTES_AHEAD or not line):
                more = _portion(drawn)
                if not more:
                    break
                other = next(turn)
                other.ask([asked for asked, _ in more])
                line.extend((asked, size, other) for asked, size in more)
                ahead += sum(size for _, size in more)
            if not line:
                return
            asked, size, other = line.popleft()
            ahead -= size
            yield other.told() or _made_here(objects, asked)
    finally:
        for other in others:
            other.end()


def _portion(drawn: Iterator[Asked]) -> list[tuple[Asked, int]]:
    """The files that are asked for in one line, with their sizes in bytes."""
    more, size = list[tuple[Asked, int]](), 0
    for asked in itertools.islice(drawn, TOGETHER):
        more.append((asked, _size(asked.source)))
        size += more[-1][1]
        if size >= ENOUGH:
            break
    return more


def _made_here(objects: Objects, asked: Asked) -> Copy | WorkbenchError:
    try:
        return objects.copied(asked)
    except WorkbenchError as error:
        return error


class _Other:
    """Another process that copies, and what it has told so far."""

    def __init__(self, objects: Objects, mark: int) -> None:
        self._incoming = objects.incoming
        self._told: collections.deque[Copy | None] = collections.deque()
        self._heard: queue.SimpleQueue[list[Copy | None] | None] = queue.SimpleQueue()
        self._ended = False
        self._child = started(PROGRAM, also=(mark,))
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        self._say([os.fsencode(objects.root).hex(), objects.incoming.token, objects.sealed])

    def ask(self, files: list[Asked]) -> None:
        """Asks for the copies of files."""
        self._say([[os.fsencode(one.source).hex(), one.unit, one.salt.hex(), one.key.hex()] for one in files])

    def _say(self, value: object) -> None:
        assert self._child.stdin is not None
        with contextlib.suppress(OSError):  # it has ended: whoever listens hears that, and it is done here
            self._child.stdin.write(json.dumps(value).encode("ascii") + b"\n")
            self._child.stdin.flush()

    def told(self) -> Copy | None:
        """The copy that is next in turn; None where it has to be made here."""
        while not self._ended and not (self._told and self._heard.empty()):
            heard = self._heard.get()
            self._ended = heard is None
            self._told.extend(heard or ())
            self._incoming.wrote(heard or ())
        return self._told.popleft() if self._told else None

    def _listen(self) -> None:
        assert self._child.stdout is not None
        with contextlib.suppress(ValueError, TypeError):  # it was ended in the middle of a line
            for line in self._child.stdout:
                self._heard.put([_copy(*one) if one else None for one in json.loads(line)])
        self._heard.put(None)

    def end(self) -> None:
        """Ends the process; whatever it had begun is gone with the rest that nobody took."""
        self._child.kill()
        self._listening.join()
        with contextlib.suppress(BrokenPipeError):
            self._child.communicate()


def _size(source: Path | str) -> int:
    try:
        return os.stat(source, follow_symlinks=False).st_size
    except OSError:
        return 0  # whoever opens it says what is the matter


def _copy(path: str, name: str, sha256: str, size: int, unit: str) -> Copy:
    return Copy(path, name, sha256, size, unit)


def main() -> None:
    """Copies the files that standard input names, and tells of them on standard output."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(asking: Iterable[bytes], out: BinaryIO) -> None:
    """Copies the files that are asked for, line by line, into the store named first, and tells of each.

    Example:
        >>> import io
        >>> serve([b'["2f746d70", "ab", false]'], io.BytesIO())
    """
    lines = iter(asking)
    root, token, sealed = json.loads(next(lines))
    objects = _store(Path(os.fsdecode(bytes.fromhex(root))), sealed)
    objects.incoming.token = token
    for line in lines:
        portion: list[Any] = []
        size = 0
        for source, unit, salt, key in json.loads(line):
            asked = Asked(os.fsdecode(bytes.fromhex(source)), unit, bytes.fromhex(salt), bytes.fromhex(key))
            try:
                made = objects.copied(asked)
            except WorkbenchError:  # whoever asked tries it once more, and says why it cannot be done
                portion.append(None)
                continue
            portion.append((made.path, made.name, made.sha256, made.size, made.unit))
            size += made.size
            if size >= ENOUGH:
                _tell(portion, out)
                portion, size = [], 0
        _tell(portion, out)


def _store(root: Path, sealed: bool) -> Objects:
    """The store in the other process: its keys and salts come with each file."""
    if not sealed:
        return Objects(root)
    from workbench.casefile.sealed_objects import SealedObjects  # which an unsealed store does not wait for

    return SealedObjects(root, key_of=lambda unit: b"", salt=str)


def _tell(portion: list[Any], out: BinaryIO) -> None:
    if portion:
        out.write(json.dumps(portion).encode("ascii") + b"\n")
        out.flush()
