"""Files that hold others: ZIP and office files, PDF, pictures, databases, notebooks. What does not open is said so."""

import io
import json
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image

from workbench.extract import pdf
from workbench.extract.outcome import Unread
from workbench.release.layers import MOST, inflated, of_85
from workbench.release.packed import DAMAGED, END, LOCAL, behind, is_zip
from workbench.release.readable import APART, BIG, LITTLE, is_text
from workbench.release.strokes import GLYPHS

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
FONTS = (b"OTTO", b"\x00\x01\x00\x00", b"true", b"ttcf")
SQUEEZED = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"x\x01", b"x^", b"x\x9c", b"x\xda")
DATABASE = b"SQLite format 3\x00"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.S)
SHOWN = re.compile(rb"\[((?:[^\[\]()]|\((?:[^()\\]|\\.)*\))*)\]\s*TJ", re.S)
GLYPH = re.compile(GLYPHS, re.S)
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.S)
# The short names are those of pictures within a page; alone, three bytes of a compressed stream can read like one.
UNREAD_FILTERS = re.compile(
    rb"/(LZWDecode|RunLengthDecode|Crypt)\b|/F(?:ilter)?[\s\[]*(?:/[A-Za-z0-9]+\s*){0,4}?/(LZW|RL)\b"
)
ENCRYPTED = re.compile(rb"/Encrypt\b")
BROKEN_PICTURES = (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, struct.error, zlib.error,
                   Image.DecompressionBombError)  # fmt: skip
MOST_VALUES = 2_000_000


class Inner(NamedTuple):
    """Something inside a file: where it stands, and its bytes; `unread` says why it could not be read, if so."""

    where: str
    data: bytes = b""
    unread: str = ""


def opened(data: bytes) -> Iterator[Inner]:
    """Everything that a file of a known kind holds, as its reader finds it; what could not be read is said.

    Example:
        >>> made = io.BytesIO()
        >>> with zipfile.ZipFile(made, "w") as archive:
        ...     archive.writestr("word/document.xml", "<w:t>Sava</w:t>")
        >>> {one.where: one.data for one in opened(made.getvalue())}["word/document.xml"]
        b'<w:t>Sava</w:t>'
    """
    if is_text(data):
        if data.lstrip()[:1] == b"{" and b'"nbformat"' in data:
            yield from _notebook(data)
        if not data.startswith(b"%PDF"):
            return
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif data.startswith(DATABASE):
        yield from _database(data)
    elif is_picture(data):
        yield from _picture(data)
    if (END in data or LOCAL in data) and is_zip(data):
        yield from _zip(data)


def is_picture(data: bytes) -> bool:
    """True for the first bytes of a picture that Pillow knows."""
    return data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def known(data: bytes) -> bool:
    """Whether these bytes are of a kind whose content can be looked through at all.

    Example:
        >>> known(b"plain text"), known(b"\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1")
        (True, False)
    """
    if is_text(data) or is_picture(data) or data.startswith((b"%PDF", DATABASE, LOCAL, *FONTS, *SQUEEZED)):
        return True
    wide = max(sum(len(match.group()) for match in pattern.finditer(data)) for pattern in (LITTLE, BIG))
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or wide * 5 > len(data) * 4


def without_pixels(data: bytes) -> bytes:
    """A PNG without its compressed pixels, which hold no text; anything else as it is."""
    if not data.startswith(PICTURES[0]):
        return data
    pieces, at = [], 8
    while at + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in (b"IDAT", b"fdAT"):
            pieces.append(data[at : at + 12 + size])
        at += 12 + size
    return data[:8] + b"".join(pieces) + data[min(at, len(data)) :]


