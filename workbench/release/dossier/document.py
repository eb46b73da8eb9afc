"""The document model of a dossier: headings, paragraphs, quotes, tables and figures, and links between them.

It knows nothing of any form. Every writer reads this tree, so that all forms of a dossier say the same.
"""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Value = str | int | Decimal | None


@dataclasses.dataclass(frozen=True)
class Link:
    """Words that lead to a place of the same document, by its anchor; never to an address outside.

    Example:
        >>> str(Link("7", "e-1f"))
        '7'
    """

    words: str
    to: str

    def __str__(self) -> str:
        return self.words


@dataclasses.dataclass(frozen=True)
class Strong:
    """Words that a reader must not miss."""

    words: str

    def __str__(self) -> str:
        return self.words


Piece = str | Link | Strong
Text = tuple[Piece, ...]
Cell = Value | Link | Text


@dataclasses.dataclass(frozen=True)
class Paragraph:
    """Words; `style` is plain, notice (in a frame) or small."""

    text: Text
    style: str = "plain"


@dataclasses.dataclass(frozen=True)
class Points:
    """A list; the numbered ones are asks and steps."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclasses.dataclass(frozen=True)
class Facts:
    """Names and values."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclasses.dataclass(frozen=True)
class Quote:
    """Exact words, in their language (BCP 47, empty where it is not known), who said them, and who translated them.

    `under` is the line beneath: source, stance, translation and its check. `anchor` is where a link may lead.
    """

    words: str
    lang: str
    under: Text
    anchor: str = ""


@dataclasses.dataclass(frozen=True)
class Table:
    """A table with typed cells; `name` is its file among CSV files and its sheet, empty where it is for reading alone.

    `letters` says that its cells are letters of the matrix, `counted` that its last row counts workers; `data_only`
    that it is for workbooks and CSV files alone; `anchors` are the places of its rows; `fills` colours (#rrggbb) behind
    cells, by row and column, never the only carrier of what they say; `room` is how high its rows are at least, in
    millimetres, where somebody is to write; `named` is what the columns after the first are called in workbooks and CSV
    files, where it is more than their headers say.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    note: str = ""
    anchors: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    letters: bool = False
    counted: bool = False
    data_only: bool = False
    room: int = 0
    fills: dict[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    named: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Figure:
    """A drawing (SVG) with its caption, and `twin`, the same in words for whoever does not see it."""

    svg: bytes
    caption: str
    twin: str


Block = Paragraph | Points | Facts | Quote | Table | Figure


@dataclasses.dataclass(frozen=True)
class Section:
    """A heading, what stands under it, and its sections; `wide` asks for a page across, where a form has pages; `named`
    says that the heading is a name on record, which stays in the language of the text."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    wide: bool = False
    brief: bool = False
    named: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Document:
    """A whole dossier: `lang` is the language of its text (BCP 47) and `headings` that of its headings, `at` the day of
    the copy (YYYY-MM-DD), `labels` the few words that a writer adds itself, by what they are for; with `pages` above 0
    what stands before the annexes is a brief of at most so many printed pages.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
        >>> made = Document(title="A", case="B", **told)
        >>> list(made.walk())
        []
    """

    title: str
    case: str
    lang: str
    headings: str
    at: str
    head: str
    notice: str
    labels: dict[str, str]
    pages: int = 0
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Every section with its depth (1 for the outermost), in reading order."""
        waiting = [(1, one) for one in reversed(self.sections)]
        while waiting:
            depth, one = waiting.pop()
            yield depth, one
            waiting += [(depth + 1, inner) for inner in reversed(one.sections)]

    def tables(self) -> Iterator[Table]:
        """Every table that has a name, in reading order."""
        for _, section in self.walk():
            yield from (one for one in section.blocks if isinstance(one, Table) and one.name)

    def anchors(self) -> set[str]:
        """Every place that a link may lead to."""
        found = set()
        for _, section in self.walk():
            found.add(section.anchor)
            for one in section.blocks:
                found |= {one.anchor} if isinstance(one, Quote) else set()
                found |= set(one.anchors) if isinstance(one, Table) else set()
        return found - {""}


LEADS = 4  # so many paragraphs at most lead to one thing


def leads(one: Section, at: int) -> bool:
    """Whether the words at a place of a section lead to a table, a drawing, a list or its first section, so that a
    page may not end between them.

    Example:
        >>> leads(Section("a", "A", (Paragraph(("to",)), Points((("it",),)))), 0), leads(Section("a", "A"), 0)
        (True, False)
    """
    run = 0
    for block in one.blocks[at:]:
        if not isinstance(block, Paragraph):
            return 0 < run <= LEADS and isinstance(block, Figure | Table | Points)
        run += 1
    return 0 < run <= LEADS and bool(one.sections)


def text(*parts: Piece) -> Text:
    """Pieces as one text, empty ones left out.

    Example:
        >>> text("a", "", Strong("b"))
        ('a', Strong(words='b'))
    """
    return tuple(part for part in parts if str(part))


def plain(value: Cell) -> str:
    """What a cell or a text says, without links and emphasis; nothing for None.

    Example:
        >>> plain(("see ", Link("7", "e"))), plain(None), plain(3)
        ('see 7', '', '3')
    """
    if isinstance(value, tuple):
        return "".join(str(part) for part in value)
    return "" if value is None else str(value)


def linked(document: Document) -> Document:
    """The document with links that lead nowhere turned into their words: what an audience may not see is no link."""
    there = document.anchors()

    def cut(value: Any) -> Any:
        if isinstance(value, Link):
            return value if value.to in there else value.words
        if isinstance(value, tuple):
            return tuple(cut(part) for part in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Strong):
            names = [field.name for field in dataclasses.fields(value)]
            return dataclasses.replace(value, **{name: cut(getattr(value, name)) for name in names})
        return value

    made: Document = cut(document)
    return made
