"""A page that stands alone: nothing is fetched, nothing runs, and every text in it is escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from workbench.figures.retold import head as headed
from workbench.figures.retold import own
from workbench.figures.words import told, word
from workbench.markup import escape
from workbench.records import CaseInfo
from workbench.tables import Tables

# Nothing may load and nothing may run, also where an escape were missing.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
NOTICES = {
    "synthetic": "Synthetic case: every person, company and event in it is invented. No finding of a court.",
    "public-record": "From the public record: claims and denials as published, each sourced. No finding of a court.",
}
DATE = re.compile(r"\d{4}(-\d\d){1,2}|(?:\d\d\.){1,2}\d{4}\.?|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")  # or the id of a copy
DIGEST, SALTED = "SHA-256 of the original", "salted digest of the original"
TEAM = "Team working copy: allegations, not findings of a court; not reviewed for disclosure; do not pass on."


class Html(str):
    """Text that is markup already; any other text is escaped where it enters a page."""

    __slots__ = ()


def markup(value: object) -> Html:
    """A value as markup: escaped, our own words in the language of the copy, unless it is markup already; nothing for
    None.

    Example:
        >>> markup("<b>"), markup(Html("<b>"))
        ('&lt;b&gt;', '<b>')
    """
    if isinstance(value, Html):
        return value
    return Html("" if value is None else escape(own(value) if isinstance(value, str) else value))


def join(parts: Iterable[object], between: str = "") -> Html:
    """Parts as one piece of markup, each escaped unless it is markup.

    Example:
        >>> join(["a", Html("<br>"), "<"])
        'a<br>&lt;'
    """
    return Html(between.join(markup(part) for part in parts))


def dated(text: str) -> Html:
    """Words as markup, in which neither a date nor the id of a copy is broken over two lines.

    Example:
        >>> dated("from 2021-11-26")
        'from <span class="date">2021-11-26</span>'
    """
    return Html(DATE.sub(r'<span class="date">\g<0></span>', escape(own(text))))


def released(info: CaseInfo) -> bool:
    """Whether a file is of a protected copy: then what it lacks may be on record, and nobody reads the team's own keys.

    Example:
        >>> released(CaseInfo(title="A", nature="released"))
        True
    """
    return info.nature == "released"


def means(state: str, info: CaseInfo) -> str:
    """What a state says: in a copy, which lists less than was judged, it says so.

    Example:
        >>> means("not-assessed", CaseInfo(title="A", nature="released"))
        'nothing that this copy may tell of this row was coded: this is no “no”'
    """
    key = f"means-in-copy.{state}"
    return word(key if released(info) and told().has(key) else f"means-state.{state}")


def digested(info: CaseInfo) -> str:
    """What heads the digests of originals: a copy has none of an original, by which anybody could look a file up.

    Example:
        >>> digested(CaseInfo(title="A")), digested(CaseInfo(title="A", nature="released"))
        ('SHA-256 of the original', 'salted digest of the original')
    """
    return SALTED if released(info) else DIGEST


def notice(info: CaseInfo) -> str:
    """The one sentence that stands above everything of a case.

    Example:
        >>> notice(CaseInfo(title="A"))[:17]
        'Team working copy'
    """
    if released(info) and info.mandate:  # a protected copy says itself what it is
        return info.mandate
    return NOTICES.get(info.nature, TEAM)


def grid(
    headers: Sequence[object],
    rows: Sequence[Sequence[object]],
    caption: str,
    *,
    ids: Sequence[str] = (),
    style: str = "plain",
    foot: Sequence[object] = (),
) -> Html:
    """A table with a caption and scoped headers; the first cell of a row is its header, `ids` are the rows' anchors."""
    named = (name if isinstance(name, Html) else headed(str(name)) for name in headers)
    head = join(Html(f'<th scope="col">{markup(name)}</th>') for name in named)
    lines = []
    for number, row in enumerate(rows):
        anchor = f' id="{escape(ids[number])}"' if ids else ""
        cells = "".join(f"<td{_fill(cell)}>{markup(cell)}</td>" for cell in row[1:])
        lines.append(f'<tr{anchor}><th scope="row">{markup(row[0])}</th>{cells}</tr>')
    last = (
        f'<tr><th scope="row">{markup(foot[0])}</th>{"".join(f"<td>{markup(cell)}</td>" for cell in foot[1:])}</tr>'
        if foot
        else ""
    )
    foot_ = f"<tfoot>{last}</tfoot>" if last else ""
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{style}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>{foot_}</table></div>"
    )


class Filled(Html):
    """Markup of a table cell with a colour behind it (#rrggbb)."""

    __slots__ = ("fill",)
    fill: str


def filled(content: Html, fill: str) -> Filled:
    """A table cell with a colour behind it; the colour never says what the words do not.

    Example:
        >>> filled(Html("<b>S</b>"), "#ffffff").fill
        '#ffffff'
    """
    cell = Filled(content)
    cell.fill = fill
    return cell


