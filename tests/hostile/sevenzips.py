"""Hostile 7z archives: bombs, names that lead out, links, locks, lies, and honest ones beside them."""

import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.extract.sevenzip_written import COPY, directory_packed, enclosed, number, sevenzip, streams
from tests.hostile.planted import OPAQUE, PARSED, PARTIAL, QUARANTINED, Planted, noise

WORDS = "They keep our passports since the first day."
OF_OTHERS = Path(__file__).resolve().parents[1] / "extract" / "sevenzips"


def one(category: str, name: str, data: bytes, outcome: str, code: str | None = None, **more) -> Planted:
    return Planted(f"7z {category}", name, data, outcome, code, **more)


def note(number: int) -> tuple[str, bytes]:
    return f"note {number}.txt", f"{WORDS} Seven {number}.".encode()


def bombs() -> Iterator[Planted]:
    yield one("bombs", "zeros.7z", sevenzip(("zeros", bytes(60_000_000))), QUARANTINED, "archive-bomb")
    thirty = sevenzip(*[(f"{n}", bytes(2_000_000)) for n in range(30)])
    yield one("bombs", "thirty-times-two-megabytes.7z", thirty, QUARANTINED, "archive-bomb")
    yield one("bombs", "says-a-petabyte.7z", sevenzip(note(1), claims=1 << 50), QUARANTINED, "archive-bomb")
    less = sevenzip(("zeros", bytes(60_000_000)), claims=100)
    yield one("bombs", "says-100-bytes.7z", less, PARTIAL, "member-damaged")
    yield one("bombs", "says-a-trillion-files.7z", sevenzip(note(2), files=1 << 40), QUARANTINED, "archive-bomb")
    large = directory_packed(sevenzip(note(3)), claims=1 << 40)
    yield one("bombs", "says-a-terabyte-of-directory.7z", large, QUARANTINED, "archive-bomb")
    zeros = directory_packed(enclosed(b"", bytes(59_000_000)))
    yield one("bombs", "directory-of-zeros.7z", zeros, OPAQUE, "damaged")
    memory = sevenzip(note(4)).replace(b"\x21\x21\x01\x08", b"\x21\x21\x01\x28")
    yield one("bombs", "wants-four-gigabytes-of-memory.7z", resealed(memory), PARTIAL, "member-not-read")
    layered = sevenzip(("zeros", bytes(40_000_000)))
    for depth in range(3):
        layered = sevenzip(*[(f"{n}.7z", layered + bytes([n, depth])) for n in range(3)], coder=COPY)
    yield one("bombs", "layers.7z", layered, "any", inside=-1)
    deep = sevenzip(note(5))
    for _ in range(8):
        deep = sevenzip(("inner.7z", deep))
    yield one("nested", "eight-deep.7z", deep, PARSED, inside=-1)


def resealed(data: bytes) -> bytes:
    """The same archive with the checksums of what it now holds."""
    offset, size, _ = struct.unpack("<QQI", data[12:32])
    return enclosed(data[32 : 32 + offset], data[32 + offset : 32 + offset + size])


def leading_out() -> Iterator[Planted]:
    names = ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\..\\evil.txt", "\\\\server\\share\\evil.txt"]
    for number_, name in enumerate(names):
        data = sevenzip((name, f"{WORDS} Out by seven {number_}.".encode()))
        yield one("slips", f"slip-{number_}.7z", data, PARSED, "names-lead-out", inside=1)
    for number_, name in enumerate(["a\nb.txt", "\u202egpj.txt", "CON", "a" * 3000 + ".txt", " ", "\ud800.txt", ""]):
        data = sevenzip((name, f"{WORDS} Odd by seven {number_}.".encode()))
        yield one("slips", f"odd-name-{number_}.7z", data, PARSED, inside=1)
    twice = sevenzip(("a.txt", b"They keep the cards, one."), ("a.txt", b"They keep the cards, two."))
    yield one("slips", "name-twice.7z", twice, PARSED, "names-twice", inside=2)


def left_inside() -> Iterator[Planted]:
    for name, kind in (("link", stat.S_IFLNK), ("pipe", stat.S_IFIFO), ("device", stat.S_IFCHR)):
        first, second = note(20), note(21)
        mark = {"x": 0x8000 | (kind | 0o777) << 16}
        data = sevenzip(first, ("x", f"/etc/passwd {name}".encode()), second, attributes=mark)
        yield one("links", f"{name}.7z", data, PARTIAL, "member-not-taken", inside=2)
    joined = sevenzip(note(22), ("x", b"/etc/passwd"), attributes={"x": 0x400})
    yield one("links", "mount-point.7z", joined, PARTIAL, "member-not-taken", inside=1)
    for name in ("locked.7z", "locked-names.7z"):
        yield one("locked", name, (OF_OTHERS / name).read_bytes(), OPAQUE, "encrypted")
    for name in ("ppmd.7z", "zstd.7z"):
        data = (OF_OTHERS / name).read_bytes()
        yield one("locked", f"packed-by-{name}", data, PARTIAL, "member-not-read", inside=1)


def broken() -> Iterator[Planted]:
    whole = sevenzip(note(30), ("noise", noise("seven", 5000)), coder=COPY)
    for size in (6, 20, 31, 32, 100, len(whole) // 2, len(whole) - 1):
        yield one("broken", f"cut-{size}.7z", whole[:size], OPAQUE, "damaged")
    offset = struct.unpack("<Q", whole[12:20])[0]
    flipped = bytearray(whole)
    flipped[40] ^= 0xFF
    yield one("broken", "first-file-changed.7z", bytes(flipped), PARTIAL, "member-damaged", inside=1)
    flipped = bytearray(whole)
    flipped[40 + offset] ^= 0xFF
    yield one("broken", "directory-changed.7z", bytes(flipped), OPAQUE, "damaged")
    yield one("broken", "noise-behind-the-mark.7z", b"7z\xbc\xaf\x27\x1c" + noise("behind", 3000), OPAQUE, "damaged")
    itself = enclosed(b"", b"\x17" + streams(b"", COPY, 1 << 20) + b"\0")
    yield one("broken", "directory-is-not-there.7z", itself, OPAQUE, "damaged")
    beyond = bytearray(whole)
    beyond[12:20] = struct.pack("<Q", 1 << 62)
    beyond[8:12] = struct.pack("<I", zlib.crc32(bytes(beyond[12:32])))
    yield one("broken", "directory-beyond-the-end.7z", bytes(beyond), OPAQUE, "damaged")
    names = enclosed(b"", b"\x01\x05" + number(2) + b"\x11" + number(3) + b"\0a\0" + b"\0\0")
    yield one("broken", "half-a-name.7z", names, OPAQUE, "damaged")


def honest() -> Iterator[Planted]:
    plain = sevenzip(note(40), ("a/list.csv", b"worker;owed\nW1;450\n"), ("empty.txt", b""))
    yield one("controls", "three-files.7z", plain, PARSED, control=True, inside=3)
    yield one("controls", "directory-packed.7z", directory_packed(sevenzip(note(41))), PARSED, control=True, inside=1)
    inner = sevenzip(("inner.7z", sevenzip(note(42))))
    yield one("controls", "one-in-another.7z", inner, PARSED, control=True, inside=2)
    # Of another program, which took a link along.
    theirs = (OF_OTHERS / "lzma2.7z").read_bytes()
    yield one("controls", "of-another-program.7z", theirs, PARTIAL, "member-not-taken", control=True, inside=-1)


def all_of_them() -> Iterator[Planted]:
    for made in (bombs, leading_out, left_inside, broken, honest):
        yield from made()
