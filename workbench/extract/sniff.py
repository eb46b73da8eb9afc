"""What a file is: told by its content first and by its name second."""

import codecs
import re
from pathlib import Path, PurePosixPath

from workbench.extract.encoding import wide

HEAD, TAIL = 65_536, 65_557
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OCTETS = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODF = "application/vnd.oasis.opendocument"
RAW, MSG = "image/x-raw", "application/vnd.ms-outlook"
# A web page with all that belongs to it in one file (RFC 2557).
MHTML = "multipart/related"
# The name of the stream that every Outlook message has ([MS-OXMSG], 2.4).
OUTLOOK = "__properties_version1.0".encode("utf-16-le")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Where the mark stands, the mark, and what it tells.
MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"), (0, b"\x89PNG\r\n\x1a\n", "image/png"), (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"), (0, b"II*\0", "image/tiff"), (0, b"MM\0*", "image/tiff"), (0, b"BM", "image/bmp"),
    (0, b"%PDF-", "application/pdf"), (0, b"{\\rtf", "application/rtf"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"), (0, b"\x7fELF", "application/x-elf"),
    (0, b"\xca\xfe\xba\xbe", "application/java-vm"), (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"L\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut"), (0, b"dex\n", "application/x-dex"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"), (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"), (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"(\xb5/\xfd", "application/zstd"), (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"WARC/0", "application/warc"), (0, b"WARC/1", "application/warc"),
    (257, b"ustar", "application/x-tar"), (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"ID3", "audio/mpeg"), (0, b"OggS", "audio/ogg"), (0, b"fLaC", "audio/flac"), (0, b"#!AMR", "audio/amr"),
    (0, b"\x1aE\xdf\xa3", "video/webm"), (0, b"FORM", "audio/aiff"), (0, b".snd", "audio/basic"),
    (0, b"caff", "audio/x-caf"), (0, b"\0\0\x01\xba", "video/mpeg"), (0, b"\x93NUMPY", "application/x-numpy"),
)  # fmt: skip
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic",
    b"hevc": "image/heic", b"avif": "image/avif", b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4", b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp", b"3gp5": "video/3gpp", b"3gp6": "video/3gpp", b"3g2a": "video/3gpp",
}  # fmt: skip
EXTENSIONS = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "png": "image/png", "heic": "image/heic",
    "heif": "image/heic", "webp": "image/webp", "tif": "image/tiff", "tiff": "image/tiff", "gif": "image/gif",
    "bmp": "image/bmp", "avif": "image/avif", "pdf": "application/pdf", "docx": DOCX, "docm": DOCX, "dotx": DOCX,
    "xlsx": XLSX, "xlsm": XLSX, "xltx": XLSX, "zip": "application/zip", "gz": "application/gzip",
    "tgz": "application/gzip", "7z": "application/x-7z-compressed", "tar": "application/x-tar",
    "rar": "application/vnd.rar", "mp3": "audio/mpeg", "wav": "audio/wav", "mp4": "video/mp4",
    "mov": "video/quicktime", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg",
    "3gp": "video/3gpp", "amr": "audio/amr",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "html": "text/html", "htm": "text/html",
    "xhtml": "text/html", "csv": "text/csv", "tsv": "text/tab-separated-values", "tab": "text/tab-separated-values",
    "json": "application/json", "geojson": "application/json", "jsonl": "application/json",
    "jsonld": "application/json", "ipynb": "application/json", "eml": "message/rfc822", "mht": MHTML, "mhtml": MHTML,
    "kml": "application/xml", "gpx": "application/xml", "kmz": "application/zip",
    "gpkg": "application/vnd.sqlite3", "mbox": "application/mbox", "msg": MSG, "warc": "application/warc",
    "wacz": "application/zip", "md": "text/markdown",
    "odt": ODF, "ods": ODF, "ott": ODF, "odp": ODF,
    "rtf": "application/rtf", "txt": "text/plain", "xml": "application/xml", "svg": "image/svg+xml",
    "exe": "application/vnd.microsoft.portable-executable", "cr2": RAW, "nef": RAW, "arw": RAW, "dng": RAW, "orf": RAW,
    "rw2": RAW, "raf": RAW, "pef": RAW, "srw": RAW,
}  # fmt: skip
WORDS = {
    "text/plain", "text/markdown", "text/csv", "text/tab-separated-values", "application/json", "message/rfc822",
    "text/html", "application/xml", "image/svg+xml", "application/mbox", MHTML,
}  # fmt: skip
# The first four bytes of a frame of MPEG layer III (ISO/IEC 11172-3, 2.4.1.3).
SYNC = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]", re.S)
PICKLE = re.compile(rb"\x80[\x02-\x05](?:\x95|[\x8c}\](cX)KGJMUT\x00q\x94\x8a])", re.S)
OLD_PICKLE = re.compile(rb"c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n|\((?:dp|lp|i[A-Za-z_])[\w.]*\n")
HEADER = re.compile(r"^(?:From |[A-Za-z][A-Za-z0-9-]*:)")
MAIL = {"from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path", "delivered-to",
        "content-type"}  # fmt: skip
