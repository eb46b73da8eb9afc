"""A dossier as one accessible page: landmarks, headings, table headers, languages; it fetches and runs nothing."""

import base64
import re
from collections.abc import Iterable
from importlib.resources import files

from workbench.figures.style import ink_on
from workbench.markup import escape
from workbench.release.dossier.document import (
    Block,
    Cell,
    Document,
    Facts,
    Figure,
    Link,
    Paragraph,
    Points,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from workbench.release.page import POLICY
from workbench.release.sheets import shown

DAY = re.compile(r"(?<![\w-])(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[A-Z0-9]{4}-[A-Z0-9]{4})(?![\w-])")  # or a copy's id
DIGEST = re.compile(r"(?:salted:)?\b[0-9a-f]{64}\b")
STATE = re.compile(r"((?:[^\W\d_]|[±?·]) [^\W\d_]+)((?: [^\W\d_]+){0,2})")  # "S supported", "N nije ocenjeno"
STYLES = ("page.css", "dossier.css")


def as_html(document: Document) -> bytes:
    """The bytes of the page; each text is escaped, and no address leads outside.

    Example:
        >>> made = Document(title="<A>", case="B", lang="en", headings="en", at="2024-07-01", head="h", notice="n",
        ...                 labels={"skip": "s", "contents": "c", "made": "m"})
        >>> b"<h1>&lt;A&gt;</h1>" in as_html(made)
        True
    """
    writer = _Writer(document)
    style = "".join(files("workbench.release").joinpath(name).read_text("utf-8") for name in STYLES)
    body = "\n".join(writer.section(one, 2) for one in document.sections)
    notice = _plain(document.notice)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)} - {escape(document.case)}</title>",
        f"<style>\n{style}</style>",
        "</head>",
        '<body class="dossier">',
        f'<a class="skip" href="#main"{writer.lang}>{escape(document.labels["skip"])}</a>',
        f'<header>\n<p class="case">{escape(document.case)}</p>\n<h1{writer.lang}>{escape(document.title)}</h1>',
        f'<p class="notice" role="note">{notice}</p>\n</header>',
        f'<nav aria-label="{escape(document.labels["contents"])}"{writer.lang}>{writer.contents()}</nav>',
        f'<main id="main">\n{body}\n</main>',
        f'<footer><p class="small">{notice} <span{writer.lang}>{escape(document.labels["made"])}</span> '
        f"<code>{escape(document.head)}</code></p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode("utf-8", "backslashreplace")


