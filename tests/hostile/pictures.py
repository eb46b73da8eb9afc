"""Hostile pictures: camera data that loops, counts, lies or lacks; sizes that are claimed; files cut and grown."""

import io
import struct
from collections.abc import Iterator

from PIL import Image

from tests.extract.conftest import block, place, rational, segment, text, with_segments
from tests.findings.test_copies import jpeg, scene
from tests.hostile.planted import OPAQUE, PARSED, PARTIAL, Planted, noise, png

EXIF = b"Exif\0\0"
NORTH, EAST = ((45, 1), (22, 1), (5154, 100)), ((20, 1), (23, 1), (2512, 100))
PICTURE = jpeg(scene(1).resize((320, 240)))


def photo(raw: bytes, *more: bytes) -> bytes:
    return with_segments(PICTURE, EXIF + raw, *more)


def one(category: str, name: str, data: bytes, outcome: str, code: str | None = None, **more) -> Planted:
    return Planted(category, name, data, outcome, code, **more)


def loops() -> Iterator[Planted]:
    for order, mark in (("<", b"II*\0"), (">", b"MM\0*")):
        head = mark + struct.pack(order + "I", 8)
        entry = struct.pack(order + "HHII", 0x0112, 3, 1, 1 if order == "<" else 1 << 16)
        itself = struct.pack(order + "H", 1) + entry + struct.pack(order + "I", 8)
        yield one("exif loops", f"next-is-itself-{mark[:2].decode()}.jpg", photo(head + itself), PARSED)
        for tag, name in ((0x8769, "exif"), (0x8825, "gps"), (0xA005, "interop"), (0x014A, "sub")):
            inner = struct.pack(order + "HHHII", 1, tag, 4, 1, 8) + struct.pack(order + "I", 0)
            yield one("exif loops", f"{name}-points-to-first-{mark[:2].decode()}.jpg", photo(head + inner), PARSED)
        back = struct.pack(order + "H", 1) + entry + struct.pack(order + "I", 26)
        two = struct.pack(order + "H", 1) + entry + struct.pack(order + "I", 8)
        yield one(
            "exif loops",
            f"two-directories-in-a-ring-{mark[:2].decode()}.jpg",
            photo(head + back + two),
            PARTIAL,
            "exif-unreadable",
        )


def counts() -> Iterator[Planted]:
    for kind in range(1, 14):
        note = struct.pack("<HHHII", 1, 0x927C, kind, 1_006_641_184, 8) + struct.pack("<I", 0)
        first = struct.pack("<HHHII", 1, 0x8769, 4, 1, 26) + struct.pack("<I", 0)
        raw = b"II*\0" + struct.pack("<I", 8) + first + note
        yield one("exif counts", f"maker-note-of-a-thousand-million-type-{kind}.jpg", photo(raw), PARSED, "exif-bare")
    for tag, name in ((0x010F, "make"), (0x0132, "time"), (0x8298, "rights")):
        for count in (0xFFFFFFFF, 0x7FFFFFFF, 1_000_000_000):
            raw = b"II*\0" + struct.pack("<IHHHII", 8, 1, tag, 2, count, 8) + struct.pack("<I", 0)
            yield one("exif counts", f"{name}-of-{count}-letters.jpg", photo(raw), PARTIAL, "exif-unreadable")
    many = b"II*\0" + struct.pack("<IH", 8, 0xFFFF) + b"\x12\x01\x03\0\1\0\0\0\1\0\0\0" * 2000
    yield one("exif counts", "directory-of-65535-entries.jpg", photo(many), PARTIAL, "exif-unreadable")


