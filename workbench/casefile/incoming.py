"""Where copies wait: each is written whole before it has a name, and many are made durable together."""

import contextlib
import functools
import itertools
import os
import stat
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.casefile.copied import Copy
from workbench.casefile.disk import changing, not_written, stands, sync_folder, sync_path
from workbench.casefile.held import HELD, held, is_held
from workbench.casefile.lent import Lent
from workbench.casefile.shelves import Shelves
from workbench.casefile.synced import Whole, begin, flush

if TYPE_CHECKING:
    from workbench.casefile.early import Early

# Fewer files than this are made durable one by one.
MANY = 8


class Incoming:
    """The folder `incoming` of a store, and which of the copies in it wait for their names.

    `place` says where the object of a name stands.

    Example:
        >>> import tempfile
        >>> root = Path(tempfile.mkdtemp())
        >>> incoming = Incoming(root, lambda name: f"{root}/ab/{name}")
        >>> with incoming.fresh() as (copy, out):
        ...     _ = out.write(b"a letter")
        >>> incoming.keep(copy, "abc")
        >>> (root / "ab" / "abc").read_bytes()
        b'a letter'
    """

    def __init__(self, root: Path, place: Callable[[str], str]) -> None:
        self.root, self._place, self._folder = root, place, f"{root}/incoming"
        self.waiting: dict[str, str] = {}
        self.lent = Lent()
        self.token, self._numbers = os.urandom(8).hex(), itertools.count()
        self._whole: Whole | None = None
        self._early: Early | None = None
        self._shelves: Shelves | None = None  # while copies are being gathered

    @contextlib.contextmanager
    def fresh(self) -> Iterator[tuple[Copy, FileIO]]:
        """A new file to be written; it is gone again where the block raises.

        Raises:
            NotWritten: the system refused.
        """
        copy = Copy(f"{self._folder}/{os.getpid()}-{self.token}-{next(self._numbers)}")
        try:
            with self._made(copy.path) as out:
                yield copy, out
                if self._whole is not None:
                    begin(out.fileno())
                os.fchmod(out.fileno(), stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        except BaseException as error:
            self.drop(copy)
            if isinstance(error, OSError):
                raise not_written(self.root, error) from error
            raise

    def _made(self, path: str) -> FileIO:
        try:
            return open(path, "x+b", buffering=0)
        except FileNotFoundError:
            os.makedirs(self._folder, exist_ok=True)
            return open(path, "x+b", buffering=0)

    def drop(self, copy: Copy) -> None:
        """Takes a copy away that is not kept; where that fails, the next act that writes does."""
        if not copy.kept:
            with contextlib.suppress(OSError):
                os.unlink(copy.path)

    def keep(self, copy: Copy, name: str) -> None:
        """Gives a copy its name: at once and durably, or with all others where copies are being gathered.

        Raises:
            NotWritten: the system refused; it is not kept.
        """
        self.waiting[name] = copy.path
        copy.kept = True
        if self._shelves is None:
            try:
                self.settle()
            finally:
                self._forget()

    def holds(self, name: str) -> bool:
        """Whether something waits for a name, or stands under it."""
        place = self._place(name)
        return name in self.waiting or (stands(place) if self._shelves is None else self._shelves.hold(place))

    def leave(self, name: str) -> None:
        """Lets a copy go that waits for its name: nothing is going to ask for it."""
        path = self.waiting.pop(name, None)
        if path is not None:
            with contextlib.suppress(OSError):  # the next act that writes takes it away
                os.unlink(path)

    @contextlib.contextmanager
    def gathering(self) -> Iterator[None]:
        """What is kept meanwhile waits, readable, until `settle` makes it durable; else it is dropped at the end.

        Files that are synced together take a fraction of the time of as many syncs. Only under the case's lock.
        """
        with contextlib.nullcontext() if self._whole else self._listening():
            self._shelves = Shelves()
            try:
                yield
            finally:
                self._shelves = None
                self._forget()

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        with changing(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            self._whole = Whole(self.root)  # before anything is written, so that it hears of whatever goes wrong
        try:
            yield
        finally:
            self._whole.close()
            self._whole = None

    @contextlib.contextmanager
    def ahead(self) -> Iterator[int]:
        """Copies may be written meanwhile without the case's lock: whoever clears what is unfinished leaves them.

        Gives the descriptor of the file by whose lock this is known; a process that has it may write such copies, too.
        Copies that nobody kept are gone at the end.

        Raises:
            NotWritten: the system refused.
        """
        mark = self.root / "incoming" / f"{self.token}{HELD}"
        with self._listening(), changing(mark), held(mark) as descriptor:
            try:
                yield descriptor
            finally:
                if self._early is not None:
                    self._early.close()
                    self._early = None
                for left in [*mark.parent.glob(f"*-{self.token}-*"), mark]:
                    left.unlink(missing_ok=True)

    def wrote(self, copies: Iterable[Copy | None]) -> None:
        """Takes note of copies that other processes have written and closed: they begin to be made durable at once.

        Raises:
            NotWritten: the system refused.
        """
        if self._whole is not None:
            with changing(self.root):
                if self._early is None:
                    from workbench.casefile.early import Early  # most stores take a few files at a time

                    self._early = Early(self._whole.sync)
                self._early.wrote(copy.path for copy in copies if copy)

    @contextlib.contextmanager
    def settling(self) -> Iterator[None]:
        """As `settle`, and by another thread where many copies wait; it has ended when this does.

        Raises:
            NotWritten: as `settle`, behind whatever was done meanwhile.
        """
        if self._early is None:
            self.settle()
            yield
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as other:
            settled = other.submit(self.settle)
            yield
        settled.result()

    def settle(self, only: Container[str] | None = None) -> None:
        """Makes what waits durable, or of it those named: first the bytes, then their names.

        Raises:
            NotWritten: the system refused; whatever has its name already is whole.
        """
        self.named(only)()

    def named(self, only: Container[str] | None = None) -> Callable[[], None]:
        """The first half of `settle`, raising as it does: the names. Gives the second, for any thread to call."""
        waiting = {name: path for name, path in self.waiting.items() if only is None or name in only}
        with changing(self.root):
            if self._early is None or not self._early.holds(waiting.values()):
                self._sync(waiting.values())
            places = {name: self._place(name) for name in waiting}
            shelves = [Path(shelf) for shelf in sorted({os.path.dirname(place) for place in places.values()})]
            known = self._shelves or Shelves()
            fresh = [shelf for shelf in shelves if known.is_bare(shelf)]
            for shelf in fresh:
                shelf.mkdir(parents=True, exist_ok=True)
            if fresh:
                sync_folder(self.root)  # first: a shelf with an object on it can be relied on
            with self.lent.back(waiting.keys()):
                for name, path in waiting.items():
                    os.rename(path, places[name])
                    known.put(places[name])
                    del self.waiting[name]
        return functools.partial(self._names_durable, shelves)

    def _names_durable(self, shelves: list[Path]) -> None:
        with changing(self.root):
            self._sync(shelves)

    def _sync(self, paths: "Collection[str] | Collection[Path]") -> None:
        """Makes files or folders durable: together where the system can, and otherwise one by one."""
        if len(paths) >= MANY:
            if self._whole is not None and self._whole.sync():
                return
            flush(self.root)
        for path in paths:
            sync_path(path)

    def clear(self) -> None:
        """Removes copies that a process was killed over: none of them was acknowledged. Only under the case's lock.

        Copies that a living process is writing ahead stay.
        """
        folder = self.root / "incoming"
        with changing(folder):
            found = list(folder.glob("*"))
            living = {mark.stem for mark in found if mark.suffix == HELD and is_held(mark)}
            for left in found:
                if left.stem.rpartition("-")[0].rpartition("-")[2] not in living and left.stem not in living:
                    left.unlink(missing_ok=True)

    def _forget(self) -> None:
        for path in self.waiting.values():
            with contextlib.suppress(OSError):  # the next act that writes takes it away
                os.unlink(path)
        self.waiting.clear()
