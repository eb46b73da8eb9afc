"""Entity resolution beside Splink and plain rapidfuzz, on data of others and on pairs of our own, in one run.

    WORKBENCH_CORPUS=... make bench ONLY=matching    # or with what else there is to measure
    WORKBENCH_CORPUS=... .venv/bin/python benchmarks/bench_matching.py --only febrl --write
    .venv/bin/python benchmarks/bench_matching.py --own              # the table of our own pairs, printed

febrl 1 to 4 are synthetic persons with known duplicates. The media companies of the ownership database (ftm-kek) have
no labels: each is met once more in another writing (legal form left out or changed, umlauts as two letters, capitals,
a slip), so that what it must not be taken for are real companies. Which data the rules were made on, and what was seen
when, the page says. Splink gets the same normalised columns, each field apart, unsupervised, p >= 0.5, and its smaller
sample for chance; rapidfuzz gets the best threshold, chosen ON THE TRUTH outside the time, which flatters it. Libraries
are loaded and files read before the time begins.
"""

import csv
import os
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import in_turn
import numpy as np
import pandas as pd
from kept import Asked, Row, main
from rapidfuzz import fuzz, process

from workbench.matching.blocking import candidates
from workbench.matching.columns import address, columns, plain_number
from workbench.matching.named import Named
from workbench.matching.pairs import taught
from workbench.matching.parts import parts
from workbench.matching.splinked import scored

ROOT = Path(__file__).resolve().parent.parent
WHERE = ("street_number", "address_1", "address_2", "suburb", "postcode", "state")
Pairs = set[tuple[int, int]]


def febrl(folder: Path, *names: str) -> tuple[list[Named], list[dict[str, str]], Pairs]:
    """Records of febrl as we compare them, their raw rows, and which are the same."""
    rows = []
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += [
                {key: value or "" for key, value in row.items()} for row in csv.DictReader(file, skipinitialspace=True)
            ]
    told, groups = [], dict[str, list[int]]()
    for place, row in enumerate(rows):
        name, number = f"{row['given_name']} {row['surname']}".strip(), row["soc_sec_id"]
        told.append(Named(
            key=row["rec_id"], schema="Person", names=(name,) if name else (), born=row["date_of_birth"] or None,
            numbers=(number,) if number else (), addresses=(" ".join(row[one] for one in WHERE),),
        ))  # fmt: skip
        groups.setdefault(row["rec_id"].split("-")[1], []).append(place)
    truth = {(a, b) for group in groups.values() for at, a in enumerate(group) for b in group[at + 1 :]}
    return told, rows, truth


