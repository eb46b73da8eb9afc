"""What a search has found: each place with the words around it, and how the whole is spread."""

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench import markup
from workbench.errors import WorkbenchError

COLUMNS = ["file", "place", "start", "end", "before", "found", "after", "kind", "language", "source", "indicators",
           "item", "passage", "doubtful"]  # fmt: skip
UNSURE = "(?)"
Parts = tuple[tuple[str, bool], ...]


@dataclasses.dataclass(frozen=True)
class Doubt:
    """A word of a snippet that a machine read below the stated confidence (of 100), and whether it was sought.

    `start` and `end` are code points of the snippet's words, one part after the other.
    """

    text: str
    confidence: int
    start: int
    end: int
    sought: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Hit:
    """One place: `start` and `end` are Unicode code points of the item's text, or None where it has none.

    `snippet` is the words around it in parts, each with whether it was sought; `passage` is the id of a coded passage
    where that was found, `indicators` are those coded on these words. `as_typed` says that what was typed stands here
    letter by letter, marks included. `doubtful` are the words of the snippet that a machine read below the stated
    confidence: to be compared with the picture before they are used.
    """

    item: str
    file: str
    place: str | None
    start: int | None
    end: int | None
    snippet: Parts
    doubtful: tuple[Doubt, ...] = ()
    kind: str
    language: str
    source: str | None
    passage: str | None
    indicators: tuple[str, ...]
    as_typed: bool

    @property
    def text(self) -> str:
        """The snippet as plain words, what was sought between two brackets on each side, (?) after a doubtful word.

        Example:
            >>> parts = (("họ giữ ", False), ("hộ chiếu", True))
            >>> Hit(item="i", file="f", place=None, start=7, end=15, snippet=parts, kind="text", language="vi",
            ...     source=None, passage=None, indicators=(), as_typed=True).text
            'họ giữ [[hộ chiếu]]'
        """
        return "".join(f"[[{words}]]" if sought else words for words, sought in self._marked(str, UNSURE))

    @property
    def doubt(self) -> str:
        """What has to be said beside the snippet of its doubtful words; empty where there is none.

        Example:
            >>> Hit(item="i", file="f", place=None, start=0, end=4, snippet=(("kcpt", True),), kind="document",
            ...     language="en", source=None, passage=None, indicators=(), as_typed=True,
            ...     doubtful=(Doubt("kcpt", 41, 0, 4, True),)).doubt
            'doubtful, read by a machine: kcpt (41 of 100): compare with the picture'
        """
        words = ", ".join(f"{one.text} ({one.confidence} of 100)" for one in self.doubtful)
        return f"doubtful, read by a machine: {words}: compare with the picture" if words else ""

    def _marked(self, spelt: Callable[[str], str], mark: str) -> Parts:
        """The parts of the snippet, each spelt for where it is shown, with a mark after each doubtful word."""
        found, at = [], 0
        for words, sought in self.snippet:
            ends = [one.end - at for one in self.doubtful if at < one.end <= at + len(words)]
            cuts = itertools.pairwise([0, *ends, len(words)])
            found.append((mark.join(spelt(words[start:end]) for start, end in cuts), sought))
            at += len(words)
        return tuple(found)

    def document(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        doubtful = [dataclasses.asdict(one) for one in self.doubtful]
        return plain | {"snippet": [list(part) for part in self.snippet], "indicators": list(self.indicators),
                        "doubtful": doubtful}  # fmt: skip

    def _row(self) -> list[Any]:
        first = _first(self.snippet)
        parts = self._marked(str, UNSURE)
        around = ["".join(words for words, _ in part) for part in (parts[:first], parts[first + 1 :])]
        return [self.file, self.place, self.start, self.end, around[0], parts[first][0], around[1], self.kind,
                self.language, self.source, ", ".join(self.indicators), self.item, self.passage,
                self.doubt]  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    """The best places, the number of all, and by kind, language, source, worker, site, indicator and year how many.

    `searched` is the number of pieces in the case; `undated` how many were left out because a date was asked for and
    they have none; `unread` the items whose text could not be read, with the reason.
    """

    words: str
    total: int
    searched: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    undated: int
    unread: tuple[tuple[str, WorkbenchError], ...]

    def __repr__(self) -> str:
        return f"Answer({self.words!r}: {self.total} of {self.searched} pieces)"

    @property
    def df(self) -> pd.DataFrame:
        """One row a hit, the best first."""
        return pd.DataFrame([hit._row() for hit in self.hits], columns=COLUMNS, dtype="object")

    @property
    def remarks(self) -> list[str]:
        """What the number alone does not say, a sentence each.

        Example:
            >>> Answer(words="a", total=0, searched=4, hits=(), facets={}, undated=2, unread=()).remarks
            ['2 pieces that match have no date and were left out']
        """
        said = [f"{self.undated} pieces that match have no date and were left out"] * bool(self.undated)
        if len(self.hits) < self.total:
            said.append(f"the best {len(self.hits)} of {self.total} are shown")
        return said + [f"not searched: {name}: {error}" for name, error in self.unread]

    def document(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        unread = [{"name": name, "code": error.code, "message": str(error)} for name, error in self.unread]
        return {"words": self.words, "total": self.total, "searched": self.searched, "undated": self.undated,
                "facets": self.facets, "hits": [hit.document() for hit in self.hits], "unread": unread}  # fmt: skip

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="{markup.CELL}">{markup.escape(hit.file)}<br>{markup.escape(hit.place or "")}</td>'
            f'<td style="{markup.CELL}">{_marked(hit)}</td>'
            f'<td style="{markup.CELL}">{markup.escape(", ".join(hit.indicators))}</td></tr>'
            for hit in self.hits
        )
        head = "".join(f'<th scope="col" style="{markup.CELL}">{name}</th>' for name in ("where", "words", "coded as"))
        spread = [
            f"{markup.escape(name)}: {markup.escape(', '.join(f'{value} {count}' for value, count in counts.items()))}"
            for name, counts in self.facets.items()
            if counts
        ]
        told = "<br>".join([*spread, *map(markup.escape, self.remarks)])
        return (
            f'<table class="{markup.NO_MATHEMATICS}" style="border-collapse:collapse">'
            f'<caption style="text-align:left;font-weight:bold">{markup.escape(repr(self))}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f'<p class="{markup.NO_MATHEMATICS}">{told}</p>'
        )


def lead(parts: Parts) -> int:
    """How many code points of a snippet stand before what was sought.

    Example:
        >>> lead((("They ", False), ("kept", True)))
        5
    """
    return sum(len(words) for words, _ in parts[: _first(parts)])


def _first(parts: Parts) -> int:
    return next((at for at, (_, sought) in enumerate(parts) if sought), 0)


def _marked(hit: Hit) -> str:
    parts = (f"<b><u>{words}</u></b>" if sought else words for words, sought in hit._marked(markup.escape, UNSURE))
    return "".join(parts) + (f"<br><i>{markup.escape(hit.doubt)}</i>" if hit.doubt else "")
