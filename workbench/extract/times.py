"""The times that a photograph carries, all apart, and what their differences say; none of them is ever corrected."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

FIELDS = (
    ("taken", "DateTimeOriginal", "OffsetTimeOriginal"),
    ("digitized", "DateTimeDigitized", "OffsetTimeDigitized"),
    ("changed", "DateTime", "OffsetTime"),
)
BLANK = set(" :-0\0")
# Years that stand in clocks which nobody has set.
UNSET = (1970, 1980, 2000, 2001)
FORM = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
MINUTE, QUARTER, DAY = 60, 900, 86_400


def written(tags: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    """Each time that the camera wrote, with its offset where it wrote one, and the hundredths as they stand.

    Source: EXIF 2.32, 4.6.5 (DateTime, SubSecTime, OffsetTime and their kin).

    Example:
        >>> written({"EXIF DateTimeOriginal": "2021:11:15 08:14:03"})["taken"]["as_written"]
        '2021:11:15 08:14:03'
    """
    found: dict[str, dict[str, str | None]] = {}
    for name, tag, zone in FIELDS:
        time = _words(tags, tag)
        if time and set(time) - BLANK:
            parts = f"SubSecTime{tag.removeprefix('DateTime')}"
            found[name] = {"as_written": time, "offset": _words(tags, zone) or None, "tag": tag,
                           "fraction": _words(tags, parts) or None}  # fmt: skip
    return found


def differences(found: Mapping[str, Mapping[str, str | None]], gps: str | None) -> list[str]:
    """What the times say of each other, in sentences; nothing is concluded about the clock that was right.

    Example:
        >>> differences({"taken": {"as_written": "2021:11:15 09:14:03"}}, "2021:11:15 08:14:01 UTC")
        ['The camera shows 3602 s more than the satellites, near UTC+01:00; no zone is written, and none is assumed']
    """
    told = []
    read = {name: moment for name, time in found.items() if (moment := _moment(time["as_written"])) is not None}
    told += [f"The time of {name} is not of the form that the standard asks" for name in found if name not in read]
    first = read.get("taken") or read.get("digitized") or read.get("changed")
    if first and first.year in UNSET and (first.month, first.day) == (1, 1):
        told.append(f"The time begins with 1 January {first.year}, as clocks do that nobody has set")
    for name in ("digitized", "changed"):
        if "taken" in read and name in read and read[name] != read["taken"]:
            seconds = round((read[name] - read["taken"]).total_seconds())
            told.append(f"The time of {name} is {abs(seconds)} s {'after' if seconds > 0 else 'before'} that of taken")
    fixed = _moment(gps.removesuffix(" UTC")) if gps else None
    camera = "taken" if "taken" in read else "digitized"
    if fixed and camera in read:
        told.append(_against(read[camera], found[camera].get("offset"), fixed))
    return told


def _against(camera: datetime.datetime, offset: str | None, fixed: datetime.datetime) -> str:
    """The camera's clock against the satellites'."""
    seconds = round((camera - fixed).total_seconds())
    shift = _offset(offset)
    if shift is not None:
        left = seconds - shift
        if abs(left) <= MINUTE:
            return f"With its offset {offset} the camera's time is the satellites' (difference {left} s)"
        return (
            f"With its offset {offset} the camera's time is {left} s from the satellites', which may be of an older fix"
        )
    more = f"The camera shows {abs(seconds)} s {'more' if seconds >= 0 else 'less'} than the satellites"
    near = round(seconds / QUARTER) * QUARTER
    if abs(seconds - near) <= 2 * MINUTE and abs(near) <= 14 * 3600:
        hours, minutes = divmod(abs(near) // 60, 60)
        zone = f"UTC{'+' if near >= 0 else '-'}{hours:02d}:{minutes:02d}"
        return f"{more}, near {zone}; no zone is written, and none is assumed"
    return f"{more}; no zone is written, and none is assumed"


def _moment(text: str | None) -> datetime.datetime | None:
    # By its places: the library's reading of a form takes longer than all else that is done with a picture's times.
    found = FORM.match(text or "")
    try:
        return datetime.datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _offset(text: str | None) -> int | None:
    """Seconds east of Greenwich, from +02:00."""
    if not text or len(text) != 6 or text[0] not in "+-" or text[3] != ":" or not (text[1:3] + text[4:]).isdigit():
        return None
    seconds = int(text[1:3]) * 3600 + int(text[4:]) * 60
    return -seconds if text[0] == "-" else seconds


def _words(tags: Mapping[str, Any], name: str) -> str:
    value = next((tags[key] for key in (f"EXIF {name}", f"Image {name}") if key in tags), None)
    return value.strip("\0 \t\r\n") if isinstance(value, str) else ""
