"""The times that a photograph carries, all apart, and what their differences say; none of them is ever corrected."""

import datetime
import re
from collections.abc import Iterable, Mapping
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
# Hours between the clocks of two places at most: from UTC-12 to UTC+14, seen from UTC.
LARGEST = 14


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
            told.append(f"The time of {name} is {_apart(read[name] - read['taken'])} that of taken")
    fixed = _moment(gps.removesuffix(" UTC")) if gps else None
    camera = "taken" if "taken" in read else "digitized"
    if fixed and camera in read:
        told.append(_against(read[camera], found[camera].get("offset"), fixed))
    return told


def of_file(found: Mapping[str, Mapping[str, str | None]], gps: str | None, changed: str) -> str:
    """What the time of the file itself (UTC, as a file system gave it) says beside those that stand in the picture.

    Example:
        >>> of_file({}, "2021:11:15 08:14:01 UTC", "2021-11-15T08:14:03")
        "The file's own time is 2 s after the satellites'"
    """
    file = datetime.datetime.fromisoformat(changed)
    if fixed := _moment(gps.removesuffix(" UTC")) if gps else None:
        return f"The file's own time is {_apart(file - fixed)} the satellites'"
    one = next((found[name] for name in ("taken", "digitized", "changed") if name in found), {})
    camera, shift = _moment(one.get("as_written")), _offset(one.get("offset"))
    if camera is None:
        return "The file's own time stands alone: no other can be read"
    if shift is not None:
        return f"The file's own time is {_apart(file - camera + datetime.timedelta(seconds=shift))} the camera's"
    hours = (file - camera).total_seconds() / 3600
    if abs(hours) <= LARGEST:
        return (
            "The file's own time (UTC) and the camera's, without a zone, are as near as two clocks in different zones; "
            "none is assumed"
        )
    return f"The file's own time is {_apart(file - camera)} the camera's, more than zones can explain"


def beside_file(facts: Mapping[str, Any], changed: Iterable[str | None]) -> dict[str, Any]:
    """The times of the file itself, each time that it was handed over, and all differences in sentences.

    `facts` are those of the `exif` derivative. The times of the file are in UTC, and change with every copy.

    Example:
        >>> beside_file({"times": {}, "gps_time": None, "time_differences": []}, [None])
        {'file_times': [], 'time_differences': []}
    """
    known = list(dict.fromkeys(filter(None, changed)))
    told = [of_file(facts.get("times") or {}, facts.get("gps_time"), one) for one in known]
    return {"file_times": known, "time_differences": [*facts.get("time_differences", ()), *dict.fromkeys(told)]}


def _apart(gap: datetime.timedelta) -> str:
    seconds = round(gap.total_seconds())
    many = f"{abs(seconds)} s" if abs(seconds) < 2 * DAY else f"{abs(seconds) // DAY} days"
    return f"{many} {'after' if seconds >= 0 else 'before'}"


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
