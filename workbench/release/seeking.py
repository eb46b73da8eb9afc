"""Seeking protected strings in many texts that repeat each other: each passage is searched once, beside the next."""

import re
from collections.abc import Callable, Iterator

from workbench.disclosure.spellings import Finder
from workbench.release.own_words import Own
from workbench.release.readable import MASK, Text, masked

SEGMENT = 60
BATCH = 1 << 16
CUT = re.compile(r"\n|</(?:td|th|li|p|tr|g|w:p|row|c|si)>")
BETWEEN = "\n" + "|" * 9 + "\n"  # wider than any gap inside a name
# A short label in a short run of signs among other bytes is chance.
SHORT_RUN, SHORT_NAME = 16, 5
# Words of the formats themselves, which a short label such as W-3 or H-2 would be found in.
VOCABULARY = re.compile("|".join((
    r"www\.w3\.org|W3CDTF",
    r"\bh[1-6](?=\s*[,{>:])|(?<=size:)\s*A[0-9]\b|</?(?:mark|h[1-6])\b",  # HTML and its looks
    r"(?<=vt:)i4\b|&(?:amp;)?L&(?:amp;)?8",  # a workbook
    r"(?<=/)(?:T|ID)(?=\[?\()|(?<=\()U\d+x\d+y\d+(?=\))|(?<=/)N(?= \d[/>])",  # a PDF
    r"<(?=[0-9]{0,3}[A-F])[0-9A-F]{4}>|\bM \d J \d j\b",
    r"(?<=\")fileName(?=\")|(?<=[>\",:])Site(?=[<\",])|(?<= {5})Site(?= {5})",  # the kind of an entity, FollowTheMoney
    r"(?:Trang|Page)(?=\s+(?:\d|PAGE\b))|(?<=: \")Trang(?=\")",  # the number of a page
    r"(?:January|April|May|June|August)(?= \d{4}\b)",
)))  # fmt: skip

# What cells of matrices say (S1, A2*), and how a dossier numbers evidence and quotes: a label S-1 is no cell.
MARKS = re.compile(r"(?<![\w%=\\-])(?:[SACD\u00b1]\d{1,2}\*?|(?:Ev|Qt)\d{1,4})(?![\w-])")

Hit = tuple[str, str]  # whose it is, how it is written


class Seeking:
    """Texts to be searched, each with a number; the same two passages one after the other are searched once.

    One word that stands so in the `own` words of every release is nobody's name there, and in capitals a code of
    `countries` is nobody's label.

    Example:
        >>> seeking = Seeking(Finder({"a": ["Sava Ilić"]}))
        >>> seeking.add(Text("utf-8", ("by S. Ilić",)), 7)
        >>> list(seeking.found())
        [(7, 'a', 'initials')]
    """

    def __init__(
        self, finder: Finder, own: Callable[[], Own] = Own, countries: frozenset[str] = frozenset()
    ) -> None:
        self.finder, self.countries = finder, countries
        # Somebody whose label is S1, as it stands, is sought everywhere.
        self._marks = None if any(MARKS.fullmatch(string) for _, string in finder.strings) else MARKS
        self._own = own  # what was found is held against it; asked for only then, as it takes a second to make
        self._numbers: dict[int, dict[int, None]] = {}  # which texts hold a pair of passages
        self._hits: dict[int, dict[Hit, None]] = {}
        self._waiting: list[tuple[list[str], list[int], bool]] = []
        self._size = 0

    def add(self, text: Text, number: int) -> None:
        """A text to be searched."""
        for piece in text.pieces:
            if text.kind == "whole":
                self._passages(piece, number)
            else:
                run = text.kind == "runs" or (text.kind == "wide" and len(piece) < SHORT_NAME)
                self._alone(piece, number, run, text.kind != "tags")

    def found(self) -> Iterator[tuple[int, str, str]]:
        """What stands in the texts: number of the text, whose it is, how it is written."""
        self._search()
        for key, hits in self._hits.items():
            for number in self._numbers[key]:
                for identity, how in hits:
                    yield number, identity, how

    def _alone(self, piece: str, number: int, run: bool, raw: bool) -> None:
        if len(piece) >= 4 * SEGMENT:
            self._passages(masked(piece) if raw else piece, number)
            return
        key = hash((piece, run))
        if key not in self._numbers:
            self._wait([piece], [key], run)
        self._numbers.setdefault(key, {})[number] = None

    def _passages(self, text: str, number: int) -> None:
        chunk: list[str] = []
        keys: list[int] = []
        before = ""
        for passage in _passages(text):
            key = hash((before, passage))
            if key in self._numbers:
                self._wait(chunk, keys, False)
                chunk, keys = [], []
            else:
                if not chunk and before:
                    chunk, keys = [before], [key]
                chunk.append(passage)
                keys.append(key)
            self._numbers.setdefault(key, {})[number] = None
            before = passage
        self._wait(chunk, keys, False)

    def _wait(self, chunk: list[str], keys: list[int], run: bool) -> None:
        if chunk:
            self._waiting.append((chunk, keys, run))
            self._size += sum(map(len, chunk))
            if self._size > BATCH:
                self._search()

    def _search(self) -> None:
        """The waiting passages in one text, in which what does not belong together stands far apart."""
        pieces: list[str] = []
        ends: list[tuple[int, int, int]] = []  # where a passage ends, its key, the length of its run or 0
        at = 0
        for chunk, keys, run in self._waiting:
            for passage, key in zip(chunk, keys, strict=True):
                pieces.append(passage)
                at += len(passage)
                ends.append((at, key, len(passage) if run else 0))
            pieces.append(BETWEEN)
            at += len(BETWEEN)
        self._waiting, self._size = [], 0
        text, place = VOCABULARY.sub(_masked, "".join(pieces)), 0
        text = self._marks.sub(_masked, text) if self._marks else text
        for hit in self.finder.find(text):
            while hit.end > ends[place][0] and place + 1 < len(ends):
                place += 1
            _, key, run_length = ends[place]
            letters = sum(letter.isalnum() for letter in text[hit.start : hit.end])
            if run_length and run_length < SHORT_RUN and letters < SHORT_NAME:
                continue
            if text[hit.start : hit.end] in self.countries or self._own().says(text, hit.start, hit.end):
                continue
            told = self._hits.setdefault(key, {})
            told |= dict.fromkeys((identity, hit.how) for identity in (hit.id, *hit.others))


def _masked(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def _passages(text: str) -> list[str]:
    """A text in passages of some length, which end where a line, a cell or a paragraph ends."""
    found, start = [], 0
    for match in CUT.finditer(text):
        if match.end() - start >= SEGMENT:
            found.append(text[start : match.end()])
            start = match.end()
    return [*found, text[start:]] if start < len(text) else found
