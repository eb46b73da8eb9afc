"""Files are said to be durable only where the system was asked after they were whole, and has answered."""

import errno
import threading
from collections.abc import Iterator

import pytest

from workbench.casefile.early import TOGETHER, Early


class Disk:
    """A system that is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.may_answer = threading.Semaphore(0), threading.Semaphore(0)
        self.answer: bool | OSError = True
        self.count = 0

    def __call__(self) -> bool:
        self.count += 1
        self.asked.release()
        assert self.may_answer.acquire(timeout=20)
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def early(disk: Disk) -> Iterator[Early]:
    made = Early(disk)
    yield made
    for _ in range(9):
        disk.may_answer.release()
    made.close()


FIRST, SECOND = [f"a{n}" for n in range(TOGETHER)], [f"b{n}" for n in range(TOGETHER)]


def test_few_files_are_left_to_whoever_settles(early: Early, disk: Disk) -> None:
    early.wrote(FIRST[1:])
    assert not early.holds(FIRST[1:]) and disk.count == 0


def test_what_is_written_while_the_disk_works_is_not_among_what_it_was_asked_for(early: Early, disk: Disk) -> None:
    early.wrote(FIRST)
    assert disk.asked.acquire(timeout=20)
    early.wrote(SECOND)  # the disk is at work on the first, and may be past these
    disk.may_answer.release()
    assert early.holds(FIRST[:9]) and not early.holds(SECOND)
    assert disk.count == 1, "nobody was asked about the second"
    early.wrote(["c"])  # now the second are asked for, too
    disk.may_answer.release()
    assert early.holds([*SECOND, *FIRST[9:], "c"]) and not early.holds(["d"])
    assert not early.holds(SECOND), "what was told once is forgotten"


def test_where_the_system_cannot_nothing_is_durable(early: Early, disk: Disk) -> None:
    disk.answer = False
    disk.may_answer.release()
    early.wrote(FIRST)
    assert not early.holds(FIRST)


def test_what_was_lost_once_stays_lost(early: Early, disk: Disk) -> None:
    disk.answer = OSError(errno.EIO, "Input/output error")
    disk.may_answer.release()
    early.wrote(FIRST)
    for _ in range(2):
        with pytest.raises(OSError, match="Input/output"):
            early.holds(FIRST)
    disk.answer = True  # the system says each fault once
    with pytest.raises(OSError, match="Input/output"):
        early.wrote(SECOND)
