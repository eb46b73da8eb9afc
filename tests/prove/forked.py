"""Runs a piece of work in a child process that may be killed, and says what it acknowledged before it ended."""

import gc
import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import WorkbenchError

REAL_WRITE = os.write
Ack = Callable[[Any], None]


@dataclass
class End:
    """How a child ended: what it acknowledged, and whether it was done, killed, refused by us, or broke off raw."""

    acked: list[Any] = field(default_factory=list)
    how: str = "killed"
    detail: str = ""
    seconds: float = 0.0


def run(work: Callable[[Ack], Any], *, kill_after: float | None = None, limit: float = 600.0) -> End:
    """Does `work(ack)` in a forked child; with `kill_after` it is sent SIGKILL that many seconds after it began.

    `limit` tells what hangs from what is slow: on a machine that others keep busy an act takes a hundred times as long.
    """
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _inside(work, writing)
    os.close(writing)
    try:
        raw = _listen(reading, child, begun, kill_after, limit)
    finally:
        os.close(reading)
    _, status = os.waitpid(child, 0)
    end = _told(raw)
    end.seconds = time.monotonic() - begun
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) != signal.SIGKILL:
        end.how, end.detail = "raw", f"signal {os.WTERMSIG(status)}"
    return end


def _inside(work: Callable[[Ack], Any], writing: int) -> None:
    gc.disable()

    def say(what: str, value: Any) -> None:
        REAL_WRITE(writing, json.dumps([what, value]).encode() + b"\n")

    try:
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        result = work(lambda value: say("ack", value))
        say("done", result)
    except WorkbenchError as error:
        say("refused", f"{type(error).__name__}: {error}")
    except BaseException:
        say("raw", traceback.format_exc())
    finally:
        os._exit(0)


def _listen(reading: int, child: int, begun: float, kill_after: float | None, limit: float) -> bytes:
    raw, killed = b"", False
    while True:
        until = begun + (limit if kill_after is None or killed else kill_after)
        ready, _, _ = select.select([reading], [], [], max(0.0, until - time.monotonic()))
        if ready:
            more = os.read(reading, 1 << 16)
            if not more:
                return raw
            raw += more
        elif not killed:
            os.kill(child, signal.SIGKILL)
            killed = True
            if kill_after is None:
                raw += json.dumps(["raw", f"still running after {limit:g} s"]).encode() + b"\n"
        else:
            return raw


def _told(raw: bytes) -> End:
    end = End()
    for line in raw.split(b"\n")[:-1]:
        what, value = json.loads(line)
        if what == "ack":
            end.acked.append(value)
        else:
            end.how, end.detail = what, value
    return end
