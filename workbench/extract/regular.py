"""Camera data that break no rule, read for what place, times and device need; whatever is odd is left to the library.

`exifread` reads every tag in several steps and words each for printing; a look at thousands of pictures needs a dozen.
Here a block of TIFF is walked once. Where anything in it is not as the standard asks (a value outside the block, a
type that is none, a pointer met twice, a rational by zero), nothing is read and None given: then the library decides,
and says what is wrong. The tests hold the two against each other.
"""

import struct
from collections.abc import Iterator
from typing import Any

# Bytes of one value by its type (TIFF 6.0, section 2): BYTE, ASCII, SHORT, LONG, RATIONAL, then signed ones and floats.
WIDTHS = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7
ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
EXIF, GPS, INTEROPERABILITY = 0x8769, 0x8825, 0xA005
# Passed over by the library, too: packets of XMP, notes of makers, comments.
PASSED_OVER = {0x02BC, 0x927C, 0x9286}
MOST_ENTRIES, MOST_VALUES = 200, 64
# EXIF 2.32, 4.6.4 and 4.6.5.
NAMES = {
    0x10F: "Make", 0x110: "Model", 0x112: "Orientation", 0x132: "DateTime", 0x9003: "DateTimeOriginal",
    0x9004: "DateTimeDigitized", 0x9010: "OffsetTime", 0x9011: "OffsetTimeOriginal", 0x9012: "OffsetTimeDigitized",
    0x9290: "SubSecTime", 0x9291: "SubSecTimeOriginal", 0x9292: "SubSecTimeDigitized",
}  # fmt: skip
# EXIF 2.32, 4.6.6, from 0 on; two names as the library has them.
PLACES = (
    "VersionID", "LatitudeRef", "Latitude", "LongitudeRef", "Longitude", "AltitudeRef", "Altitude", "TimeStamp",
    "Satellites", "Status", "MeasureMode", "DOP", "SpeedRef", "Speed", "TrackRef", "Track", "ImgDirectionRef",
    "ImgDirection", "MapDatum", "DestLatitudeRef", "DestLatitude", "DestLongitudeRef", "DestLongitude",
    "DestBearingRef", "DestBearing", "DestDistanceRef", "DestDistance", "ProcessingMethod", "AreaInformation", "Date",
    "Differential", "HPositioningError",
)  # fmt: skip
Tags = dict[str, Any]


class _Odd(Exception):
    """The block is not as the standard asks."""


def tags(raw: bytes) -> Tags | None:
    r"""The tags that place, times and device are told from, as `exifread` names them, or None for an odd block.

    Example:
        >>> head = b"II*\0" + struct.pack("<IH", 8, 1)
        >>> tags(head + struct.pack("<HHI4sI", 0x110, 2, 4, b"A16\0", 0))
        {'Image Model': 'A16'}
        >>> tags(head) is None
        True
    """
    order = ORDERS.get(raw[:4])
    if order is None:
        return None
    try:
        return _Block(raw, order).read()
    except (_Odd, struct.error, UnicodeDecodeError):
        return None


class _Block:
    """One block of TIFF, walked from its first directory on."""

    def __init__(self, raw: bytes, order: str) -> None:
        self.raw, self.order, self.size = raw, order, len(raw)
        self.found: Tags = {}
        self.begun: set[int] = set()

    def read(self) -> Tags:
        (first,) = struct.unpack_from(f"{self.order}I", self.raw, 4)
        pointers: dict[int, int] = {}
        small = self._directory(first, "Image ", pointers)
        if small and self._directory(small, "", None):
            raise _Odd  # a third directory
        if GPS in pointers:
            self._directory(pointers[GPS], "GPS ", None)
        if EXIF in pointers:
            more: dict[int, int] = {}
            self._directory(pointers[EXIF], "EXIF ", more)
            if INTEROPERABILITY in more:
                self._directory(more[INTEROPERABILITY], "", None)
        return self.found or {"": None}

    def _directory(self, at: int, group: str, pointers: dict[int, int] | None) -> int:
        """Walks a directory, and gives where the next one stands."""
        for tag, kind, count, held in self._entries(at):
            if tag in PASSED_OVER:
                continue
            if not 1 <= kind <= 12 or not count:
                raise _Odd
            size = WIDTHS[kind] * count
            start = struct.unpack(f"{self.order}I", held)[0] if size > 4 else -1
            if start + size > self.size:
                raise _Odd
            name = self._name(group, tag)
            if tag in (EXIF, GPS, INTEROPERABILITY) and group != "GPS ":
                self._point(group, tag, kind, count, held, pointers)
            elif name or kind == ASCII:
                data = held[:size] if start < 0 else self.raw[start : start + size]
                value = self._value(kind, count, data)  # of text that is none the library says so, whatever its tag
                if name:
                    self.found[name] = value
        (following,) = struct.unpack_from(f"{self.order}I", self.raw, at + 2 + 12 * self._count(at))
        return int(following)

    def _point(self, group: str, tag: int, kind: int, count: int, held: bytes, pointers: dict[int, int] | None) -> None:
        own = tag in ((EXIF, GPS) if group == "Image " else (INTEROPERABILITY,))
        if pointers is None or not own or tag in pointers or (kind, count) != (LONG, 1):
            raise _Odd
        pointers[tag] = struct.unpack(f"{self.order}I", held)[0]

    def _count(self, at: int) -> int:
        return int(struct.unpack_from(f"{self.order}H", self.raw, at)[0])

    def _entries(self, at: int) -> Iterator[tuple[int, int, int, bytes]]:
        if at < 8 or at in self.begun:
            raise _Odd
        self.begun.add(at)
        count = self._count(at)
        if count > MOST_ENTRIES or at + 6 + 12 * count > self.size:
            raise _Odd
        return struct.iter_unpack(f"{self.order}HHI4s", self.raw[at + 2 : at + 2 + 12 * count])

    @staticmethod
    def _name(group: str, tag: int) -> str | None:
        if group == "GPS ":
            return f"GPS GPS{PLACES[tag]}" if tag < len(PLACES) else f"GPS Tag 0x{tag:04X}"
        return group + NAMES[tag] if group and tag in NAMES else None

    def _value(self, kind: int, count: int, data: bytes) -> Any:
        """Text to its first zero, a number, numbers, or rationals as pairs."""
        if kind == ASCII:
            return data.split(b"\0", 1)[0].decode("utf-8")
        if count > MOST_VALUES:
            raise _Odd
        if kind in (BYTE, UNDEFINED):
            return data[0] if count == 1 else list(data)
        if kind == RATIONAL:
            numbers = struct.unpack(f"{self.order}{2 * count}I", data)
            if 0 in numbers[1::2]:
                raise _Odd
            return list(zip(numbers[::2], numbers[1::2], strict=True))
        if kind not in (SHORT, LONG):
            raise _Odd
        values = struct.unpack(f"{self.order}{count}{'H' if kind == SHORT else 'I'}", data)
        return values[0] if count == 1 else list(values)
