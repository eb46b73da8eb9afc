"""Plain words to text files, office documents, PDF pages and saved web pages, always with the same bytes."""

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

import docx
import docx.document
import matplotlib
from docx.enum.style import WD_STYLE_TYPE
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from PIL import Image

from make.scenes import typed_page

MOMENT = datetime.datetime(2024, 10, 1, 9, 0, 0)
ZIP_TIME = (2024, 10, 1, 9, 0, 0)
BALLAST = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml")
LINES_A_PAGE = 46
TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def repacked(content: bytes) -> bytes:
    """The same zip, stored and dated alike everywhere; what the template carries along for nothing is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(set(old.namelist()) - set(BALLAST)):
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), _without_ballast(name, old.read(name)))
    return out.getvalue()


def _without_ballast(name: str, body: bytes) -> bytes:
    """A list of parts or relations without the lines that name what was left out."""
    if not name.endswith((".rels", "[Content_Types].xml")):
        return body
    text = body.decode("utf-8")
    for part in BALLAST:
        lines = r'<(Relationship|Override) [^>]*"[^"]*' + re.escape(part.rpartition("/")[2]) + r'"[^>]*/>'
        text = re.sub(lines, "", text)
    return text.encode("utf-8")


def _only_needed_styles(document: docx.document.Document) -> None:
    """Take out the template's hundred table styles, which are nine tenths of the file."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()


def to_docx(text: str, title: str) -> bytes:
    """A Word document: '# ' begins a heading, '| a | b |' is a table row, each other line is one paragraph."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.title = "Mreža Fenjer (fictional)", "", title
    properties.created = properties.modified = MOMENT
    table = None
    for line in text.splitlines():
        if line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            table = table or document.add_table(rows=0, cols=len(cells), style="Table Grid")
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
            continue
        table = None
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        elif line.strip():
            document.add_paragraph(line)
    _only_needed_styles(document)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def to_pdf(text: str, title: str) -> bytes:
    """PDF pages with a text layer; a form feed begins a page, '# ' a heading; no line is longer than the page."""
    out = io.BytesIO()
    settings = {"pdf.fonttype": 42, "pdf.compression": 0, "font.family": "DejaVu Sans"}
    with matplotlib.rc_context(settings), PdfPages(out, metadata=_metadata(title)) as pdf:
        for page in _pages(text):
            figure = Figure(figsize=(8.27, 11.69))
            for number, line in enumerate(page):
                heading = line.startswith("# ")
                words = line.removeprefix("# ")
                if words.strip():
                    height = 0.95 - 0.0195 * number
                    figure.text(
                        0.08, height, words, fontsize=11 if heading else 8.5, weight="bold" if heading else "normal"
                    )
            pdf.savefig(figure)
    return out.getvalue()


def _metadata(title: str) -> dict[str, object]:
    return {"Title": title, "Creator": "make_raw.py", "Producer": "make_raw.py", "CreationDate": None}


def _pages(text: str) -> list[list[str]]:
    pages: list[list[str]] = []
    for part in text.split("\f"):
        lines = part.strip("\n").splitlines()
        pages += [lines[at : at + LINES_A_PAGE] for at in range(0, len(lines), LINES_A_PAGE)]
    return pages


def to_scan(text: str, title: str) -> bytes:
    """A PDF that is one picture of a typed page, slightly turned: it has no text layer."""
    image = typed_page(text.splitlines(), seed=title).rotate(
        0.6, fillcolor=(236, 233, 224), resample=Image.Resampling.BICUBIC
    )
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=60)
    return _pdf_of_picture(jpeg.getvalue(), image.size)


def _pdf_of_picture(jpeg: bytes, size: tuple[int, int]) -> bytes:
    """One page with one JPEG on it: written by hand, since Pillow's PDF writer enters the clock."""
    content = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
    image = f"<< /Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} /ColorSpace /DeviceRGB"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        image.encode() + b" /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n" % len(jpeg)
        + jpeg + b"\nendstream",
    ]  # fmt: skip
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(bodies) + 1
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + tail


def to_windows_1258(text: str, _title: str) -> bytes:
    """The text in the old Vietnamese code page, with Windows line ends: letters keep their hat, tones stand alone."""
    return "".join(_old_letters(letter) for letter in text).replace("\n", "\r\n").encode("cp1258")


def _old_letters(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONE_MARKS))
        return base + "".join(part for part in parts if part in TONE_MARKS)
    return letter


FORMS: dict[str, Callable[[str, str], bytes]] = {
    "txt": lambda text, _title: text.encode("utf-8"),
    "utf-16": lambda text, _title: b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"),
    "windows-1258": to_windows_1258,
    "docx": to_docx,
    "pdf": to_pdf,
    "scan": to_scan,
}
__all__ = ["FORMS", "MOMENT", "repacked"]
