"""Word documents (DOCX): paragraphs and tables in their order, then notes, comments, headers and footers."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from workbench.extract import office
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Unread, fault, reason

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
SIDE = re.compile(r"^/word/(header|footer|footnotes|endnotes|comments)(\d*)\.xml$")
# What the library throws over parts, relations and types that lack what it takes for granted.
BROKEN = (KeyError, ValueError, SyntaxError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, OSError,
          EOFError, NotImplementedError, zlib.error)  # fmt: skip
LEFT_OUT = {f"{W}del", f"{W}moveFrom"}


def read(file: File) -> Reading:
    """Reads the words of a Word document; deleted words of tracked changes are left out and said to be.

    Raises:
        Unread: damaged, encrypted, archive-bomb or xml-entities.
    """
    parts = office.look(file.path)
    reasons = list(parts.reasons)
    layout = Layout("paragraph")
    main, sides = _parts(file)
    if main is None:
        raise Unread("damaged", "no main document inside")
    _block(main, layout, "")
    for label, root in sides:
        if root is None:
            reasons.append(reason("part-unreadable", label))
        else:
            _block(root, layout, f"{label}, ")
    if any(
        next(root.iter(tag), None) is not None
        for root in [main, *(r for _, r in sides if r is not None)]
        for tag in LEFT_OUT
    ):
        reasons.append(reason("tracked-changes"))
    remarks, made = layout.made("docx", "python-docx")
    return Reading("document", (*reasons, *remarks), made)


def _parts(file: File) -> tuple[Any, list[tuple[str, Any]]]:
    """The root of the main document and of each part beside it, in a fixed order; None where a part is no XML."""
    from docx.opc.exceptions import PackageNotFoundError
    from docx.opc.package import OpcPackage

    try:
        package = OpcPackage.open(str(file.path))
        main = package.main_document_part
        parts = list(package.iter_parts())
        beside = sorted((str(part.partname), part.blob) for part in parts if SIDE.match(str(part.partname)))
    except (PackageNotFoundError, *BROKEN) as error:
        raise Unread("damaged", fault(error)) from error
    sides = [(name.rpartition("/")[2].removesuffix(".xml"), _root(blob)) for name, blob in beside]
    return _root(main.blob), sides


def _root(blob: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    try:
        return parse_xml(blob)
    except SyntaxError:  # what the XML parser raises for XML that is none
        return None


def _block(root: Any, layout: Layout, prefix: str) -> None:
    """Walks body, header or notes: every paragraph a place, every table cell a place."""
    paragraphs = tables = 0
    for element in _blocks(root):
        if element.tag == f"{W}p":
            paragraphs += 1
            layout.add(_words(element), f"{prefix}paragraph {paragraphs}")
            layout.add("\n")
        else:
            tables += 1
            _table(element, layout, f"{prefix}table {tables}")


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and outermost tables in document order, also inside content controls."""
    stack = list(root)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag != MC_FALLBACK and element.tag not in LEFT_OUT:
            stack.extend(list(element)[::-1])


def _table(table: Any, layout: Layout, label: str) -> None:
    for row_number, row in enumerate(_down(table, f"{W}tr"), 1):
        for number, cell in enumerate(_down(row, f"{W}tc"), 1):
            if number > 1:
                layout.add("\t")
            layout.add(_cell(cell), f"{label}, row {row_number}, column {number}")
        layout.add("\n")


def _cell(cell: Any) -> str:
    """The words of a cell, a paragraph a line; tables within it follow cell by cell."""
    lines = []
    for element in _blocks(cell):
        if element.tag == f"{W}p":
            lines.append(_words(element))
        else:
            lines += ["\t".join(_cell(inner) for inner in _down(row, f"{W}tc")) for row in _down(element, f"{W}tr")]
    return "\n".join(lines)


def _down(root: Any, tag: str) -> Iterator[Any]:
    """The nearest descendants of a tag: rows of this table and not of a table within it."""
    stack = list(root)[::-1]
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in LEFT_OUT:
            stack.extend(list(element)[::-1])


def _words(paragraph: Any) -> str:
    """The words of one paragraph: runs, insertions, links, fields; text boxes in it follow on lines of their own."""
    words: list[str] = []
    stack = list(paragraph)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in LEFT_OUT or element.tag == MC_FALLBACK or not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}t":
            words.append(element.text or "")
        elif element.tag in MARKS:
            words.append(MARKS[element.tag])
        elif element.tag == f"{W}p":
            words.append("\n" + _words(element))
        elif element.tag != f"{W}pPr":
            stack.extend(list(element)[::-1])
    return "".join(words)
