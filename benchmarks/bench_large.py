"""A large case to its first matrix, beside reading the same columns bare; what writing and folding it takes.

    make bench ONLY=large                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_large.py --only unsealed --write

Ours: a process that opens the case, takes its kept columns and folds the matrix by worker. Theirs: a process that reads
the columns of the same kinds with pandas and Arrow, and does nothing with them. Both import what they need.
"""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from in_turn import alone, python, row, turns
from kept import Asked, Row, main

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "five words that nobody knows"  # as in large_case.py, which takes more memory than is measured here
KINDS = ("coding", "entity", "source", "item", "passage", "adjudication", "count")
OURS = """
import sys
from pathlib import Path
from workbench.casefile import open_case
from workbench.findings.matrix import matrix
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
found = matrix(case.tables())
assert len(found.df) > 1
"""
THEIRS = """
import sys
from pathlib import Path
import pandas, pyarrow.feather
for kind in sys.argv[2].split():
    file = Path(sys.argv[1]) / f"{kind}.feather"
    if file.exists():
        pyarrow.feather.read_table(file).to_pandas()
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
import sys
from pathlib import Path
from workbench.casefile import open_case
case = open_case(Path(sys.argv[1]))
if sys.argv[2]:
    case.unlock(sys.argv[2])
case.state()
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


def opening(events: int, sealed: bool, asked: Asked) -> Iterator[Row]:
    """The rows of a case of so many events: its first matrix, and once each, what writing and folding it takes."""
    with tempfile.TemporaryDirectory() as folder:
        place, bare, word = Path(folder) / "case", Path(folder) / "bare", PASSPHRASE if sealed else ""
        kind, size, columns = "sealed" if sealed else "unsealed", {"n": events, "of": "events"}, " ".join(KINDS)
        bare.mkdir()
        once = {
            "write": partial(python, GROWING, place, events, int(sealed)),
            "fold": partial(python, FOLDING, place, word),
        }
        for job, act in once.items():
            yield alone(turns({job: act}, 1, warm=False), job, job=f"{job} a large case, {kind}", **size)
        python(TABLES, place, word, bare, columns)
        job, beside = f"open to the first matrix, {kind}", "pandas, the same columns"
        taken = turns({job: partial(python, OURS, place, word), beside: partial(python, THEIRS, bare, columns)},
                      asked.rounds, until=asked.until, warm=False)  # fmt: skip
        yield row(taken, job, beside, job=job, beside=beside, **size)


def opened(sealed: bool, asked: Asked) -> Iterator[Row]:
    """A tenth of the events, and all."""
    for events in (asked.of(100_000), asked.of(1_000_000)):
        yield from opening(events, sealed, asked)


if __name__ == "__main__":
    main("large", __doc__, {"unsealed": partial(opened, False), "sealed": partial(opened, True)})
