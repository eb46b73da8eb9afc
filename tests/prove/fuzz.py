"""Files changed at random through each reader, in its limited child: every one must end with a reason that has a name.

Seeds are the honest and hostile files of this repository and, where `WORKBENCH_CORPUS` names it, a folder of files by
others. Input number n of a slice is drawn from the name of the slice and n alone: a finding can be made again. What is
a finding: `reader-failed` (a library threw what nobody foresaw) and `reader-crashed` (the child died). Inputs that the
limits stopped are counted apart: that is what limits are for.
"""

import io
import os
import random
import struct
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.extract.exports import eyewitness, proof_csv, proof_json, tella
from tests.extract.sevenzip_written import enclosed
from tests.extract.test_outlook import PICTURE, attachment, message
from tests.extract.test_warc import INFO, PAGE, record
from tests.hostile.corpus import build
from workbench.extract import OPENED, Left, Reader, sniff, taken_out

ROOT = Path(__file__).resolve().parents[2]
FINDINGS, STOPPED = {"reader-failed", "reader-crashed"}, {"reader-timeout", "too-large"}
PNG = b"\x89PNG\r\n\x1a\n"
MOST_SEED, MOST_SEEDS = 150_000, 40
HEAD = 16
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
    "packed streams": ({"application/gzip", "application/x-bzip2", "application/x-xz"}, "gz"),
    "sound": ({"audio/mpeg", "audio/ogg", "audio/flac", "audio/wav", "audio/aiff", "audio/amr", "audio/mp4"}, "ogg"),
    "film": ({"video/mp4", "video/3gpp", "video/quicktime"}, "mp4"),
}  # fmt: skip
NUMBERS = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF,
    (1 << 63) - 1,
    (1 << 64) - 1,
)


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
    for folder in ("tests/extract/sevenzips", "casefiles/demo_synthetic/raw"):
        yield from ((path.name, path.read_bytes()) for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    if hostile and "WORKBENCH_CORPUS" in os.environ:
        for path in sorted(Path(os.environ["WORKBENCH_CORPUS"]).rglob("*")):
            if path.is_file() and path.stat().st_size <= MOST_SEED:
                yield path.name, path.read_bytes()


def changed(draw: random.Random, data: bytes, other: bytes) -> bytes:
    """A file with one to six changes; its first bytes mostly stay, or another reader would get it."""
    out = bytearray(data)
    keep = 0 if draw.random() < 0.1 else min(HEAD, len(data) // 2)
    for _ in range(draw.choice((1, 1, 2, 3, 6))):
        at = draw.randrange(keep, max(len(out), keep + 1))
        what = draw.randrange(8)
        if what == 0 and out:
            out[at : at + 1] = bytes([out[min(at, len(out) - 1)] ^ 1 << draw.randrange(8)])
        elif what == 1:
            out[at : at + 1] = bytes([draw.randrange(256)])
        elif what == 2:
            size = draw.choice((1, 2, 4, 8))
            value = draw.choice(NUMBERS) & (1 << 8 * size) - 1
            out[at : at + size] = value.to_bytes(size, draw.choice(("little", "big")))
        elif what == 3:
            del out[at : at + draw.choice((1, 2, 16, 256, 4096))]
        elif what == 4:
            out[at:at] = out[at : at + draw.choice((1, 4, 64, 1024))] * draw.choice((1, 2, 50))
        elif what == 5:
            del out[max(at, keep) :]
        elif what == 6:
            start = draw.randrange(len(other) or 1)
            out[at : at + draw.choice((0, 8, 256))] = other[start : start + draw.choice((8, 64, 1024))]
        else:
            out[at : at + draw.choice((1, 8, 64))] = bytes(draw.choice((1, 8, 64)))
    return bytes(out[: 4 * MOST_SEED])


def inputs(name: str, held: list[tuple[str, bytes]]) -> Iterator[bytes]:
    """The inputs of a slice, without an end."""
    number = 0
    while True:
        draw = random.Random(f"{name} {number}")
        data, other = draw.choice(held)[1], draw.choice(held)[1]
        yield mended(draw, data, other) or changed(draw, data, other)
        number += 1


def mended(draw: random.Random, data: bytes, other: bytes) -> bytes | None:
    """A container with changes inside it and sums that are right again, for three inputs of four; None for others.

    A changed checksum alone ends the reading before anything is read.
    """
    if draw.random() < 0.25:
        return None
    try:
        if data.startswith(b"PK"):
            return _zip(draw, data, other)
        if data.startswith(PNG):
            return _png(draw, data, other)
        if data.startswith(b"7z"):
            offset, size, _ = struct.unpack("<QQI", data[12:32])
            return enclosed(data[32 : 32 + offset], changed(draw, data[32 + offset : 32 + offset + size], other))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError,
            struct.error):  # fmt: skip
        return None  # a hostile seed: it is changed as it stands
    return None


def _zip(draw: random.Random, data: bytes, other: bytes) -> bytes | None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, warnings.catch_warnings(), zipfile.ZipFile(out, "w") as new:
        warnings.simplefilter("ignore")
        infos = [info for info in old.infolist() if info.file_size <= MOST_SEED]
        chosen = draw.choice(infos) if infos else None
        for info in infos:
            held = old.read(info)
            new.writestr(info.filename, changed(draw, held, other) if info is chosen else held)
    return out.getvalue() if chosen else None


def _png(draw: random.Random, data: bytes, other: bytes) -> bytes:
    at, chunks = len(PNG), []
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    chosen = draw.randrange(len(chunks) or 1)
    parts = [(kind, changed(draw, body, other) if n == chosen else body) for n, (kind, body) in enumerate(chunks)]
    return PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def run(
    reader: Reader, name: str, held: list[tuple[str, bytes]], place: Path, *, seconds: float, most: int = 10**9
) -> tuple[Counter[str], list[tuple[str, bytes]]]:
    """Reads inputs of a slice for so long: counts by outcome, and each finding with what was said of it."""
    counts, found = Counter[str](), list[tuple[str, bytes]]()
    ending = READERS[name.rpartition(" ")[0]][1]
    path, begun = place / "object", time.monotonic()
    for number, data in enumerate(inputs(name, held)):
        if number >= most or time.monotonic() - begun > seconds:
            break
        path.write_bytes(data)
        told = reader.read(path, f"input.{ending}")
        said = [(why.code, why.message) for why in told.reasons]
        if told.media_type in OPENED and told.outcome in ("parsed", "partial"):
            kept = taken_out(reader, path, f"input.{ending}", lambda _, pieces: sum(map(len, pieces)))
            left = [one.reason for one in kept if isinstance(one, Left)]
            said += [("reader-crashed", why.message) for why in left if "hung or died" in why.message]
        counts.update(["inputs", told.outcome])
        counts["stopped by the limits"] += any(code in STOPPED for code, _ in said)
        found += [(message, data) for code, message in said if code in FINDINGS][:1]
    counts["findings"] = len(found)
    return counts, found
