"""What the matrix costs beside a bare pandas group-by of the same rows, which knows no origins and no states.

    .venv/bin/python benchmarks/bench_matrix.py [--codings 1000000] [--workers 50000] [--rounds 5]

Ours and theirs run in turn, so that a machine that slows down slows both; each figure is a median, each ratio the
median of the ratios round by round; the last column is the least processor time of ours over the least of theirs. Two
beginnings: `from words` starts on both sides from columns of text as an opened case holds them (ids, stances, dates),
`from numbers` on both sides from whole numbers. Ours also finds disputes between two coders, what is of the same time,
retellings and shared origins. Before anything is timed, some thousand cells are folded a second time, one by one.
"""

import argparse
import gc
import math
import platform
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from workbench import codebook
from workbench.casefile.columnar import packed, unpacked
from workbench.findings.assessment import STATES, Cell
from workbench.findings.columns import Vocabulary, coded
from workbench.findings.matrix import matrix
from workbench.findings.standing import Standing, View
from workbench.records import KINDS, CaseInfo
from workbench.records.flat import columns_of
from workbench.tables import Tables

ROOT = Path(__file__).resolve().parent.parent
INDICATORS = tuple(entry.id for entry in codebook.framework("ilo-11").indicators)
SOURCE_COLUMNS = ["key", "label", "kind", "worker", "interpreter", "session", "retells", "same_origin_as"]
MEANS = ["first-hand", "hearsay", "document", "observed"]
DATES = [None, "2021", "2021-03", "2021-05-17", "2021-11", "2021-11-23", "2022-01"]
SAMPLE = 3000  # cells that are folded a second time, one by one, before anything is timed
SHORT = 5  # times as many rounds of what takes a thousandth of a second: one interruption takes longer
Job = Callable[[], object]


def ids(letter: str, count: int) -> np.ndarray:
    """Names as long as those of a ledger."""
    return np.array([f"{letter}{number:063x}" for number in range(count)], dtype=object)


