"""Whoever perceived a fact is its origin; retellings collapse into the origins that they draw on."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from workbench.records import PUBLISHED_KINDS

RUMOUR = "unnamed"
MANY_VOICES = frozenset({"chat", "company", "document", "investigator", "unstated"})
# Whose word stands in a cell as the employer's or an authority's answer.
ANSWERING = frozenset({"company", "institution", "official"})
CONFIRMED = "1"
# A source's id, the means of knowledge, and the worker whose own experience it is, where it is one's own.
Told = tuple[str, str, str | None]


@dataclasses.dataclass(frozen=True)
class SourceFacts:
    """What counting needs to know of a source: its kind, its worker, who interpreted, in which session."""

    key: str
    label: str
    kind: str
    worker: str | None
    interpreter: str | None
    session: str | None
    reliability: str | None = None
    information: str | None = None

    @property
    def published(self) -> bool:
        """True for press, NGO reports and official publications."""
        return self.kind in PUBLISHED_KINDS

    @property
    def grade(self) -> str:
        """The Admiralty grades as they were given ("B2"); F and 6 where one was not: unknown, which is never worst."""
        return f"{self.reliability or 'F'}{self.information or '6'}" if self.reliability or self.information else ""


# An item that came without a word on who gave it: one unnamed source.
UNSAID = SourceFacts("unknown", "source not said", "unstated", None, None, None)


class Origins:
    """The origins behind each source of a case.

    A source that retells others stands for their origins; sources said to be of one origin count once; all interviews
    of one worker are one origin. The count is the lowest that the record allows (OHCHR practice: corroboration needs
    independent sources; verified = false).

    Example:
        >>> frame = pd.DataFrame(
        ...     [["S-1", "W-01", "worker", "w1", None, None, (), ()],
        ...      ["S-2", "paper", "press", None, None, None, ("s1",), ()]],
        ...     index=["s1", "s2"],
        ...     columns=["key", "label", "kind", "worker", "interpreter", "session", "retells", "same_origin_as"])
        >>> Origins(frame).count([("s1", "first-hand", "w1"), ("s2", "hearsay", None)])
        1
    """

    def __init__(self, sources: pd.DataFrame) -> None:
        self.frame = sources
        columns = (sources.index, sources["retells"], sources["same_origin_as"], sources["worker"])
        ids, told, alike, worker = (values.tolist() for values in columns)
        self.place: dict[str, int] = dict(zip(ids, range(len(ids)), strict=True))
        self._worker = dict(zip(ids, worker, strict=True))
        self._retells = dict(zip(ids, told, strict=True))
        linked = zip(ids, alike, strict=True)
        self.alike = _merged({source: others for source, others in linked if others})
        self._roots: dict[str, frozenset[str]] = {}

    @functools.cached_property
    def facts(self) -> dict[str, SourceFacts]:
        """What is known of each source, by its id; "" stands for an item whose source nobody named."""
        rows = zip(self.frame.index, _rows(self.frame), strict=True)
        return {"": UNSAID} | {identity: _facts(row) for identity, row in rows}

    def roots(self, source: str) -> frozenset[str]:
        """The origins that a source draws on: ids of workers, or of the sources that perceived for themselves."""
        if source not in self._roots:
            drawn = self._drawn_on(source)
            # Sources that retell each other in a circle add nothing of their own.
            self._roots[source] = frozenset(self._own(one) for one in drawn if not self._retells.get(one))
        return self._roots[source]

    def _drawn_on(self, source: str) -> set[str]:
        """Every source that this one retells, however far back; itself where it retells nobody."""
        waiting = list(self._retells.get(source) or [source])
        found: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._retells.get(one) or ()
        return found

    def of(self, statements: Iterable[Told]) -> frozenset[str]:
        """The origins of statements, each given as its source's id, its means of knowledge and whose own it is.

        What somebody heard from a person nobody names is one origin, however many repeat it. In a source of many
        voices (a chat, a table of interviews) what a worker says of himself has him as its origin, not the file.
        """
        found: set[str] = set()
        for source, means, own in statements:
            facts = self.facts[source]
            if own and facts.kind in MANY_VOICES and not facts.worker and not self._retells.get(source):
                found.add(own)
            elif means == "hearsay" and not self._retells.get(source) and not facts.published:
                found.add(RUMOUR)
            else:
                found |= self.roots(source)
        return frozenset(found)

    def count(self, statements: Iterable[Told]) -> int:
        """How many origins stand behind statements."""
        return len(self.of(statements))

    def dependencies(self, sources: Iterable[str]) -> tuple[str, ...]:
        """What origins have in common and a reader must know: one interpreter, one session, retellings among them."""
        used = sorted(set(sources), key=lambda source: self.facts[source].key)
        own = [source for source in used if not self._retells.get(source)]
        notes = [*self._shared(own, "interpreter"), *self._shared(own, "session")]
        for source in used:
            # Sources that bear one name in a copy are said once: how many they are is nobody's to count.
            told = list(
                dict.fromkeys(self.facts[one].key for one in self._retells.get(source) or () if one in self.facts)
            )
            if told:
                notes.append(f"{self.facts[source].key} retells {', '.join(told)}")
        return tuple(notes)

    def grades(self, sources: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The grades of publications and officials among sources: (key, "B2"), in the order of their keys.

        Nothing is ordered by them: F and 6 say that nobody could judge, not that it is bad.
        """
        used = sorted((self.facts[source] for source in set(sources)), key=lambda facts: facts.key)
        return tuple((facts.key, facts.grade) for facts in used if facts.grade)

    def unconfirmed(self, sources: Iterable[str], origins: int) -> tuple[str, ...]:
        """What to know where a source is graded "confirmed by other sources" and the record holds no second origin."""
        used = {self.facts[source].key for source in sources if self.facts[source].information == CONFIRMED}
        return tuple(f"{key} is graded 1 (confirmed by others): no other origin stands here" for key in sorted(used)
                     if origins < 2)  # fmt: skip

    def _own(self, source: str) -> str:
        first = self.alike.get(source, source)
        return self._worker.get(first) or first

    def _shared(self, sources: list[str], what: str) -> list[str]:
        by: dict[str, set[str]] = {}
        for source in sources:
            name = getattr(self.facts[source], what)
            if name:
                by.setdefault(name, set()).update(self.roots(source))
        total = len(frozenset().union(*(self.roots(source) for source in sources))) if sources else 0
        return [
            f"{'all' if len(roots) == total else len(roots)} of {total} origins through one {what} ({name})"
            for name, roots in sorted(by.items())
            if len(roots) > 1
        ]


def _facts(row: Any) -> SourceFacts:
    grades = (getattr(row, "reliability", None), getattr(row, "information", None))
    return SourceFacts(row.key, row.label, row.kind, row.worker, row.interpreter, row.session, *grades)


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    return frame.itertuples(index=False)


def _merged(links: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """For each source that is said to share an origin with others, the one that stands for them all."""
    parent: dict[str, str] = {}

    def find(one: str) -> str:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    for source, others in links.items():
        for other in others or ():
            first, second = sorted((find(source), find(other)))
            parent[second] = first
    return {one: find(one) for pair in links.items() for one in (pair[0], *(pair[1] or ()))}
