"""A dossier as a Word file that can be edited: real styles, captions, table headers that repeat, links inside it."""

import dataclasses
import datetime
import io
from collections.abc import Iterable
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from workbench.release.dossier.document import (
    Block,
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
    leads,
)
from workbench.release.dossier.word_drawings import SIDE, UPRIGHT, WIDE, fitted, flowing
from workbench.release.dossier.word_tables import fill_table
from workbench.release.dossier.word_xml import (
    blank,
    bookmark,
    element,
    field,
    language,
    link,
    list_of_its_own,
    number,
    still,
)
from workbench.release.sheets import shown
from workbench.release.typeset import drawn

CONTENTS, FEW_LINES = 2, 5  # how deep the contents go; so long a list stands on one page
UNCOUNTED = "–"  # a page that nobody has counted yet


def as_docx(document: Document) -> bytes:
    """The bytes of the file; no clock is read, and the same document gives the same bytes.

    Example:
        >>> made = Document(title="A", case="B", lang="en", headings="en", at="2024-07-01", head="h", notice="n",
        ...                 labels={"contents": "c", "page": "p", "made": "m", "table": "t", "figure": "f"})
        >>> as_docx(made)[:2]
        b'PK'
    """
    writer = Writer(document)
    writer.front()
    for one in document.sections:
        writer.section(one, 1)
    out = io.BytesIO()
    writer.file.save(out)
    return still(out.getvalue())


class Writer:
    """One Word file that is being written."""

    def __init__(self, document: Document) -> None:
        self.document, self.file = document, blank()
        self.number = {"table": 0, "figure": 0}
        self.marks: dict[str, int] = {}
        self.wide = False
        _styles(self.file, document)

    def front(self) -> None:
        """Title, notice, contents, and the line at the foot of each page."""
        if self.document.sections and self.document.sections[0].wide:
            self._lay(self.file.sections[0], wide=True)  # a page upright with a title alone would be empty
        self.file.add_paragraph(self.document.case, style="Subtitle")
        self.heading(self.file.add_paragraph(style="Title"), self.document.title)
        if self.document.notice:
            self.words(self.file.add_paragraph(style="Intense Quote"), (Strong(self.document.notice),))
        if not self.document.pages:  # a brief is shorter than its contents would be
            self.heading(self.file.add_paragraph(style="TOC Heading"), self.document.labels["contents"])
            listed = [(depth, one) for depth, one in self.document.walk() if depth <= CONTENTS]
            for at, (depth, one) in enumerate(listed, 2):  # the last line is not alone overleaf
                self._entry(one, depth).paragraph_format.keep_with_next = at == len(listed)
        foot = self.file.sections[0].footer.paragraphs[0]
        foot.style = self.file.styles["Body Text 3"]
        foot.text = f"{self.document.notice}  {self.document.labels['page']} "
        field(foot, "PAGE", "1")
        foot.add_run(" / ")
        field(foot, "NUMPAGES", "1")

    def _entry(self, one: Section, depth: int) -> Any:
        """A line of the contents: a way to the heading, and its page, which the program that opens the file counts. A
        whole table of contents would be one field, and stay empty, or without numbers, until somebody updates it."""
        line = self.file.add_paragraph(style="Body Text")
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(6 * (depth - 1)), Pt(1)
        link(line, bookmark(one.anchor), shown(one.title))
        edge = (WIDE if self.wide else UPRIGHT)[0] - 2 * SIDE
        line.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run("\t")
        field(line, f"PAGEREF {bookmark(one.anchor)} \\h", UNCOUNTED, stale=True)
        return line

    def section(self, one: Section, level: int) -> None:
        """A heading with all that stands under it; a whole chapter that asks for it is on pages across."""
        # Within a chapter no page is turned: the one before would end after a few lines.
        if level == 1 and one.wide != self.wide:
            self.turn(one.wide)
        head = self.file.add_paragraph(style=f"Heading {min(level, 5)}")
        head.paragraph_format.page_break_before = one.anchor == "annexes" and self.document.pages > 0  # the brief ends
        self.mark(head, one.anchor)
        self.heading(head, one.title, named=one.named)
        one = dataclasses.replace(one, blocks=tuple(flowing(one.blocks)))
        boxed = any(isinstance(block, Table) and block.room for block in one.blocks)  # whoever answers turns no page
        for at, block in enumerate(one.blocks):
            after = next(iter(one.blocks[at + 1 :]), None)
            ends = isinstance(after, Paragraph) and at == len(one.blocks) - 2  # it stays with the table
            line = self.block(block, after, ends=ends)
            if line is not None and (leads(one, at) or ends or (boxed and after is not None)):
                line.paragraph_format.keep_with_next = True  # its words and its heading stay with what they lead to
        for part in one.sections:
            self.section(part, level + 1)

    def turn(self, wide: bool) -> None:
        """A new page, across or upright."""
        self._lay(self.file.add_section(), wide=wide)

    def _lay(self, page: Any, *, wide: bool) -> None:
        page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = WIDE if wide else UPRIGHT
        self.wide = wide

    def block(self, one: Block, after: Block | None = None, *, ends: bool = False) -> Any:
        """A block of any kind, with what comes after it, which `ends` its section or not; of a paragraph its line."""
        if isinstance(one, Paragraph):
            style = {"notice": "Intense Quote", "small": "Body Text 3"}.get(one.style, "Body Text")
            line = self.file.add_paragraph(style=style)
            self.words(line, one.text)
            return line
        if isinstance(one, Points):
            numbered = list_of_its_own(self.file) if one.numbered else None
            # A list of a few lines is not broken, and of a longer one neither the first line nor the last is alone.
            count = len(one.items)
            for at, item in enumerate(one.items):
                line = self.file.add_paragraph(style="List Number" if one.numbered else "List Bullet")
                line.paragraph_format.keep_with_next = at < count - 1 and (count <= FEW_LINES or at in (0, count - 2))
                if numbered is not None:
                    number(line, numbered)
                self.words(line, item)
        elif isinstance(one, Facts):
            # One paragraph of several lines: LibreOffice parts paragraphs, each of which is to stay with the next.
            line = self.file.add_paragraph(style="Body Text")
            line.paragraph_format.keep_together = True
            for at, (name, value) in enumerate(one.pairs):
                self.words(
                    line, ("\n" if at else "", f"{name}: ", value if isinstance(value, str | Link) else str(value))
                )
        elif isinstance(one, Quote):
            self._quote(one)
        elif isinstance(one, Figure):
            self._figure(one)
        elif not one.data_only:
            # A box to write in bears its reference below it.
            fill_table(self, one, kept=ends or (one.room > 0 and isinstance(after, Paragraph)))
        return None

    def _quote(self, one: Quote) -> None:
        line = self.file.add_paragraph(style="Quote")
        if one.anchor:
            self.mark(line, one.anchor)
        line.paragraph_format.space_after, line.paragraph_format.keep_with_next = Pt(0), True
        language(line.add_run(shown(one.words)), one.lang)
        self.words(self.file.add_paragraph(style="Body Text 3"), one.under)

    def _figure(self, one: Figure) -> None:
        wide, high = fitted(one, wide=self.wide)
        picture = self.file.add_picture(io.BytesIO(drawn(one.svg)), width=wide, height=high)
        self.file.paragraphs[-1].paragraph_format.keep_with_next = True  # its caption stands below it
        picture._inline.docPr.set("descr", f"{one.caption}. {one.twin}")
        self.caption("figure", f"{one.caption}. {one.twin}")

    def caption(self, what: str, words: str) -> None:
        """A caption with a number that Word counts by itself."""
        self.number[what] += 1
        line = self.file.add_paragraph(style="Caption")
        line.add_run(f"{self.document.labels[what]} ")
        field(line, f"SEQ {what.capitalize()} \\* ARABIC", str(self.number[what]))
        line.add_run(f". {shown(words)}")
        line.paragraph_format.keep_with_next = what == "table"

    def heading(self, line: Any, words: str, *, named: bool = False) -> None:
        """Words of a heading, in the language of headings; a name is in that of the text."""
        language(line.add_run(shown(words)), self.document.lang if named else self.document.headings)

    def words(self, line: Any, parts: Text) -> None:
        """Words, links and emphasis."""
        for part in parts:
            if isinstance(part, Link):
                link(line, bookmark(part.to), shown(part.words))
            elif isinstance(part, Strong):
                line.add_run(shown(part.words)).bold = True
            else:
                line.add_run(shown(part))

    def mark(self, line: Any, anchor: str) -> None:
        """Makes a place that links lead to."""
        number = self.marks[anchor] = len(self.marks) + 1
        for tag, more in (("w:bookmarkStart", {"w:name": bookmark(anchor)}), ("w:bookmarkEnd", {})):
            line._p.append(element(tag, {"w:id": str(number), **more}))


