"""What is changed at random: files for each reader, of this repository and, if `WORKBENCH_CORPUS` names it, of others.

They stand apart from the program that changes them (`fuzz.py`): a reader or a seed more ends no other reader's round.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from backports import zstd

from tests.extract.exports import eyewitness, proof_csv, proof_json, tella
from tests.extract.test_outlook import PICTURE, attachment, message
from tests.extract.test_warc import INFO, PAGE, record
from tests.hostile.corpus import build
from workbench.extract import sniff

ROOT = Path(__file__).resolve().parents[2]
MOST_SEED, MOST_SEEDS = 150_000, 40
# A reader, its media types, and the ending under which its files are handed over.
READERS = {
    "text": ({"text/plain", "text/markdown"}, "txt"), "xml": ({"application/xml", "image/svg+xml"}, "xml"),
    "html": ({"text/html"}, "html"), "tables": ({"text/csv", "text/tab-separated-values"}, "csv"),
    "json": ({"application/json"}, "json"), "mail": ({"message/rfc822"}, "eml"),
    "mailbox": ({"application/mbox"}, "mbox"),
    "outlook": ({sniff.MSG}, "msg"), "web archives": ({"application/warc"}, "warc"),
    "pdf": ({"application/pdf"}, "pdf"),
    "docx": ({sniff.DOCX}, "docx"), "xlsx": ({sniff.XLSX}, "xlsx"), "odf": ({sniff.ODF}, "odt"),
    "rtf": ({"application/rtf"}, "rtf"), "old office": ({"application/x-ole-storage"}, "doc"),
    "jpeg": ({"image/jpeg"}, "jpg"), "png": ({"image/png"}, "png"), "heic": ({"image/heic", "image/avif"}, "heic"),
    "webp": ({"image/webp"}, "webp"), "tiff": ({"image/tiff"}, "tif"), "gif, bmp": ({"image/gif", "image/bmp"}, "gif"),
    "zip": ({"application/zip"}, "zip"), "7z": ({"application/x-7z-compressed"}, "7z"),
    "tar": ({"application/x-tar"}, "tar"),
    "packed streams": ({"application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd"}, "gz"),
    "sound": ({"audio/mpeg", "audio/ogg", "audio/flac", "audio/wav", "audio/aiff", "audio/amr", "audio/mp4"}, "ogg"),
    "film": ({"video/mp4", "video/3gpp", "video/quicktime"}, "mp4"),
}  # fmt: skip


def seeds(*, hostile: bool = True) -> dict[str, list[tuple[str, bytes]]]:
    """Files for each reader, by name: those of this repository first (without the hostile: a few), then by others."""
    found: dict[str, list[tuple[str, bytes]]] = {name: [] for name in READERS}
    of = {media: name for name, (medias, _) in READERS.items() for media in medias}
    for name, data in _files(hostile):
        if 0 < len(data) <= MOST_SEED:
            media = sniff.media_type(data[: sniff.HEAD], data[-sniff.TAIL :], name)
            if media in of:
                found[of[media]].append((name, data))
    for reader, held in found.items():
        # Of many an even choice, the same each time.
        found[reader] = held if len(held) <= MOST_SEEDS else held[:: len(held) // MOST_SEEDS + 1]
    return found


def _files(hostile: bool) -> Iterator[tuple[str, bytes]]:
    if hostile:
        yield from ((one.name, one.data) for one in build())
    yield "letter.msg", message()
    yield "letter-2.msg", message("Words", attachment("a.txt", b"They keep the cards."), attachment("b.jpg", PICTURE))
    yield "page.warc", INFO + record(PAGE) + record(PAGE * 2)
    yield from (("tella.csv", tella()), ("proof.csv", proof_csv()), ("proof.json", proof_json()))
    yield "eyewitness.xml", eyewitness()
    yield from (("note.zst", zstd.compress(b"They keep the cards. " * 40)), ("empty.zst", zstd.compress(b"")))
    for folder in ("tests/extract/sevenzips", "casefiles/demo_synthetic/raw"):
        yield from ((path.name, path.read_bytes()) for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    if hostile and "WORKBENCH_CORPUS" in os.environ:
        for path in sorted(Path(os.environ["WORKBENCH_CORPUS"]).rglob("*")):
            if path.is_file() and path.stat().st_size <= MOST_SEED:
                yield path.name, path.read_bytes()
