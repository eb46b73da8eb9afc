"""What the matrix costs beside a bare pandas group-by of the same rows, which knows no origins and no states.

    make bench ONLY=matrix                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_matrix.py --write

Two beginnings: `from words` starts on both sides from columns of text as an opened case holds them (ids, stances,
dates), `from numbers` on both sides from whole numbers. Ours also finds disputes between two coders, what is of the
same time, retellings and shared origins. Before anything is timed, some thousand cells are folded a second time, one by
one.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from in_turn import row, turns
from kept import Asked, Row, main

from workbench import codebook
from workbench.casefile.columnar import packed, unpacked
from workbench.findings.assessment import STATES, Cell
from workbench.findings.columns import Vocabulary, coded
from workbench.findings.matrix import matrix
from workbench.findings.standing import Standing, View
from workbench.records import KINDS, CaseInfo
from workbench.records.flat import columns_of
from workbench.tables import Tables

INDICATORS = tuple(entry.id for entry in codebook.framework("ilo-11").indicators)
SOURCE_COLUMNS = ["key", "label", "kind", "worker", "interpreter", "session", "retells", "same_origin_as"]
MEANS = ["first-hand", "hearsay", "document", "observed"]
DATES = [None, "2021", "2021-03", "2021-05-17", "2021-11", "2021-11-23", "2022-01"]
BY_WORDS, BY_NUMBERS = "group-by from words", "group-by from numbers"
SAMPLE = 3000  # cells that are folded a second time, one by one, before anything is timed
SHORT = 5  # times as many rounds of what takes a thousandth of a second: one interruption takes longer


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
    for one in rows[:workers:50]:
        one[7] = (sources[1],)
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


def fresh(frame: pd.DataFrame) -> pd.DataFrame:
    """The same words, each entry an object of its own, as they are where a ledger was just read line by line."""
    made = {name: [one and "".join([one[:1], one[1:]]) for one in frame[name]] for name in frame.columns}
    return pd.DataFrame(made, index=frame.index, dtype="object")


def whole(asked: Asked) -> Iterator[Row]:
    """The whole matrix: a tenth of the codings, and all."""
    for codings in (asked.of(100_000), asked.of(1_000_000)):
        yield from of_codings(Numbered(codings), asked)


def one_more(asked: Asked) -> Iterator[Row]:
    """One more coding: on a tenth of the codings, and on all."""
    for codings in (asked.of(100_000), asked.of(1_000_000)):
        yield from of_one_more(Numbered(codings), asked)


class Numbered:
    """A case of so many codings, as words and as whole numbers, with its standing."""

    def __init__(self, codings: int) -> None:
        self.tables, self.size = case(codings, max(100, codings // 20)), {"n": codings, "of": "codings"}
        self.vocabulary = Vocabulary(self.tables, INDICATORS)
        self.numbers = coded(self.tables.codings, "ilo-11", self.vocabulary)
        columns = {"worker": self.numbers.subject, "indicator": self.numbers.indicator, "stance": self.numbers.stance}
        self.bare = pd.DataFrame(columns)
        self.standing = Standing.of(self.numbers, View("worker"))
        print(f"{checked(self.standing, SAMPLE):,} cells are as the readable fold has them.", flush=True)


def of_codings(made: Numbered, asked: Asked) -> Iterator[Row]:
    """The rows of the whole matrix."""
    tables, size = made.tables, made.size
    words = tables.codings[["subject", "indicator", "stance"]].set_axis(["worker", "indicator", "stance"], axis=1)

    def from_words(frame: pd.DataFrame) -> Standing:
        return Standing.of(coded(frame, "ilo-11", Vocabulary(tables, INDICATORS)), View("worker"))

    states, labelled = "states and origins, from words", "the whole matrix, rows and labels, from words"
    taken = turns({states: lambda: from_words(tables.codings), labelled: lambda: matrix(tables),
                   BY_WORDS: lambda: grouped(words)}, asked.rounds, until=asked.until)  # fmt: skip
    yield from (row(taken, job, BY_WORDS, job=job, beside=BY_WORDS, **size) for job in (states, labelled))
    states = "states and origins, from numbers"
    taken = turns({states: lambda: Standing.of(made.numbers, View("worker")), BY_NUMBERS: lambda: grouped(made.bare)},
                  asked.rounds, until=asked.until)  # fmt: skip
    yield row(taken, states, BY_NUMBERS, job=states, beside=BY_NUMBERS, **size)
    apart, job = fresh(tables.codings), "from words, no two of them one object"
    own = apart[["subject", "indicator", "stance"]].set_axis(["worker", "indicator", "stance"], axis=1)
    taken = turns({job: lambda: from_words(apart), BY_WORDS: lambda: grouped(own)}, asked.rounds, until=asked.until)
    yield row(taken, job, BY_WORDS, job=job, beside=BY_WORDS, **size)


def of_one_more(made: Numbered, asked: Asked) -> Iterator[Row]:
    """The rows of one more coding: folded, as a matrix whose cell is read, and in the place of another."""
    tables = made.tables
    more = tables.codings.iloc[[made.size["n"] // 2]].set_axis(["new"])
    whole_, place = matrix(tables), (tables.entities["key"][more["subject"].iloc[0]], more["indicator"].iloc[0])

    def looked_at(**gone: list[str]) -> Cell:
        return whole_.update(more, **gone).cell(*place)

    jobs = {
        "one more coding": lambda: made.standing.update(coded(more, "ilo-11", made.vocabulary)),
        "one more coding, as a matrix, and its cell read": looked_at,
        "one more coding in the place of another": lambda: looked_at(gone=[tables.codings.index[7]]),
    }
    taken = turns(jobs | {BY_NUMBERS: lambda: grouped(made.bare)}, SHORT * asked.rounds, until=asked.until)
    yield from (row(taken, job, BY_NUMBERS, job=job, beside=BY_NUMBERS, **made.size) for job in jobs)


if __name__ == "__main__":
    main("matrix", __doc__, {"matrix": whole, "one-more": one_more})
