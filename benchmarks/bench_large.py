"""A large case to its first matrix, beside reading the same columns bare; the ledger's growth from n to 10n.

    .venv/bin/python benchmarks/bench_large.py [--events 1000000] [--rounds 5] [--write]

Ours: a process that opens the case, takes its kept columns and folds the matrix by worker. Theirs: a process that reads
the columns of the same kinds with pandas and Arrow, and does nothing with them. Both import what they need. The two run
in turn; a ratio is the median of the rounds' ratios. Memory is what the process held at most.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from large_case import PASSPHRASE

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("coding", "entity", "source", "item", "passage", "adjudication", "count")
OURS = """
import resource, sys
from pathlib import Path
from workbench.casefile import open_case
from workbench.findings.matrix import matrix
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
found = matrix(case.tables())
assert len(found.df) > 1
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
THEIRS = """
import resource, sys
from pathlib import Path
import pandas, pyarrow.feather
for kind in sys.argv[2].split():
    file = Path(sys.argv[1]) / f"{kind}.feather"
    if file.exists():
        pyarrow.feather.read_table(file).to_pandas()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
# In a process of its own: what a parent held counts for its children's memory.
GROWING = f"""
import sys
sys.path.insert(0, {str(ROOT / "benchmarks")!r})
from pathlib import Path
from large_case import grow
grow(Path(sys.argv[1]), int(sys.argv[2]), sealed=sys.argv[3] == "1")
"""
FOLDING = """
import resource, sys, time
from pathlib import Path
from workbench.casefile import open_case
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
start = time.process_time()
case.state()
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
TABLES = """
import sys
from pathlib import Path
import pyarrow.feather
from workbench.casefile import open_case
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
tables = case.tables()
for kind in sys.argv[4].split():
    if kind in tables.rows:
        frame = tables.recorded(kind)
        told = frame.map(lambda value: None if isinstance(value, tuple) else value).reset_index()
        pyarrow.feather.write_feather(told.convert_dtypes(), f"{sys.argv[3]}/{kind}.feather", compression="lz4")
"""


def python(program: str, *arguments: object) -> list[str]:
    """A program in a process of its own; gives the words that it printed."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().split()


def timed(program: str, *arguments: object) -> tuple[float, int]:
    """Seconds on the clock, and MiB at most."""
    began = time.perf_counter()
    most = int(python(program, *arguments)[-1])
    return time.perf_counter() - began, most


def opening(work: Path, events: int, sealed: bool, rounds: int) -> str:
    """The line of the table for a case of so many events, and what folding its ledger takes once."""
    place, bare, word = work / f"{events}-{sealed}", work / "bare", PASSPHRASE if sealed else ""
    began = time.perf_counter()
    python(GROWING, place, events, int(sealed))
    grown = time.perf_counter() - began
    shutil.rmtree(bare, ignore_errors=True)
    bare.mkdir()
    seconds, most = python(FOLDING, place, word)
    python(TABLES, place, word, bare, " ".join(KINDS))
    timed(OURS, place, word), timed(THEIRS, bare, " ".join(KINDS))
    both = [(timed(OURS, place, word), timed(THEIRS, bare, " ".join(KINDS))) for _ in range(rounds)]
    ours, theirs = (statistics.median(pair[who][0] for pair in both) for who in (0, 1))
    ratios = sorted(one[0] / other[0] for one, other in both)
    memory = max(one[1] for one, _ in both), max(other[1] for _, other in both)
    kind = "sealed" if sealed else "unsealed"
    span = f"{statistics.median(ratios):.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f}"
    told = f"{memory[0]} / {memory[1]} | {float(seconds):.1f} | {most} | {grown:.1f}"
    line = f"| {events:,}, {kind} | {ours:.2f} | {theirs:.2f} | {span} | {told} |"
    shutil.rmtree(place)
    print(line, flush=True)
    return line


def main() -> None:
    """Measures, and writes the page where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        for events in (given.events // 10, given.events):
            for sealed in (False, True):
                lines.append(opening(Path(folder), events, sealed, given.rounds))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    head = HEAD.format(machine=machine, rounds=given.rounds, load=os.getloadavg()[0])
    if given.write:
        (ROOT / "docs" / "benchmarks-large.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


HEAD = """# A large case

Made by `benchmarks/bench_large.py --write` on {machine}; medians of {rounds} rounds in turn,
whole processes with their imports; load {load:.1f} at the end.

From opening to the first matrix by worker, through the columns that were kept; beside it, pandas reading the columns of
the same kinds and nothing else. Memory, in MiB, is the most that a process held, ours and theirs. The last three
columns are what the kept columns save: folding the ledger (seconds of the processor, MiB), and what writing it took.

| events | ours, s | bare, s | ratio | span | memory | folding, s | folding, MiB | writing, s |
|---|---|---|---|---|---|---|---|---|
"""


if __name__ == "__main__":
    main()