def places() -> Iterator[Planted]:
    odd = {
        "zero-over-zero": (((0, 0), (0, 0), (0, 0)), EAST, "N", "E"),
        "degrees-999": (((999, 1), (0, 1), (0, 1)), EAST, "N", "E"),
        "minutes-75": (((45, 1), (75, 1), (0, 1)), EAST, "N", "E"),
        "seconds-99": (((45, 1), (0, 1), (99, 1)), EAST, "N", "E"),
        "latitude-91": (((91, 1), (0, 1), (0, 1)), EAST, "N", "E"),
        "longitude-181": (NORTH, ((181, 1), (0, 1), (0, 1)), "N", "E"),
        "small-s": (NORTH, EAST, "s", "E"),
        "small-w": (NORTH, EAST, "N", "w"),
        "letter-q": (NORTH, EAST, "Q", "E"),
        "no-reference": (NORTH, EAST, None, "E"),
        "no-references": (NORTH, EAST, None, None),
        "null-island": (((0, 1), (0, 1), (0, 1)), ((0, 1), (0, 1), (0, 1)), "N", "E"),
        "two-parts": (NORTH[:2], EAST, "N", "E"),
    }
    for name, (latitude, longitude, north, east) in odd.items():
        raw = block([text(0x10F, "HMD Global")], None, place(latitude, longitude, north, east))
        yield one("gps", f"gps-{name}.jpg", photo(raw), PARSED)
    other = block([text(0x10F, "HMD Global")], None, place(((21, 1), (0, 1), (0, 1)), ((105, 1), (0, 1), (0, 1))))
    raw = block([text(0x10F, "HMD Global")], None, place(NORTH, EAST))
    yield one("gps", "gps-two-blocks-disagree.jpg", photo(raw, EXIF + other), PARSED)
    for name, latitude in (
        ("plain", NORTH),
        ("equator", ((0, 1), (0, 1), (0, 1))),
        ("south", ((33, 1), (30, 1), (0, 1))),
    ):
        raw = block([text(0x10F, "HMD Global")], None, place(latitude, EAST, "S" if name == "south" else "N"))
        yield one("gps", f"control-gps-{name}.jpg", photo(raw), PARSED, control=True)
    radius = block([text(0x10F, "HMD Global")], None, [*place(NORTH, EAST), rational(31, (5, 0))])
    yield one("gps", "gps-radius-over-zero.jpg", photo(radius), PARSED)


def times() -> Iterator[Planted]:
    written = [
        "2099:12:31 23:59:59",
        "0000:00:00 00:00:00",
        "2021:13:45 25:61:61",
        "15.11.2021 08:14",
        "x" * 19,
        "\x01" * 19,
        "2021:11:15 08:14:03",
    ]
    for number, time in enumerate(written):
        raw = block([text(0x10F, "HMD Global"), text(0x132, time)], [text(0x9003, time)])
        honest = number == len(written) - 1
        yield one("exif time", f"{'control-' * honest}time-{number}.jpg", photo(raw), PARSED, control=honest)


def broken() -> Iterator[Planted]:
    raw = block([text(0x10F, "HMD Global"), text(0x110, "Model " * 30)], None, place(NORTH, EAST))
    whole = photo(raw)
    for cut in (3, 11, 30, 60, 200):
        yield one("pictures cut", f"cut-after-{cut}.jpg", whole[:cut], PARTIAL, "pixels-unreadable")
    for cut in (700, 2000):
        yield one("pictures cut", f"cut-before-its-end-{cut}.jpg", whole[:-cut], PARTIAL, "pixels-unreadable")
    for number in range(12):
        at = 20 + number * 9
        hurt = bytearray(whole)
        hurt[at : at + 6] = noise(f"hurt {number}", 6)
        yield one("pictures hurt", f"hurt-{number:02}.jpg", bytes(hurt), "any")
    yield one("pictures hurt", "segment-of-length-0.jpg", whole[:2] + b"\xff\xe1\0\0" + whole[2:], "any")
    yield one("pictures hurt", "segment-of-length-1.jpg", whole[:2] + b"\xff\xe1\0\1" + whole[2:], "any")
    junk = EXIF + noise("tiff", 500)
    yield one("pictures hurt", "camera-data-is-noise.jpg", with_segments(PICTURE, junk), PARTIAL, "exif-unreadable")
    yield one(
        "pictures hurt",
        "camera-data-is-text.jpg",
        with_segments(PICTURE, EXIF + b"words" * 9),
        PARTIAL,
        "exif-unreadable",
    )
    yield one("pictures hurt", "bytes-after-its-end.jpg", whole + noise("tail", 5000), PARSED)
    yield one(
        "pictures hurt",
        "xmp-with-entities.jpg",
        with_segments(
            PICTURE, b"http://ns.adobe.com/xap/1.0/\0<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"
        ),
        PARSED,
        "no-exif",
    )
    yield one("pictures hurt", "hundred-blocks.jpg", with_segments(PICTURE, *[EXIF + raw] * 100), PARSED)


