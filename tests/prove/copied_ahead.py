"""Intake of many files, whose copies others make and whose bytes another thread makes durable, within one process.

A power cut is simulated of what one process was seen to do. So those that copy are threads here: they are asked and
answer as the other processes do, run the same code, and everything that they write is seen. Few files are made to
count as many.
"""

import itertools
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from tests.prove.scenarios import (
    Ack,
    Scenario,
    items,
    preserve,
    sealed_template,
    take_in,
    template,
)
from workbench import intake
from workbench.casefile import ahead, early

MORE = 14
NUMBERS = itertools.count()


class _Lines:
    """A pipe: lines go in at one end and come out at the other, until it is closed."""

    def __init__(self) -> None:
        self.held: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.closed = False

    def write(self, line: bytes) -> int:
        self.held.put(line)
        return len(line)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        self.closed = True
        self.held.put(None)

    def __iter__(self) -> Iterator[bytes]:
        while (line := self.held.get()) is not None and not self.closed:
            yield line


class Within:
    """What `started` gives, with a thread in the place of the process."""

    def __init__(self, program: str, *arguments: str, also: tuple[int, ...] = ()) -> None:
        assert program == ahead.PROGRAM and not arguments and also
        self.stdin, self.stdout = _Lines(), _Lines()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            ahead.serve(self.stdin, self.stdout)  # type: ignore[arg-type]
        finally:
            self.stdout.held.put(None)

    def kill(self) -> None:
        """Ends it at the next line."""
        self.stdin.close()

    def communicate(self) -> None:
        """Waits until it has ended."""
        self.thread.join()


def _store(root: Path, sealed: bool, real: Any = ahead._store) -> Any:
    """Names of copies begin with the number of a process; those of two threads must not be the same."""
    objects = real(root, sealed)
    objects.incoming._numbers = itertools.count(1000 * (1 + next(NUMBERS)))
    return objects


@contextmanager
def others_within() -> Iterator[None]:
    """Few files count as many, and threads copy them."""
    with ExitStack() as stack:
        for place, name, value in (
            (ahead, "started", Within), (ahead, "_store", _store), (ahead, "MANY", 2), (ahead, "TOGETHER", 2),
            (early, "TOGETHER", 3), (os, "cpu_count", lambda: 2), (intake, "BATCH", 4),
        ):  # fmt: skip
            stack.enter_context(mock.patch.object(place, name, value))
        yield


def _with_more(prepare: Any) -> Any:
    def prepared(folder: Path) -> None:
        prepare(folder)
        for number in range(MORE):
            (folder / "inbox" / f"more-{number:02}.txt").write_text(f"Page {number}: they keep our passports.\n" * 40)

    return prepared


def take_in_ahead(folder: Path, ack: Ack, salt: str) -> None:
    """As `take_in`, copied by others."""
    with others_within():
        take_in(folder, ack, salt)


def preserve_ahead(folder: Path, ack: Ack, salt: str) -> None:
    """As `preserve`, copied by others."""
    with others_within():
        preserve(folder, ack, salt)


AHEAD = {
    scenario.name: scenario
    for scenario in (
        Scenario("intake, copied by others", _with_more(template), take_in_ahead, items),
        Scenario("intake, copied by others, sealed", _with_more(sealed_template), take_in_ahead, items),
        Scenario("preserving, copied by others", _with_more(template), preserve_ahead, items),
    )
}