def _fill(cell: object) -> str:
    return f' style="background:{escape(cell.fill)}"' if isinstance(cell, Filled) else ""


def listed(items: Iterable[object], style: str = "plain") -> Html:
    """A list of points.

    Example:
        >>> listed(["a<b"])
        '<ul class="plain"><li>a&lt;b</li></ul>'
    """
    return Html(f'<ul class="{style}">{"".join(f"<li>{markup(item)}</li>" for item in items)}</ul>')


def facts(pairs: Iterable[tuple[str, object]]) -> Html:
    """Names and values, those without a value left out.

    Example:
        >>> facts([("file", "a.txt"), ("place", None)])
        '<dl><dt>file</dt><dd>a.txt</dd></dl>'
    """
    said = [(name, value) for name, value in pairs if value not in (None, "", ())]
    lines = (
        f"<dt>{name if isinstance(name, Html) else escape(headed(name))}</dt><dd>{markup(value)}</dd>"
        for name, value in said
    )
    return Html(f"<dl>{''.join(lines)}</dl>")


SILENT: Mapping[str, str] = MappingProxyType({})


def figure(svg: bytes, caption: str, says: Mapping[str, str] = SILENT) -> Html:
    """A drawing as part of the page, so that its links lead to places on it; its title is read to those who cannot see
    it.

    `says` has for an anchor what a link to it says while a pointer rests on it.

    Example:
        >>> figure(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>t</title></svg>', "Plan")
        '<figure class="drawing"><svg aria-label="t"></svg><figcaption>Plan</figcaption></figure>'
    """
    text = re.sub(r'^<\?xml[^>]*\?>\s*|\sxmlns(:\w+)?="[^"]*"|<!--.*?-->', "", svg.decode("utf-8"), flags=re.DOTALL)
    # The same links stand in the table below: one way through them is enough for a keyboard.
    text = text.replace("<a ", '<a tabindex="-1" ')
    text = re.sub(r"(<svg\b[^>]*)>\s*<title>(.*?)</title>", _aloud, text, count=1, flags=re.DOTALL)
    text = re.sub(r'<a [^>]*xlink:href="#([^"]+)"[^>]*>', lambda link: link[0] + _rests(says.get(link[1])), text)
    return Html(f'<figure class="drawing">{text.strip()}<figcaption>{escape(caption)}</figcaption></figure>')


def _aloud(head: re.Match[str]) -> str:
    """The title as a label: a title would follow the pointer over the whole drawing, as long as it is."""
    return f'{head[1]} aria-label="{head[2].replace(chr(34), "&quot;")}">'


def _rests(words: str | None) -> str:
    return f"<title>{escape(words)}</title>" if words else ""


def section(anchor: str, title: str, *content: object) -> tuple[str, str, Html]:
    """A part of a page: its anchor, its heading, what stands in it."""
    return anchor, title, join(content)


def page(
    tables: Tables, title: str, lead: object, sections: Sequence[tuple[str, str, Html]], *, style: str = ""
) -> bytes:
    """A whole page about a case: title, notice, ledger head, contents and sections; no address outside itself.

    `style` is what a page adds to the common style sheet.
    """
    style = files("workbench.release").joinpath("page.css").read_text(encoding="utf-8") + style
    contents = join(Html(f'<li><a href="#{anchor}">{escape(name)}</a></li>') for anchor, name, _ in sections)
    body = join(
        Html(f'<section id="{anchor}"><h2>{escape(name)}</h2>{content}</section>\n')
        for anchor, name, content in sections
    )
    case, warning, say = escape(tables.info.title), dated(notice(tables.info)), told()
    other = "" if say.lang == say.text_lang else f' lang="{escape(say.lang)}"'
    top = f'<p class="case">{case}</p>\n<h1>{escape(title)}</h1>\n<p class="notice" role="note">{warning}</p>'
    lines = [
        "<!DOCTYPE html>", f'<html lang="{escape(say.text_lang)}">', "<head>", '<meta charset="utf-8">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)} - {case}</title>", f"<style>\n{style}</style>", "</head>", "<body>",
        f'<a class="skip" href="#main"{other}>{escape(say("label.skip"))}</a>', f"<header>\n{top}", markup(lead),
        f'<p class="head">{escape(word("page.built", head=tables.head))}</p>',
        f'<nav aria-label="{escape(say("label.contents"))}"{other}><ul>{contents}</ul></nav>\n</header>',
        f'<main id="main">\n{body}</main>',
        f'<footer><p class="small">{warning} {escape(word("page.foot"))}</p></footer>', "</body>", "</html>", "",
    ]  # fmt: skip
    return "\n".join(lines).encode("utf-8", "backslashreplace")
