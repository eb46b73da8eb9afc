"""Ours and theirs in turn: how every benchmark beside this file takes its time and its memory.

A job is called in this process, or starts processes of its own through `run`. Each round calls every job of a group
once, and each round begins with the next of them, so that a machine that slows down slows all. A ratio is the median of
the rounds' ratios. Beside the time on the clock stands that of the processors: of this process, of those that it
started and that ended, and of those that still live (a reader that is kept between jobs).

Memory is the most that a job held: of a job in this process what the process held at its peak more than before, with
the living children that worked for it; of processes that it started through `run`, the largest of them.
"""

import contextlib
import ctypes
import gc
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

Job = Callable[[], object]
MIB = 1 << 20
# What is installed finds its modules compiled; so does what is measured.
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_ended: list[float] = []  # MiB of the processes that ended since the last job began


class Took(NamedTuple):
    """Seconds of one call, on the clock and of the processors, and the largest process that it started, in MiB."""

    clock: float
    busy: float
    largest: float


class Taken(NamedTuple):
    """What a group of jobs took: rounds by name, memory by name, and what each gave when it was called last."""

    rounds: dict[str, list[Took]]
    memory: dict[str, float | None]
    gave: dict[str, Any]


def run(*command: object, **environment: str) -> str:
    """A command in a process of its own; gives what it printed. Some words of its environment may be set.

    Raises:
        SystemExit: the command failed; the end of what it said stands in the message.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said,
            env=COMPILED | environment,
        )  # fmt: skip
        assert child.stdout
        told = child.stdout.read().decode()
        child.stdout.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            reason = said.read().decode("utf-8", "replace")[-2000:]
            raise SystemExit(f"{' '.join(map(str, command))[:300]} ended with {child.returncode}: {reason}")
    _ended.append(used.ru_maxrss / 1024)
    return told


def python(program: str, *arguments: object, **environment: str) -> str:
    """A program of Python in a process of its own; gives what it printed."""
    return run(sys.executable, "-c", program, *arguments, **environment)


def took(job: Job) -> tuple[Took, Any]:
    """One call, and what it gave; what earlier ones left lying about is taken away before."""
    gc.collect()
    _ended.clear()
    busy, began = processors(), time.perf_counter()
    gave = job()
    clock = time.perf_counter() - began
    return Took(clock, processors() - busy, max(_ended, default=0.0)), gave


def timed(job: Job) -> float:
    """Seconds of one call on the clock."""
    return took(job)[0].clock


def turns(jobs: dict[str, Job], rounds: int, *, until: float = math.inf, warm: bool = True) -> Taken:
    """Every job once a round, as many rounds as asked, but none that would begin after `until` (`time.monotonic`).

    With `warm`, a round before them is not counted: it loads what is loaded once, and memory is taken in it. Jobs that
    only start processes of their own need none.
    """
    names, taken = list(jobs), Taken({name: [] for name in jobs}, dict.fromkeys(jobs), {})
    for name in names if warm else ():
        _given_back()
        peak = _Peak()
        taken.gave[name] = jobs[name]()
        taken.memory[name] = peak.more()
    for turn in range(rounds):
        if turn and time.monotonic() > until:
            break
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            peak = None if warm or turn else _Peak()
            one, taken.gave[name] = took(jobs[name])
            taken.memory[name] = peak.more() if peak else taken.memory[name]
            taken.rounds[name].append(one)
            print(f"    round {turn + 1}: {name}: {one.clock:.4g} s, busy {one.busy:.4g} s", flush=True)
    for name, all_ in taken.rounds.items():
        largest = max(one.largest for one in all_)
        taken.memory[name] = largest or taken.memory[name]
    return taken


def row(taken: Taken, ours: str, theirs: str, **told: Any) -> dict[str, Any]:
    """The row of a table for two jobs of a group; `told` says what it is: `job`, `beside`, `n` and `of`."""
    pairs = list(zip(taken.rounds[ours], taken.rounds[theirs], strict=True))
    ratios = sorted(one.clock / other.clock for one, other in pairs)
    busy = [one.busy / other.busy for one, other in pairs if other.busy > 0]
    made = {
        "ours": statistics.median(one.clock for one, _ in pairs),
        "theirs": statistics.median(other.clock for _, other in pairs),
        "ratio": statistics.median(ratios),
        "low": ratios[0],
        "high": ratios[-1],
        "busy": statistics.median(busy) if busy else None,
        "memory": [taken.memory[ours], taken.memory[theirs]],
        "rounds": len(pairs),
    }
    return told | made


def alone(taken: Taken, name: str, **told: Any) -> dict[str, Any]:
    """The row of a job that nothing stands beside."""
    clocks = [one.clock for one in taken.rounds[name]]
    return told | {"beside": "", "ours": statistics.median(clocks), "low": min(clocks), "high": max(clocks),
                   "memory": [taken.memory[name], None], "rounds": len(clocks)}  # fmt: skip


def processors() -> float:
    """Seconds of the processors that this process took, and those that it started, whether they ended or live."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = sum(map(_worked, children())) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + ended.ru_utime + ended.ru_stime + living


def children() -> Iterator[Path]:
    """The folders under /proc of the processes that this one started and that live."""
    for task in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            yield from (Path("/proc") / pid for pid in task.read_text().split())


def _given_back() -> None:
    """Gives memory that is free back to the system, so that taking it again counts."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class _Peak:
    """What this process holds now; `more` says how much more it held at most since, with the children that worked."""

    def __init__(self) -> None:
        self.known = True
        try:
            Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: proc(5)
        except OSError:
            self.known = False  # not Linux
        self.before, self.worked = _status("/proc/self", "VmRSS"), {child: _worked(child) for child in children()}

    def more(self) -> float | None:
        """MiB; None where the system does not say."""
        if not self.known:
            return None
        own = max(0.0, _status("/proc/self", "VmHWM") - self.before)
        return own + sum(_status(one, "VmHWM") for one in children() if _worked(one) > self.worked.get(one, 0))


def _worked(child: Path) -> int:
    """The ticks of the processors that a living process took."""
    with contextlib.suppress(OSError):
        fields = (child / "stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def _status(process: str | Path, name: str) -> float:
    """A figure of a process in MiB; 0 where it has just ended."""
    with contextlib.suppress(OSError):
        for line in Path(process, "status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
    return 0.0
