"""The boxes of MP4, QuickTime and 3GP files: when, where and with what a film was taken, as the device wrote it.

No package under a permissive licence reads the place and the device out of these files, so the few boxes that hold them
are read here (ISO/IEC 14496-12; QuickTime File Format). The film itself is never decoded.
"""

import struct
from collections.abc import Iterator
from typing import IO, Any

HOLDERS = {b"moov", b"trak", b"mdia", b"udta", b"minf", b"stbl", b"meta", b"ilst"}
# Boxes of user data with words in them, and what they say (QuickTime File Format, "User data").
SAYS = {b"\xa9xyz": "location", b"\xa9mak": "make", b"\xa9mod": "model", b"\xa9swr": "software", b"\xa9day": "day",
        b"\xa9nam": "title", b"\xa9cmt": "comment", b"\xa9too": "encoder", b"\xa9ART": "author",
        b"loci": "location-3gp", b"titl": "title", b"auth": "author", b"dscp": "description"}  # fmt: skip
MOST_BOXES, MOST_DEPTH, MOST_BYTES, LONGEST = 20_000, 12, 1_000_000, 500
EPOCH_1904 = "seconds since 1904-01-01; the standard says UTC, and some devices write their own clock"


def told(stream: IO[bytes], size: int) -> dict[str, Any]:
    """What the boxes of a film say; values as written, times as numbers.

    Raises:
        ValueError: its boxes do not fit into each other, or there are too many.

    Example:
        >>> import io
        >>> told(io.BytesIO(bytes.fromhex("0000000c66747970") + b"qt  "), 12)["brand"]
        'qt'
    """
    found: dict[str, Any] = {"brand": None, "said": {}, "tracks": []}
    keys: list[str] = []
    for kind, way, body in _boxes(stream, size):
        if kind == b"ftyp":
            found["brand"] = body[:4].decode("latin_1").strip()
        elif kind == b"mvhd":
            found.update(_clock(body))
        elif b"trak" in way:
            _of_track(kind, body, found["tracks"])
        elif kind == b"keys":
            keys = _keys(body)
        elif kind == b"uuid" and body[:16] == C2PA:
            found["c2pa"] = True
        elif kind == b"data" and way and way[-1] not in HOLDERS:
            name = _name(way[-1], keys)
            found["said"].setdefault(name, _words(body[8:]))
        elif kind in SAYS:
            found["said"].setdefault(SAYS[kind], _user(kind, body))
    return found


# The box in which content credentials lie (C2PA 2.1, A.3).
C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def _boxes(stream: IO[bytes], size: int) -> Iterator[tuple[bytes, tuple[bytes, ...], bytes]]:
    """Every box with the boxes around it and its content; what only holds others is gone into, the rest is passed."""
    waiting: list[tuple[int, int, tuple[bytes, ...]]] = [(0, size, ())]
    seen = 0
    while waiting:
        at, end, way = waiting.pop()
        while at + 8 <= end:
            seen += 1
            if seen > MOST_BOXES or len(way) > MOST_DEPTH:
                raise ValueError("too many boxes")
            stream.seek(at)
            length, kind = struct.unpack(">I4s", stream.read(8))
            head = 8
            if length == 1:
                (length,), head = struct.unpack(">Q", stream.read(8)), 16
            elif length == 0:
                length = end - at
            if length < head or at + length > end:
                raise ValueError(f"a box of {length} bytes where {end - at} are left")
            body = at + head
            if kind in HOLDERS or (way and way[-1] == b"ilst"):
                body += 4 if kind == b"meta" and _is_full(stream, body) else 0
                waiting.append((at + length, end, way))
                waiting.append((body, at + length, (*way, kind)))
                yield kind, way, b""
                break
            yield kind, way, b"" if kind in (b"mdat", b"free", b"skip") else stream.read(min(length - head, MOST_BYTES))
            at += length


def _is_full(stream: IO[bytes], body: int) -> bool:
    """Whether a `meta` box has version and flags, as in MP4 and not in QuickTime."""
    stream.seek(body)
    return stream.read(8)[4:8] != b"hdlr"


def _clock(body: bytes) -> dict[str, Any]:
    wide = body[:1] == b"\1"
    made, changed, scale, length = struct.unpack(">QQIQ" if wide else ">IIII", body[4 : 32 if wide else 20])
    return {"created_as_written": made or None, "changed_as_written": changed or None, "clock": EPOCH_1904,
            "seconds": round(length / scale, 3) if scale else None}  # fmt: skip


def _of_track(kind: bytes, body: bytes, tracks: list[dict[str, Any]]) -> None:
    if kind == b"tkhd":
        tracks.append(_track(body))
    elif kind == b"hdlr" and tracks:
        tracks[-1].setdefault("kind", body[8:12].decode("latin_1"))
    elif kind == b"stsd" and tracks:
        tracks[-1]["coding"] = body[12:16].decode("latin_1").strip("\0 ")


def _track(body: bytes) -> dict[str, Any]:
    width, height = struct.unpack(">II", body[-8:])
    matrix = struct.unpack(">ii", body[-44:-36]) if len(body) >= 44 else (0, 0)
    turned = {(0x10000, 0): 0, (0, 0x10000): 90, (-0x10000, 0): 180, (0, -0x10000): 270}.get(matrix)
    return {"width": width >> 16, "height": height >> 16, "turned_degrees": turned}


def _keys(body: bytes) -> list[str]:
    """The names in a `keys` box, which the boxes in `ilst` name by their number."""
    names: list[str] = []
    at = 8
    while at + 8 <= len(body) and len(names) < MOST_BOXES:
        length = int.from_bytes(body[at : at + 4], "big")
        if length < 8:
            break
        names.append(_words(body[at + 8 : at + length]))
        at += length
    return names


def _name(kind: bytes, keys: list[str]) -> str:
    number = int.from_bytes(kind, "big")
    return keys[number - 1] if 0 < number <= len(keys) else SAYS.get(kind, kind.decode("latin_1"))


def _user(kind: bytes, body: bytes) -> str:
    if kind == b"loci":  # 3GPP TS 26.244: language, name, role, then longitude and latitude in 16.16
        at = body.find(b"\0", 6) + 2
        if at < 8 or len(body) < at + 12:
            return ""
        longitude, latitude = struct.unpack(">ii", body[at : at + 8])
        return f"{latitude / 65536:+.5f}{longitude / 65536:+.5f}"
    if kind[:1] == b"\xa9":
        return _words(body[4 : 4 + int.from_bytes(body[:2], "big")])
    return _words(body[6:])


def _words(raw: bytes) -> str:
    return raw[:LONGEST].decode("utf-8", "backslashreplace").strip("\0 ")
