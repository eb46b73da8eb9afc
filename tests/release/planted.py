"""Two hundred invented people and numbers, six spellings of each, and every wrapping in which one of them may leave."""

import base64
import bz2
import gzip
import html
import io
import itertools
import json
import lzma
import quopri
import sqlite3
import tempfile
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import typst
import xlsxwriter
from PIL import Image, PngImagePlugin

from tests.disclosure.ways import bare, initials, turned
from workbench.figures.style import fonts

FAMILY = ("Trần", "Đỗ", "Lục", "Vũ", "Bùi", "Phan", "Krstonja", "Ratković", "Žikić", "Čarnić", "Hoàng", "Mạc", "Ninh")
GIVEN = ("Hữu Lâm", "Quang Thiệp", "Văn Mịch", "Đình Ruộng", "Ngọc Bảng", "Minh Khuê", "Thế Sỹ", "Gia Huấn", "Dušan",
         "Njegoš", "Ljubiša", "Milica")  # fmt: skip
NAMES = [f"{family} {given}" for given, family in itertools.product(GIVEN, FAMILY)][:150]
NUMBERS = [f"C{7100000 + 137 * at}" for at in range(25)] + [f"+38164{5550000 + 7919 * at}" for at in range(25)]
PEOPLE = {f"P-{at}": [string] for at, string in enumerate([*NAMES, *NUMBERS])}
SPELLINGS: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "as listed": (str, str),
    "capitals": (str.upper, str.lower),
    "bare": (bare, lambda number: f"{number[:4]} {number[4:]}"),
    "turned": (turned, lambda number: f"{number[:3]}-{number[3:6]}-{number[6:]}"),
    "initials": (initials, lambda number: f"{number[:5]}.{number[5:]}"),
    "tied": (lambda name: bare(name).replace(" ", "_"), lambda number: f"{number[:4]}/{number[4:]}"),
}


def lines(spelling: str) -> list[str]:
    """All two hundred in one spelling."""
    name, number = SPELLINGS[spelling]
    return [name(one) for one in NAMES] + [number(one) for one in NUMBERS]


def _text(found: list[str]) -> str:
    return "".join(f"It was {one}, they say.\n" for one in found)


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _split(found: list[str], tags: str, start: str, end: str) -> bytes:
    """Each in two pieces with tags between them."""
    rows = [f"{start}{html.escape(one[:3])}{tags}{html.escape(one[3:])}{end}" for one in found]
    return ("<?xml version='1.0'?><root>" + "".join(rows) + "</root>").encode()


def _picture(found: list[str], form: str, **options) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, form, **options)
    return made.getvalue()


def _png(found: list[str], way: str) -> bytes:
    told = PngImagePlugin.PngInfo()
    if way == "iTXt":
        told.add_itxt("Author", _text(found), zip=True)
    else:
        told.add_text("Author", _text(found).encode("latin-1", "xmlcharrefreplace"), zip=way == "zTXt")
    return _picture(found, "PNG", pnginfo=told)


def _jpeg(found: list[str], way: str) -> bytes:
    if way == "comment":
        return _picture(found, "JPEG", comment=_text(found).encode())
    if way == "xmp":
        return _picture(found, "JPEG", xmp=_text(found).encode())
    exif = Image.Exif()
    exif[0x9C9D] = _text(found).encode("utf-16-le")  # XPAuthor, as Windows writes it
    return _picture(found, "JPEG", exif=exif)


def _xlsx(found: list[str]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Counts")
        for row, one in enumerate(found):
            sheet.write_string(row, 0, one)
    return made.getvalue()


def _database(found: list[str]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "a.gpkg")
        connection.execute("PRAGMA encoding = 'UTF-16'")
        connection.execute("CREATE TABLE places (id INTEGER, said TEXT)")
        connection.executemany("INSERT INTO places VALUES (?, ?)", enumerate(found))
        connection.commit()
        connection.close()
        return (Path(folder) / "a.gpkg").read_bytes()


def _notebook(found: list[str]) -> bytes:
    halves = [piece for one in found for piece in (f"It was {one[:3]}", f"{one[3:]}\n")]
    output = {"output_type": "display_data", "data": {"text/html": halves}, "metadata": {}}
    cell = {"cell_type": "code", "source": [], "outputs": [output], "metadata": {}, "execution_count": 1}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _page(found: list[str]) -> bytes:
    source = "\n\n".join(f"#{json.dumps(one, ensure_ascii=False)}" for one in found)
    return typst.compile(source.encode(), font_paths=[str(fonts())])


def pdf(objects: list[bytes]) -> bytes:
    """A small PDF with one empty page and these objects more."""
    told = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>", *objects]  # fmt: skip
    made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(told, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(told) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(told) + 1, start))


def _octal(found: list[str]) -> bytes:
    strings = [("\ufeff" + one).encode("utf-16-be") for one in found]
    return pdf([b"<</Title (" + b"".join(b"\\%03o" % byte for byte in one) + b")>>" for one in strings])


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Type/ObjStm/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def _drawn(found: list[str]) -> bytes:
    """Page content: every string in two pieces with a kerning between them."""
    rows = [f"BT [({bare(one)[:3]})-20({bare(one)[3:]})] TJ ET" for one in found]
    return pdf([_stream("\n".join(rows).encode("latin-1"))])


def _uri(found: list[str], kind: str = "text/plain") -> str:
    return f"data:{kind};base64," + base64.b64encode(_text(found).encode()).decode()


