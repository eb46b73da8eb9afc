"""Finding protected names: the finder and the whole scan beside a plain alternation of the same strings.

    .venv/bin/python benchmarks/bench_disclosure.py --megabytes 4

The alternation finds a name only as it was listed; both are asked for names planted in six spellings. Time is that of
the processor, the median of the rounds.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.release.planted import PEOPLE, SPELLINGS, lines
from workbench.disclosure.spellings import Finder
from workbench.release.scan import scan

WORDS = "the men said at the gate that their papers were kept and nobody was paid on {} of that month, row {}\n"


def text_of(megabytes: float) -> str:
    """Lines that are all different, with every name in every spelling somewhere among them."""
    planted = [one for spelling in SPELLINGS for one in lines(spelling)]
    rows = [WORDS.format(at % 31, at) for at in range(int(megabytes * 1_000_000 / len(WORDS)))]
    step = max(1, len(rows) // len(planted))
    for at, one in enumerate(planted):
        rows[at * step % len(rows)] += f"It was {one}, they say.\n"
    return "".join(rows)


def measured(job: Callable[[], set[str]], rounds: int) -> tuple[float, set[str]]:
    """The median time of a job on the processor, and what it found."""
    times, found = [], set[str]()
    for _ in range(rounds):
        begun = time.process_time()
        found = job()
        times.append(time.process_time() - begun)
    return statistics.median(times), found


def main() -> None:
    """Prints a line for each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--megabytes", type=float, default=4)
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    text = text_of(options.megabytes)
    planted = {one.lstrip("+") for spelling in SPELLINGS for one in lines(spelling)}
    pattern = re.compile("|".join(re.escape(one) for many in PEOPLE.values() for one in many))
    finder = Finder(PEOPLE)
    size = len(text.encode()) / 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(text)
        jobs: dict[str, Callable[[], set[str]]] = {
            "alternation": lambda: {match.group().lstrip("+") for match in pattern.finditer(text)},
            "finder": lambda: {text[hit.start : hit.end] for hit in finder.find(text)},
        }
        for name, job in jobs.items():
            seconds, found = measured(job, options.rounds)
            print(f"{name:12} {seconds:7.2f} s  {size / seconds:7.2f} MB/s  {len(found & planted)} of {len(planted)}"
                  " spellings found")  # fmt: skip
        seconds, people = measured(lambda: {leak.id for leak in scan(Path(folder), Finder(PEOPLE))}, 1)
        print(f"{'scan':12} {seconds:7.2f} s  {size / seconds:7.2f} MB/s  {len(people)} of {len(PEOPLE)} people found")


if __name__ == "__main__":
    main()
