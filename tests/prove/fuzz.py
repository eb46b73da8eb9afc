"""Files changed at random through each reader, in its limited child: every one must end with a reason that has a name.

The files are those of `seeds.py`. Input number n of a slice is drawn from the name of the slice and n alone: a finding
can be made again. What is a finding: `reader-failed` (a library threw what nobody foresaw) and `reader-crashed` (the
child died). Inputs that the limits stopped are counted apart: that is what limits are for.
"""

import io
import random
import struct
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.extract.sevenzip_written import enclosed
from tests.prove.seeds import MOST_SEED, READERS
from workbench.extract import OPENED, Left, Reader, taken_out

FINDINGS, STOPPED = {"reader-failed", "reader-crashed"}, {"reader-timeout", "too-large"}
PNG = b"\x89PNG\r\n\x1a\n"
HEAD = 16
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
