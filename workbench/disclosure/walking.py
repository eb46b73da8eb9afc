"""Going along the words of a text: where the parts of one name stand one after the other, they are that name."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from workbench.codebook.scripts import wearing
from workbench.codebook.sounding import folded, marks
from workbench.disclosure.letters import View
from workbench.disclosure.names import Arrangement, Entry, arrangements, common
from workbench.disclosure.words import Link, Vocabulary

WIDEST, BLANK, SHORTEST_BENT = 8, 60, 4
TIED = frozenset("-_./\\+@‐‑–")
APART = frozenset(';:!?()[]{}|\t"„“”«»*')
BEFORE = re.compile(r"(?<!\w)(\w+)\.?[ \u00a0]\Z")
LATIN = ("LATIN", "FULLWIDTH", "MATHEMATICAL")


class Found(NamedTuple):
    """A stretch of `flat` that is a name, and how it is written there."""

    start: int
    end: int
    entry: Entry
    how: str


class _Step(NamedTuple):
    start: int
    link: Link


class Walk:
    """The names of many people as one tree of words.

    Example:
        >>> from workbench.disclosure.letters import view
        >>> from workbench.disclosure.names import entry
        >>> walk = Walk(entry("W-01", "Trần Hữu Lâm"))
        >>> [(hit.start, hit.end, hit.how) for hit in walk.find(view("Lâm, Trần Hữu"))][-1]
        (0, 13, 'parts in another order')
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self.vocabulary = Vocabulary(entries)
        self._root: dict[Any, Any] = {}
        for entry in entries:
            for arrangement in arrangements(entry):
                node = self._root
                for word in arrangement.words:
                    node = node.setdefault(word, {})
                node.setdefault(None, []).append(arrangement)

    def find(self, view: View, look: bool = False) -> list[Found]:
        """Every stretch of a text that is one of the names; they may overlap."""
        links, whole = self.vocabulary.links(view, look)
        found = [Found(one.start, one.end, one.entry, "run together") for one in whole]
        for start in [start for start, here in links.items() if any(link.word in self._root for link in here)]:
            for steps, arrangement in self._from(view, links, start):
                how = _judged(view, steps, arrangement)
                if how:
                    first = steps[1] if arrangement.kind == "title" else steps[0]
                    found.append(Found(first.start, steps[-1].link.end, arrangement.entry, how))
        return found

    def _from(
        self, view: View, links: dict[int, list[Link]], start: int
    ) -> Iterator[tuple[tuple[_Step, ...], Arrangement]]:
        waiting: list[tuple[dict[Any, Any], int, tuple[_Step, ...]]] = [(self._root, start, ())]
        while waiting:
            node, at, before = waiting.pop()
            for link in links[at]:
                further = node.get(link.word)
                if further is None:
                    continue
                steps = (*before, _Step(at, link))
                for arrangement in further.get(None, ()):
                    yield steps, arrangement
                if len(further) > (None in further):
                    following = _next(view, link.end)
                    if following in links:
                        waiting.append((further, following, steps))


def _next(view: View, end: int) -> int:
    """Where the next word starts, -1 where it is too far off."""
    at, flat = end, view.flat
    while at < len(flat) and flat[at] == " ":
        at += 1
        if at - end > BLANK:
            return -1
    if at == len(flat) or (at - end > WIDEST and not view.between(end, at).isspace()):
        return -1
    return at


def _judged(view: View, steps: tuple[_Step, ...], found: Arrangement) -> str:
    """How the name is written there; "" where it is too unsure to be that name."""
    raws = [view.raw(step.start, step.link.end) for step in steps]
    gaps = [view.between(a.link.end, b.start) for a, b in itertools.pairwise(steps)]
    if found.kind in ("label", "code", "single", "literal"):
        return _lone(view, steps, found, raws, gaps)
    if not _marked(raws, found):
        return ""
    if found.kind == "full":
        order = found.slots == tuple(range(len(found.slots)))
        return _inflected(steps) or ("parts in order" if order else "parts in another order")
    if any(set(gap) & APART or gap.count("\n") > 1 or gap.count(",") > 1 for gap in gaps):
        return ""
    if found.kind == "title":
        plain = not marks(raws[1]) or steps[0].link.how == "title"
        return "after a title" if raws[1][:1].isupper() and plain else ""
    if found.kind == "initials":
        return "initials" if _shortened(view, steps, found, raws, gaps) else ""
    tied = bool(gaps) and all(gap and set(gap) <= TIED for gap in gaps)
    return "some of its parts" if tied or all(raw[:1].isupper() for raw in raws) else ""