WRAPPINGS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "UTF-8": ("a.txt", lambda found: _text(found).encode()),
    "UTF-16, little": ("a.txt", lambda found: _text(found).encode("utf-16-le")),
    "UTF-16, big, marked": ("a.txt", lambda found: _text(found).encode("utf-16")),
    "UTF-16 among other bytes": ("a.txt", lambda found: b"\x01\x80" + _text(found).encode("utf-16-be") + b"\xff\x03"),
    "base64, each alone": ("a.txt", lambda found: b"\n".join(base64.b64encode(one.encode()) for one in found)),
    "base64, shifted": ("a.csv", lambda found: b"\n".join(b"abc"[: at % 4] + base64.b64encode(_text([one]).encode())
                                                          for at, one in enumerate(found))),
    "base64 in lines": ("a.eml", lambda found: base64.encodebytes(_text(found).encode())),
    "base64 for addresses": ("a.txt", lambda found: base64.urlsafe_b64encode(_text(found).encode())),
    "base64 of base64": ("a.txt", lambda found: base64.b64encode(base64.b64encode(_text(found).encode()))),
    "base64 of UTF-16": ("a.txt", lambda found: base64.b64encode(_text(found).encode("utf-16-le"))),
    "base64 of deflate": ("a.svg", lambda found: base64.b64encode(zlib.compress(_text(found).encode())[2:-4])),
    "a data address in HTML": ("a.html", lambda found: f"<a href='{_uri(found)}'>x</a>".encode()),
    "a data address in JSON": ("a.json", lambda found: json.dumps({"image": _uri(found, "image/png")}).encode()),
    "hex": ("a.txt", lambda found: _text(found).encode().hex().encode()),
    "hex in capitals, odd": ("a.txt", lambda found: b"F" + _text(found).encode().hex().upper().encode()),
    "hex in pairs": ("a.txt", lambda found: _text(found).encode().hex(" ").encode()),
    "URL": ("a.txt", lambda found: urllib.parse.quote(_text(found)).encode()),
    "HTML entities": ("a.html", lambda found: "".join(f"<p>{''.join(f'&#{ord(c)};' for c in one)}</p>"
                                                      for one in found).encode()),
    "JSON escapes": ("a.json", lambda found: json.dumps([_text([one]) for one in found]).encode()),
    "JSON, new lines before": ("a.json", lambda found: json.dumps("\n".join(found)).encode()),
    "quoted-printable": ("a.eml", lambda found: quopri.encodestring(_text(found).encode())),
    "zlib among other bytes": ("a.pdf", lambda found: pdf([_stream(_text(found).encode())])),
    "gzip": ("a.svgz", lambda found: gzip.compress(_text(found).encode())),
    "bzip2": ("a.bz2", lambda found: bz2.compress(_text(found).encode())),
    "xz": ("a.xz", lambda found: lzma.compress(_text(found).encode())),
    "ZIP": ("a.zip", lambda found: _zip({"a.txt": _text(found).encode()})),
    "ZIP in ZIP": ("a.zip", lambda found: _zip({"b.zip": _zip({"a.txt": _text(found).encode()})})),
    "names of members": ("a.zip", lambda found: _zip({one.replace("/", "_"): b"" for one in found})),
    "a word processor's": ("a.docx", lambda found: _zip({"word/document.xml": _split(
        found, "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>", "<w:p><w:r><w:t>", "</w:t></w:p>"
    )})),
    "slides": ("a.pptx", lambda found: _zip({"ppt/notesSlides/notesSlide1.xml": _split(
        found, "</a:t></a:r><a:r><a:t>", "<a:p><a:r><a:t>", "</a:t></a:r></a:p>")})),
    "an open document": ("a.odt", lambda found: _zip({"meta.xml": _split(
        found, "</text:span><text:span>", "<text:p><text:span>", "</text:span></text:p>")})),
    "a spreadsheet": ("a.xlsx", _xlsx),
    "HTML, split by tags": ("a.html", lambda found: _split(found, "</b><i class='x'>", "<p><b>", "</i></p>")),
    "SVG, split by tags": ("a.svg", lambda found: _split(found, "</tspan><tspan dx='1'>", "<text><tspan>",
                                                         "</tspan></text>")),
    "HTML attributes": ("a.html", lambda found: "".join(f'<img alt="{html.escape(one)}">' for one in found).encode()),
    "HTML comments": ("a.html", lambda found: "".join(f"<p><!-- {one} --></p>" for one in found).encode()),
    "PNG tEXt": ("a.png", lambda found: _png(found, "tEXt")),
    "PNG zTXt": ("a.png", lambda found: _png(found, "zTXt")),
    "PNG iTXt": ("a.png", lambda found: _png(found, "iTXt")),
    "JPEG comment": ("a.jpg", lambda found: _jpeg(found, "comment")),
    "JPEG XMP": ("a.jpg", lambda found: _jpeg(found, "xmp")),
    "EXIF": ("a.jpg", lambda found: _jpeg(found, "exif")),
    "a picture in base64": ("a.html", lambda found: b"<img src='data:image/png;base64,"
                            + base64.b64encode(_png(found, "zTXt")) + b"'>"),
    "behind a picture": ("a.png", lambda found: _picture(found, "PNG") + _text(found).encode()),
    "a page of a PDF": ("a.pdf", _page),
    "PDF strings in octal": ("a.pdf", _octal),
    "PDF strings in hex": ("a.pdf", lambda found: pdf([
        b"<</Author <" + ("\ufeff" + one).encode("utf-16-be").hex().encode() + b">>>" for one in found])),
    "PDF content": ("a.pdf", _drawn),
    "a database": ("a.gpkg", _database),
    "a notebook": ("a.ipynb", _notebook),
}  # fmt: skip
