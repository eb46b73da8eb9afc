"""What the boxes of a film say is read as written, and boxes that do not fit are refused."""

import io
import struct

import pytest

from workbench.extract.boxes import C2PA, told


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def header(made: int = 3_720_000_000, scale: int = 1000, length: int = 2500) -> bytes:
    return box(b"mvhd", bytes(4), struct.pack(">IIII", made, made + 5, scale, length), bytes(80))


def track(kind: bytes = b"vide", width: int = 1920, height: int = 1080, turn: tuple[int, int] = (0, 0x10000)) -> bytes:
    shape = struct.pack(">ii", *turn) + bytes(28) + struct.pack(">II", width << 16, height << 16)
    media = box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(12)), box(b"minf", box(b"stbl", box(b"stsd", bytes(8),
                struct.pack(">I4s", 16, b"hvc1"), bytes(8)))))  # fmt: skip
    return box(b"trak", box(b"tkhd", bytes(40), shape), media)


def user(kind: bytes, words: str) -> bytes:
    return box(kind, struct.pack(">HH", len(words.encode()), 0x15C7), words.encode())


def apple(**said: str) -> bytes:
    names = [name.replace("_", ".") for name in said]
    keys = box(b"keys", bytes(4), struct.pack(">I", len(names)), *(box(b"mdta", name.encode()) for name in names))
    listed = [box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), words.encode()))
              for number, words in enumerate(said.values(), 1)]  # fmt: skip
    return box(b"meta", box(b"hdlr", bytes(24)), keys, box(b"ilst", *listed))


def film(*more: bytes, brand: bytes = b"qt  ") -> bytes:
    return box(b"ftyp", brand, bytes(4)) + box(b"mdat", b"\xff" * 99) + box(b"moov", header(), track(), *more)


def facts(data: bytes) -> dict:
    return told(io.BytesIO(data), len(data))


def test_clock_tracks_and_the_rest_as_written() -> None:
    found = facts(film(box(b"udta", user(b"\xa9xyz", "+45.3810+020.3900/"), user(b"\xa9mod", "Điện thoại"))))
    assert (found["brand"], found["created_as_written"], found["seconds"]) == ("qt", 3_720_000_000, 2.5)
    assert found["tracks"] == [{"width": 1920, "height": 1080, "turned_degrees": 90, "kind": "vide", "coding": "hvc1"}]
    assert found["said"] == {"location": "+45.3810+020.3900/", "model": "Điện thoại"}


def test_the_keys_of_quicktime_name_the_values() -> None:
    said = {"com_apple_quicktime_location_ISO6709": "+45.38+020.39/", "com_apple_quicktime_make": "Apple"}
    assert facts(film(apple(**said)))["said"] == {
        "com.apple.quicktime.location.ISO6709": "+45.38+020.39/", "com.apple.quicktime.make": "Apple",
    }  # fmt: skip


def test_a_place_as_3gp_writes_it_and_credentials() -> None:
    place = struct.pack(">iii", int(20.5 * 65536), int(-45.25 * 65536), 0)
    loci = box(b"loci", bytes(4), b"\x15\xc7", b"site\0", b"\0", place)
    found = facts(film(box(b"udta", loci), brand=b"3gp4") + box(b"uuid", C2PA, b"x"))
    assert found["said"] == {"location-3gp": "-45.25000+20.50000"} and found["c2pa"]


def test_nothing_written_is_nothing() -> None:
    found = facts(box(b"ftyp", b"isom", bytes(4)) + box(b"moov", header(made=0, scale=0)))
    assert (found["created_as_written"], found["seconds"], found["said"]) == (None, None, {})


@pytest.mark.parametrize(
    "data",
    [
        box(b"ftyp", b"isom") + struct.pack(">I4s", 4, b"moov"),
        box(b"ftyp", b"isom") + struct.pack(">I4s", 400, b"moov"),
        box(b"ftyp", b"isom") + box(b"moov", struct.pack(">I4sQ", 1, b"trak", 1 << 60)),
        box(b"ftyp", b"isom") + box(b"free") * 30_000,
    ],
)
def test_boxes_that_do_not_fit_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="box"):
        facts(data)


def test_boxes_within_boxes_end() -> None:
    data = b""
    for _ in range(40):
        data = box(b"moov", data)
    with pytest.raises(ValueError, match="too many"):
        facts(box(b"ftyp", b"isom") + data)
