"""How wide a camera looked: the angle of its picture from the focal length that it wrote down."""

import math
import re
from collections.abc import Mapping
from typing import Any

# The frame of the film that EXIF reckons with, in millimetres (EXIF 2.32, FocalLengthIn35mmFilm).
WIDE, HIGH = 36.0, 24.0
TURNED = (5, 6, 7, 8)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def view_deg(exif: Mapping[str, Any]) -> float | None:
    """The horizontal angle of a picture in degrees, from the table of its camera data; None where it does not say.

    A picture held upright looks less wide. Nothing is guessed from the model of the device.

    Example:
        >>> view_deg({"tags": {"EXIF FocalLengthIn35mmFilm": "26"}})
        69.4
    """
    tags = exif.get("tags") or {}
    written = tags.get("EXIF FocalLengthIn35mmFilm") or tags.get("EXIF FocalLengthIn35mmFormat")
    found = NUMBER.search(str(written)) if written is not None else None
    length = float(found.group()) if found else 0.0
    if not 5 <= length <= 2000:
        return None
    size = exif.get("pixels") or (WIDE, HIGH)
    upright = (exif.get("orientation") in TURNED) != (size[1] > size[0])
    return round(2 * math.degrees(math.atan((HIGH if upright else WIDE) / 2 / length)), 1)
