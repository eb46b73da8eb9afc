"""PDF: the text layer, page by page. A page that is only a picture is named, never passed over."""

import contextlib
import ctypes
import functools
import math
import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.layout import SURROGATE, Layout, newlines
from workbench.extract.members import Inside, Left, shown
from workbench.extract.outcome import File, Reading, Reason, Unread, reason

ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|XFA|RichMedia|SubmitForm|GoToE)\b")
MOST_PAGES = 20_000


def read(file: File) -> Reading:
    """Reads the text layer of a PDF; places are pages, counted from 1 as they lie in the file.

    Raises:
        Unread: encrypted or damaged.
    """
    import pypdfium2

    data = file.data()
    document = _open(pypdfium2, data)
    try:
        layout, reasons = _pages(pypdfium2, document)
        reasons = _active(pypdfium2, document, data) + reasons
    finally:
        document.close()
    remarks, made = layout.made("pdf", "pypdfium2")
    silent = {r.code for r in reasons} & {"no-text-layer", "page-unreadable"}
    return Reading("document", (*reasons, *(r for r in remarks if not (silent and r.code == "no-text"))), made)


def inside(file: File) -> Iterator[Inside | Left]:
    """The files attached to a document, one by one.

    Raises:
        Unread: encrypted or damaged.
    """
    import pypdfium2

    with opened(file.data()) as document:
        for number in range(document.count_attachments()):
            attached = document.get_attachment(number)
            name = attached.get_name() or f"attachment {number + 1}"
            try:
                data = bytes(attached.get_data())
            except pypdfium2.PdfiumError as error:
                yield Left(name, reason("member-damaged", f"{shown(name)}: {str(error)[:80]}"))
            else:
                yield Inside(name, functools.partial(iter, (data,)))


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A document, closed at the end.

    Raises:
        Unread: encrypted or damaged.
    """
    import pypdfium2

    document = _open(pypdfium2, data)
    try:
        yield document
    finally:
        document.close()


def words_of(document: Any) -> Iterator[tuple[int, str]]:
    """The number of each page (from 1) and its words as `read` writes them, which ends each page with a line end."""
    import pypdfium2

    for number in range(1, min(len(document), MOST_PAGES) + 1):
        try:
            words, _ = _page(pypdfium2, document, number - 1)
        except pypdfium2.PdfiumError:
            continue  # as in `read`, which names the page
        yield number, SURROGATE.sub("\ufffd", newlines(words))


def letters_of(textpage: Any) -> list[str]:
    """What stands at each place of a page's list of letters."""
    import pypdfium2

    code = pypdfium2.raw.FPDFText_GetUnicode
    found = [chr(code(textpage, index)) for index in range(textpage.count_chars())]
    return [SURROGATE.sub("\ufffd", letter) for letter in found]


def on_page(page: Any, textpage: Any, index: int) -> bool:
    """True where the box of a letter touches the page: of others the text of a page says nothing."""
    left, bottom, right, top = textpage.get_charbox(index)
    west, south, east, north = page.get_bbox()
    return bool(left <= east and right >= west and bottom <= north and top >= south)


def box_of(page: Any, textpage: Any, letters: list[int]) -> list[int]:
    """The box around letters of a page: left, top, right, bottom in whole points from its upper left corner as shown.

    It holds both the ink of each letter and the space that its font gives it, and a point more on every side.
    """
    corners = []
    for index in letters:
        for loose in (False, True):
            left, bottom, right, top = textpage.get_charbox(index, loose=loose)
            corners += [_shown(page, left, bottom), _shown(page, right, top)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return [max(math.floor(min(across)) - 1, 0), max(math.floor(min(down)) - 1, 0),
            math.ceil(max(across)) + 1, math.ceil(max(down)) + 1]  # fmt: skip


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own grid, in points from the upper left corner of the page as shown: turned and cropped."""
    import pypdfium2

    fine, across, down = 100, ctypes.c_int(), ctypes.c_int()
    size = (math.ceil(page.get_width() * fine), math.ceil(page.get_height() * fine))
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / fine, down.value / fine


def _open(pypdfium2: Any, data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        if locked and b"/Encrypt" in data:
            raise Unread("encrypted") from error
        # PDFium keeps its last error: a file that fails without one of its own is given that of a file read before it.
        raise Unread("damaged", "" if locked else str(error)) from error


def _pages(pypdfium2: Any, document: Any) -> tuple[Layout, list[Reason]]:
    layout = Layout("page")
    pictures, broken = [], []
    count = min(len(document), MOST_PAGES)
    for number in range(1, count + 1):
        try:
            words, drawn = _page(pypdfium2, document, number - 1)
        except pypdfium2.PdfiumError:
            broken.append(number)
            continue
        if not words.strip() and drawn:
            pictures.append(number)
        layout.add(words, f"page {number}")
        layout.add("\n")
    layout.facts["pages"] = len(document)
    reasons = []
    if pictures:
        reasons.append(reason("no-text-layer", _numbers(pictures)))
    if broken or count < len(document):
        reasons.append(
            reason("page-unreadable", _numbers([*broken, *range(count + 1, min(len(document), count + 20) + 1)]))
        )
    return layout, reasons


def _page(pypdfium2: Any, document: Any, index: int) -> tuple[str, bool]:
    """The words of a page, and whether anything at all is drawn on it (a blank page has nothing to be read).

    By the library's bare functions: of thousands of pages, its objects cost as much as a tenth of the reading.
    """
    raw = pypdfium2.raw
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise pypdfium2.PdfiumError("Failed to load page.")
    try:
        textpage = raw.FPDFText_LoadPage(page)
        if not textpage:
            raise pypdfium2.PdfiumError("Failed to load text page.")
        try:
            words = _bounded(pypdfium2, page, textpage)
        finally:
            raw.FPDFText_ClosePage(textpage)
        return words.replace("\x02", "-\n").replace("\ufffe", "-\n"), raw.FPDFPage_CountObjects(page) > 0
    finally:
        raw.FPDF_ClosePage(page)


def _bounded(pypdfium2: Any, page: Any, textpage: Any) -> str:
    """The text within the page's edges, as `get_text_bounded` of the library gives it, which asks for it twice."""
    raw, edges = pypdfium2.raw, pypdfium2.raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, edges):
        raise pypdfium2.PdfiumError("Failed to get page bounding box.")
    asked = (textpage, edges.left, edges.top, edges.right, edges.bottom)
    room = 2 * max(raw.FPDFText_CountChars(textpage), 0) + 8
    buffer = (ctypes.c_ushort * room)()
    count = raw.FPDFText_GetBoundedText(*asked, buffer, room)
    if count >= room:  # line ends and long letters took more places than was thought
        room = raw.FPDFText_GetBoundedText(*asked, None, 0) + 1
        buffer = (ctypes.c_ushort * room)()
        count = raw.FPDFText_GetBoundedText(*asked, buffer, room)
    words = memoryview(buffer)[: max(count, 0)].tobytes().decode("utf-16-le", "surrogatepass")
    return words.removesuffix("\0")  # it ends what it writes, and counts that


def _active(pypdfium2: Any, document: Any, data: bytes) -> list[Reason]:
    found = []
    raw = pypdfium2.raw
    names = {name.decode() for name in ACTIVE.findall(data)}
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        names.add("JavaScript")
    if document.get_formtype() in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}:
        names.add("XFA")
    if names:
        found.append(reason("active-content", ", ".join(sorted(names))))
    return found


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:30])
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}" + (
        f" and {len(pages) - 30} more" if len(pages) > 30 else ""
    )
