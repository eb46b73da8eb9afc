"""Several processes write one case at once, and one of them is killed now and then: nobody has to mend anything."""

import contextlib
import fcntl
import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.casefile import create, open_case
from workbench.casefile.chains import chains_in
from workbench.casefile.ledger import read_chain
from workbench.records import Agent, CaseInfo, Source

REAL_WRITE = os.write
# So long is what a process says of one event, and so much a pipe holds: eight events, and then it waits until it was
# heard. However seldom whoever kills gets a processor, no more than that is written between two looks.
SAID, HELD = 512, 4096


def begin(folder: Path, agents: int) -> Path:
    """A case with some people who will write in it."""
    case = create(folder / "case", CaseInfo(title="Crowd", nature="synthetic"),
                  Agent(key="A0", kind="person", name="A0"))  # fmt: skip
    with case.writing(case.agent("A0")) as writer:
        for n in range(1, agents):
            writer.record(Agent(key=f"A{n}", kind="person", name=f"A{n}"))
    return case.path


@dataclass
class Worker:
    """One process of the crowd: how many of its events were acknowledged, and which."""

    name: str
    agent: str
    pid: int = 0
    pipe: int = -1
    rest: bytes = b""
    done: set[str] = field(default_factory=set)


@dataclass
class Outcome:
    """What came of a crowd: events acknowledged, processes killed, seconds, and the longest silence after a kill."""

    acked: set[str]
    killed: int
    seconds: float
    longest_wait: float
    failed: list[str]


def run(
    case: Path, count: int, events: int, agents: int, *, kill_every: float, seed: int, apart: int = 0,
    limit: float = 1800, open_it: Callable[[Path], Any] = open_case,
) -> Outcome:  # fmt: skip
    """Lets `count` processes write `events` each, event by event, and kills one of them every so many seconds.

    A killed process is started again and goes on with what was not acknowledged. Some share an agent, and so a chain.
    Between two kills at least `apart` events are acknowledged: where a disk takes longer over one event than
    `kill_every`, the crowd still ends, with as many kills as elsewhere.
    """
    workers = [Worker(f"P{n}", f"A{n % agents}") for n in range(count)]
    chance, outcome = random.Random(seed), Outcome(set(), 0, 0.0, 0.0, [])
    begun = time.monotonic()
    next_kill, since, heard_of = begun + kill_every, 0.0, 0
    for worker in workers:
        _start(worker, case, events, open_it)
    while busy := [worker for worker in workers if worker.pipe >= 0]:
        now = time.monotonic()
        if now - begun > limit:
            outcome.failed.append(f"not done after {limit:g} s")
            break
        ripe = sum(len(worker.done) for worker in workers) - heard_of >= apart
        if ripe and now >= next_kill:
            struck = chance.choice(busy)
            os.kill(struck.pid, signal.SIGKILL)
            outcome.killed, next_kill, since = outcome.killed + 1, now + kill_every, now
            heard_of, ripe = sum(len(worker.done) for worker in workers), apart == 0
        wait = max(0.0, next_kill - now) if ripe else max(0.0, begun + limit - now)
        ready, _, _ = select.select([worker.pipe for worker in busy], [], [], wait)
        for worker in [worker for worker in busy if worker.pipe in ready]:
            heard = _hear(worker)
            if heard and since:
                outcome.longest_wait, since = max(outcome.longest_wait, time.monotonic() - since), 0.0
            if not heard:
                _ended(worker, case, events, open_it, outcome)
    for worker in workers:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            if worker.pipe >= 0:
                os.kill(worker.pid, signal.SIGKILL)
                os.waitpid(worker.pid, 0)
    outcome.acked = set().union(*(worker.done for worker in workers))
    outcome.seconds = time.monotonic() - begun
    return outcome


def _start(worker: Worker, case: Path, events: int, open_it: Callable[[Path], Any]) -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, HELD)
    left = [f"{worker.name}-{n}" for n in range(events) if f"{worker.name}-{n}" not in worker.done]
    worker.pid = os.fork()
    if worker.pid == 0:
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)  # where it says that it waits
            _write_events(open_it(case), worker.agent, left, writing)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    worker.pipe, worker.rest = reading, b""


def _write_events(case: Any, agent: str, names: list[str], writing: int) -> None:
    held = {live.record.key for live in case.state().of("source")}
    who = case.agent(agent)
    for name in names:
        if name not in held:  # written by one that was killed before it could say so
            with case.writing(who) as writer:
                writer.record(Source(key=name, label=name, kind="worker"))
        REAL_WRITE(writing, name.ljust(SAID - 1).encode() + b"\n")


def _hear(worker: Worker) -> bool:
    more = os.read(worker.pipe, 1 << 16)
    *lines, worker.rest = (worker.rest + more).split(b"\n")
    worker.done.update(line.decode().rstrip() for line in lines)
    return bool(more)


def _ended(worker: Worker, case: Path, events: int, open_it: Callable[[Path], Any], outcome: Outcome) -> None:
    os.close(worker.pipe)
    worker.pipe = -1
    _, status = os.waitpid(worker.pid, 0)
    if os.WIFSIGNALED(status):
        _start(worker, case, events, open_it)
    elif os.WEXITSTATUS(status):
        outcome.failed.append(f"{worker.name} gave up")


def found(case: Path, open_it: Callable[[Path], Any] = open_case) -> Counter[str]:
    """The names of all events in a case, with how often each is there; each chain is read without a gap."""
    for file in chains_in(case / "ledger"):
        lines = list(read_chain(file))
        assert [line.n for line in lines] == list(range(len(lines)))
    return Counter(live.record.key for live in open_it(case).state().of("source"))
