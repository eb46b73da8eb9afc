"""Learns the weights of `evidence_schema/lexicons/learned/` from every labelled sentence beside this file.

    python benchmarks/learn_suggest.py            writes the files; the same sentences give the same files
    python benchmarks/learn_suggest.py --across   prints instead how it does on sentences that it has not learned from

One logistic regression for each language and indicator, and one for "states anything", over `features` of folded text,
its concepts and pairs of them, and what the cues and frames found. Sentences by hands that knew neither cues nor
concepts count twice against those that the cues were tuned on first. `--across` learns five times, each time without a
fifth of those, and measures on that fifth.
"""

import collections
import hashlib
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
from workbench.coding.suggestions.concepts import concepts, marks
from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.hearing import heard, signs
from workbench.coding.suggestions.language import folding_of
from workbench.coding.suggestions.learned import HUNDREDTHS, Learned, Reading, features
from workbench.coding.suggestions.lexicon import lexicon
from workbench.coding.suggestions.scope import framed
from workbench.coding.suggestions.scope import sentences as split

HERE = Path(__file__).resolve().parent
LEARNED = HERE.parent / "evidence_schema" / "lexicons" / "learned"
HALVES = ("tune", "held-out", "later", "examiner seen", "examiner unseen", "stranger")
FREE = ("fresh", "paraphrases")
# By hands that saw neither cues nor concepts; what a digest puts into `wide unseen` is never learned from.
WIDE = ("wide",)
LANGUAGES = ("en", "sr", "vi")
OLD, MORE, TWICE, RIDGE, LEAST, SMALLEST = 1.0, 1.5, 2.0, 0.005, 2, 12
# How far each kind of sign speaks from the start: what is larger needs less weight, and so less evidence.
CONCEPT, PAIR, CUE, FRAME = 0.6, 0.36, 0.3, 0.21


def main() -> None:
    """Writes one file a language, or measures."""
    if "--across" in sys.argv:
        across()
        return
    for language in LANGUAGES:
        write(LEARNED / f"{language}.json", learn(language, sentences(language)))


def sentences(language: str) -> list[tuple[dict[str, Any], float]]:
    """What is learned from in a language, each with how much it counts: what the cues were tuned on counts least."""
    return [(one, counts) for one, counts in _labelled(language) if counts != TWICE or not held_back(one["text"])]


def held(language: str) -> list[dict[str, Any]]:
    """What nothing is learned from but how far the readers are to be believed: see `learn_meaning.py`."""
    return [one for one, counts in _labelled(language) if counts == TWICE and held_back(one["text"])]


def held_back(text: str) -> bool:
    """One in fourteen of those by hands that knew no cue: the fifth byte of its digest decides."""
    return hashlib.sha256(text.encode()).digest()[4] % 14 == 0


def _labelled(language: str) -> list[tuple[dict[str, Any], float]]:
    sets = {OLD: HALVES, MORE: FREE, TWICE: WIDE}
    return [
        (one, counts)
        for counts, halves in sets.items()
        for half in halves
        for one in bench_suggest.sentences(half)
        if one["lang"].split("-")[0] == language
    ]


