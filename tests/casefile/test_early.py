"""Files are said to be durable only where the system was asked after they were whole, and has answered."""

import errno
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.casefile import create, open_case, verify
from workbench.casefile.early import TOGETHER, Early
from workbench.records import Agent, CaseInfo


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


PRESERVER = """
import itertools, sys
from pathlib import Path
from workbench.casefile import open_case
from workbench.casefile.ahead import copying
from workbench.records import Item
case, inbox = open_case(Path(sys.argv[1])), Path(sys.argv[2])
who, held = case.agent("B"), {live.record.name for live in case.state().of("item")}
left = [path for path in sorted(inbox.iterdir()) if path.name not in held]
with copying(case.objects, left) as copies:
    for start in range(0, len(left), 300):
        batch = left[start : start + 300]
        with case.writing(who) as writer:
            for path, kept in zip(batch, writer.store_copies(itertools.islice(copies, len(batch)))):
                writer.record(Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=path.name, kind="other",
                                   media_type="application/octet-stream"))
        print(*(path.name for path in batch), flush=True)
"""


def test_what_was_acknowledged_while_others_copied_and_synced_outlives_a_kill(tmp_path: Path) -> None:
    """Real processes, as many files as are really copied by others and made durable beforehand, and a real kill -9."""
    inbox, chance = tmp_path / "inbox", random.Random(7)
    inbox.mkdir()
    for n in range(2_400):
        (inbox / f"{n:04}.jpg").write_bytes(chance.randbytes(2_000))
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="B", kind="person", name="B"))
    acknowledged, killed = set[str](), 0
    for _ in range(12):
        command = [sys.executable, "-c", PRESERVER, case.path, inbox]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            acknowledged |= set(child.stdout.readline().split())
            stop = threading.Timer(chance.uniform(0, 0.06), child.kill)
            stop.start()
            # A line that the kill cut off names nothing that was not there before.
            acknowledged |= {name for line in child.stdout if line.endswith("\n") for name in line.split()}
            stop.cancel()
            child.wait()
        killed += child.returncode == -signal.SIGKILL
        opened = open_case(case.path)
        held = [live.record for live in opened.state().of("item")]
        assert acknowledged <= {item.name for item in held} and len({item.name for item in held}) == len(held)
        assert all(opened.objects.read(item.object) == (inbox / item.name).read_bytes() for item in held)
        if child.returncode == 0:
            break
    assert child.returncode == 0 and killed > 1
    assert {item.name for item in held} == {path.name for path in inbox.iterdir()}
    with opened.writing(opened.agent("B")) as writer:  # the next act that writes takes away what the kills left
        writer.record(Agent(key="C", kind="person", name="C"))
    assert verify(opened).problems == () and os.listdir(case.path / "objects" / "incoming") == []
