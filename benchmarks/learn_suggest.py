"""Learns the weights of `evidence_schema/lexicons/learned/` from every labelled sentence beside this file.

    python benchmarks/learn_suggest.py            writes the files; the same sentences give the same files
    python benchmarks/learn_suggest.py --across   prints instead how it does on sentences that it has not learned from

One logistic regression for each language and indicator, and one for "states anything", over `features` of folded text;
the last one also knows what the lexicon saw: frames, negators, a cue that speaks against. Sentences that were written
freely count twice against those that the cues were tuned on first. `--across` learns five times, each time without a
fifth of the free ones, and measures on that fifth.
"""

import collections
import json
import math
import sys
from pathlib import Path
from typing import Any

import bench_suggest
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from workbench.coding import suggest as suggesting
from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.learned import HUNDREDTHS, Learned, features
from workbench.coding.suggestions.lexicon import lexicon
from workbench.coding.suggestions.scope import framed

HERE = Path(__file__).resolve().parent
LEARNED = HERE.parent / "evidence_schema" / "lexicons" / "learned"
HALVES = ("tune", "held-out", "later", "examiner seen", "examiner unseen", "stranger")
FREE = ("fresh", "paraphrases")
LANGUAGES = ("en", "sr", "vi")
TWICE, RIDGE, SIGN, LEAST, SMALLEST = 2.0, 0.005, 0.2, 2, 12


def main() -> None:
    """Writes one file a language, or measures."""
    if "--across" in sys.argv:
        across()
        return
    for language in LANGUAGES:
        known, free = sentences(language)
        write(LEARNED / f"{language}.json", learn(language, known, free))


def sentences(language: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The labelled sentences of a language: those the cues were tuned on, and those written freely."""
    chosen = [
        [one for half in halves for one in bench_suggest.sentences(half) if one["lang"].split("-")[0] == language]
        for halves in (HALVES, FREE)
    ]
    return chosen[0], chosen[1]


def learn(language: str, known: list[dict[str, Any]], free: list[dict[str, Any]]) -> dict[str, Any]:
    """The weights of a language, as they stand in its file."""
    every = [*known, *free]
    words = lexicon(language)
    texts = [fold(one["text"], language).text for one in every]
    seen = [set().union(*features(text)) for text in texts]
    counts = collections.Counter(name for names in seen for name in names)
    place = {name: at for at, name in enumerate(sorted(name for name in counts if counts[name] >= LEAST))}
    rows = matrix([{name: 1 / math.sqrt(len(names)) for name in names} for names in seen], place)
    found = [signs_of(words, text, one["text"]) for text, one in zip(texts, every, strict=True)]
    signs = {name: at for at, name in enumerate(sorted(set().union(*found)))}
    wide = hstack([rows, matrix([dict.fromkeys(names, SIGN) for names in found], signs)]).tocsr()
    weight = np.array([1.0] * len(known) + [TWICE] * len(free))
    indicators = sorted({name for one in every for name in one["supports"]})
    columns = [fitted(rows, np.array([name in one["supports"] for one in every], float), weight) for name in indicators]
    stated = fitted(wide, np.array([one["kind"] == "stated" for one in every], float), weight)
    size = len(place)
    table = np.rint(HUNDREDTHS * np.array([*(column[:size] for column in columns), stated[:size]]).T).astype(int)
    return {
        "language": language,
        "indicators": indicators,
        "bias": [round(float(column[-1]), 3) for column in [*columns, stated]],
        "signs": {name: round(float(stated[size + at] * SIGN), 3) for name, at in signs.items()},
        "weights": {name: table[at].tolist() for name, at in place.items() if np.abs(table[at]).max() >= SMALLEST},
    }


def signs_of(words: Any, text: str, given: str) -> set[str]:
    """What the lexicon sees in a sentence; whether a cue speaks against is asked of the cues alone."""
    here = words.present(text)
    frames = framed(words, here)
    hits = suggesting.heard(words, here, frames)
    return suggesting.signs(words, text, frames, against=any(hit.polarity != "supports" for hit in hits))


def matrix(rows: list[dict[str, float]], place: dict[str, int]) -> Any:
    """Sparse rows; what has no place is left out."""
    held = [{place[name]: value for name, value in row.items() if name in place} for row in rows]
    values = [value for row in held for _, value in sorted(row.items())]
    columns = [column for row in held for column in sorted(row)]
    starts = np.cumsum([0, *(len(row) for row in held)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(place)))


def fitted(rows: Any, wanted: Any, weight: Any) -> Any:
    """Logistic regression with a ridge: the weights, and the bias as the last of them."""

    def loss(at: Any) -> tuple[float, Any]:
        value = rows @ at[:-1] + at[-1]
        off = weight * (1 / (1 + np.exp(-value)) - wanted)
        total = (weight * (np.logaddexp(0, value) - wanted * value)).sum() + RIDGE / 2 * (at[:-1] @ at[:-1])
        return total, np.append(rows.T @ off + RIDGE * at[:-1], off.sum())

    start = np.append(np.zeros(rows.shape[1]), -2.0)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x


def write(path: Path, content: dict[str, Any]) -> None:
    """One row a line, so that a change can be read."""
    head = {key: value for key, value in content.items() if key != "weights"}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in content["weights"].items())
    path.write_text("{\n" + "\n".join(lines) + f'\n"weights": {{\n{rows}\n}}\n}}\n', "utf-8")


def across() -> None:
    """Prints, for each free set, what is found on fifths of it that were not learned from."""
    said: dict[str, set[tuple[str, str]]] = {}
    for language in LANGUAGES:
        known, free = sentences(language)
        for part in range(5):
            rest = [one for at, one in enumerate(free) if at % 5 != part]
            content = learn(language, known, rest)
            weights = Learned(**{**content, "indicators": tuple(content["indicators"])})
            suggesting.learned = lambda _, weights=weights: weights  # type: ignore[attr-defined,assignment]
            said |= {one["text"]: bench_suggest.cues(one["text"], "") for one in free[part::5]}
    for half in FREE:
        bench_suggest.table(half, "cues and weights, each fifth without having learned it", lambda text, _: said[text])


if __name__ == "__main__":
    main()
