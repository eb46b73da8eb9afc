"""Many like jobs done by a few threads, and handed back in their order, some at a time.

A thread that waits for each of thousands of short jobs by itself is woken for each, and takes the interpreter from
those that work. So whoever works takes the next job when one is done, and hands back what was made in portions.
"""

import itertools
import queue
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, TypeVar

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from concurrent.futures import Future

Done = TypeVar("Done")
Portion = list[tuple[int, Done | WorkbenchError]]
Asked = tuple[int, Callable[[], Done]]

# So many jobs are at work at once: each waits for the disk, and hashing leaves the interpreter to others.
AT_ONCE = 2
PORTION = 16
# So many jobs are begun, at most, before anybody asks for what they give.
AHEAD = 4 * PORTION


def side_by_side(
    jobs: Iterable[Callable[[], Done]], *, leave: Callable[[Done], object] = lambda done: None
) -> Generator[Done | WorkbenchError, None, None]:
    """What each job gives, or the error with which it refuses, in the order of the jobs; some are done at once.

    Jobs are drawn by the thread that asks, and done by others: at most `AHEAD` of them before it asks, whatever it does
    meanwhile. Where nobody asks for the rest, no further job is begun, and `leave` gets what was made and never handed
    over.

    Raises:
        whatever else a job raises, once the others are done.

    Example:
        >>> list(side_by_side([lambda: 1, lambda: 2, lambda: 3]))
        [1, 2, 3]
    """
    from concurrent.futures import ThreadPoolExecutor  # others ask only how many are at work

    asked: queue.SimpleQueue[Asked[Done] | None] = queue.SimpleQueue()
    ready: queue.SimpleQueue[Portion[Done] | None] = queue.SimpleQueue()
    drawn, held = enumerate(jobs), dict[int, Done | WorkbenchError]()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        working = [pool.submit(_work, asked, ready) for _ in range(AT_ONCE)]
        try:
            begun, ended = _draw(drawn, AHEAD, asked), 0
            for number in itertools.count():
                if number == begun:
                    return
                while number not in held:
                    ended += _heard(ready, held)
                    if ended:
                        _wind_up(working, asked, ended)
                if begun - number <= AHEAD - PORTION:
                    begun += _draw(drawn, PORTION, asked)
                yield held.pop(number)
        finally:
            _end(asked)
            pool.shutdown()
            while not ready.empty():
                _heard(ready, held)
            for done in held.values():
                if not isinstance(done, WorkbenchError):
                    leave(done)


def _heard(ready: "queue.SimpleQueue[Portion[Done] | None]", held: dict[int, Done | WorkbenchError]) -> bool:
    """Takes in what was handed back next; True where instead somebody has ended."""
    portion = ready.get()
    held.update(portion or ())
    return portion is None


def _wind_up(working: "list[Future[None]]", asked: "queue.SimpleQueue[Asked[Done] | None]", ended: int) -> None:
    """Somebody ended before everything was done: a fault of our own, raised when nobody works any longer."""
    _end(asked)
    if ended == len(working):
        for one in working:
            one.result()


def _draw(drawn: "enumerate[Callable[[], Done]]", many: int, asked: "queue.SimpleQueue[Asked[Done] | None]") -> int:
    """Asks for so many more jobs, or for what is left of them; gives how many."""
    more = list(itertools.islice(drawn, many))
    for one in more:
        asked.put(one)
    return len(more)


def _end(asked: "queue.SimpleQueue[Asked[Done] | None]") -> None:
    """Has whoever works begin no other job."""
    while not asked.empty():
        try:
            asked.get_nowait()
        except queue.Empty:  # somebody took the last one
            break
    for _ in range(AT_ONCE):
        asked.put(None)


def _work(asked: "queue.SimpleQueue[Asked[Done] | None]", ready: "queue.SimpleQueue[Portion[Done] | None]") -> None:
    portion: Portion[Done] = []
    try:
        while (one := asked.get()) is not None:
            number, job = one
            try:
                portion.append((number, job()))
            except WorkbenchError as error:  # whoever asked for it is told
                portion.append((number, error))
            if len(portion) == PORTION or asked.empty():  # nobody may wait for what waits for more
                ready.put(portion)
                portion = []
    finally:
        ready.put(portion)
        ready.put(None)
