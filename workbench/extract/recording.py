"""Recordings, sound and film: what their container says (length, time as written, place, device); never the words."""

import json
import re
from typing import Any

from workbench.extract import boxes
from workbench.extract.outcome import File, Made, Reading, Unread, reason, version_of

FILMS = {"video/mp4", "video/quicktime", "audio/mp4", "video/3gpp"}
# The place of a film (ISO 6709, annex H): +45.3810+020.3900/ in degrees.
PLACE = re.compile(r"^([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)")
# Bytes of a frame of AMR at 8 kHz by its mode (RFC 4867, 5.3); a frame lasts 20 ms.
FRAMES = (12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0)
WIDE_FRAMES = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0)
# More seconds, samples a second or channels than this is no recording.
MOST = 10**9
SHOWN = ("title", "artist", "album", "comment", "composer", "year", "track", "genre")


def read(file: File) -> Reading:
    """Reads what a recording's container says; what is said in the recording needs a person.

    Raises:
        Unread: damaged: the container cannot be read.
    """
    facts = _facts(file)
    reasons = [reason("recording-not-transcribed", file.media_type)]
    if facts.get("c2pa"):
        reasons.append(reason("credentials-present"))
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    made = Made("recording", "application/json", text.encode("utf-8", "replace") + b"\n",
                "workbench.extract.recording", version_of("tinytag"))  # fmt: skip
    return Reading("recording", tuple(reasons), (made,))


def _facts(file: File) -> dict[str, Any]:
    size = file.path.stat().st_size
    if file.media_type in FILMS:
        try:
            with file.path.open("rb") as stream:
                facts = boxes.told(stream, size)
        except (ValueError, OSError, IndexError) as error:
            raise Unread("damaged", str(error)[:120]) from error
        except Exception as error:  # what struct raises for a box that is cut short
            raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error
        return facts | {"position": _position(facts["said"])}
    if file.media_type == "audio/amr":
        return _amr(file)
    return _tagged(file)


def _position(said: dict[str, str]) -> dict[str, float] | None:
    """The place in degrees where one is written in a form that leaves no doubt."""
    for name in ("com.apple.quicktime.location.ISO6709", "location", "location-3gp"):
        found = PLACE.match(said.get(name, ""))
        if found:
            latitude, longitude = float(found[1]), float(found[2])
            if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude):
                return {"latitude": latitude, "longitude": longitude}
    return None


def _tagged(file: File) -> dict[str, Any]:
    import tinytag

    try:
        with file.path.open("rb") as stream:
            found = tinytag.TinyTag.get(filename=_named(file), file_obj=stream, image=False)
    except Exception as error:
        # The library raises its own faults and whatever its reading of broken headers runs into.
        raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error
    rate, seconds = _sane(found.samplerate), _sane(found.duration)
    if not seconds and not rate:
        raise Unread("damaged", "no length and no rate of samples stand in it")
    said = {name: str(getattr(found, name))[: boxes.LONGEST] for name in SHOWN if getattr(found, name, None)}
    return {"seconds": round(seconds, 3) if seconds else None, "rate": rate, "channels": _sane(found.channels),
            "said": said}  # fmt: skip


def _sane(number: float | None) -> float | None:
    """A number that a recording may have: AIFF writes its rate in ten bytes, which hold numbers of 4,900 digits."""
    return number if number is not None and 0 < number < MOST else None


def _named(file: File) -> str:
    """A name with the ending of what the file is: the library chooses its reader by it."""
    endings = {"audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/flac": "flac", "audio/wav": "wav", "audio/aiff": "aiff"}
    return f"recording.{endings.get(file.media_type, 'bin')}"


def _amr(file: File) -> dict[str, Any]:
    data = file.data()
    wide = data.startswith(b"#!AMR-WB\n")
    sizes, at, count = WIDE_FRAMES if wide else FRAMES, 9 if wide else 6, 0
    while at < len(data):
        at += 1 + sizes[data[at] >> 3 & 15]
        count += 1
    if not count:
        raise Unread("damaged", "no frame stands in it")
    return {"seconds": round(count * 0.02, 3), "rate": 16000 if wide else 8000, "channels": 1, "said": {},
            "whole": at == len(data)}  # fmt: skip
