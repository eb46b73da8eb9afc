"""EXIF for the demo's photographs: position, direction, device and time as a phone would write them."""

import struct

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

SENTINEL = (4242421, 4242423, 4242427)


def exif_of(row: dict[str, str]) -> Image.Exif:
    """EXIF from a row of photos.csv: device, time and its offset, position with radius, altitude and direction."""
    exif = Image.Exif()
    exif[0x0112] = int(row["orientation"] or 1)
    for tag, name in ((0x010F, "make"), (0x0110, "model")):
        if row[name]:
            exif[tag] = row[name]
    times = exif.get_ifd(0x8769)
    if row["taken"]:
        exif[0x0132] = row["taken"]
        times[0x9003] = times[0x9004] = row["taken"]
    if row["offset"]:
        times[0x9010] = times[0x9011] = row["offset"]
    if row["latitude"]:
        exif.get_ifd(0x8825).update(_position(row))
    return exif


def _position(row: dict[str, str]) -> dict[int, object]:
    zero = row["damage"] == "zero-position"
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    place: dict[int, object] = {
        1: "S" if latitude < 0 else "N",
        2: tuple(IFDRational(part, 1) for part in SENTINEL) if zero else _degrees(abs(latitude)),
        3: "W" if longitude < 0 else "E",
        4: tuple(IFDRational(part, 1) for part in SENTINEL) if zero else _degrees(abs(longitude)),
    }
    if row["altitude_m"]:
        place |= {5: b"\x00", 6: IFDRational(round(float(row["altitude_m"]) * 10), 10)}
    if row["direction"]:
        place |= {16: "T", 17: IFDRational(round(float(row["direction"]) * 10), 10)}
    if row["radius_m"]:
        place[31] = IFDRational(round(float(row["radius_m"]) * 10), 10)
    return place


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    hundredths = round(value * 360000)
    return (
        IFDRational(hundredths // 360000, 1),
        IFDRational(hundredths // 6000 % 60, 1),
        IFDRational(hundredths % 6000, 100),
    )


def damaged(jpeg: bytes, damage: str) -> bytes:
    """The picture with what befell its EXIF: field types overwritten, or a position of nought over nought."""
    if damage == "zero-position":
        for part in SENTINEL:
            jpeg = jpeg.replace(struct.pack(">LL", part, 1), bytes(8))
        return jpeg
    if damage == "field-types":
        start = jpeg.index(b"Exif\0\0") + 6
        entries = struct.unpack(">H", jpeg[start + 8 : start + 10])[0]
        changed = bytearray(jpeg)
        for entry in range(entries):
            at = start + 10 + 12 * entry + 2
            changed[at : at + 2] = b"\x99\x99"
        return bytes(changed)
    return jpeg
