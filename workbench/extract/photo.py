"""Photographs: where, when and with what they were taken, as the camera wrote it, and what could not be read of it."""

import io
import json
import logging
from collections.abc import Mapping
from typing import Any

import exifread
from exifread.core.exceptions import ExifError

from workbench.extract import embedded, gps, passed_on, pixels, regular, times
from workbench.extract.outcome import File, Made, Reading, Reason, fault, reason, version_of

LONGEST = 500
# The library writes what it meets to its log: it is collected as the errors of the picture.
LOG = logging.getLogger("exifread")
LOG.propagate = False


class _Heard(logging.Handler):
    """Collects what the library complains of while one block is read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage()[:200])


_HEARD = _Heard()
LOG.addHandler(_HEARD)
Tags = dict[str, Any]
# The library does not know the tag of the error radius (EXIF 2.31, 4.6.6), and gives it under its number.
UNNAMED = {"GPS Tag 0x001F": "GPS GPSHPositioningError"}
# What place, times and device are told from, beside the GPS block.
TOLD_FROM = ("Make", "Model", "Orientation", *(name for field in times.FIELDS for name in field[1:]),
             "SubSecTime", "SubSecTimeOriginal", "SubSecTimeDigitized")  # fmt: skip
NEEDED = frozenset(f"{group} {name}" for group in ("Image", "EXIF") for name in TOLD_FROM)


def read(file: File) -> Reading:
    """Reads the camera data of a picture and makes a small clean copy of it.

    `no-exif` (there is none) and `exif-unreadable` (there is some, and it cannot be read) are different reasons.
    """
    data = file.data()
    picture = pixels.look(data, file.media_type)
    blocks, errors, tool = _all_blocks(picture)
    facts = _facts(blocks, picture)
    facts["tags"] = {name: _shown(value) for name, value in sorted(blocks[0].items())} if blocks else {}
    facts["errors"] = errors + list(picture.faults)
    small = embedded.look(picture, blocks)
    facts["fingerprint"], facts["credentials"] = picture.fingerprint, embedded.credentials(data, file.media_type)
    found = (passed_on.saved_again(data, file.media_type, blocks), passed_on.without_note(picture.exif, blocks))
    said = [reason("thumbnail-differs")] if small.differs else []
    said += [reason("credentials-present")] if facts["credentials"] else []
    reasons = (*_reasons(picture, blocks, errors), *filter(None, found), *said)
    made = [Made("exif", "application/json", _json(facts), "workbench.extract.photo", version_of(tool, "pillow"))]
    if picture.thumbnail:
        made.append(Made("thumbnail", "image/jpeg", picture.thumbnail, "workbench.extract.pixels",
                         version_of("pillow", "pillow-heif")))  # fmt: skip
    if small.clean and small.differs:
        made.append(Made("embedded-thumbnail", "image/jpeg", small.clean, "workbench.extract.embedded",
                         version_of("pillow")))  # fmt: skip
    return Reading("photo", reasons, tuple(made))


def of_camera(picture: pixels.Picture) -> dict[str, Any]:
    """What the blocks of camera data say of place, times and device, without a look at the pixels."""
    plain = [tags for raw in picture.exif if (tags := regular.tags(raw)) is not None]
    blocks, errors, _ = (plain, [], "") if len(plain) == len(picture.exif) else _all_blocks(picture, NEEDED)
    return _facts(blocks, picture) | {"errors": errors}


def _all_blocks(picture: pixels.Picture, needed: frozenset[str] | None = None) -> tuple[list[Tags], list[str], str]:
    blocks, errors, tool = list[Tags](), list[str](), "exifread"
    for number, raw in enumerate(picture.exif, 1):
        tags, faults, tool = _block(raw, needed)
        blocks.append(tags)
        errors += [f"block {number}: {fault}" for fault in faults]
    return blocks, errors, tool


def _block(raw: bytes, needed: frozenset[str] | None) -> tuple[Tags, list[str], str]:
    """The tags of one raw block, all or those needed, by one library or, where that fails, by another; never mixed."""
    heard = _HEARD
    heard.said = _short(raw)
    try:
        # Maker notes are left alone: their counts are not bounded, and a crafted one keeps the library busy for ever.
        found = exifread.process_file(io.BytesIO(raw), details=False, extract_thumbnail=False)
        tags = {UNNAMED.get(name, name): _value(tag) for name, tag in found.items()
                if (needed is None or name in needed or name[:4] == "GPS ") and not isinstance(tag, bytes)}  # fmt: skip
        if tags or (needed is not None and found):
            # A block that holds none of what is needed was read all the same.
            return tags or {"": None}, heard.said + _outside(found, len(raw)), "exifread"
        first = "no tags found"
    except (*pixels.BROKEN, AssertionError, ArithmeticError, ExifError) as error:
        first = f"exifread: {fault(error)}"
    try:
        plain, place = pixels.tags_of(raw)
    except (*pixels.BROKEN, ArithmeticError) as error:
        return {}, [first, *heard.said, f"pillow: {fault(error)}"], "exifread"
    tags = {f"EXIF {name}": value for name, value in plain.items()} | {
        f"GPS {name}": value for name, value in place.items()
    }
    return tags, [first, *heard.said], "pillow"


def _short(raw: bytes) -> list[str]:
    """A first directory that claims more entries than there are bytes for: the library reads those that are there."""
    order = {b"II": "little", b"MM": "big"}.get(raw[:2])
    if order is None or len(raw) < 10:
        return []
    at = int.from_bytes(raw[4:8], order)  # type: ignore[arg-type]
    count = int.from_bytes(raw[at : at + 2], order)  # type: ignore[arg-type]
    return [f"its first directory claims {count} entries and breaks off"] if at + 2 + 12 * count > len(raw) else []


def _outside(found: Mapping[str, Any], length: int) -> list[str]:
    """Tags whose value lies beyond the end of the block: the library reads them short, or as zero, and says nothing."""
    ends = {name: tag.field_offset + tag.field_length for name, tag in found.items() if not isinstance(tag, bytes)}
    return [f"{name}: its value lies outside the block" for name, end in sorted(ends.items()) if end > length]


def _value(tag: Any) -> Any:
    """Text as text, rationals as (numerator, denominator), one number as that number."""
    values = tag.values
    if isinstance(values, list):
        values = [
            (part.num, part.den) if hasattr(part, "den") else part[0] if isinstance(part, tuple) else part
            for part in values
        ]
        rational = bool(values) and isinstance(values[0], tuple)
        return values[0] if len(values) == 1 and not rational else values
    return values.decode("utf-8", "backslashreplace") if isinstance(values, bytes) else values


def _get(tags: Mapping[str, Any], name: str) -> Any:
    return next((tags[key] for key in (f"EXIF {name}", f"Image {name}") if key in tags), None)


def _facts(blocks: list[Tags], picture: pixels.Picture) -> dict[str, Any]:
    tags = blocks[0] if blocks else {}
    position, code, came_from = _position(blocks, picture)
    clock = times.written(tags)
    orientation = picture.turned or _get(tags, "Orientation")
    return {
        "position": None if position is None else vars(position),
        "position_from": came_from,
        "position_reason": code,
        "gps_time": _gps_time(tags),
        "datum": _words(tags.get("GPS GPSMapDatum")) or None,
        "taken": _taken(clock),
        "times": clock,
        "time_differences": times.differences(clock, _gps_time(tags)),
        "device": " ".join(filter(None, (_words(_get(tags, "Make")), _words(_get(tags, "Model"))))) or None,
        "pixels": list(picture.size) if picture.size else None,
        "orientation": orientation if orientation in range(1, 9) else None,
    }


def _position(blocks: list[Tags], picture: pixels.Picture) -> tuple[gps.Position | None, str | None, str | None]:
    """The position that all EXIF blocks give (XMP where they give none), or the code of the reason for none."""
    found: list[tuple[str, gps.Position]] = []
    faults = []
    spoken = [("exif", _gps(tags)) for tags in blocks] + [("xmp", pixels.xmp_gps(packet)) for packet in picture.xmp]
    for name, block in spoken:
        try:
            found.append((name, gps.position(block)))
        except gps.NoPosition as none:
            # A fault in the XMP copy does not spoil what the camera itself wrote.
            faults += [none.code] if none.code != "no-gps" and not (name == "xmp" and found) else []
    if faults:
        return None, faults[0], None
    if not found:
        return None, _silent(blocks), None
    try:
        return gps.agreed([position for _, position in found]), None, found[0][0]
    except gps.NoPosition as none:
        return None, none.code, None


def _silent(blocks: list[Tags]) -> str:
    if not blocks:
        return "no-exif"
    return "no-gps" if any(blocks) else "exif-unreadable"


def _gps(tags: Tags) -> Tags:
    return {name.removeprefix("GPS "): value for name, value in tags.items() if name.startswith("GPS ")}


def _taken(clock: dict[str, dict[str, str | None]]) -> dict[str, str | None] | None:
    """The first of the times as the camera wrote it and its offset if it wrote one; a zone is never made up."""
    first = next(iter(clock.values()), None)
    return None if first is None else {name: first[name] for name in ("as_written", "offset", "tag")}


def _gps_time(tags: Tags) -> str | None:
    """The satellite clock's date and time (UTC by EXIF 2.32, 4.6.6) as written; kept apart from the camera's clock."""
    clock = tags.get("GPS GPSTimeStamp")
    date = _words(tags.get("GPS GPSDate") or tags.get("GPS GPSDateStamp"))
    if not isinstance(clock, list) or len(clock) != 3 or any(not isinstance(p, tuple) or p[1] == 0 for p in clock):
        return date or None
    hours, minutes, seconds = (part[0] / part[1] for part in clock)
    return f"{date} {hours:02g}:{minutes:02g}:{seconds:02g} UTC".strip()


def _words(value: Any) -> str:
    return value.strip("\0 \t\r\n") if isinstance(value, str) else ""


def _shown(value: Any) -> Any:
    """A tag's value for the JSON: short, and with rationals as they were written."""
    if isinstance(value, list):
        return [_shown(part) for part in value[:64]]
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}" if len(value) == 2 else [_shown(part) for part in value[:64]]
    if isinstance(value, bytes):
        return value[:LONGEST].decode("utf-8", "backslashreplace")
    if isinstance(value, (int, str)):
        return value[:LONGEST] if isinstance(value, str) else value
    return str(value)[:LONGEST]


def _reasons(picture: pixels.Picture, blocks: list[Tags], errors: list[str]) -> tuple[Reason, ...]:
    found = []
    if not blocks:
        found.append(reason("no-exif"))
    elif errors or not all(blocks):
        found.append(reason("exif-unreadable", "; ".join(errors[:4])))
    elif not passed_on.kept(blocks):
        found.append(reason("exif-bare"))
    if "too many pixels" in picture.faults:
        found.append(reason("pixels-too-many"))
    elif picture.faults:
        found.append(reason("pixels-unreadable", "; ".join(picture.faults[:2])))
    return tuple(found)


def _json(facts: dict[str, Any]) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"