def bombs() -> Iterator[Planted]:
    for side in (30_000, 65_535, 2_000_000_000):
        yield one("picture bombs", f"png-claims-{side}.png", png(side, side, b"\0" * 100), PARTIAL, "pixels-too-many")
    yield one(
        "picture bombs",
        "png-15000-by-15000-of-nothing.png",
        png(15_000, 15_000, bytes(15_000 * 45_001)),
        PARTIAL,
        "pixels-too-many",
    )
    wide = bytearray(PICTURE)
    at = wide.find(b"\xff\xc0") + 5
    wide[at : at + 4] = b"\xff\xff\xff\xff"
    yield one("picture bombs", "jpeg-claims-65535.jpg", bytes(wide), PARTIAL, "pixels-too-many")
    gif = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + bytes(6) + b","
    gif += struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\2\2\x4c\1\0;"
    yield one("picture bombs", "gif-claims-65535.gif", gif, PARTIAL, "pixels-too-many")
    text_chunk = b"zTXtcomment\0\0" + __import__("zlib").compress(bytes(80_000_000))
    body = text_chunk[4:]
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", __import__("zlib").crc32(b"zTXt" + body))
    yield one("picture bombs", "png-comment-unpacks-to-80-megabytes.png", png(4, 4, bytes(52), chunks=chunk), "any")
    bmp = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 100_000, 100_000, 1, 24, 0, 0, 0, 0, 0, 0)
    yield one("picture bombs", "bmp-claims-100000.bmp", bmp, PARTIAL, "pixels-too-many")
    tiff = (
        b"II*\0"
        + struct.pack("<IH", 8, 3)
        + b"".join(
            struct.pack("<HHII", *entry) for entry in ((0x100, 4, 1, 1 << 30), (0x101, 4, 1, 1 << 30), (0x111, 4, 1, 8))
        )
    )
    yield one("picture bombs", "tiff-claims-2-to-the-30.tif", tiff + struct.pack("<I", 0), PARTIAL)


def containers() -> Iterator[Planted]:
    image, exif = scene(2).resize((96, 64)), Image.Exif()
    exif[0x10F], exif[0x132] = "HMD Global", "2021:11:15 08:14:03"
    for kind, ending in (("PNG", "png"), ("WEBP", "webp"), ("TIFF", "tif"), ("AVIF", "avif"), ("HEIF", "heic")):
        if kind == "HEIF":
            import pillow_heif

            pillow_heif.register_heif_opener()
        out = io.BytesIO()
        image.save(out, kind, exif=exif)
        data = out.getvalue()
        yield one("containers", f"control.{ending}", data, PARSED, control=True)
        yield one("containers", f"cut-in-half.{ending}", data[: len(data) // 2], PARTIAL)
        yield one("containers", f"head-alone.{ending}", data[:40], PARTIAL)
        hurt = bytearray(data)
        hurt[len(hurt) // 3 : len(hurt) // 3 + 40] = noise(ending, 40)
        yield one("containers", f"hurt.{ending}", bytes(hurt), "any")
    for ending in ("gif", "bmp"):
        out = io.BytesIO()
        image.save(out, ending.upper())
        yield one("containers", f"control.{ending}", out.getvalue(), PARSED, control=True)
    box = struct.pack(">I4s4sI4s", 20, b"ftyp", b"heic", 0, b"heic")
    for name, data in (
        ("loop", struct.pack(">I4s", 8, b"meta") * 5000),
        ("huge", struct.pack(">I4sQ", 1, b"meta", 1 << 62)),
        ("empty", b""),
    ):
        yield one("containers", f"heic-boxes-{name}.heic", box + data, PARTIAL, "pixels-unreadable")
    yield one("containers", "raw.cr2", b"II*\0\x10\0\0\0CR\2\0" + noise("raw", 4000), OPAQUE, "no-reader")
    yield one("containers", "raw.nef", b"MM\0*" + noise("nef", 4000), OPAQUE, "no-reader")


def all_of_them() -> Iterator[Planted]:
    """Every picture; a control is an honest picture of the same making."""
    yield one(
        "containers",
        "control-photograph.jpg",
        photo(block([text(0x10F, "HMD Global")], None, place(NORTH, EAST))),
        PARSED,
        control=True,
    )
    yield one("containers", "control-no-camera-data.jpg", PICTURE, PARSED, "no-exif", control=True)
    yield one(
        "containers", "comment.jpg", PICTURE[:2] + segment(b"<script>alert(1)</script>", 0xFE) + PICTURE[2:], PARSED
    )
    for made in (loops, counts, places, times, broken, bombs, containers):
        yield from made()