def fragment(document: Document) -> str:
    """The dossier as markup without a style, a policy or a head of its own: for a place in another page.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "<n>", "labels": {}}
        >>> fragment(Document(title="A", case="B", **told))
        '<h1>A</h1><p><strong>&lt;n&gt;</strong></p>'
    """
    writer = _Writer(document)
    body = "".join(writer.section(one, 2) for one in document.sections)
    return f"<h1{writer.lang}>{escape(document.title)}</h1><p><strong>{escape(document.notice)}</strong></p>{body}"


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document, self.number = document, {"table": 0, "figure": 0}
        self.lang = "" if document.headings == document.lang else f' lang="{escape(document.headings)}"'

    def contents(self) -> str:
        """The sections, and what an annex or a chapter list holds one level below."""
        return f"<ol>{''.join(self._entry(one, 1) for one in self.document.sections)}</ol>"

    def _entry(self, one: Section, depth: int) -> str:
        inner = "".join(self._entry(part, depth + 1) for part in one.sections) if depth < 2 else ""
        below = f"<ol>{inner}</ol>" if inner else ""
        return f'<li><a href="#{escape(one.anchor)}"{self.named(one)}>{escape(one.title)}</a>{below}</li>'

    def named(self, one: Section) -> str:
        """The language of a name among headings of another."""
        return f' lang="{escape(self.document.lang)}"' if one.named and self.lang else ""

    def section(self, one: Section, level: int) -> str:
        """A section with its heading, at most the sixth level deep."""
        at = min(level, 6)
        anchor = escape(one.anchor)
        lang = self.named(one) or self.lang
        head = f'<h{at} id="{anchor}-h"{lang}>{escape(one.title)}</h{at}>'
        blocks = "\n".join(self.block(block) for block in one.blocks)
        inner = "\n".join(self.section(part, level + 1) for part in one.sections)
        landmark = f' aria-labelledby="{anchor}-h"' if level == 2 else ""
        return f'<section id="{anchor}"{landmark}>{head}\n{blocks}\n{inner}</section>'

    def block(self, one: Block) -> str:
        """A block of any kind."""
        if isinstance(one, Paragraph):
            role = ' role="note"' if one.style == "notice" else ""
            style = f' class="{one.style}"' if one.style != "plain" else ""
            return f"<p{style}{role}>{_text(one.text)}</p>"
        if isinstance(one, Points):
            tag = "ol" if one.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_text(item)}</li>' for item in one.items)}</{tag}>"
        if isinstance(one, Facts):
            pairs = "".join(f"<dt>{escape(name)}</dt><dd>{_cell(value)}</dd>" for name, value in one.pairs)
            return f"<dl>{pairs}</dl>"
        if isinstance(one, Quote):
            return _quote(one)
        return self._figure(one) if isinstance(one, Figure) else self._table(one)

    def _count(self, what: str) -> str:
        self.number[what] += 1
        return f"{self.document.labels[what]} {self.number[what]}. "

    def _figure(self, one: Figure) -> str:
        data = base64.b64encode(one.svg).decode()
        alt = escape(f"{one.caption}. {one.twin}")
        return (
            f'<figure><img alt="{alt}" src="data:image/svg+xml;base64,{data}">'
            f"<figcaption>{escape(self._count('figure') + one.caption)}. {escape(one.twin)}</figcaption></figure>"
        )

    def _table(self, one: Table) -> str:
        if one.data_only:
            return ""
        caption = self._count("table") + one.caption
        head = "".join(
            f'<th scope="col"{wide}>{escape(name)}</th>' for name, wide in zip(one.headers, _wide(one), strict=True)
        )
        rows = "".join(self._row(one, at, row) for at, row in enumerate(one.rows))
        note = f'<p class="small">{escape(one.note)}</p>' if one.note else ""
        letters = f' class="letters{" counted" * one.counted}"'
        style = letters if one.letters else ' class="boxes"' if one.room else ""
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table{style}>'
            f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
        )

    def _row(self, table: Table, at: int, row: tuple[Cell, ...]) -> str:
        anchor = f' id="{escape(table.anchors[at])}"' if table.anchors else ""
        anchor += f' style="height:{table.room}mm"' if table.room else ""
        cells = []
        for place, value in enumerate(row[1:], 1):
            fill = table.fills.get((at, place))
            style = f' style="background:{escape(fill)};color:{ink_on(fill)}"' if fill else ""
            kind = ' class="number"' if not isinstance(value, str | tuple | Link | None) else ""
            cells.append(f"<td{kind}{style}>{_cell(value)}</td>")
        first = "<td></td>" if table.room else f'<th scope="row">{_cell(row[0])}</th>'  # nothing heads an empty box
        return f"<tr{anchor}>{first}{''.join(cells)}</tr>"


def _wide(one: Table) -> list[str]:
    """How wide the columns are in which somebody is to write: a reader's own words need the most room."""
    total = sum(one.widths)
    return [f' style="width:{100 * width // total}%"' for width in one.widths] if one.room else [""] * len(one.headers)


def _quote(one: Quote) -> str:
    anchor = f' id="{escape(one.anchor)}"' if one.anchor else ""
    lang = f' lang="{escape(one.lang)}"' if one.lang else ""
    return (
        f'<figure class="quote"{anchor}><blockquote dir="auto"{lang}><p>{_plain(one.words)}</p></blockquote>'
        f"<figcaption>{_text(one.under)}</figcaption></figure>"
    )


def _cell(value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return _text(value)
    return _text((value,)) if isinstance(value, str | Link) else escape(str(value))


def _text(parts: Text) -> str:
    return "".join(_pieces(parts))


def _pieces(parts: Text) -> Iterable[str]:
    for part in parts:
        if isinstance(part, Link):
            yield f'<a href="#{escape(part.to)}">{_plain(part.words)}</a>'
        elif isinstance(part, Strong):
            yield f"<strong>{_plain(part.words)}</strong>"
        else:
            yield _plain(part)


def _plain(words: str) -> str:
    """Words in which neither a date of the form YYYY-MM-DD nor the id of a copy is broken at the end of a line, nor a
    letter from its state; a digest may be."""
    if state := STATE.fullmatch(words):
        return f'<span class="day">{escape(state[1])}</span>{escape(state[2])}'
    told = DAY.sub(r'<span class="day">\g<0></span>', escape(shown(words)))
    return DIGEST.sub(r'<span class="digest">\g<0></span>', told)
