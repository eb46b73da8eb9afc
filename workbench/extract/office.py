"""The look into an office file before any reader opens it: sizes, entities, macros and what calls out."""

import dataclasses
import functools
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from workbench.extract.archive import pieces_of
from workbench.extract.members import Allowance, Inside, Left
from workbench.extract.outcome import File, Reason, Unread, reason

MOST_PARTS, MOST_BYTES, MOST_RATIO, ALWAYS_FINE = 10_000, 400_000_000, 300, 20_000_000
TRAP = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# Only these can be searched as bytes: in any other encoding an entity could hide.
PLAIN = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}
HELD = re.compile(r"^(?:word|xl|ppt)/(?:media|embeddings)/[^/]+$|^Pictures/[^/]+$")
CHUNK, MOST_LINKS = 1 << 20, 5_000_000


@dataclasses.dataclass(frozen=True)
class Parts:
    """The names of the parts of an office file and the reasons that they give.

    Example:
        >>> Parts(("word/document.xml",), ()).names
        ('word/document.xml',)
    """

    names: tuple[str, ...]
    reasons: tuple[Reason, ...]


def look(path: Path) -> Parts:
    """Checks the parts of a ZIP-based office file without keeping any of them in memory.

    Raises:
        Unread: damaged, encrypted, archive-bomb or xml-entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _sizes(infos)
            for info in infos:
                _part(archive, info)
            return Parts(tuple(info.filename for info in infos), _remarks(archive, infos))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unread("damaged", f"{type(error).__name__}: {error}") from error
    except zlib.error as error:
        raise Unread("damaged", f"compressed data: {error}") from error


def inside(file: File) -> Iterator[Inside | Left]:
    """The pictures and the embedded files of an office document, one by one, under the names of its parts.

    Example:
        >>> bool(HELD.search("word/media/image1.png")), bool(HELD.search("word/document.xml"))
        (True, False)
    """
    allowance = Allowance(file.path.stat().st_size)
    with zipfile.ZipFile(file.path) as archive:
        for info in archive.infolist():
            if HELD.search(info.filename) and not info.is_dir():
                yield Inside(info.filename, functools.partial(pieces_of, archive, info, allowance))


def _sizes(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise Unread("encrypted")
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise Unread("damaged", "packed in a way that office programs do not use")
    if len({info.filename for info in infos}) != len(infos):
        raise Unread("damaged", "two parts have the same name")
    total, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > MOST_PARTS or total > MOST_BYTES or (total > ALWAYS_FINE and total > MOST_RATIO * max(packed, 1)):
        raise Unread("archive-bomb", f"{len(infos)} parts, {total} bytes out of {packed}")


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Reads one part through: its real size is what it says, and its XML defines nothing."""
    is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    seen, tail = 0, b""
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            if not seen and is_xml:
                _encoding(chunk, info.filename)
            seen += len(chunk)
            if seen > info.file_size:
                raise Unread("archive-bomb", f"{info.filename} is larger than it says")
            # Zero bytes are dropped so that the words are found in UTF-16 as well.
            text = (tail + chunk).replace(b"\0", b"")
            if is_xml and TRAP.search(text):
                raise Unread("xml-entities", info.filename)
            tail = text[-64:]


def _encoding(head: bytes, name: str) -> None:
    declared = DECLARED.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if declared and declared[1].lower() not in PLAIN:
        raise Unread("xml-entities", f"{name} is written in {declared[1].decode()}, in which entities could hide")


def _remarks(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> tuple[Reason, ...]:
    names = [info.filename for info in infos]
    found = []
    if any("vbaproject" in name.lower() or "macrosheets/" in name.lower() for name in names):
        found.append(reason("macros"))
    if any("/media/" in name for name in names):
        found.append(reason("pictures-inside"))
    if any("xl/comments" in name or "threadedcomments/" in name.lower() for name in names):
        found.append(reason("comments-not-read"))
    if outside := _outside(archive, names):
        found.append(reason("active-content", f"loads from outside: {outside}"))
    return tuple(found)


def _outside(archive: zipfile.ZipFile, names: list[str]) -> str | None:
    """The first part relation that makes an office program fetch something (a plain hyperlink does not)."""
    for name in names:
        if name.endswith(".rels") and archive.getinfo(name).file_size < MOST_LINKS:
            for link in re.findall(rb"<[^<>]*Relationship\s[^<>]*>", archive.read(name)):
                if b'"External"' in link and b"/hyperlink" not in link:
                    target = re.search(rb'Target="([^"]{0,120})', link)
                    return target[1].decode("utf-8", "replace") if target else name
    return None