def case(codings: int, workers: int) -> Tables:
    """A case of that size: every worker is a source, one source in ten retells, one in fifty shares an origin."""
    random = np.random.default_rng(2)
    people, sources, reports = ids("a", workers), ids("b", workers), ids("c", workers // 10)
    told = [(sources[number],) for number in random.integers(0, workers, len(reports))]
    rows = [[f"T-{n}", f"T-{n}", "worker", one, None, None, (), ()] for n, one in enumerate(people)]
    rows += [[f"N-{n}", f"N-{n}", "ngo-report", None, None, None, one, ()] for n, one in enumerate(told)]
    for row in rows[:workers:50]:
        row[7] = (sources[1],)
    every = np.append(sources, reports)
    items, passages = ids("d", len(every)), ids("e", codings)
    where = random.integers(0, len(every), codings)
    own = random.random(codings) < 0.8
    who = np.where(own & (where < workers), where, random.integers(0, workers, codings))
    start = random.integers(0, len(DATES), codings)
    frames = {
        "source": pd.DataFrame(rows, index=every, columns=SOURCE_COLUMNS, dtype="object"),
        "item": pd.DataFrame({"source": every}, index=items, dtype="object"),
        "passage": pd.DataFrame({"item": items[where]}, index=passages, dtype="object"),
        "entity": pd.DataFrame({"key": [f"W-{n}" for n in range(workers)], "schema": "Worker"}, index=people,
                               dtype="object"),
        "coding": pd.DataFrame({
            "passage": passages[np.where(random.random(codings) < 0.9, np.arange(codings), 0)], "framework": "ilo-11",
            "indicator": np.array(INDICATORS, dtype=object)[random.integers(0, 11, codings)],
            "stance": np.array(["supports", "contradicts", "unclear"], dtype=object)[
                random.choice(3, codings, p=[0.7, 0.2, 0.1])],
            "subject": people[who], "coder": np.array(["A", "B"], dtype=object)[random.integers(0, 2, codings)],
            "means": np.array(MEANS, dtype=object)[random.integers(0, 4, codings)], "site": None, "actor": None,
            "period_start": np.array(DATES, dtype=object)[start],
            "period_end": np.array(DATES, dtype=object)[np.maximum(start, random.integers(0, len(DATES), codings))],
        }, index=ids("f", codings), dtype="object"),
    }  # fmt: skip
    kept = {kind: opened(kind, frame) for kind, frame in frames.items()}
    return Tables({"case": [("case", CaseInfo(title="Benchmark"))]}, "0" * 64, lambda name: b"", kept.get)


def opened(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table as a large case has it when it is opened: every column of its noun, read back from what was kept."""
    return unpacked(packed(frame.reindex(columns=columns_of(KINDS[kind])).astype(object).replace({np.nan: None})))


def timed(job: Job) -> tuple[float, float]:
    """Seconds of one call by the clock, and of the processor."""
    gc.collect()
    began, worked = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - began, time.process_time() - worked


def pair(ours: Job, theirs: Job, rounds: int) -> tuple[float, float, float, float]:
    """Median seconds of both, the median of their ratios round by round, and the ratio of the least processor time."""
    ours(), theirs()
    runs = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    first, second = (statistics.median(run[side][0] for run in runs) for side in (0, 1))
    least, other = (min(run[side][1] for run in runs) for side in (0, 1))
    return first, second, statistics.median(one[0] / two[0] for one, two in runs), least / other


def grouped(frame: pd.DataFrame) -> pd.DataFrame:
    """What a person would write: counts by worker, indicator and stance."""
    return frame.groupby(["worker", "indicator", "stance"]).size().unstack(fill_value=0)


def checked(standing: Standing, sample: int) -> int:
    """How many cells were compared with the readable fold; it stops where one of them differs."""
    arrays = standing.folded
    held = np.flatnonzero(arrays.codings)
    for at in np.random.default_rng(1).choice(held, min(sample, len(held)), replace=False).tolist():
        cell = standing.look(at)
        ours = STATES[arrays.state[at]], arrays.origins[at], arrays.statements[at], arrays.speaks[at]
        if ours != (cell.state, cell.origins, cell.statements, bool(cell.for_)):
            raise SystemExit(f"bench_matrix: cell {at} is {ours} in the arrays, and {cell} as the readable fold has it")
    return min(sample, len(held))


def peak(job: Job) -> float:
    """The most memory that a call holds at once, in MB."""
    tracemalloc.start()
    job()
    held = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return held


def fresh(frame: pd.DataFrame) -> pd.DataFrame:
    """The same words, each entry an object of its own, as they are where a ledger was just read line by line."""
    made = {name: [one and "".join([one[:1], one[1:]]) for one in frame[name]] for name in frame.columns}
    return pd.DataFrame(made, index=frame.index, dtype="object")


def measure(codings: int, workers: int, rounds: int) -> list[tuple[str, float, float, float, float]]:
    """Lines of the table: what, ours, theirs, ratio, ratio by processor time."""
    tables = case(codings, workers)
    words = tables.codings[["subject", "indicator", "stance"]].set_axis(["worker", "indicator", "stance"], axis=1)
    vocabulary = Vocabulary(tables, INDICATORS)
    numbers = coded(tables.codings, "ilo-11", vocabulary)
    bare = pd.DataFrame({"worker": numbers.subject, "indicator": numbers.indicator, "stance": numbers.stance})
    view = View("worker")
    more = tables.codings.iloc[[codings // 2]].set_axis(["new"])
    standing = Standing.of(numbers, view)
    print(f"{checked(standing, SAMPLE):,} cells are as the readable fold has them.", flush=True)

    def from_words(frame: pd.DataFrame) -> Standing:
        return Standing.of(coded(frame, "ilo-11", Vocabulary(tables, INDICATORS)), view)

    def update() -> Standing:
        return standing.update(coded(more, "ilo-11", vocabulary))

    whole, place = matrix(tables), (tables.entities["key"][more["subject"].iloc[0]], more["indicator"].iloc[0])

    def looked_at(**gone: list[str]) -> Cell:
        return whole.update(more, **gone).cell(*place)

    lines = [
        ("states and origins, from words", *pair(lambda: from_words(tables.codings), lambda: grouped(words), rounds)),
        (
            "the whole matrix, rows and labels, from words",
            *pair(lambda: matrix(tables), lambda: grouped(words), rounds),
        ),
        ("states and origins, from numbers", *pair(lambda: Standing.of(numbers, view), lambda: grouped(bare), rounds)),
        ("one more coding (beside a group-by from numbers)", *pair(update, lambda: grouped(bare), SHORT * rounds)),
        ("the same, as a matrix, and its cell read", *pair(looked_at, lambda: grouped(bare), SHORT * rounds)),
        (
            "the same, in the place of another coding",
            *pair(lambda: looked_at(gone=[tables.codings.index[7]]), lambda: grouped(bare), SHORT * rounds),
        ),
    ]
    apart = fresh(tables.codings)
    own = apart[["subject", "indicator", "stance"]].set_axis(["worker", "indicator", "stance"], axis=1)
    lines.append(
        ("from words, no two of them one object", *pair(lambda: from_words(apart), lambda: grouped(own), rounds))
    )
    held = [peak(lambda: Standing.of(numbers, view)), peak(lambda: grouped(bare))]
    return [*lines, ("memory at its peak, MB, from numbers", held[0], held[1], held[0] / held[1], math.nan)]


def main() -> None:
    """Measures a tenth and the whole, and prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--codings", type=int, default=1_000_000)
    options.add_argument("--workers", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    lines = ["| codings | job | ours | group-by | ratio | by processor time |", "|---|---|---|---|---|---|"]
    kept: list[float] = []
    for part in (10, 1):
        for name, ours, theirs, *ratios in measure(given.codings // part, given.workers // part, given.rounds):
            by = " | ".join("" if math.isnan(one) else f"{one:.4f}" for one in ratios)
            lines.append(f"| {given.codings // part:,} | {name} | {ours:.4g} | {theirs:.4g} | {by} |")
            print(lines[-1], flush=True)
            kept.append(ours)
    half = len(kept) // 2
    growth = ", ".join(f"{late / early:.1f}" for early, late in zip(kept[:half], kept[half:], strict=True))
    lines.append(f"\nGrowth of ours for ten times as many codings, line by line: {growth}.")
    print(lines[-1], f"\nPython {platform.python_version()}, pandas {pd.__version__}, numpy {np.__version__}.")


if __name__ == "__main__":
    main()
