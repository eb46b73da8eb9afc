"""OpenDocument text and sheets (ODT, ODS): paragraphs, cells and comments in their order (OASIS OpenDocument 1.3)."""

import re
import xml.parsers.expat
import zipfile
from typing import Any

from workbench.extract import office
from workbench.extract.delimited import column
from workbench.extract.layout import Layout
from workbench.extract.outcome import File, Reading, Unread, reason

MOST_CELLS, MOST_REPEATED, MOST_XML = 100_000, 1000, 200_000_000
PARAGRAPHS, SHEETS = {"text:p", "text:h"}, "application/vnd.oasis.opendocument.spreadsheet"
# What stands beside the words, and who wrote it when.
ASIDES, SIGNED = {"office:annotation": "comment", "text:note": "note"}, ("dc:creator", "dc:date")
FETCHED = re.compile(r"^(?:https?|ftp|file|smb):|^//", re.I)
LOADS = {"draw:image", "draw:object", "draw:plugin", "table:cell-range-source", "script:event-listener"}


def read(file: File) -> Reading:
    """Reads the words of an OpenDocument file; deleted words of tracked changes are left out and said to be.

    Raises:
        Unread: damaged, encrypted, archive-bomb, xml-entities or no-reader.
    """
    parts = office.look(file.path)
    if "encrypted-package" in parts.names:
        raise Unread("encrypted")
    with zipfile.ZipFile(file.path) as archive:
        if "content.xml" not in parts.names:
            raise Unread("damaged", "no content inside")
        kind = archive.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in parts.names else ""
        if b"manifest:encryption-data" in archive.read("META-INF/manifest.xml")[:5_000_000]:
            raise Unread("encrypted")
        if archive.getinfo("content.xml").file_size > MOST_XML:
            raise Unread("too-large", "content.xml")
        content = archive.read("content.xml")
        margins = _part(archive, "styles.xml", parts.names)
    sheets = kind == SHEETS or b"<office:spreadsheet" in content
    walk = _Walk(Layout("cell" if sheets else "paragraph"), sheets=sheets)
    walk.through(content)
    walk.asides(b"" if sheets else margins)
    reasons = list(parts.reasons)
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts.names):
        reasons.append(reason("macros"))
    if any(name.startswith("Pictures/") for name in parts.names):
        reasons.append(reason("pictures-inside"))
    remarks, made = walk.layout.made("odf")
    return Reading("table" if sheets else "document", (*reasons, *walk.reasons(), *remarks), made)


def _part(archive: zipfile.ZipFile, name: str, names: tuple[str, ...]) -> bytes:
    """A further part of the package, or nothing where it has none or one that is too large."""
    return archive.read(name) if name in names and archive.getinfo(name).file_size <= MOST_XML else b""


