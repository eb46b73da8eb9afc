"""What the arithmetic of a release costs: small cells with an earlier edition, standing out, kin, positions, quotes.

    .venv/bin/python benchmarks/bench_cells.py [--workers 1000] [--codings 20000] [--write]

A tenth and the whole of the same kind of case are measured. The tables are those of a release: indicator by employer,
by site and by quarter, each with its margins; a second edition follows after two workers in a hundred have come.
"""

import argparse
import platform
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import codebook
from workbench.disclosure.cells import Protected, protect
from workbench.disclosure.counts import Counts, tally
from workbench.disclosure.kinship import too_near
from workbench.disclosure.positions import Drawn, standing_out
from workbench.disclosure.quotes import Quote, Quotes
from workbench.disclosure.uniqueness import bands, mended

ROOT = Path(__file__).resolve().parent.parent
INDICATORS = [entry.id for entry in codebook.framework("ilo-11").indicators]
QUARTERS = [f"{year}-Q{quarter}" for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)]
TRADES = ["mason"] * 8 + ["welder"] * 5 + ["carpenter"] * 4 + ["scaffolder"] * 3 + ["driver", "cook", "surveyor's aid"]
PROVINCES = [name for n, name in enumerate(["Ha Tinh", "Nghe An", "Quang Binh", "Thanh Hoa", "Hue", "Son La"])
             for _ in range(2 ** (6 - n))]  # fmt: skip
OVERLAPPING = frozenset({"indicator", "quarter"})
K = 11


def crew(random_: random.Random, workers: int, codings: int, first: int = 0) -> dict[str, dict[str, Any]]:
    """Workers with an employer, a site, a trade, an age, a province, and what was coded of them in which quarter."""
    likely = [1 / (1 + n) for n in range(len(INDICATORS))]
    people = {}
    for number in range(first, first + workers):
        said = random_.choices(INDICATORS, likely, k=max(1, round(random_.gauss(codings / workers, 3))))
        begun = random_.randrange(len(QUARTERS))
        people[f"W-{number:05}"] = {
            "employer": random_.choices([f"E{n}" for n in range(8)], [1 / (1 + n) for n in range(8)])[0],
            "site": random_.choice("AAAABBC"), "indicator": sorted(set(said)),
            "quarter": QUARTERS[begun : begun + random_.randint(1, 5)], "trade": random_.choice(TRADES),
            "province": random_.choice(PROVINCES), "age": str(random_.randint(17, 58)),
            "language": "vi" if random_.random() < 0.99 else "hi", "sex": "m" if random_.random() < 0.93 else "f",
        }  # fmt: skip
    return people


def tables(people: dict[str, dict[str, Any]]) -> list[Counts]:
    """The tables of a release, zeros shown as in a matrix that says what nobody was asked about."""
    rows = list(people.values())
    pairs = [("indicator", "employer"), ("indicator", "site"), ("indicator", "quarter")]
    return [tally(" by ".join(pair), rows, pair, OVERLAPPING & set(pair)) for pair in pairs]