def companies(file: Path) -> tuple[list[Named], list[dict[str, str]], Pairs]:
    """The companies of the ownership database, each also in another writing; no two that are called alike."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        names = [name for (name,) in base.execute("SELECT name FROM company ORDER BY id") if name]
    once = list({tuple(sorted(part.sound for part in parts(name, True))): name for name in names}.values())
    random_ = random.Random(7)
    written = [*once, *(rewritten(name, random_) for name in once)]
    told = [Named(key=f"{n:05}", schema="Company", names=(name,)) for n, name in enumerate(written)]
    return (
        told,
        [{"rec_id": one.key, "name": one.names[0]} for one in told],
        {(n, n + len(once)) for n in range(len(once))},
    )


def rewritten(name: str, random_: random.Random) -> str:
    """The same company in another hand."""
    forms = {"GmbH & Co. KG": "GmbH", "GmbH": random_.choice(["", "G.m.b.H.", "Ltd."]), " AG": "", " KG": "", "mbH": ""}
    for form, other in forms.items():
        if form in name:
            name = name.replace(form, other)
            break
    for letter, two in (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss")):
        name = name.replace(letter, two)
    way = random_.randrange(4)
    if way == 0:
        return name.upper()
    if way == 1 and len(name) > 8:
        at = random_.randrange(2, len(name) - 3)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if way == 2:
        return name.replace("-", " ").replace("&", "und")
    return name


def ours(told: list[Named]) -> Pairs:
    """Pairs at even odds or better, from names to pairs; what was remembered of names is forgotten before."""
    forgotten()
    kind = taught(told)
    likely = kind.scored(kind.first, kind.second)[0] >= 0.5
    return set(zip(kind.first[likely].tolist(), kind.second[likely].tolist(), strict=True))


def splinks(rows: list[dict[str, str]]) -> Callable[[], Pairs]:
    """The same by Splink, on columns normalised as ours are, which are made before."""
    import splink.comparison_library as lib

    frame, asked, blocks, trained = (of_companies if "name" in rows[0] else of_persons)(rows, lib)

    def job() -> Pairs:
        table = scored(frame, asked, blocks, trained)
        table = table[table["match_probability"] >= 0.5]
        pairs = zip(table["unique_id_l"], table["unique_id_r"], strict=True)
        return {(min(int(a), int(b)), max(int(a), int(b))) for a, b in pairs}

    return job


def of_persons(rows: list[dict[str, str]], lib: object) -> tuple:
    """Columns, comparisons, blocks and training blocks for febrl."""
    fields = {"given": "given_name", "family": "surname", "street": "address_1", "suburb": "suburb"}
    made = [
        {"unique_id": n} | {ours_: " ".join(address(row[name])) or None for ours_, name in fields.items()}
        | {"born": plain_number(row["date_of_birth"]) or None, "number": plain_number(row["soc_sec_id"]) or None,
           "postcode": row["postcode"] or None}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    frame = pd.DataFrame(made, dtype="object")
    frame["unique_id"] = frame["unique_id"].astype(int)
    words = [lib.JaroWinklerAtThresholds(one, [0.92, 0.8]) for one in ("given", "family", "street", "suburb")]  # type: ignore[attr-defined]
    asked = [one.configure(term_frequency_adjustments=True) for one in words]
    asked += [lib.DamerauLevenshteinAtThresholds(one, [1, 2]) for one in ("born", "number", "postcode")]  # type: ignore[attr-defined]
    blocks = [("number",), ("born",), ("given", "family"), ("family", "postcode"), ("given", "suburb")]
    return frame, asked, blocks, [("born",), ("number",)]


def of_companies(rows: list[dict[str, str]], lib: object) -> tuple:
    """Columns, comparisons, blocks and training blocks for names of companies: parts as ours, without legal forms."""
    made = []
    for n, row in enumerate(rows):
        sounds = [part.sound for part in parts(row["name"], True)]
        made.append({
            "unique_id": n, "whole": " ".join(sounds), "first": sounds[0], "last": sounds[-1],
            "rest": " ".join(sounds[1:]) or None, "start": "".join(sounds)[:5],
        })  # fmt: skip
    asked = [
        lib.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),  # type: ignore[attr-defined]
        lib.JaroWinklerAtThresholds("rest", [0.95, 0.85]).configure(term_frequency_adjustments=True),  # type: ignore[attr-defined]
    ]
    blocks = [("first",), ("rest",), ("start",), ("whole",)]
    return pd.DataFrame(made), asked, blocks, [("first",), ("rest",)]


Scored = tuple[np.ndarray, np.ndarray, np.ndarray]


def plain(told: list[Named]) -> Scored:
    """All fields as one text, compared within our own candidates."""
    forgotten()
    texts = [" ".join([*one.names, one.born or "", *one.numbers, *one.addresses]).lower() for one in told]
    first, second = candidates(columns(told))
    a, b = [texts[n] for n in first.tolist()], [texts[n] for n in second.tolist()]
    return first, second, process.cpdist(a, b, scorer=fuzz.token_sort_ratio)


def cut(found: Scored, truth: Pairs) -> Pairs:
    """The pairs above the score that the truth says is best."""
    first, second, score = found
    right = np.array([pair in truth for pair in zip(first.tolist(), second.tolist(), strict=True)], bool)
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(right[order])
    best = int(np.argmax(2 * hits / (np.arange(1, len(hits) + 1) + len(truth))))
    kept = order[: best + 1]
    return set(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def f1(found: Pairs, truth: Pairs) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / len(truth)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def own(half: str) -> str:
    """What our labelled pairs give: precision at recall 0.90, and precision and recall at even odds, by language."""
    with (ROOT / "tests/matching/pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    found = []
    for kind, schema in (("person", "Person"), ("body", "Company")):
        mine = [row for row in rows if row["kind"] == kind]
        told = [Named(key=f"{n}{side}", schema=schema, names=(row[side],), born=row[f"{side}_born"] or None)
                for n, row in enumerate(mine) for side in "ab"]  # fmt: skip
        at = np.arange(len(mine)) * 2
        found += [(float(p), row["same"] == "yes", row["language"])
                  for p, row in zip(taught(told).scored(at, at + 1)[0], mine, strict=True)]  # fmt: skip
    found.sort(reverse=True)
    every, right = sum(same for _, same, _ in found), 0
    seen = 0
    for _, same, _ in found:
        right, seen = right + same, seen + 1
        if right >= 0.9 * every:
            break
    cells = [f"{len(found)}", f"{right / seen:.3f}"]
    for language in (None, "vi", "sr", "zh"):
        told_ = [(p >= 0.5, same) for p, same, one in found if language in (None, one)]
        hits = sum(taken and same for taken, same in told_)
        cells.append(f"{hits / sum(taken for taken, _ in told_):.3f} / {hits / sum(same for _, same in told_):.3f}")
    return f"| {half} | {' | '.join(cells)} |"


def compared(name: str, n: int, loaded: tuple[list[Named], list[dict[str, str]], Pairs], asked: Asked) -> Iterator[Row]:
    """The rows of one set: ours beside Splink, and beside rapidfuzz."""
    told, rows, truth = loaded
    job, splink, fuzzy = "match names", "Splink", "rapidfuzz, best threshold"
    taken = in_turn.turns({job: partial(ours, told), splink: splinks(rows), fuzzy: partial(plain, told)}, asked.rounds,
                  until=asked.until)  # fmt: skip
    taken.gave[fuzzy] = cut(taken.gave[fuzzy], truth)
    for beside in (splink, fuzzy):
        note = " / ".join(", ".join(f"{one:.4f}" for one in f1(taken.gave[who], truth)) for who in (job, beside))
        made = in_turn.row(taken, job, beside, job=f"{job}, {name}", beside=beside, n=n, of="records", note=note)
        yield made | {"f1": [f1(taken.gave[who], truth)[2] for who in (job, beside)]}


def of_febrl(asked: Asked) -> Iterator[Row]:
    """febrl 1, 2 and 3, on which the rules were made, and febrl 4."""
    folder = corpus() / "entities/febrl/febrl"
    for name, files in (("febrl 1", ["1"]), ("febrl 2", ["2"]), ("febrl 3", ["3"]), ("febrl 4", ["4a", "4b"])):
        loaded = febrl(folder, *(f"dataset{one}" for one in files))
        what = "febrl" if name in {"febrl 1", "febrl 4"} else name  # the two of 1,000 and 10,000 show the growth
        yield from compared(what, len(loaded[0]), loaded, asked)


def of_companies_(asked: Asked) -> Iterator[Row]:
    """Names of companies."""
    loaded = companies(corpus() / "entities/ftm-kek/kek.sqlite")
    yield from compared("companies", len(loaded[0]), loaded, asked)


def corpus() -> Path:
    """The folder of files by others.

    Raises:
        SystemExit: WORKBENCH_CORPUS names none.
    """
    if "WORKBENCH_CORPUS" not in os.environ:
        raise SystemExit("bench_matching: WORKBENCH_CORPUS has to name the folder of files by others (febrl, ftm-kek)")
    return Path(os.environ["WORKBENCH_CORPUS"])


def forgotten() -> None:
    """Forgets what was remembered of names: each round pays for all of its work."""
    from workbench.matching import columns as module

    parts.cache_clear()
    module._folded.cache_clear()


if __name__ == "__main__":
    if "--own" in sys.argv:
        print(*(own(half) for half in ("design", "held-out")), sep="\n")
    else:
        main("matching", __doc__, {"febrl": of_febrl, "companies": of_companies_})
