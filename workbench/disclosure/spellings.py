"""Finding every protected name and number in a text, in whatever spelling it stands there.

What is found: any case, accents kept, lost or composed otherwise, Serbian in Latin, Cyrillic or with dj, parts in
another order, left out or shortened to initials, with anything or nothing between them, with an ending, in codes, with
invisible signs or letters of another script inside, numbers in any grouping. What is not: initials alone, a given name
alone without a title before it, a family name alone, pinyin of a name that is listed in characters only.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.disclosure.letters import mistaken, view
from workbench.disclosure.names import entry
from workbench.disclosure.numbers import Number, Numbers, is_number
from workbench.disclosure.standing import Standing
from workbench.disclosure.walking import Walk

SHORT = 2  # letters of a word all in Cyrillic that is no name by its looks: "На" is a word of Serbian, not Hà


class Hit(NamedTuple):
    """A stretch of a text, in code points, that names `id`.

    `name` is the string as it was listed, `how` says in which way it is written, `others` who else it may be.
    """

    start: int
    end: int
    id: str
    name: str
    how: str
    others: tuple[str, ...] = ()


class Finder:
    """Protected strings of many people, made ready once and sought in many texts.

    A name of several parts is sought in every spelling. One name alone counts only where it is listed alone, and then
    with a capital, after a title or inside a file name; listed with more, its given name counts after a title. Time
    grows with the text, and hardly with the number of names. `strings` are all that is sought, each with whose it is.
    `standing` and `bodies` are names that may stand in the text: what is only a part of these is nobody else's name.

    Example:
        >>> finder = Finder({"W-01": ["W-01", "Trần Hữu Lâm", "C1234567"], "L-04": ["Ђорђе Ратковић"]})
        >>> text = "tran_huu_lam.pdf: C 123 4567, Djordju Ratkoviću"
        >>> [(text[hit.start : hit.end], hit.id) for hit in finder.find(text)]
        [('tran_huu_lam', 'W-01'), ('C 123 4567', 'W-01'), ('Djordju Ratkoviću', 'L-04')]
    """

    def __init__(
        self, strings: Mapping[str, Iterable[str]], standing: Iterable[str] = (), bodies: Iterable[str] = ()
    ) -> None:
        self._standing = Standing(standing, bodies)
        listed = [(identity, string) for identity, many in strings.items() for string in dict.fromkeys(many)]
        self.strings = tuple(listed)
        self._order = {identity: place for place, identity in enumerate(strings)}
        self._numbers = Numbers(Number(*pair) for pair in listed if is_number(pair[1]))
        self._walk = Walk(
            one for identity, string in listed if not is_number(string) for one in entry(identity, string)
        )

    def find(self, text: str) -> list[Hit]:
        """Every protected string in a text, by where it stands; of several that overlap one, which covers them all.

        Example:
            >>> Finder({"a": ["Sava Ilić"]}).find("by S. Ilić.")
            [Hit(start=3, end=10, id='a', name='Sava Ilić', how='initials', others=())]
        """
        seen = view(text)
        found = [
            Hit(*seen.span(one.start, one.end), one.entry.id, one.entry.listed, one.how)
            for one in self._walk.find(seen)
        ]
        found += [Hit(*seen.span(one.start, one.end), *one.number, one.how) for one in self._numbers.find(seen)]
        other = mistaken(seen)
        if other is not None:
            found += [
                Hit(*other.span(one.start, one.end), one.entry.id, one.entry.listed, "letters of another script")
                for one in self._walk.find(other, look=True)
                if _foreign(raw := other.raw(one.start, one.end))
                and (one.entry.kind != "single" or len(raw) > SHORT or _latin(raw))
            ]
        return self._apart([hit for hit in found if not self._standing.part(text, hit.start, hit.end, hit.name)])

    def _apart(self, found: list[Hit]) -> list[Hit]:
        """Hits that do not overlap: the longer one stands, and grows over what another reaches further."""
        kept: list[Hit] = []
        for hit in sorted(
            found, key=lambda hit: (hit.start, -hit.end, hit.how == "letters of another script", self._order[hit.id])
        ):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
                continue
            last = kept[-1]
            others = dict.fromkeys((*last.others, hit.id))
            others.pop(last.id, None)
            covered = hit.end <= last.end and (hit.start, hit.end) != (last.start, last.end)
            kept[-1] = last._replace(end=max(hit.end, last.end), others=last.others if covered else tuple(others))
        return kept


def _foreign(raw: str) -> bool:
    """Whether Greek or Cyrillic letters stand in it: what has none is not read by the looks of other letters."""
    return any("Ͱ" <= letter < "\u0530" for letter in raw)


def _latin(raw: str) -> bool:
    """Whether Latin letters stand in it."""
    return any((letter.isalpha() and letter < "Ͱ") or "\u1e00" <= letter < "\u1f00" for letter in raw)
