"""Web pages: the text that a browser would show, block by block. Scripts are dropped and nothing is fetched."""

import re
from typing import Any

from workbench.extract.encoding import decode
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, reason

DECLARED = re.compile(rb"""<meta[^>]{0,300}charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
UNSEEN = {"script", "style", "template", "noscript", "head", "object", "iframe", "svg", "math"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
SINGLE = r"<!--\s*Page saved with SingleFile\s+url: (\S{1,2000})"
SAVED = re.compile(rf"<!--\s*saved from url=\(\d{{4}}\)(\S{{1,2000}})|{SINGLE}")
SAVED_AT = re.compile(rf"{SINGLE}\s+saved date: ([^\n]{{1,80}})")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SPACE = re.compile(r"[ \t\n\r\f]+")


def read(file: File) -> Reading:
    """Reads the visible text of a web page; its title comes first, white space is folded as a browser does.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.html"
        >>> _ = path.write_text('<p>kept</p>')
        >>> read(File(path, "a.html", "text/html")).made[0].data
        b'kept\\n'
    """
    data = file.data()
    declared = DECLARED.search(data[:4096])
    text, encoding, doubts = decode(data, declared[1].decode() if declared else None)
    found, reasons = blocks(text)
    layout = Layout("paragraph")
    layout.facts["encoding"] = encoding
    layout.facts.update(saved(text))
    for number, block in enumerate(found, 1):
        layout.add(block, f"paragraph {number}")
        layout.add("\n")
    remarks, made = layout.made("html", "beautifulsoup4", "lxml", "charset-normalizer")
    return Reading("document", (*doubts, *reasons, *remarks), made)


def saved(text: str) -> dict[str, str]:
    """What the program that saved a page wrote into it: the address, and the time as written; neither is checked.

    Source: the mark of the web that browsers write (`saved from url=(0025)...`), and the comment of SingleFile.

    Example:
        >>> saved("<!-- saved from url=(0021)http://agency.example -->")
        {'saved_from': 'http://agency.example'}
    """
    found = {}
    if address := SAVED.search(text[:20_000]):
        found["saved_from"] = address[1] or address[2]
    if time := SAVED_AT.search(text[:20_000]):
        found["saved_as_written"] = time[2].strip()
    return found


def visible(text: str) -> str:
    """The visible words of a piece of HTML, one block a line.

    Example:
        >>> visible("<p>Two <b>cards</b></p><script>run()</script><p>kept</p>")
        'Two cards\\nkept'
    """
    return "\n".join(blocks(text)[0])


def blocks(text: str) -> tuple[list[str], list[Any]]:
    """The visible words of a web page, block by block after its title, and what has to be said of it.

    Example:
        >>> blocks("<title>Cards</title><p>kept</p>")
        (['Cards', 'kept'], [])
    """
    from bs4 import BeautifulSoup
    from bs4.element import Tag

    soup = BeautifulSoup(text, "lxml")
    lines: list[str] = [soup.title.get_text()] if soup.title else []
    line: list[str] = []
    hidden = False
    stack: list[Any] = list(soup.contents)[::-1]
    while stack:
        node = stack.pop()
        if node is None:
            lines.append("".join(line))
            line = []
        elif not isinstance(node, Tag):
            line.append(_string(node))
        elif _hidden(node):
            hidden = True
        elif node.name not in UNSEEN:
            edge = [None] if node.name in BLOCKS else []
            stack.extend([*edge, *list(node.contents)[::-1], *edge])
    lines.append("".join(line))
    reasons = [reason("active-content", "scripts or frames")] if soup.find(["script", "object", "iframe"]) else []
    reasons += [reason("hidden-text")] if hidden else []
    return [words for block in lines if (words := SPACE.sub(" ", block).strip(" "))], reasons


def _string(node: Any) -> str:
    from bs4.element import CData, NavigableString

    return str(node) if type(node) in {NavigableString, CData} else ""


def _hidden(node: Any) -> bool:
    if node.has_attr("hidden") or HIDDEN.search(str(node.get("style") or "")):
        return bool(node.get_text(strip=True))
    return False
