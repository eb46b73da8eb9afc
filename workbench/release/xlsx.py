"""A workbook of typed cells: no formula, no author, no date of its own."""

import datetime
import io
import math
import re
import textwrap
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter

from workbench.figures.style import ink_on, under
from workbench.release.sheets import Sheet, Value, shown

# Zip and workbook need some date; this one says nothing.
CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
LONGEST, MOST_LINKS = 32_767, 65_000
WIDTH, LINE, HIGHEST = 16, 15.0, 405.0  # of a column in letters; of a row in points, which may be 409 at most
LINKED = "#000080"  # LibreOffice writes links in this ink, whatever the cell says: on a dark ground nobody can read it
# Behind a number, as wide as this letter: LibreOffice forgets the indent of one whose neighbour has another form.
ROOM = "_M"
ALONE = 100  # letters of a column that stands alone: LibreOffice fits none to a page by itself, and cuts it at the edge
WIDEST, BROAD = 60, 26  # letters of a column that is widened for a link, and for its longest word
SIGN, BROADER = 1, 8  # letters that the sign of a filter covers; of so many Cyrillic ones each takes one letter more
# From day to day (English, Serbian, Vietnamese) on one line, or the second day is broken after a hyphen.
SPAN = re.compile(r"(?<=\d) (?:to|do|до|đến) (?=\d{4}-)")
ACROSS = 150  # letters of a sheet on one printed page; smaller print is not read any more
# Words at the head and foot of a printed page: size, letters of a line, lines above, letters below; inches there.
NOTE, LETTERS, HEADED, FOOTED, MARGIN = "&L&8 ", 120, 2, 220, 0.95
CUT = " [... cut here: a cell holds no more; the whole text is in the HTML and JSON]"


def workbook(sheets: Sequence[Sheet], *, title: str, notice: str = "") -> bytes:
    """The bytes of an XLSX workbook; the same sheets give the same bytes.

    Text is written as text whatever it begins with; links stay inside the workbook. `notice` is printed on every page,
    for one page of a workbook may be all that somebody is handed.

    Example:
        >>> workbook([Sheet("S", ("a",), (("=1+1",),))], title="t")[:2]
        b'PK'
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": "", "created": CREATED})
        formats = _Formats(book)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _fill(page, sheet, formats)
            _print(page, sheet, notice)
    return out.getvalue()


class _Formats:
    """The few looks that cells have, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, str], xlsxwriter.format.Format] = {}
        self.head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": "#E7E5E0",
                "border": 1,
                "border_color": "#B8B4AA",
            }
        )

    def of(self, fill: str, *, link: bool, number: str = "") -> "xlsxwriter.format.Format":
        """The look of a cell on a ground; `number` is how a number is written, empty for words."""
        if (fill, link, number) not in self._made:
            look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5D2CB"}
            look |= {"bg_color": fill, "font_color": ink_on(fill)} if fill else {}
            look |= {"underline": 1, "font_color": ink_on(fill) if fill else "#1B1B1B"} if link else {}
            look |= {"align": "right", "text_wrap": False, "num_format": number} if number else {}
            self._made[fill, link, number] = self._book.add_format(look)
        return self._made[fill, link, number]


def _fill(page: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, formats: _Formats) -> None:
    widths, grounds = _widths(sheet), _grounds(sheet)
    page.set_row(0, _height(sheet.headers, [width - SIGN for width in widths]))
    for column, name in enumerate(sheet.headers):
        page.write_string(0, column, _text(name), formats.head)
        page.set_column(column, column, widths[column])
    for row, values in enumerate(sheet.rows):
        page.set_row(row + 1, _height(values, widths))
        for column, value in enumerate(values):
            target = sheet.links.get((row, column)) if len(sheet.links) <= MOST_LINKS else None
            look = formats.of(grounds.get((row, column), ""), link=target is not None, number=_written(value))
            _write(page, (row + 1, column), value, look, target)
    page.freeze_panes(1, sheet.freeze)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headers) - 1)


def _written(value: Value) -> str:
    """How a number is written: a decimal with the digits that it came with, so that 0.00 and 0.76 stand alike; with
    room behind each, or it stands against the words beside it."""
    if isinstance(value, Decimal) and isinstance(exponent := value.as_tuple().exponent, int) and exponent < 0:
        return "0." + "0" * -exponent + ROOM
    return f"General{ROOM}" if isinstance(value, float) else f"0{ROOM}" if isinstance(value, int | Decimal) else ""