def _notebook(data: bytes) -> Iterator[Inner]:
    """The words of each cell and each output in one piece: a notebook stores them as lists of lines."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        yield Inner("notebook", unread="it is no JSON")
        return
    for words in _joined(found):
        yield Inner("notebook", words.encode("utf-8", "replace"))


def _joined(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _joined(one)
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        yield "".join(value)
    elif isinstance(value, list):
        for one in value:
            yield from _joined(one)
    elif isinstance(value, str):
        yield value


def _zip(data: bytes) -> Iterator[Inner]:
    """The members of a ZIP, also those that its directory leaves out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Inner("comment", archive.comment)
            for member in archive.infolist():
                yield Inner("name of a member", member.filename.encode("utf-8", "surrogateescape"))
                yield Inner(member.filename, member.comment)
                yield _member(archive, member)
    except DAMAGED:
        yield Inner("ZIP", unread="it is damaged")
    at = data.find(LOCAL)
    while at >= 0 and (found := behind(data, at)):
        begin, method = found
        layer = inflated(data, begin) if method == zipfile.ZIP_DEFLATED else None
        if layer is not None:
            yield Inner("a member", layer.data, "" if layer.whole else "it is too long")
        at = data.find(LOCAL, at + 4)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Inner:
    if member.flag_bits & 1:
        return Inner(member.filename, unread="it is encrypted")
    try:
        with archive.open(member) as file:
            found = file.read(MOST + 1)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError, NotImplementedError, zlib.error):
        return Inner(member.filename, unread="it is damaged")
    return Inner(member.filename, found) if len(found) <= MOST else Inner(member.filename, unread="it is too long")


def _pdf(data: bytes) -> Iterator[Inner]:
    """The words of each page as a reader sees them, and the strings of streams in letters."""
    try:
        with pdf.opened(data) as document:
            for number, words in pdf.words_of(document):
                yield Inner(f"page {number}", words.encode())
            if len(document) > pdf.MOST_PAGES:
                yield Inner("PDF", unread="it has too many pages")
    except Unread as error:
        yield Inner("PDF", unread=str(error))
    if ENCRYPTED.search(data):
        yield Inner("PDF", unread="it is encrypted")
    if found := UNREAD_FILTERS.search(data):
        yield Inner("PDF", unread=f"a stream is written with {(found[1] or found[2]).decode()}")
    if b"ASCII85Decode" in data or b"/A85" in data:
        for match in STREAM.finditer(data):
            layer = of_85(match[1])
            if layer is not None:
                yield Inner("stream", layer.data)


def shown(data: bytes) -> Iterator[Inner]:
    """The strings of a page's content, each with those that are set beside it; glyphs by their number are no words,
    and the words that they draw are read above."""
    if b"TJ" in data or b"Tj" in data:
        data = GLYPH.sub(b"()", data)
        lines = [b"".join(STRING.findall(match[1])) for match in SHOWN.finditer(data)]
        yield Inner("page content", b"\n".join([*lines, *STRING.findall(data)]))


def _database(data: bytes) -> Iterator[Inner]:
    """Every value of every table, the values of one row side by side."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.text_factory = bytes
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        left = MOST_VALUES
        for name in names:
            table = name.decode("utf-8", "replace")
            rows = []
            for row in connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""'))):
                left -= len(row)
                if left < 0:
                    yield Inner(table, unread="it has too many values")
                    return
                rows.append(APART.join(_said(value) for value in row))
                for value in row:
                    if isinstance(value, bytes) and not is_text(value):
                        yield Inner(table, value)
            yield Inner(table, "\n".join(rows).encode())
    except sqlite3.Error as error:
        yield Inner("database", unread=str(error))
    finally:
        connection.close()


def _said(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") if is_text(value) else ""
    return "" if value is None else str(value)


def _picture(data: bytes) -> Iterator[Inner]:
    """What a picture says beside its pixels: EXIF, XMP, IPTC, comments, texts."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            told = {**image.info, **getattr(image, "text", {})}
            exif = image.getexif()
            for tags in (exif, *(exif.get_ifd(place) for place in (0x8769, 0x8825, 0xA005))):
                told |= {f"EXIF {tag}": value for tag, value in tags.items()}
    except BROKEN_PICTURES as error:
        yield Inner("picture", unread=type(error).__name__)
        return
    for name, value in told.items():
        for said in value if isinstance(value, tuple | list) else (value,):
            if isinstance(said, bytes):
                yield Inner(f"{name}", said)
            elif isinstance(said, str):
                yield Inner(f"{name}", said.encode("utf-8", "surrogateescape"))
        yield Inner("name of a property", str(name).encode("utf-8", "replace"))
