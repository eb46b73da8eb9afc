"""A model learned from our own sentences beside the cues: does it earn its place?

    python benchmarks/bench_learned.py

A linear model of words and letter groups (one weight for each and indicator, logistic loss, plain gradient descent)
learns from the sentences of `tune`, `held-out`, `later` and `examiner`, and is measured on those of `stranger`.
It knows nothing of scope: who asks, supposes or denies uses the same words.
"""

import collections
import itertools
from typing import Any

import bench_suggest
import numpy as np

from workbench.coding.suggestions.fold import fold

HALVES = ("tune", "held-out", "later", "examiner seen", "examiner unseen")
LANGUAGES = ("en", "vi", "sr-Latn", "sr-Cyrl")
LEAST = 3  # sentences that a feature has to stand in
STEPS, RATE, PULL = 200, 60.0, 0.003


def features(one: dict[str, Any]) -> set[str]:
    """Words, pairs of words, and groups of four and five letters, each with its language."""
    base = one["lang"].split("-")[0]
    text = f" {fold(one['text'], base).text} "
    words = text.replace(",", " ").replace(".", " ").split()
    pairs = {f"{a} {b}" for a, b in itertools.pairwise(words)}
    letters = {text[at : at + size] for size in (4, 5) for at in range(len(text) - size + 1)}
    return {f"{base} {name}" for name in {*words, *pairs, *letters}}


def learned(train: list[dict[str, Any]], test: list[dict[str, Any]], names: list[str]) -> Any:
    """The probability of each indicator for each sentence of `test`."""
    of = [features(one) for one in train]
    counts = collections.Counter(name for found in of for name in found)
    place = {name: at for at, name in enumerate(sorted(name for name in counts if counts[name] >= LEAST))}

    def rows(found: list[set[str]]) -> Any:
        made = np.zeros((len(found), len(place)), np.float32)
        for at, one in enumerate(found):
            held = [place[name] for name in one if name in place]
            made[at, held] = 1 / np.sqrt(max(1, len(held)))
        return made

    seen, wanted = rows(of), np.array([[name in one["supports"] for name in names] for one in train], np.float32)
    weights, bias = np.zeros((len(place), len(names)), np.float32), np.full(len(names), -2.0, np.float32)
    for _ in range(STEPS):
        off = 1 / (1 + np.exp(-(seen @ weights + bias))) - wanted
        weights -= RATE * seen.T @ off / len(train) + PULL * weights
        bias -= 0.5 * off.mean(0)
    return 1 / (1 + np.exp(-(rows([features(one) for one in test]) @ weights + bias)))


if __name__ == "__main__":
    train = [one for half in HALVES for one in bench_suggest.sentences(half) if one["lang"] in LANGUAGES]
    test = [one for one in bench_suggest.sentences("stranger") if one["lang"] in LANGUAGES]
    names = sorted({name for one in train for name in one["supports"]})
    print("| what | F1 | false support |\n|---|---|---|")
    chance = learned(train, test, names)
    for least in (0.2, 0.3, 0.4, 0.5):
        tally: collections.Counter[str] = collections.Counter()
        for one, row in zip(test, chance, strict=True):
            found = {name for name, value in zip(names, row, strict=True) if value > least}
            tally["hit"] += len(found & set(one["supports"]))
            tally["off"] += len(found ^ set(one["supports"]))
            tally["none"] += one["kind"] != "stated"
            tally["false"] += bool(found) and one["kind"] != "stated"
        f1 = 2 * tally["hit"] / (2 * tally["hit"] + tally["off"])
        print(f"| learned, from {least} | {f1:.2f} | {tally['false']} of {tally['none']} |")