class _Walk:
    """The elements of `content.xml` one after the other."""

    def __init__(self, layout: Layout, *, sheets: bool) -> None:
        self.layout, self.sheets = layout, sheets
        self.words: list[str] = []
        self.inside: list[str] = []  # the elements that are open now
        self.silent = self.paragraphs = self.tables = self.cells = self.formulas = 0
        self.row = self.at = self.rows = self.times = 0
        self.sheet = self.style = ""
        self.cell: list[str] = []
        self.hidden_styles: set[str] = set()
        self.hidden: list[str] = []
        self.loads: set[str] = set()
        self.deleted = self.full = False
        self.held: list[tuple[list[str], int]] = []  # the words around a comment or note that is open, and its depth
        self.beside: list[tuple[str, str]] = []

    def through(self, content: bytes, part: str = "content.xml") -> None:
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(content, True)
        except xml.parsers.expat.ExpatError as error:
            raise Unread("damaged", f"{part}: {error}") from error

    def asides(self, margins: bytes) -> None:
        """Adds what stands beside the words: comments and notes, then the heads and feet of pages (`styles.xml`)."""
        if margins:
            walk = _Walk(Layout("paragraph"), sheets=False)
            walk.through(margins, "styles.xml")
            words = [walk.layout.text[start:end] for _, start, end in walk.layout.places]
            self.beside += [(f"page header or footer, {n}", one) for n, one in enumerate(filter(str.strip, words), 1)]
        for place, words_beside in self.beside:
            self.layout.add(words_beside, place)
            self.layout.add("\n")

    def reasons(self) -> list[Any]:
        found = [reason("tracked-changes")] if self.deleted else []
        found += [reason("hidden-sheet", ", ".join(self.hidden))] if self.hidden else []
        found += [reason("formulas", f"{self.formulas} of them")] if self.formulas else []
        found += [reason("too-many-cells", f"read up to {self.sheet}, row {self.row}")] if self.full else []
        found += [reason("active-content", f"loads from outside: {', '.join(sorted(self.loads)[:3])}")] * bool(
            self.loads
        )
        return found

    def _said(self, words: str) -> None:
        within = self.inside[self.held[-1][1] :] if self.held else self.inside
        if not self.silent and (any(name in PARAGRAPHS for name in within) or (self.held and within[-1] in SIGNED)):
            self.words.append(words)

    def _begin(self, name: str, held: dict[str, str]) -> None:
        self.inside.append(name)
        if name in ("text:tracked-changes", "office:forms", "text:note-citation") or self.silent:
            self.silent += 1
            self.deleted |= name == "text:deletion"
            return
        if name == "text:s":
            self.words.append(" " * min(_number(held.get("text:c")), 1000))
        elif name in ("text:tab", "text:line-break"):
            self.words.append("\t" if name == "text:tab" else "\n")
        elif name in ASIDES:
            self.held.append((self.words, len(self.inside)))
            self.words = []
        elif name in PARAGRAPHS and self._alone():
            self.words.clear()
        elif name == "style:style":
            self.style = held.get("style:name", "")
        elif name == "style:table-properties" and held.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif name in ("table:table", "table:table-row", "table:table-cell", "table:covered-table-cell"):
            self._begin_table(name, held)
        if name in LOADS and FETCHED.match(held.get("xlink:href", "")):
            self.loads.add(held["xlink:href"][:80])

    def _alone(self) -> bool:
        """Whether the paragraph that opens stands in no table cell and in no other paragraph."""
        return not any(name in PARAGRAPHS or name == "table:table-cell" for name in self.inside[:-1])

    def _begin_table(self, name: str, held: dict[str, str]) -> None:
        if name == "table:table":
            self.tables += 1
            self.sheet, self.row, self.rows = held.get("table:name", f"table {self.tables}"), 0, 0
            if held.get("table:style-name") in self.hidden_styles:
                self.hidden.append(self.sheet)
            if self.sheets:
                self.layout.add(f"{self.sheet}\n")
        elif name == "table:table-row":
            self.row += max(self.rows, 1)
            self.at, self.rows = 0, _number(held.get("table:number-rows-repeated"))
        else:
            self.times = _number(held.get("table:number-columns-repeated"))
            self.words.clear()
            formula = held.get("table:formula", "")
            self.formulas += bool(formula)
            value = next((held[key] for key in VALUES if key in held), "")
            self.cell = [formula, value]

    def _end(self, name: str) -> None:
        self.inside.pop()
        if self.silent:
            self.silent -= 1
            return
        if name in ASIDES:
            self._end_aside(ASIDES[name])
        elif name in SIGNED and self.held:
            self.words.append(", " if name == SIGNED[0] else ": ")
        elif name in PARAGRAPHS:
            if self.held or self.sheets or "table:table-cell" in self.inside:
                self.words.append("\n")
            elif not any(inner in PARAGRAPHS for inner in self.inside):
                self.paragraphs += 1
                self.layout.add("".join(self.words), f"paragraph {self.paragraphs}")
                self.layout.add("\n")
                self.words.clear()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row" and self.at:
            self.layout.add("\n")

    def _end_aside(self, kind: str) -> None:
        words = "".join(self.words).strip("\n")
        self.words, _ = self.held.pop()
        where = f" on {self.sheet}!{column(self.at + 1)}{self.row}" if self.sheets else f" {len(self.beside) + 1}"
        if words:
            self.beside.append((kind + where, words))

    def _end_cell(self) -> None:
        words = "".join(self.words).strip("\n")
        formula, value = (*self.cell, "", "")[:2]
        words = words or value
        differs = bool(value) and words.casefold() != value.casefold()
        if formula:
            words = f"{formula} [last computed: {words or 'nothing'}]"
        times = min(self.times, MOST_REPEATED) if words else 1
        self.full |= bool(words) and times < self.times
        for _ in range(times):
            if self.cells >= MOST_CELLS:
                self.full = True
                break
            self.at += 1
            if words:
                self.cells += 1
                place = f"{self.sheet}!{column(self.at)}{self.row}"
                place += f" to {column(self.at)}{self.row + self.rows - 1}" if self.rows > 1 else ""
                if differs and self.sheets:
                    self.layout.facts.setdefault("stored", {})[place] = value
                self.layout.add(
                    words, place if self.sheets else f"table {self.tables}, row {self.row}, column {self.at}"
                )
                self.layout.add("\t")
        self.at += self.times - times if self.at or words else self.times - 1
        self.words.clear()


VALUES = ("office:date-value", "office:time-value", "office:boolean-value", "office:string-value", "office:value")


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() and len(written) < 9 else 1
