"""Many like jobs done by a few threads, and handed back in their order, some at a time.

A thread that waits for each of thousands of short jobs by itself is woken for each, and takes the interpreter from
those that work. So whoever works takes the next job when one is done, and hands back what was made in portions.
"""

import queue
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from workbench.errors import WorkbenchError

Done = TypeVar("Done")
Portion = list[tuple[int, Done | WorkbenchError]]

# So many jobs are at work at once: each waits for the disk, and hashing leaves the interpreter to others.
AT_ONCE = 2
PORTION = 16


def side_by_side(
    jobs: Sequence[Callable[[], Done]], *, leave: Callable[[Done], object] = lambda done: None
) -> Generator[Done | WorkbenchError, None, None]:
    """What each job gives, or the error with which it refuses, in the order of the jobs; some are done at once.

    Where nobody asks for the rest, no further job is begun, and `leave` gets what was made and never handed over.

    Raises:
        whatever else a job raises, once the others are done.

    Example:
        >>> list(side_by_side([lambda: 1, lambda: 2, lambda: 3]))
        [1, 2, 3]
    """
    numbered = enumerate(jobs)  # taken from by whoever is free: taking one cannot be interrupted by another thread
    ready: queue.SimpleQueue[Portion[Done] | None] = queue.SimpleQueue()
    held: dict[int, Done | WorkbenchError] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            working = [pool.submit(_work, numbered, ready) for _ in range(min(AT_ONCE, len(jobs)))]
            ended = 0
            for number in range(len(jobs)):
                while number not in held:
                    portion = ready.get()
                    held.update(portion or ())
                    ended += portion is None
                    if ended == len(working):
                        for one in working:
                            one.result()
                yield held.pop(number)
        finally:
            for _ in numbered:
                pass  # nobody begins another
            pool.shutdown()
            while not ready.empty():
                held.update(ready.get() or ())
            for done in held.values():
                if not isinstance(done, WorkbenchError):
                    leave(done)


def _work(numbered: "enumerate[Callable[[], Done]]", ready: "queue.SimpleQueue[Portion[Done] | None]") -> None:
    portion: Portion[Done] = []
    try:
        for number, job in numbered:
            try:
                portion.append((number, job()))
            except WorkbenchError as error:  # whoever asked for it is told
                portion.append((number, error))
            if len(portion) == PORTION:
                ready.put(portion)
                portion = []
    finally:
        ready.put(portion)
        ready.put(None)
