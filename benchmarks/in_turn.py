"""Ours and theirs in turn: how every benchmark beside this file takes its time, and the row in which it says so."""

import gc
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable

Job = Callable[[], object]
HEADER = ("| job | beside | ours, s | theirs, s | ratio |", "|---|---|---|---|---|")


def timed(job: Job) -> float:
    """Seconds of one call; what earlier ones left lying about is taken away before."""
    gc.collect()
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def pair(ours: Job, theirs: Job, rounds: int) -> tuple[float, float, float]:
    """Median seconds of both, and the median of their ratios round by round, after one round that is not counted.

    The two run in turn, so that a machine that slows down slows both.
    """
    ours(), theirs()
    seconds = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    first, second = (statistics.median(column) for column in zip(*seconds, strict=True))
    return first, second, statistics.median(one / other for one, other in seconds)


def row(job: str, beside: str, found: tuple[float, float, float]) -> str:
    """A row under `HEADER`."""
    first, second, ratio = found
    return f"| {job} | {beside} | {first:.3f} | {second:.3f} | {ratio:.2f} |"


def run(*command: object, **environment: str) -> None:
    """A command in a process of its own, its output thrown away; some words of its environment may be set."""
    subprocess.run(
        [str(part) for part in command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={**os.environ, **environment},
    )  # fmt: skip


def machine() -> str:
    """Where this was measured, and what else kept the processors busy at the moment."""
    held = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    return f"{held}, load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else held
