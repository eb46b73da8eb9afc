"""Measures `workbench suggest` on the labelled sentences beside this file, next to a baseline of plain keywords.

    python benchmarks/bench_suggest.py            both halves, a table in Markdown
    python benchmarks/bench_suggest.py --errors   also what went wrong, in the half that may be tuned on
    python benchmarks/bench_suggest.py --embeddings   also plain sentence embeddings, on what nobody has learned from

The sentences were written before the lexicons and split by a digest of their text; only the half `tune` was looked at
while the lexicons were written. `later.jsonl` was written after them, in three batches, to see how far they carry; each
batch was then used to widen the cues, so that only its first run (docs/suggestions.md) measures. `examiner.jsonl` was
written as somebody else would set an examination, before the cues were widened again; the errors of its `unseen` half
were never looked at, the rest is used up. `stranger.jsonl` holds batches that were written after all that, each as
by another hand, run once before anything was changed (docs/suggestions.md), and used up then. `fresh.jsonl` really is
by another hand, and was run and used up the same way; `sealed` is the other half of that work, and nobody who writes
cues or weights may read it: it measures; `paraphrases.jsonl` is by the author of the cues, to learn from.
The labels are their authors': nobody else has reviewed them.
"""

import collections
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workbench.coding.suggest import suggest
from workbench.coding.suggestions.fold import fold

SENTENCES = Path(__file__).resolve().parent / "suggest" / "sentences.jsonl"
LATER = SENTENCES.with_name("later.jsonl")
EXAMINER = SENTENCES.with_name("examiner.jsonl")
STRANGER = SENTENCES.with_name("stranger.jsonl")
FRESH = SENTENCES.with_name("fresh.jsonl")
SEALED = SENTENCES.with_name("sealed.jsonl")
PARAPHRASES = SENTENCES.with_name("paraphrases.jsonl")
WIDE = [SENTENCES.with_name(f"wide-{language}.jsonl") for language in ("en", "sr", "vi")]
WHOLE = {"later": LATER, "stranger": STRANGER, "fresh": FRESH, "sealed": SEALED, "paraphrases": PARAPHRASES}
KEYWORDS = Path(__file__).resolve().parent / "suggest" / "keywords.json"
LANGUAGES = ("en", "vi", "sr-Latn", "sr-Cyrl", "zh", "tr", "hi")
Said = Callable[[str, str], set[tuple[str, str]]]


def sentences(half: str) -> Iterator[dict[str, Any]]:
    """The labelled sentences of a file of `WHOLE`, or of `tune`, `held-out`, `examiner seen`, `examiner unseen`, `wide`
    or `wide unseen`."""
    file = EXAMINER if half.startswith("examiner") else WHOLE.get(half, SENTENCES)
    if half.startswith("wide"):
        yield from _wide(half == "wide unseen")
        return
    for line in file.read_text("utf-8").splitlines():
        one = json.loads(line)
        unseen = one.get("batch") == 1 and half_of(one["text"]) == "held-out"
        mine = half in WHOLE or half_of(one["text"]) == half
        if mine or half == f"examiner {'un' if unseen else ''}seen":
            yield one


def _wide(unseen: bool) -> Iterator[dict[str, Any]]:
    """Of `wide`, the fifth that nobody learns from or looks at, or the rest: the fourth byte of a digest decides."""
    for line in (line for file in WIDE for line in file.read_text("utf-8").splitlines()):
        one = json.loads(line)
        if (hashlib.sha256(one["text"].encode()).digest()[3] % 5 == 0) == unseen:
            yield one


def half_of(text: str) -> str:
    """Which half a sentence belongs to: the first byte of its SHA-256 decides."""
    return "tune" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "held-out"


def cues(text: str, language: str) -> set[tuple[str, str]]:
    """What the lexicons say, without being told the language."""
    return {(one.indicator, one.polarity) for one in suggest(text)}


