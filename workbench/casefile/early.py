"""Copies that are made durable by another thread, before whoever records them has to wait for it."""

import collections
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

# So many files are made durable together: of fewer, each waits longer than it is worth.
TOGETHER = 256


class Early:
    """Which of the files that were written are durable already; `sync` makes all durable that was written before it.

    It says False where the system cannot: then nothing here is ever said to be durable. One thread alone may ask.

    Example:
        >>> early = Early(lambda: True)
        >>> early.wrote(f"incoming/{n}" for n in range(TOGETHER))
        >>> early.holds(["incoming/0", "incoming/1"]), early.holds(["incoming/never-written"])
        (True, False)
        >>> early.close()
    """

    def __init__(self, sync: Callable[[], bool]) -> None:
        from concurrent.futures import ThreadPoolExecutor  # who keeps one file needs none

        self._sync = sync
        self._pool = ThreadPoolExecutor(1)
        self._waiting, self._durable = list[str](), set[str]()
        self._under_way = collections.deque["tuple[Future[bool], list[str]]"](maxlen=1)

    def wrote(self, paths: Iterable[str]) -> None:
        """Takes note of files that are whole, every byte of them handed to the system, and closed.

        Raises:
            OSError: what was written before them did not reach the disk.
        """
        self._waiting.extend(paths)
        if len(self._waiting) >= TOGETHER and not (self._under_way and self._under_way[0][0].running()):
            self._take()
            # What is written from here on is none of these: they were whole before the system was asked.
            self._under_way.append((self._pool.submit(self._sync), self._waiting))
            self._waiting = []

    def holds(self, paths: Iterable[str]) -> bool:
        """Whether these files are durable; waits for those that are on their way, and forgets what it has told of.

        Raises:
            OSError: something could not be written, whatever it was.
        """
        asked = set(paths)
        if not asked <= self._durable:
            self._take()
        found = asked <= self._durable
        self._durable -= asked
        return found

    def _take(self) -> None:
        if self._under_way:
            future, paths = self._under_way[0]
            if future.result():  # it raises again each time: what was lost once stays lost
                self._durable.update(paths)
            self._under_way.clear()

    def close(self) -> None:
        """Waits for what is under way and ends the thread."""
        self._pool.shutdown()