# The line that opens a message in a mailbox (RFC 4155, appendix A), at the start and after an empty line.
OPENS = re.compile(rb"^From \S[^\n]{0,300}\d{4}\s*\n[A-Za-z0-9-]+:")
MORE = re.compile(rb"\n\r?\nFrom \S[^\n]{0,300}\d{4}\s*\n[A-Za-z0-9-]+:")
SAVED = re.compile(r"(?:[^\r\n]+\r?\n)*?(?:snapshot-content-location:|from:[ \t]*\"?<saved by )", re.I)
PAGE = re.compile(r"^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)


def media_type(head: bytes, tail: bytes, name: str) -> str:
    """The media type of a file from its first and last 64 KB and, where content says nothing, from its name.

    Example:
        >>> media_type(b"%PDF-1.7 ...", b"%%EOF", "holiday.jpg")
        'application/pdf'
    """
    if head.startswith(ZIP) or head.startswith(b"PK\x05\x06"):
        return _zip(tail, name)
    if head.startswith(OLE):
        message = promised(name) == MSG or OUTLOOK in head or OUTLOOK in tail
        return MSG if message else "application/x-ole-storage"
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12]) or _listed_brand(head) or "video/mp4"
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12], OCTETS)
    if promised(name) == RAW and head.startswith((b"II", b"MM", b"FUJIFILM")):
        return RAW
    for at, mark, told in MAGIC:
        # A short mark of plain letters may also begin a text: "BMW is a car".
        if head[at : at + len(mark)] == mark and not (len(mark) <= 4 and mark.isascii() and _is_words(head)):
            return told
    return _late(head, tail, name) or _words(head, name)


def _late(head: bytes, tail: bytes, name: str) -> str | None:
    """Kinds that are told by less than a mark at their beginning."""
    if PICKLE.match(head) or (OLD_PICKLE.match(head) and tail.rstrip().endswith(b".")):
        return "application/x-pickle"
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    return "audio/mpeg" if SYNC.match(head) and promised(name) in (None, "audio/mpeg") else None


def promised(name: str) -> str | None:
    """The media type that a file name promises, or None for a name that promises nothing.

    Example:
        >>> promised("IMG_0042.JPG")
        'image/jpeg'
    """
    return EXTENSIONS.get(PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip("."))


def mismatch(found: str, name: str) -> bool:
    """Whether the name promises another kind of file than the content is; kinds of text are not told apart.

    Example:
        >>> mismatch("application/zip", "IMG_0042.jpg"), mismatch("text/plain", "notes.md")
        (True, False)
    """
    said = promised(name)
    same = said is None or said == found or (said in WORDS and found in WORDS)
    old = found == "application/x-ole-storage" and (said or "").startswith(("application/ms", "application/vnd"))
    return not (
        same
        or old
        or {said, found} <= {"image/heic", "image/avif"}
        or {said, found} <= {"video/mp4", "video/quicktime", "audio/mp4", "video/3gpp"}
    )


