"""The words of a document and where each stands: the text, and the layout that maps places to code points in it."""

import json
import re
from typing import Any

from workbench.extract import language
from workbench.extract.outcome import Made, Reason, reason, version_of

# Marks that change direction or carry hidden letters. The left-to-right mark is left out: phones write it.
INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\U000e0000-\U000e007f]")
MOST_LINES = 200_000
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
SURROGATE = re.compile("[\ud800-\udfff]")


class Layout:
    """Words collected in order, with labelled places; positions are Unicode code points of the text made.

    Example:
        >>> page = Layout("page")
        >>> page.add("Thẻ số 7", "page 1")
        >>> page.text, page.places
        ('Thẻ số 7', [('page 1', 0, 8)])
    """

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.places: list[tuple[str, int, int]] = []
        self.facts: dict[str, Any] = {}
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All words so far."""
        return "".join(self._parts)

    def add(self, words: str, label: str | None = None) -> None:
        """Appends words; with a label, and if they are not blank, they become a place."""
        words = newlines(words)
        if label is not None and words.strip():
            self.places.append((label, self._length, self._length + len(words)))
        self._parts.append(words)
        self._length += len(words)

    def lines(self, words: str) -> None:
        """Appends text whose places are its lines that are not blank, counted from 1; the latest share one place."""
        for number, line in enumerate(newlines(words).split("\n", MOST_LINES), 1):
            if number > 1:
                self.add("\n")
            self.add(line, f"line {number}" if number <= MOST_LINES else f"line {number} to the end")

    def made(self, reader: str, *packages: str) -> tuple[tuple[Reason, ...], tuple[Made, ...]]:
        """The reasons that the words give, and the `text` and `layout` derivatives (none when there are no words)."""
        text = SURROGATE.sub("\ufffd", self.text)
        reasons = list(_remarks(text, replaced=text != self.text))
        if not text.strip():
            return (*reasons, reason("no-text")), ()
        facts = {"unit": self.unit, "newlines": "normalised to \\n", **self.facts, **language.identify(text)}
        head = json.dumps(facts, ensure_ascii=False, sort_keys=True)[:-1]
        places = ",\n".join(
            f'{{"label": {json.dumps(label, ensure_ascii=False)}, "start": {start}, "end": {end}}}'
            for label, start, end in self.places
        )
        data = SURROGATE.sub("\ufffd", f'{head}, "places": [\n{places}\n]}}\n').encode()
        tool, version = f"workbench.extract.{reader}", version_of(*packages, "py3langid")
        return tuple(reasons), (
            Made("text", "text/plain; charset=utf-8", text.encode(), tool, version),
            Made("layout", "application/json", data, tool, version),
        )


def newlines(words: str) -> str:
    """The words with every kind of line end written as \\n, and nothing else changed.

    Example:
        >>> newlines("a\\r\\nb\\rc")
        'a\\nb\\nc'
    """
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _remarks(text: str, *, replaced: bool) -> list[Reason]:
    found = []
    if replaced:
        found.append(reason("bytes-replaced", "half characters"))
    if marks := CONTROL.findall(text):
        found.append(reason("control-characters", f"{len(marks)} of them"))
    if marks := INVISIBLE.findall(text):
        names = sorted({f"U+{ord(mark):04X}" for mark in marks})
        found.append(reason("invisible-characters", f"{len(marks)} of them: {', '.join(names[:5])}"))
    return found