def _grounds(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The ground of each cell: a colour that links stand on is pale enough for them, on the whole sheet."""
    linked = {sheet.fills[at] for at in sheet.links if at in sheet.fills}
    return {at: under(fill, LINKED) if fill in linked else fill for at, fill in sheet.fills.items()}


def _print(page: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, notice: str) -> None:
    """How a sheet goes on paper: across A4, its head on each page, the notice above, its name and the page below."""
    page.set_landscape()
    page.set_paper(9)
    pages = max(1, math.ceil(math.fsum(_widths(sheet)) / ACROSS))
    page.fit_to_pages(pages, 0)
    page.repeat_rows(0)
    if pages > 1 and sheet.freeze:
        page.repeat_columns(0, sheet.freeze - 1)
    above, below = _ruled(notice)
    page.set_margins(top=MARGIN, bottom=MARGIN)
    if above:
        page.set_header(NOTE + above, {"scale_with_doc": False})
    page.set_footer(f"{NOTE}{below}&A&R&8&P / &N", {"scale_with_doc": False})


def _ruled(notice: str) -> tuple[str, str]:
    """A notice in lines for the head of a page, and what does not fit there for its foot: the format takes 255 signs
    for each of the two, and no program breaks a long line there."""
    words = shown(notice).replace("&", "&&")
    lines = textwrap.wrap(words, LETTERS)
    rest = " ".join(lines[HEADED:])
    # A sentence that does not fit above stands below as a whole, and not with its last words alone.
    if rest and (end := words[: len(" ".join(lines[:HEADED]))].rfind(". ")) > 0:
        lines, rest = textwrap.wrap(words[: end + 1], LETTERS), words[end + 2 :]
    above, below = "\n".join(lines[:HEADED]), "\n".join(textwrap.wrap(rest, LETTERS))
    if len(below) > FOOTED:
        below = below[:FOOTED].rsplit(maxsplit=1)[0] + " [...]"
    return above, f"{below}\n" if below else ""


def _widths(sheet: Sheet) -> list[float]:
    """The width of each column: as asked, but no word is broken that need not be, and a link stands on one line: not
    every program breaks it, and the next column would cut it."""
    asked = [sheet.widths[column] if column < len(sheet.widths) else WIDTH for column in range(len(sheet.headers))]
    made: list[float] = []
    for column, width in enumerate(asked):
        texts = [str(row[column]) for row in sheet.rows if row[column] is not None]
        words = [len(word) for text in (*texts, sheet.headers[column]) for word in SPAN.sub("_", text).split()]
        links = [len(str(sheet.rows[at][place])) for at, place in sheet.links if place == column]
        made.append(max(width, min(max(words, default=0) + 3, BROAD), min(max(links, default=0) + 2, WIDEST)))
    return made if len(made) > 1 else [min(width, ALONE) for width in made]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes where no line is longer than `width` and a word is broken only if it alone is."""
    lines, used = 1, 0
    for word in text.split():
        letters = len(word) + sum("\u0400" <= letter <= "\u04ff" for letter in word) // BROADER
        if used and used + 1 + letters > width:
            lines, used = lines + 1, 0
        used += letters + (1 if used else 0)
        lines, used = lines + (used - 1) // width if used > width else lines, (used - 1) % width + 1
    return lines


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """The points that a row needs for its wrapped words: not every program works this out when it opens a file."""
    lines = [
        sum(_lines(line, max(1, int(width) - 2)) for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=False)
        if value is not None
    ]
    return min(LINE * max(lines, default=1), HIGHEST)


def _write(
    page: "xlsxwriter.worksheet.Worksheet",
    at: tuple[int, int],
    value: Value,
    look: "xlsxwriter.format.Format",
    target: tuple[str, int] | None,
) -> None:
    if isinstance(value, int | float | Decimal):
        page.write_number(*at, value, look)
    elif not value:
        page.write_blank(*at, None, look)
    elif target:
        page.write_url(*at, f"internal:'{target[0]}'!A{target[1] + 2}", look, _text(value)[:255])
    else:
        page.write_string(*at, _text(value), look)


def _text(value: str) -> str:
    text = shown(value)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