def _inflected(steps: tuple[_Step, ...]) -> str:
    return "with an ending" if any(step.link.how == "ending" for step in steps) else ""


def _lone(view: View, steps: tuple[_Step, ...], found: Arrangement, raws: list[str], gaps: list[str]) -> str:
    """A label, a code or one name alone: little text, so that more must be right about it."""
    if any(len(gap) > (1 if found.kind == "label" else 3) for gap in gaps):
        return ""
    if found.kind == "code":
        return "as listed" if raws[0] == found.entry.listed and _stands_alone(view, steps) else ""
    if found.kind in ("label", "literal"):
        straight = all(step.link.how == "exact" for step in steps)
        capital = raws[0].isupper() or " " not in gaps
        if found.kind == "label" and not _set_apart(view, steps, raws[0]):
            return ""
        return "as listed" if straight and (capital or found.kind == "literal") else ""
    if not _marked(raws, found) or steps[0].link.how == "split":
        return ""
    small = raws[0][0] != raws[0][0].upper()  # never so in scripts without capitals
    if small and not (_titled(view, steps) or (_tied(view, steps) and len(raws[0]) > 3)):
        return ""
    if small and _inflected(steps) and len(found.entry.listed) < SHORTEST_BENT:
        return ""  # the vocative of Nam is Name: display_name is no file of his
    return _inflected(steps) or "as listed"


def _titled(view: View, steps: tuple[_Step, ...]) -> bool:
    """True behind a title, with its accents or without: in chats nobody writes capitals (anh nam, chi hoa)."""
    first = view.at[steps[0].start]
    before = BEFORE.search(view.source.text, max(0, first - WIDEST), first)
    return before is not None and folded(before[1]) in _titles()


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(folded(title) for title in wearing().titles)


def _set_apart(view: View, steps: tuple[_Step, ...], raw: str) -> bool:
    """Whether a label is a word of its own, or begins with a capital after a small letter: no part of other figures."""
    start = steps[0].start
    if _stands_alone(view, steps):
        return True
    if not raw.isupper():
        return False
    return start == 0 or view.flat[start - 1] == " " or view.source.text[view.at[start] - 1].islower()


def _stands_alone(view: View, steps: tuple[_Step, ...]) -> bool:
    start, end = steps[0].start, steps[-1].link.end
    return (start == 0 or view.flat[start - 1] == " ") and (end == len(view.flat) or view.flat[end] == " ")


def _tied(view: View, steps: tuple[_Step, ...]) -> bool:
    """True where a word is joined to others as in a file name."""
    text, first, last = view.source.text, view.at[steps[0].start], view.at[steps[-1].link.end - 1] + 1
    if first > 0 and text[first - 1] in TIED - {"."}:
        return True
    if last >= len(text) - 1 or text[last] not in TIED or text[last + 1].isspace():
        return False
    return text[last] != "." or text[last + 1].isalnum()  # what ends a sentence in quotation marks is no file name


def _marked(raws: list[str], found: Arrangement) -> bool:
    """Whether the accents allow it: none is written, or none that the name has not; three words are enough anyway."""
    full = [(raw, slot) for raw, slot in zip(raws, found.slots, strict=True) if slot is not None]
    if found.entry.unmarked or (len(full) > 2 and len(full) == len(raws)):
        return True
    for raw, slot in full:
        written, own = marks(raw), list(marks(found.entry.parts[slot].written))
        if unicodedata.name(raw[0], "").split(" ")[0] not in LATIN:
            continue
        for mark in written:
            if mark not in own:
                return False
            own.remove(mark)
    return True


def _shortened(view: View, steps: tuple[_Step, ...], found: Arrangement, raws: list[str], gaps: list[str]) -> bool:
    """Whether initials are initials: capitals beside a name in capitals, or small letters that signs tie to it."""
    short = [at for at, slot in enumerate(found.slots) if slot is None]
    full = [at for at, slot in enumerate(found.slots) if slot is not None]
    if any(steps[at].link.how == "split" for at in full) or not _stands_alone(view, steps):
        return False
    if all(gap and set(gap) <= TIED for gap in gaps):
        return True
    if any(steps[at].link.how != "initial" for at in short) or any(not raws[at][:1].isupper() for at in full):
        return False
    if any(not gap for at, gap in enumerate(gaps) if at in full or at + 1 in full):
        return False
    slot = found.slots[full[0]]
    if len(short) > 1 or len(full) > 1 or slot is None:
        return True
    dotted = view.source.text[view.at[steps[short[0]].link.end - 1] + 1 :][:1] == "."
    return dotted or not common(found.entry.parts[slot].written)