def keywords(text: str, language: str) -> set[tuple[str, str]]:
    """The baseline: an indicator is suggested wherever one of its keywords stands."""
    base = language.split("-", maxsplit=1)[0]
    folded = fold(text, base).text
    words = json.loads(KEYWORDS.read_text("utf-8")).get(base, {})
    start = "" if base in ("zh", "hi") else r"\b"
    return {
        (indicator, "supports")
        for indicator, entries in words.items()
        if any(re.search(start + re.escape(fold(entry, base).text), folded) for entry in entries)
    }


def measure(half: str, said: Said) -> dict[str, dict[str, float]]:
    """By language and for `all`: micro precision, recall and F1 of support, false support, and F1 with denials."""
    tallies: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for one in sentences(half):
        found, wanted = said(one["text"], one["lang"]), labels(one)
        if one["contradicts"] is None:  # labelled for support only
            found = {pair for pair in found if pair[1] == "supports"}
        for tally in (tallies[one["lang"]], tallies["all"]):
            for polarity in ("supports", "contradicts"):
                got = {pair for pair in found if pair[1] == polarity}
                want = {pair for pair in wanted if pair[1] == polarity}
                tally[f"{polarity} hit"] += len(got & want)
                tally[f"{polarity} wrong"] += len(got - want)
                tally[f"{polarity} missed"] += len(want - got)
            tally["sentences"] += 1
            tally["not stated"] += one["kind"] != "stated"
            tally["false support"] += one["kind"] != "stated" and any(pair[1] == "supports" for pair in found)
    return {language: _figures(tally) for language, tally in tallies.items()}


def _figures(tally: "collections.Counter[str]") -> dict[str, float]:
    hit, wrong, missed = (tally[f"supports {name}"] for name in ("hit", "wrong", "missed"))
    both = [tally[f"supports {name}"] + tally[f"contradicts {name}"] for name in ("hit", "wrong", "missed")]
    return {
        "sentences": tally["sentences"],
        "precision": hit / max(1, hit + wrong),
        "recall": hit / max(1, hit + missed),
        "f1": 2 * hit / max(1, 2 * hit + wrong + missed),
        "f1_with_denials": 2 * both[0] / max(1, 2 * both[0] + both[1] + both[2]),
        "not_stated": tally["not stated"],
        "false_support": tally["false support"],
    }


def table(half: str, name: str, said: Said) -> None:
    """Prints one table."""
    began = time.perf_counter()
    found = measure(half, said)
    spent = (time.perf_counter() - began) / found["all"]["sentences"] * 1000
    print(f"\n{half}, {name} ({spent:.1f} ms a sentence, first use included)\n")
    print("| language | sentences | precision | recall | F1 | F1 with denials | false support |\n" + "|---" * 7 + "|")
    for language in [name for name in (*LANGUAGES, "all") if name in found]:
        one = found[language]
        figures = " | ".join(f"{one[name]:.2f}" for name in ("precision", "recall", "f1", "f1_with_denials"))
        false = f"{one['false_support']} of {one['not_stated']}"
        print(f"| {language} | {one['sentences']} | {figures} | {false} |")


def labels(one: dict[str, Any]) -> set[tuple[str, str]]:
    """What a coder would have to find in a sentence."""
    against = one["contradicts"] or ()
    return {(name, "supports") for name in one["supports"]} | {(name, "contradicts") for name in against}


def errors() -> None:
    """Prints what went wrong in the half that may be tuned on."""
    for one in sentences("tune"):
        wanted = labels(one)
        if (found := cues(one["text"], one["lang"])) != wanted:
            print(one["id"], one["text"], "| missed", sorted(wanted - found), "| wrong", sorted(found - wanted))


if __name__ == "__main__":
    halves = ("tune", "held-out", "later", "examiner seen", "examiner unseen", "stranger", "fresh", "paraphrases")
    for half in (*halves, "wide", "wide unseen", "sealed"):
        table(half, "cues, concepts, words and meaning", cues)
        table(half, "plain keywords", keywords)
    if "--embeddings" in sys.argv:
        import embedded

        said = embedded.reader()
        for half in ("wide unseen", "sealed"):
            table(half, "plain sentence embeddings", said)
    if "--errors" in sys.argv:
        errors()
