"""Hostile archives: bombs, names that lead out, links, lies about sizes, twins, and honest ones beside them."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator

from backports import zstd

from tests.extract.test_packed import tarred
from tests.hostile.planted import OPAQUE, PARSED, PARTIAL, QUARANTINED, Planted, noise

WORDS = "They keep our passports since the first day."


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", way) as archive:
        warnings.simplefilter("ignore")
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, (2021, 11, 15, 8, 14, 2))
            info.compress_type = way
            archive.writestr(info, data)
    return out.getvalue()


def special(name: str, kind: int, content: bytes = b"/etc/passwd") -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    return info, content


def note(number: int) -> tuple[str, bytes]:
    return f"note {number}.txt", f"{WORDS} Note {number}.".encode()


def patched(data: bytes, mark: bytes, at: int, form: str, value: int, times: int = 1) -> bytes:
    out, place = bytearray(data), -1
    for _ in range(times):
        place = out.find(mark, place + 1)
        struct.pack_into(form, out, place + at, value)
    return bytes(out)


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


MADE: dict[str, bytes] = {}


def zeros(kind: str, pack: Callable[[bytes], bytes] = lambda data: zipped(("zeros", data))) -> bytes:
    """Sixty megabytes of nothing, packed once for each kind."""
    if kind not in MADE:
        MADE[kind] = pack(bytes(60_000_000))
    return MADE[kind]


def one(category: str, name: str, data: bytes, outcome: str, code: str | None = None, **more) -> Planted:
    return Planted(category, name, data, outcome, code, **more)


def bombs() -> Iterator[Planted]:
    yield one("archive bombs", "zeros.zip", zeros("zip"), QUARANTINED, "archive-bomb")
    many = zipped(*[(f"{n}", bytes(2_000_000)) for n in range(30)])
    yield one("archive bombs", "thirty-times-two-megabytes.zip", many, QUARANTINED, "archive-bomb")
    layered = zipped(("zeros", bytes(40_000_000)))
    for depth in range(3):
        layered = zipped(*[(f"{n}.zip", layered + bytes([n, depth])) for n in range(3)])
    yield one("archive bombs", "layers.zip", layered, "any", inside=-1)
    lie = patched(zeros("zip"), b"PK\1\2", 24, "<I", 100)
    yield one("archive bombs", "says-100-bytes.zip", lie, PARTIAL, "member-damaged")
    for name, pack in (("gz", gz), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd.compress)):
        yield one("archive bombs", f"zeros.{name}", zeros(name, pack), QUARANTINED, "archive-bomb")
    yield one(
        "archive bombs",
        "zeros.tar.gz",
        zeros("tar.gz", lambda data: gz(tarred(("zeros", data)))),
        QUARANTINED,
        "archive-bomb",
    )
    overlap = zipped(("a", bytes(900_000)))
    body, tail = overlap[: overlap.find(b"PK\1\2")], overlap[overlap.find(b"PK\1\2") :]
    entry = tail[: tail.find(b"PK\5\6")]
    directory = b"".join(
        entry.replace(b"a", bytes([98 + n % 20]), 1) if entry.endswith(b"a") else entry for n in range(200)
    )
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 200, 200, len(directory), len(body), 0)
    yield one("archive bombs", "two-hundred-entries-share-one-body.zip", body + directory + end, "any", inside=-1)
    claims = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 65_535, 65_535, 4_000_000_000, 0, 0)
    yield one(
        "archive bombs",
        "claims-a-directory-of-4-gigabytes.zip",
        b"PK\3\4" + bytes(100) + claims,
        QUARANTINED,
        "archive-bomb",
    )


def leading_out() -> Iterator[Planted]:
    for number, name in enumerate(
        [
            "../../evil.txt",
            "/etc/evil.txt",
            "C:\\evil.txt",
            "..\\..\\evil.txt",
            "a/../../evil.txt",
            "\\\\server\\share\\evil.txt",
        ]
    ):
        data = zipped((name, f"{WORDS} Out {number}.".encode()))
        yield one("archive slips", f"slip-{number}.zip", data, PARSED, "names-lead-out", inside=1)
        tar = tarred((name, f"{WORDS} Out by tar {number}.".encode()))
        yield one("archive slips", f"slip-{number}.tar", tar, PARSED, inside=1)
    for number, name in enumerate(
        ["~/evil", "a\nb.txt", "\u202egpj.txt", "CON", "a" * 300 + ".txt", " ", "nul.txt:stream", "../" * 3000 + "x"]
    ):
        data = zipped((name, f"{WORDS} Odd {number}.".encode()))
        yield one("archive names", f"odd-name-{number}.zip", data, PARSED, inside=1)


def links() -> Iterator[Planted]:
    for name, kind in (
        ("link", stat.S_IFLNK),
        ("pipe", stat.S_IFIFO),
        ("device", stat.S_IFCHR),
        ("socket", stat.S_IFSOCK),
    ):
        data = zipped(special("x", kind), note(len(name) + 100))
        yield one("archive links", f"{name}.zip", data, PARTIAL, "member-not-taken", inside=1)
    data = tarred(("x", "/etc/passwd"), note(201))
    yield one("archive links", "link.tar", data, PARTIAL, "member-not-taken", inside=1)
    through = tarred(("dir", "/tmp"), ("dir/evil.txt", f"{WORDS} Through.".encode()))
    yield one("archive links", "link-then-write-through-it.tar", through, PARTIAL, "member-not-taken", inside=1)
    for kind, name in (
        (tarfile.LNKTYPE, "hard"),
        (tarfile.CHRTYPE, "char"),
        (tarfile.BLKTYPE, "block"),
        (tarfile.FIFOTYPE, "fifo"),
    ):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            info = tarfile.TarInfo("x")
            info.type, info.linkname = kind, "/etc/shadow"
            archive.addfile(info)
        yield one("archive links", f"{name}.tar", out.getvalue(), PARTIAL, "member-not-taken")


def lies() -> Iterator[Planted]:
    base = zipped(note(301), note(302))
    yield one(
        "archive lies", "checksum.zip", patched(base, b"PK\1\2", 16, "<I", 7), PARTIAL, "member-damaged", inside=1
    )
    yield one("archive lies", "larger-than-it-is.zip", patched(base, b"PK\1\2", 24, "<I", 9_000), PARSED, inside=2)
    yield one("archive lies", "beyond-its-end.zip", patched(base, b"PK\1\2", 42, "<I", 1 << 31), "any", inside=-1)
    yield one(
        "archive lies",
        "unknown-way-of-packing.zip",
        patched(base, b"PK\1\2", 10, "<H", 99),
        PARTIAL,
        "member-damaged",
        inside=1,
    )
    yield one(
        "archive lies",
        "one-locked.zip",
        patched(patched(base, b"PK\1\2", 8, "<H", 1), b"PK\3\4", 6, "<H", 1),
        PARTIAL,
        "member-locked",
        inside=1,
    )
    locked = patched(patched(base, b"PK\1\2", 8, "<H", 1, 2), b"PK\3\4", 6, "<H", 1, 2)
    yield one("archive lies", "all-locked.zip", locked, OPAQUE, "encrypted")
    yield one(
        "archive lies",
        "two-names-for-one.zip",
        base.replace(b"note 301", b"note 3x1", 1),
        PARTIAL,
        "member-damaged",
        inside=1,
    )
    twins = zipped(("same.txt", f"{WORDS} First.".encode()), ("same.txt", f"{WORDS} Second.".encode()))
    yield one("archive lies", "twins.zip", twins, PARSED, "names-twice", inside=2)
    cases = zipped(("Same.txt", f"{WORDS} Upper.".encode()), ("same.txt", f"{WORDS} Lower.".encode()))
    yield one("archive lies", "twins-but-for-case.zip", cases, PARSED, inside=2)
    for cut in (1, 10, 22, 40, 100):
        yield one("archive cut", f"cut-{cut}.zip", base[:-cut], "any", inside=-1)
    yield one("archive cut", "head-alone.zip", base[:40], OPAQUE, "damaged")
    yield one("archive cut", "nothing-inside.zip", zipped(), PARSED, "nothing-inside")
    yield one("archive cut", "noise-after-its-mark.zip", b"PK\3\4" + noise("zip", 3000), OPAQUE, "damaged")
    for ending, pack in (("gz", gz), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd.compress)):
        packed = pack(WORDS.encode() * 500 + noise(ending, 30_000))
        yield one("archive cut", f"cut.{ending}", packed[: len(packed) // 2], OPAQUE, "damaged")
        yield one("archive cut", f"noise.{ending}", packed[:8] + noise(ending, 300), OPAQUE, "damaged")
    tar = tarred(note(401), ("big.bin", noise("tar", 40_000)), note(402))
    yield one("archive cut", "cut.tar", tar[:20_000], PARTIAL, "member-damaged", inside=1)
    yield one(
        "archive cut",
        "checksum.tar",
        tar[: 1024 + 100] + b"x" + tar[1024 + 101 :],
        PARTIAL,
        "members-broken-off",
        inside=1,
    )
    negative = bytearray(tar)
    negative[124:136] = b"\xff" * 12
    yield one("archive lies", "negative-size.tar", bytes(negative), OPAQUE, "damaged")
    yield one("archive lies", "sparse-of-8-terabytes.tar", sparse(), PARTIAL, "member-not-taken")
    header = b"100 path=" + b"x" * 80 + b"\n"
    long = tarfile.TarInfo("x")
    long.pax_headers = {"path": "y" * 200_000, "comment": header.decode()}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(long, io.BytesIO(b""))
    yield one("archive names", "name-of-200000-letters.tar", out.getvalue(), "any", inside=-1)


def sparse() -> bytes:
    info = tarfile.TarInfo("sparse")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.size": "8000000000000", "GNU.sparse.map": "0,1"}
    info.size = 1
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info, io.BytesIO(b"x"))
    return out.getvalue()


def deep() -> Iterator[Planted]:
    data = f"{WORDS} Deep down.".encode()
    for depth in range(9):
        data = zipped((f"level {depth}.{'txt' if not depth else 'zip'}", data))
    yield one("archive depth", "nine-deep.zip", data, PARSED, inside=-1)
    itself = zipped(("a.zip", zipped(("b.zip", zipped(note(501))))))
    yield one("archive depth", "three-deep.zip", itself, PARSED, inside=3)


TARS = (
    ("tar", bytes),
    ("tar.gz", gz),
    ("tar.bz2", bz2.compress),
    ("tar.xz", lzma.compress),
    ("tar.zst", zstd.compress),
)


def controls() -> Iterator[Planted]:
    for number, way in enumerate((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)):
        data = zipped(note(600 + number), (f"photos/{number}.bin", noise(str(number), 900)), way=way)
        yield one("archive controls", f"control-{number}.zip", data, PARSED, control=True, inside=2)
    plain = tarred(note(700), ("deep/er/file.txt", f"{WORDS} Deeper.".encode()))
    for ending, pack in TARS:
        data = pack(plain.replace(b"Deeper", ending.encode().rjust(6)[:6]))
        yield one("archive controls", f"control.{ending}", data, PARSED, control=True, inside=2)
    yield one("archive controls", "control.txt.gz", gz(f"{WORDS} Alone.".encode()), PARSED, control=True, inside=1)


def all_of_them() -> Iterator[Planted]:
    """Every archive."""
    for made in (bombs, leading_out, links, lies, deep, controls):
        yield from made()
