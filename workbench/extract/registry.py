"""Which reader reads what: one dict, and the reasons for what is kept without being read."""

import dataclasses
import functools
from collections.abc import Callable

from workbench.extract import archive as zipped
from workbench.extract import (
    delimited,
    docx,
    geojson,
    geopackage,
    html,
    jsontext,
    mail,
    marked,
    mbox,
    odf,
    office,
    oldoffice,
    outlook,
    packed,
    pdf,
    plain,
    recording,
    rtf,
    savedpage,
    sevenzip,
    sidecar,
    sniff,
    spreadsheet,
    warc,
)
from workbench.extract.members import Opener
from workbench.extract.outcome import File, Reading, reason


def kept(kind: str, code: str, file: File, how: str = "") -> Reading:
    """Keeps a file without reading it, and says why, and with which programs it can be opened.

    Example:
        >>> import pathlib
        >>> kept("archive", "archive-not-opened", File(pathlib.Path("a"), "a.zip", "application/zip")).kind
        'archive'
    """
    return Reading(kind, (reason(code, how or file.media_type),))


ARCHIVE = functools.partial(kept, "archive", "archive-not-opened")
RAR = functools.partial(kept, "archive", "archive-not-opened", how="RAR: 7-Zip, unar and WinRAR unpack it")
RECORDING = functools.partial(kept, "recording", "no-reader")
PROGRAM = functools.partial(kept, "program", "never-opened")
OTHER = functools.partial(kept, "other", "no-reader")


def picture(file: File) -> Reading:
    """Reads a photograph; its libraries are loaded with the first one."""
    from workbench.extract import photo

    return photo.read(file)


def archive(file: File) -> Reading:
    """Lists a ZIP archive; of an export of a program for evidence, also what the program recorded is read."""
    listed = zipped.read(file)
    told = sidecar.export(file)
    if told is None:
        return listed
    return Reading("archive", (*listed.reasons, *told.reasons), (*listed.made, *told.made))


def _with_sidecar(read: Callable[[File], Reading]) -> Callable[[File], Reading]:
    """A reader that also looks whether the file records another one."""

    def both(file: File) -> Reading:
        return sidecar.beside(file, read(file))

    return both


def _with_features(
    more: Callable[[File, Reading], Reading], read: Callable[[File], Reading]
) -> Callable[[File], Reading]:
    """A reader that also takes the points, lines and areas out of the file."""

    def both(file: File) -> Reading:
        return more(file, read(file))

    return both


def _untried(read: Callable[[File], Reading], form: str) -> Callable[[File], Reading]:
    """A reader written after the description of a format, of which no file by others could be had: the item says so."""

    def said(file: File) -> Reading:
        found = read(file)
        return dataclasses.replace(found, reasons=(*found.reasons, reason("reader-untried", form)))

    return said


FILM = _untried(recording.read, "MP4, M4A, MOV, 3GP")
READERS: dict[str, Callable[[File], Reading]] = {
    "text/plain": plain.read,
    "text/markdown": plain.read,
    "application/xml": _with_features(marked.beside, _with_sidecar(plain.read)),
    "image/svg+xml": plain.read,
    "text/html": html.read,
    "text/csv": _with_sidecar(delimited.read),
    "text/tab-separated-values": delimited.read,
    "application/json": _with_features(geojson.beside, _with_sidecar(jsontext.read)),
    "message/rfc822": mail.read,
    sniff.MHTML: savedpage.read,
    "application/mbox": _untried(mbox.read, "MBOX"),
    sniff.MSG: outlook.read,
    "application/warc": _untried(warc.read, "WARC"),
    "application/pdf": pdf.read,
    sniff.DOCX: docx.read,
    sniff.XLSX: spreadsheet.read,
    "application/vnd.oasis.opendocument": odf.read,
    "application/rtf": _untried(rtf.read, "RTF"),
    "application/x-ole-storage": oldoffice.read,
    "image/jpeg": picture,
    "image/png": picture,
    "image/heic": picture,
    "image/avif": picture,
    "image/webp": picture,
    "image/tiff": picture,
    "image/gif": picture,
    "image/bmp": picture,
    sniff.RAW: functools.partial(kept, "photo", "no-reader"),
    "application/vnd.sqlite3": geopackage.read,
    "application/zip": archive,
    "application/gzip": packed.read,
    "application/x-7z-compressed": sevenzip.read,
    "application/x-tar": packed.read,
    "application/x-bzip2": packed.read,
    "application/x-xz": packed.read,
    "application/zstd": packed.read,
    "application/vnd.rar": RAR,
    "audio/mpeg": recording.read,
    "audio/ogg": recording.read,
    "audio/flac": recording.read,
    "audio/amr": _untried(recording.read, "AMR"),
    "audio/wav": recording.read,
    "audio/mp4": FILM,
    "audio/aiff": recording.read,
    "audio/basic": RECORDING,
    "audio/x-caf": RECORDING,
    "video/mp4": FILM,
    "video/3gpp": FILM,
    "video/quicktime": FILM,
    "video/webm": RECORDING,
    "video/mpeg": RECORDING,
    "video/x-msvideo": RECORDING,
    "application/x-pickle": PROGRAM,
    "application/vnd.microsoft.portable-executable": PROGRAM,
    "application/x-elf": PROGRAM,
    "application/java-vm": PROGRAM,
    "application/x-mach-binary": PROGRAM,
    "application/x-ms-shortcut": PROGRAM,
    "application/x-dex": PROGRAM,
}

# What takes out the files that lie in a file, for those kinds of which each file inside becomes an item.
OPENERS: dict[str, Opener] = {
    "application/zip": zipped.inside,
    "application/gzip": packed.inside,
    "application/x-tar": packed.inside,
    "application/x-bzip2": packed.inside,
    "application/x-xz": packed.inside,
    "application/zstd": packed.inside,
    "application/x-7z-compressed": sevenzip.inside,
    "message/rfc822": mail.inside,
    sniff.MHTML: mail.inside,
    "application/mbox": mbox.inside,
    sniff.MSG: outlook.inside,
    **dict.fromkeys((sniff.DOCX, sniff.XLSX, sniff.ODF), office.inside),
    "application/warc": warc.inside,
    "application/pdf": pdf.inside,
}
ARCHIVES = {
    *OPENERS.keys() - {"message/rfc822", sniff.MHTML, "application/pdf", sniff.MSG, sniff.DOCX, sniff.XLSX, sniff.ODF},
    "application/vnd.rar",
}
# These are read at any size: only their ends, or piece by piece.
ANY_SIZE = ARCHIVES | {media for media in READERS if media.startswith(("audio/", "video/"))}
UNREAD = (ARCHIVE, RECORDING, PROGRAM, OTHER)