def kin(random_: random.Random, workers: int) -> tuple[pd.DataFrame, pd.DataFrame, set[str], set[str]]:
    """The workers as entities with some kin, and suspects of whom a few are kin."""
    ids = [f"w{n}" for n in range(workers)] + [f"s{n}" for n in range(workers // 20)]
    entities = pd.DataFrame(
        {"key": [one.upper() for one in ids], "group_of": None,
         "schema": ["Worker"] * workers + ["Person"] * (workers // 20)}, index=ids)  # fmt: skip
    pairs = [random_.sample(ids, 2) for _ in range(workers // 2)]
    relations = pd.DataFrame(
        {"schema": "Kinship", "source_entity": [one for one, _ in pairs], "target_entity": [two for _, two in pairs],
         "stance": "supports"}, index=[f"r{n}" for n in range(len(pairs))])  # fmt: skip
    return entities, relations, set(ids[:workers]), set(ids[workers:])


def drawn(random_: random.Random, people: dict[str, dict[str, Any]]) -> Drawn:
    """Workers drawn one by one beside employers and agencies: what a release should not do, and must be found."""
    marks = {one: one for one in [*{who["employer"] for who in people.values()}, *(f"A{n}" for n in range(5))]}
    links = [(who["employer"], "employs", key) for key, who in people.items()]
    links += [(f"A{random_.randrange(5)}", "recruited", key) for key in people]
    return Drawn({**marks, **dict.fromkeys(people, "worker")}, links, list(people))


def quoted(people: dict[str, dict[str, Any]], codings: int) -> tuple[Quotes, list[Quote]]:
    """A quote for every twentieth coding."""
    keys = list(people)
    attributes = {key: {name: who[name] for name in ("trade", "province", "language")} for key, who in people.items()}
    texts = [
        f"Từ tháng {n % 12 + 1} họ giữ hộ chiếu, tôi nợ {n % 300 * 10} đô la, đội {n % 40 + 10} cũng vậy."
        for n in range(codings // 20)
    ]
    accounts = {key: texts[number :: len(keys)] for number, key in enumerate(keys)}
    return Quotes(attributes, K, accounts=accounts), [
        Quote(f"q{n}", text, "vi", keys[n % len(keys)]) for n, text in enumerate(texts)
    ]


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one call, and its answer."""
    began = time.perf_counter()
    answer = job()
    return time.perf_counter() - began, answer


def measure(workers: int, codings: int) -> list[tuple[str, float, str]]:
    """Lines: what was done, seconds, what came of it."""
    random_ = random.Random(8)
    people = crew(random_, workers, codings)
    lines = []

    def cells(name: str, seconds: float, found: Protected) -> None:
        share = ", ".join(f"{kind} {part:.1%}" for kind, part in found.share.items())
        lines.append((name, seconds, f"{len(found.shown) + len(found.hidden)} cells; {share}"))

    seconds, first = timed(lambda: protect(tables(people), K, as_of="one"))
    cells("cells, first edition", seconds, first)
    more = people | crew(random_, max(1, workers // 50), codings // 50, first=workers)
    told = first.edition("one", "public")
    seconds, second = timed(lambda: protect(tables(more), K, [told], as_of="two"))
    cells("cells, second edition", seconds, second)
    rows = {key: {name: who[name] for name in ("sex", "trade", "province", "age", "site", "language", "employer")}
            for key, who in people.items()}  # fmt: skip
    step = bands([str(age) for age in range(100)], 10)
    seconds, done = timed(lambda: mended(rows, K, {"age": [step]}))
    dropped = ", ".join(one.target for one in done.remedies if one.verb == "drop-attribute")
    left = f"{len(done.rows)} rows left; dropped: {dropped or 'none'}"
    lines.append(("rows by three of seven attributes", seconds, left))
    entities, relations, protected, named = kin(random_, workers)
    seconds, nears = timed(lambda: too_near(entities, relations, protected, named))
    lines.append(("kin within two steps", seconds, f"{len(nears)} paths"))
    seconds, out = timed(lambda: standing_out(drawn(random_, people), K))
    lines.append(("positions in the network", seconds, f"{len(out)} workers stand out"))
    known, quotes = quoted(people, codings)
    seconds, told_ = timed(lambda: [known.telling(quote) for quote in quotes])
    lines.append(("quotes", seconds, f"{len(quotes)} quotes, {sum(map(bool, told_))} with a finding"))
    return lines


def main() -> None:
    """Measures a tenth and the whole, and prints the table; `--write` keeps it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--workers", type=int, default=1000)
    options.add_argument("--codings", type=int, default=20_000)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    lines = ["| workers | job | seconds | what came of it |", "|---|---|---|---|"]
    seconds: list[list[float]] = []
    for part in (10, 1):
        seconds.append([])
        for name, took, what in measure(given.workers // part, given.codings // part):
            lines.append(f"| {given.workers // part:,} | {name} | {took:.2f} | {what} |")
            print(lines[-1], flush=True)
            seconds[-1].append(took)
    growth = ", ".join(f"{late / early:.1f}" for early, late in zip(*seconds, strict=True))
    lines.append(f"\nGrowth for ten times as many workers and codings, line by line: {growth}.")
    lines.append(f"\nk is {K}. Python {platform.python_version()}, {platform.machine()}.")
    print("\n".join(lines[-2:]))
    if given.write:
        head = "# Benchmarks: the arithmetic of a release\n\nMade by `benchmarks/bench_cells.py --write`.\n\n"
        (ROOT / "docs" / "benchmarks-cells.md").write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
