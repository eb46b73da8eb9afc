"""A text with pseudonyms in place of names, and where each of its passages stands afterwards."""

import bisect
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from workbench.disclosure.pseudonyms import Mapping
from workbench.disclosure.spellings import Hit
from workbench.errors import BadValue


class Cut(NamedTuple):
    """A stretch of the old text, from `start` to `end`, that became the stretch from `at` to `to` of the new one."""

    start: int
    end: int
    at: int
    to: int


class Rewritten(NamedTuple):
    """A text after names were replaced; `cuts` are what was replaced, in the order of the text."""

    text: str
    cuts: tuple[Cut, ...]

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of the old text stands in the new one, in code points.

        A passage that begins or ends inside a name grows to the whole pseudonym: it must not be cut, and half a
        pseudonym would say how long the name was.

        Example:
            >>> from workbench.disclosure.spellings import Finder
            >>> text = "then Sava Ilić paid"
            >>> made = rewrite(text, Finder({"a": ["Sava Ilić"]}).find(text), Mapping((("a", "Worker K7"),)))
            >>> made.text, made.text[slice(*made.move(10, 19))]
            ('then Worker K7 paid', 'Worker K7 paid')
        """
        return self._edge(start, False), self._edge(end, True) if end > start else self._edge(start, False)

    def _edge(self, place: int, closing: bool) -> int:
        before = bisect.bisect_left(self.cuts, place, key=lambda cut: cut.start) - 1
        if before < 0:
            return place
        cut = self.cuts[before]
        if place < cut.end:
            return cut.to if closing else cut.at
        return place - cut.end + cut.to


def rewrite(text: str, hits: Sequence[Hit], mapping: Mapping) -> Rewritten:
    """The text with the pseudonym of each hit in its place; where it may be several people, it says "or".

    A pseudonym that would touch a letter or a figure is set apart by a blank.

    Raises:
        BadValue: hits overlap, or do not lie in the text.
        Unknown: somebody has no pseudonym in this mapping.

    Example:
        >>> hit = Hit(3, 12, "a", "Sava Ilić", "parts in order")
        >>> rewrite("by Sava Ilić2", [hit], Mapping((("a", "Worker K7"),))).text
        'by Worker K7 2'
    """
    ordered = sorted(hits)
    for one, other in itertools.pairwise(ordered):
        if other.start < one.end:
            raise BadValue("text", f"character {other.start}", "overlapping names", "names that lie apart")
    pieces: list[str] = []
    cuts: list[Cut] = []
    at = length = 0
    for hit in ordered:
        if not 0 <= hit.start < hit.end <= len(text):
            raise BadValue("text", f"character {hit.start}", "a name beyond the text", f"a place up to {len(text)}")
        name = " or ".join(sorted(mapping[identity] for identity in dict.fromkeys((hit.id, *hit.others))))
        name = f"{' ' * _touches(text, hit.start - 1)}{name}{' ' * _touches(text, hit.end)}"
        pieces += [text[at : hit.start], name]
        length += hit.start - at
        cuts.append(Cut(hit.start, hit.end, length, length + len(name)))
        length += len(name)
        at = hit.end
    return Rewritten("".join([*pieces, text[at:]]), tuple(cuts))


def _touches(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalnum()
