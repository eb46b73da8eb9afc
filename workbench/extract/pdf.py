"""PDF: the text layer, page by page. A page that is only a picture is named, never passed over."""

import re
from typing import Any

from workbench.extract.layout import Layout
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


def _open(pypdfium2: Any, data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unread("encrypted") from error
        raise Unread("damaged", str(error)) from error


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
    """The words of a page, and whether anything at all is drawn on it (a blank page has nothing to be read)."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            words = textpage.get_text_bounded(errors="surrogatepass")
        finally:
            textpage.close()
        return words.replace("\x02", "-\n").replace("\ufffe", "-\n"), pypdfium2.raw.FPDFPage_CountObjects(page) > 0
    finally:
        page.close()


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
    if attached := raw.FPDFDoc_GetAttachmentCount(document):
        found.append(reason("attachment-not-opened", f"{attached} inside"))
    return found


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:30])
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}" + (
        f" and {len(pages) - 30} more" if len(pages) > 30 else ""
    )