def _styles(file: Any, document: Document) -> None:
    """Our fonts and sizes in Word's own styles; the language of the text; no author, no date but the copy's."""
    sizes: Iterable[tuple[str, float]] = (
        ("Normal", 10),
        ("Body Text 3", 8),
        ("Quote", 10),
        ("Caption", 9),
        ("Intense Quote", 9.5),
    )
    for name, size in sizes:
        style = file.styles[name]
        style.font.size, style.font.name = Pt(size), "Noto Sans"
        style.font.color.rgb = RGBColor(0x1D, 0x1D, 0x1B)
    for level in range(1, 6):
        file.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1D, 0x1D, 0x1B)
        file.styles[f"Heading {level}"].font.name = "Noto Sans"
    for lang in file.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), document.lang)
    page = file.sections[0]
    page.page_width, page.page_height = UPRIGHT
    page.left_margin = page.right_margin = SIDE
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(18), Mm(24), Mm(9)  # the foot has three lines
    day = datetime.datetime.fromisoformat(f"{document.at}T00:00:00")
    told = file.core_properties
    told.author = told.last_modified_by = ""
    # The library takes no more than 255 letters here; the format does, and a notice with its recipient is longer.
    told._element.get_or_add_title().text = shown(f"{document.title} - {document.case}")
    told._element.get_or_add_description().text = shown(document.notice)
    told.language, told.created, told.modified, told.revision = document.lang, day, day, 1
