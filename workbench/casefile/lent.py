"""Which objects are being read at the place where they stand, so that none is moved from under its reader."""

import contextlib
import threading
from collections.abc import Iterator, Set


class Lent:
    """The names of what is lent, known to all threads of a process.

    Example:
        >>> lent = Lent()
        >>> with lent.out("abc"), lent.back({"def"}):
        ...     "def is moved while abc is read"
        'def is moved while abc is read'
    """

    def __init__(self) -> None:
        self._names: list[str] = []  # one that several threads read stands here as often
        self._turn = threading.Condition()

    @contextlib.contextmanager
    def out(self, name: str) -> Iterator[None]:
        """While this lasts, who wants to move the object of this name waits."""
        with self._turn:
            self._names.append(name)
        try:
            yield
        finally:
            with self._turn:
                self._names.remove(name)
                self._turn.notify_all()

    @contextlib.contextmanager
    def back(self, names: Set[str]) -> Iterator[None]:
        """Waits until none of these is lent; while this lasts nothing is lent."""
        with self._turn:
            self._turn.wait_for(lambda: names.isdisjoint(self._names))
            yield
