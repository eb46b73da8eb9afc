"""The words of a text as links: which stretch of it may be which part of which name."""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.codebook.scripts import wearing
from workbench.codebook.sounding import folded, marks
from workbench.disclosure.letters import View
from workbench.disclosure.names import INITIAL, TITLE, Entry, Part, glued

WORDS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^ \u3400-\u4dbf\u4e00-\u9fff]+")
SPELT_OUT = re.compile(r"(?<![^ ])[^ ](?: {1,3}[^ ]){4,}(?![^ ])")
FIGURES = re.compile(r"(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])")
LONGEST_ENDING, SHORTEST_STEM, SHORTEST_KEY, GRAM = 4, 3, 2, 5
ENDINGS = frozenset(wearing().endings)


class Link(NamedTuple):
    """A stretch of `flat` up to `end` that may be `word`; `how`: exact, ending, split, initial, small, title, bare."""

    word: str
    end: int
    how: str


class Whole(NamedTuple):
    """A whole name without anything between its parts."""

    start: int
    end: int
    entry: Entry


class Vocabulary:
    """Every part of every name, by all of its keys, so that a word is looked up once however often it stands."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.keys: dict[str, dict[str, None]] = defaultdict(dict)
        self.looked: dict[str, dict[str, None]] = defaultdict(dict)
        self.stems: dict[str, dict[str, None]] = defaultdict(dict)
        self.glued: dict[str, dict[str, Entry]] = defaultdict(dict)
        titles = [unicodedata.normalize("NFC", title) for title in wearing().titles]
        self.initials = {short for entry in entries if entry.kind == "name" for part in entry.parts
                         for short in part.initials}  # fmt: skip
        self.titles, self.bare = frozenset(titles), frozenset(folded(title) for title in titles if marks(title))
        for entry in entries:
            for part in entry.parts:
                self._learn(part, entry.kind in ("name", "single"))
            for word in glued(entry):
                self.glued[word[:GRAM]].setdefault(word, entry)
        self._heads = {key[:size] for key in self.keys for size in range(1, len(key))}
        # Most words of a text are no part of any name: once looked up, such a word is passed over.
        self._idle: dict[bool, set[str]] = {False: set(), True: set()}
        self._known: dict[tuple[str, bool], tuple[tuple[int, Link], ...]] = {}
        self._inside: dict[str, tuple[Whole, ...]] = {}

    def _learn(self, part: Part, inflected: bool) -> None:
        for key in part.keys:
            self.keys[key][part.base] = None
            for stem in _stems(key) if inflected else ():
                self.stems[stem][part.base] = None
        for key in part.looked:
            self.looked[key][part.base] = None

    def links(self, view: View, look: bool) -> tuple[dict[int, list[Link]], list[Whole]]:
        """The links of a text by where they start, and the names that stand in one word."""
        found: dict[int, list[Link]] = defaultdict(list)
        whole: list[Whole] = []
        text, places, idle = view.source.text, view.at, self._idle[look]
        last, end = "", -1
        for match in WORDS.finditer(view.flat):
            start, stop, word = match.start(), match.end(), match.group()
            raw = text[places[start] : places[stop - 1] + 1]
            if raw not in idle:
                links, inside = self._word(raw, word, look), self._in_one(word)
                for at, link in links:
                    found[start + at].append(Link(link.word, start + link.end, link.how))
                for one in inside:
                    whole.append(Whole(start + one.start, start + one.end, one.entry))
                if not links and not inside:
                    idle.add(raw)
            if last in self._heads and start - end <= 3 and last + word in self.keys:
                found[end - len(last)] += [Link(base, stop, "split") for base in self.keys[last + word]]
            last, end = word, stop
        for match in SPELT_OUT.finditer(view.flat):
            whole += self._spelt_out(match)
        return found, whole

    def _spelt_out(self, match: re.Match[str]) -> Iterable[Whole]:
        at = [match.start() + place for place, letter in enumerate(match.group()) if letter != " "]
        for one in self._in_one(match.group().replace(" ", "")):
            yield Whole(at[one.start], at[one.end - 1] + 1, one.entry)

    def _in_one(self, word: str) -> tuple[Whole, ...]:
        """Whole names inside a word."""
        if len(word) < GRAM + 2 or not self.glued:
            return ()
        if word not in self._inside:
            self._inside[word] = tuple(
                Whole(at, at + len(name), entry)
                for at in range(len(word) - GRAM)
                for name, entry in self.glued.get(word[at : at + GRAM], {}).items()
                if word.startswith(name, at)
            )
        return self._inside[word]

    def _word(self, raw: str, word: str, look: bool) -> tuple[tuple[int, Link], ...]:
        """The links of one word, counted from its beginning."""
        known = self._known.get((raw, look))
        if known is None:
            found = [(0, Link(base, len(word), how)) for base, how in self._named(word, look)]
            found += [(0, Link(TITLE, len(word), how)) for how in self._title(raw, word)]
            found += [one for one in _initials(raw, word) if one[1].word in self.initials]
            for start, end in _pieces(raw, word):
                found += [(start, Link(base, end, how)) for base, how in self._named(word[start:end], look)]
                if end - start == 1 and INITIAL + word[start:end] in self.initials:
                    found.append((start, Link(INITIAL + word[start:end], end, "initial")))
            known = self._known[raw, look] = tuple(found)
        return known

    def _named(self, word: str, look: bool) -> dict[tuple[str, str], None]:
        found = {(base, "exact"): None for base in self.keys.get(word, ())}
        if look:
            found |= {(base, "exact"): None for base in self.looked.get(word, ())}
        for size in range(1, min(LONGEST_ENDING, len(word) - SHORTEST_STEM) + 1):
            if word[-size:] in ENDINGS:
                stems = self.stems.get(word[:-size], ())
                found |= {(base, "ending"): None for base in stems if (base, "exact") not in found}
        return found

    def _title(self, raw: str, word: str) -> list[str]:
        small = unicodedata.normalize("NFC", raw.casefold())
        return ["title"] if small in self.titles else ["bare"] if word in self.bare and not marks(raw) else []


def _stems(key: str) -> list[str]:
    """What stays of a name before an ending: Krstonj(a), Petr (Petar), and the whole where it ends in a consonant."""
    found = [key]
    if key[-1:] in "aeio" and len(key) > SHORTEST_STEM:
        found.append(key[:-1])
    if key.endswith(wearing().fleeting) and len(key) > SHORTEST_STEM + 1:
        found.append(key[:-2] + key[-1])
    return [stem for stem in found if len(stem) >= SHORTEST_STEM]


def _initials(raw: str, word: str) -> list[tuple[int, Link]]:
    """A word that may be one initial, or several capitals in a row (TH Lâm)."""
    if len(word) > 3 or word.isdigit():
        return []
    found = []
    if len(raw) == 1 or word in wearing().initials:
        found.append((0, Link(INITIAL + word, len(word), "initial" if raw[0].isupper() else "small")))
    if len(raw) > 1 and raw.isupper() and raw.isalpha() and len(word) == len(raw):
        found += [(at, Link(INITIAL + letter, at + 1, "initial")) for at, letter in enumerate(word)]
    return found


def _pieces(raw: str, word: str) -> list[tuple[int, int]]:
    """The parts of a word that a capital inside it, or a change from letters to figures, sets apart; none if none."""
    cuts = [0, *(match.start() for match in FIGURES.finditer(word)), len(word)]
    if not (raw.islower() or raw[1:].islower() or raw.isupper()):
        at = 0
        for before, letter in zip(" " + raw, raw, strict=False):
            if letter.isupper() and before.islower() and at:
                cuts.append(at)
            at += len(folded(letter))
    cuts = sorted({cut for cut in cuts if cut <= len(word)})
    return list(itertools.pairwise(cuts)) if len(cuts) > 2 else []
