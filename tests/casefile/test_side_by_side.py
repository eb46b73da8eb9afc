"""Like jobs done by a few threads: in their order, with their errors, and nothing left that nobody asks for."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbench.casefile.side_by_side import AHEAD, PORTION, side_by_side
from workbench.errors import Missing


def test_what_jobs_give_comes_in_their_order_whoever_is_done_first() -> None:
    held = threading.Event()

    def slow() -> int:
        held.wait(10)
        return 0

    def last() -> int:
        held.set()  # only once the first one waits can the others be done
        return 99

    jobs = [slow, *((lambda n=n: n) for n in range(1, AHEAD - 1)), last]
    assert list(side_by_side(jobs)) == [*range(AHEAD - 1), 99]


@pytest.mark.parametrize("many", [0, 1, PORTION, PORTION + 1, 10 * PORTION])
def test_every_job_is_done_once(many: int) -> None:
    done: list[int] = []
    jobs = [(lambda n=n: (done.append(n), n)[1]) for n in range(many)]
    assert list(side_by_side(jobs)) == sorted(done) == list(range(many))


def test_a_refusal_takes_the_place_of_what_its_job_would_have_given() -> None:
    def refuse() -> int:
        raise Missing("a.jpg")

    told = list(side_by_side([lambda: 1, refuse, lambda: 3]))
    assert (told[0], told[2]) == (1, 3) and isinstance(told[1], Missing)


@pytest.mark.parametrize("failing", [1, 2])
def test_a_fault_of_our_own_is_raised_and_nobody_waits_for_ever(failing: int) -> None:
    others_done = threading.Event()

    def fault() -> int:
        assert failing == 2 or others_done.wait(60)  # one of two goes on with the rest: what it made is left
        raise ZeroDivisionError

    def last() -> int:
        others_done.set()
        return 2

    left: list[int] = []
    with pytest.raises(ZeroDivisionError):
        list(side_by_side([*[fault] * failing, lambda: 0, lambda: 1, last], leave=left.append))
    assert left == ([0, 1, 2] if failing == 1 else [])


def test_what_nobody_asks_for_is_left_and_no_further_job_begun(monkeypatch) -> None:
    begun: list[int] = []
    left: list[int] = []
    jobs = [(lambda n=n: (begun.append(n), n)[1]) for n in range(100 * PORTION)]
    held = threading.Event()
    jobs[3 * PORTION] = lambda: held.wait(10)
    jobs[3 * PORTION + 1] = lambda: held.wait(10)
    ending = ThreadPoolExecutor.shutdown  # whoever is at work goes on once the rest was taken away
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", lambda pool, **how: (held.set(), ending(pool, **how)))
    with contextlib.closing(side_by_side(jobs, leave=left.append)) as told:
        taken = [next(told) for _ in range(3)]
    assert taken == [0, 1, 2]
    assert sorted(n for n in left if n is not True) == [n for n in begun if n > 2]
    assert len(begun) < 100 * PORTION


def test_no_more_is_begun_before_anybody_asks_than_may_be_done_ahead() -> None:
    begun: list[int] = []
    told = side_by_side((lambda n=n: begun.append(n)) for n in range(10 * AHEAD))
    with contextlib.closing(told):
        for asked in range(1, 3 * PORTION):
            next(told)
            assert len(begun) <= AHEAD + asked + PORTION
    assert len(begun) < 10 * AHEAD