def learn(language: str, counted: list[tuple[dict[str, Any], float]]) -> dict[str, Any]:
    """The weights of a language, as they stand in its file."""
    every, weight = [one for one, _ in counted], np.array([counts for _, counts in counted])
    read = [seen(one["text"], language) for one in every]
    names = collections.Counter(name for words, _ in read for name in words)
    place = {name: at for at, name in enumerate(sorted(name for name in names if names[name] >= LEAST))}
    found = collections.Counter(sign for _, signs in read for sign in signs)
    signs = {sign: at for at, sign in enumerate(sorted(sign for sign in found if found[sign] >= LEAST))}
    rows = hstack([
        matrix([{name: 1 / math.sqrt(max(1, len(words))) for name in words} for words, _ in read], place),
        matrix([{sign: scale(sign) for sign in told} for _, told in read], signs),
    ]).tocsr()  # fmt: skip
    indicators = sorted({name for one in every for name in one["supports"]})
    wanted = [np.array([name in one["supports"] for one in every], float) for name in indicators]
    wanted.append(np.array([one["kind"] == "stated" for one in every], float))
    columns = np.array([fitted(rows, one, weight) for one in wanted]).T
    table, size = np.rint(HUNDREDTHS * columns).astype(int), len(place)
    scaled = {
        sign: np.rint(HUNDREDTHS * scale(sign) * columns[size + at]).astype(int).tolist() for sign, at in signs.items()
    }
    return {
        "language": language,
        "indicators": indicators,
        "bias": [round(float(one), 3) for one in columns[-1]],
        "signs": {sign: row for sign, row in scaled.items() if max(map(abs, row)) >= SMALLEST // 2},
        "weights": {name: table[at].tolist() for name, at in place.items() if np.abs(table[at]).max() >= SMALLEST},
    }


def learned_from(content: dict[str, Any]) -> Learned:
    """The weights as the workbench reads them, without writing them."""
    return Learned(**{**content, "indicators": tuple(content["indicators"])})


def read_by(weights: Learned, text: str, language: str) -> list[Reading]:
    """What weights say of each sentence of a text."""
    found = []
    for start, end in split(text):
        words = lexicon(language, folding_of(text[start:end], language))
        folded = fold(text[start:end], words.folding).text
        _, signs_ = seen(text[start:end], language)
        found.append(weights.read(folded, signs_))
    return found


def seen(text: str, language: str) -> tuple[set[str], set[str]]:
    """What `suggest` reads of a text, sentence by sentence: names of words, and signs."""
    words_, signs_ = set[str](), set[str]()
    for start, end in split(text):
        words = lexicon(language, folding_of(text[start:end], language))
        folded = fold(text[start:end], words.folding).text
        here = words.present(folded)
        frames = framed(words, here)
        listed = concepts(words.folding)
        words_ |= set().union(*features(folded))
        signs_ |= signs(words, folded, frames, heard(words, here, frames))
        signs_ |= marks(listed.found(folded)) if listed else set()
    return words_, signs_


def scale(sign: str) -> float:
    """How far a sign speaks from the start."""
    if sign.startswith("#"):
        return PAIR if " #" in sign else CONCEPT
    return CUE if sign.startswith(("for ", "against ")) else FRAME


def matrix(rows: list[dict[str, float]], place: dict[str, int]) -> Any:
    """Sparse rows; what has no place is left out."""
    held = [{place[name]: value for name, value in row.items() if name in place} for row in rows]
    values = [value for row in held for _, value in sorted(row.items())]
    columns = [column for row in held for column in sorted(row)]
    starts = np.cumsum([0, *(len(row) for row in held)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(place)))


def fitted(rows: Any, wanted: Any, weight: Any, ridge: float = RIDGE) -> Any:
    """Logistic regression with a ridge: the weights, and the bias as the last of them."""

    def loss(at: Any) -> tuple[float, Any]:
        value = rows @ at[:-1] + at[-1]
        off = weight * (1 / (1 + np.exp(-value)) - wanted)
        total = (weight * (np.logaddexp(0, value) - wanted * value)).sum() + ridge / 2 * (at[:-1] @ at[:-1])
        return total, np.append(rows.T @ off + ridge * at[:-1], off.sum())

    start = np.append(np.zeros(rows.shape[1]), -2.0)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x


def write(path: Path, content: dict[str, Any]) -> None:
    """One row a line, so that a change can be read."""
    tables = ("signs", "weights")
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content.items() if key not in tables]
    for name in tables:
        rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(row)}" for key, row in content[name].items())
        lines.append(f'"{name}": {{\n{rows}\n}}')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def across() -> None:
    """Prints what is found on each fifth of `wide` that was learned from, without having learned it."""
    said: dict[str, set[tuple[str, str]]] = {}
    suggesting.meaning = lambda: None  # type: ignore[assignment]  # the encoder has learned from every fifth
    for language in LANGUAGES:
        counted = sentences(language)
        free = [one for one, counts in counted if counts == TWICE]
        for part in range(5):
            left = {one["id"] for one in free[part::5]}
            rest = [(one, counts) for one, counts in counted if one["id"] not in left]
            content = learn(language, rest)
            weights = learned_from(content)
            suggesting.learned = lambda _, weights=weights: weights  # type: ignore[attr-defined,assignment]
            said |= {one["text"]: bench_suggest.cues(one["text"], "") for one in free if one["id"] in left}
    for half in WIDE:
        bench_suggest.table(half, "cues and weights, each fifth without having learned it", lambda text, _: said[text])


if __name__ == "__main__":
    main()
