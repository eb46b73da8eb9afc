"""What a search has found: each place with the words around it, and how the whole is spread."""

import dataclasses
from typing import Any

import pandas as pd

from workbench import markup
from workbench.errors import WorkbenchError

COLUMNS = ["file", "place", "start", "end", "before", "found", "after", "kind", "language", "source", "indicators",
           "item", "passage"]  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Hit:
    """One place: `start` and `end` are Unicode code points of the item's text, or None where it has none.

    `snippet` is the words around it in parts, each with whether it was sought; `passage` is the id of a coded passage
    where that was found, `indicators` are those coded on these words. `as_typed` says that what was typed stands here
    letter by letter, marks included.
    """

    item: str
    file: str
    place: str | None
    start: int | None
    end: int | None
    snippet: tuple[tuple[str, bool], ...]
    kind: str
    language: str
    source: str | None
    passage: str | None
    indicators: tuple[str, ...]
    as_typed: bool

    @property
    def text(self) -> str:
        """The snippet as plain words, what was sought between two brackets on each side.

        Example:
            >>> parts = (("họ giữ ", False), ("hộ chiếu", True))
            >>> Hit(item="i", file="f", place=None, start=7, end=15, snippet=parts, kind="text", language="vi",
            ...     source=None, passage=None, indicators=(), as_typed=True).text
            'họ giữ [[hộ chiếu]]'
        """
        return "".join(f"[[{words}]]" if sought else words for words, sought in self.snippet)

    def document(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return plain | {"snippet": [list(part) for part in self.snippet], "indicators": list(self.indicators)}

    def _row(self) -> list[Any]:
        first = next((at for at, (_, sought) in enumerate(self.snippet) if sought), 0)
        around = ["".join(words for words, _ in part) for part in (self.snippet[:first], self.snippet[first + 1 :])]
        return [self.file, self.place, self.start, self.end, around[0], self.snippet[first][0], around[1], self.kind,
                self.language, self.source, ", ".join(self.indicators), self.item, self.passage]  # fmt: skip


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


def _marked(hit: Hit) -> str:
    parts = (f"<b><u>{markup.escape(words)}</u></b>" if sought else markup.escape(words)
             for words, sought in hit.snippet)  # fmt: skip
    return "".join(parts)