def polyglot(head: bytes, tail: bytes, found: str) -> str | None:
    """A second kind of file that the same bytes are valid as, or None.

    Example:
        >>> polyglot(b"GIF89a", b"PK\\x05\\x06" + bytes(18), "image/gif")
        'ZIP archive'
    """
    at = tail.rfind(b"PK\x05\x06")
    zipped = found in {DOCX, XLSX, "application/zip", "application/epub+zip"} or found.startswith(
        "application/vnd.oasis"
    )
    if not zipped and at >= 0 and len(tail) - at == 22 + int.from_bytes(tail[at + 20 : at + 22], "little"):
        return "ZIP archive"
    if found != "application/pdf" and found not in WORDS and b"%PDF-" in head[:1024]:
        return "PDF"
    return "program" if found == "application/pdf" and head.startswith((b"MZ", b"\x7fELF", b"#!")) else None


def ends(path: Path) -> tuple[bytes, bytes]:
    """The first and the last 64 KB of a file.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "a"
        >>> _ = path.write_text("short")
        >>> ends(path)
        (b'short', b'short')
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(max(0, path.stat().st_size - TAIL))
        return head, stream.read(TAIL)


def _zip(tail: bytes, name: str) -> str:
    """Office files are told by the names in the archive's directory, which stands at the end of it."""
    if b"word/document" in tail or (b"word/" in tail and promised(name) == DOCX):
        return DOCX
    if b"xl/workbook" in tail or (b"xl/" in tail and promised(name) == XLSX):
        return XLSX
    if b"META-INF/manifest.xml" in tail and b"content.xml" in tail:
        return ODF
    return "application/zip"


def _listed_brand(head: bytes) -> str | None:
    size = min(int.from_bytes(head[:4], "big"), 256)
    listed = [head[at : at + 4] for at in range(16, size, 4)]
    return next((BRANDS[brand] for brand in listed if brand in (b"heic", b"mif1", b"avif")), None)


def _is_words(head: bytes) -> bool:
    """Text in any encoding: no zero bytes and hardly any control bytes."""
    sample = head[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return b"\0" not in sample and odd * 100 <= len(sample)


def _likely(head: bytes) -> bool:
    """For a name that promises nothing: UTF-8, or another encoding with plain letters between accented ones."""
    sample = head[:4096]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return sum(byte > 127 for byte in sample) < 0.3 * len(sample)
    return True


def _mostly(head: bytes) -> bool:
    """A file that is named as text and holds some control bytes."""
    sample = head[:4096]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) * 4 < len(sample)


def _words(head: bytes, name: str) -> str:
    said = promised(name)
    if not (_is_words(head) and (said or _likely(head))) and not wide(head) and not (said in WORDS and _mostly(head)):
        return OCTETS
    text = head[:4096].replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd")
    if OPENS.match(head) and (said == "application/mbox" or MORE.search(head)):
        return "application/mbox"
    if said in {None, "text/plain", "message/rfc822", "text/html", MHTML} and _mail(text) and SAVED.match(text):
        return MHTML
    if PAGE.match(text) or (said == "text/html" and "<" in text):
        return "text/html"
    if said == "message/rfc822" or (said in {None, "text/plain"} and _mail(text)):
        return "message/rfc822"
    if said in WORDS:
        return said or "text/plain"
    if text.lstrip().startswith(("<?xml", "<svg")):
        return "image/svg+xml" if "<svg" in text else "application/xml"
    return "text/plain"


def _mail(text: str) -> bool:
    """Whether a text begins with the headers of a message: at least three known ones before the first empty line."""
    lines = text.replace("\r\n", "\n").split("\n\n")[0].split("\n")
    heads = [line for line in lines if not line.startswith((" ", "\t"))]
    if not all(HEADER.match(line) for line in heads):
        return False
    return len({line.partition(":")[0].lower() for line in heads} & MAIL) >= 3
