"""What a file itself shows of the way it came: the name a messenger gave it, marks of having been saved again.

Nothing here says that anybody did anything. Receiving a picture through a messenger is the normal case; what matters is
to know which bytes of the first file are not there any more.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.extract.outcome import Reason, reason

# Reasons of a reading that say what an item no longer carries, or may not.
LOSSES = ("no-exif", "exif-bare", "name-of-messenger", "saved-again")

# The forms of names as these programs have been seen to write them; the name alone shows nothing more.
NAMES: tuple[tuple[str, str], ...] = (
    ("WhatsApp", r"(IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4,}.*"),
    ("WhatsApp", r"WhatsApp (Image|Video|Audio|Ptt) \d{4}-\d\d-\d\d at .*"),
    ("Telegram", r"(photo|video|file|audio)_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d.*"),
    ("Telegram", r"photo_\d{1,3}@\d\d-\d\d-\d{4}_\d\d-\d\d-\d\d.*"),
    ("Signal", r"signal-\d{4}-\d\d-\d\d-\d{2}-?\d{2}-?\d{2}.*"),
    ("Viber", r"(IMG|VID)-[0-9a-f]{32}-V\..*"),
    ("Viber", r"viber[_ ](image|video|photo)[_ ].*"),
    ("Facebook", r"FB_IMG_\d{10,}.*"),
    ("Messenger", r"received_\d{12,}.*"),
    ("Zalo", r"z\d{10,}_[0-9a-f]{32}.*"),
    ("WeChat", r"(mmexport|wx_camera_|microMsg\.)\d{10,}.*"),
)
# Programs that name themselves in the camera data when they save a picture that was already there.
PROGRAMS = ("Photoshop", "Lightroom", "GIMP", "Snapseed", "PicsArt", "VSCO", "Instagram", "Paint.NET", "Picasa")
MADE_BY = ("Make", "Model", "DateTimeOriginal", "DateTimeDigitized", "DateTime")

# ITU T.81, annex K, tables K.1 and K.2: what the common library scales to a quality from 1 to 100.
LUMA = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
    87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
ZIGZAG = (
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
)  # fmt: skip
# The tag of a maker note (37500, type UNDEFINED) as it stands in either order of bytes.
NOTING = ("apple", "canon", "nikon", "fujifilm", "olympus", "panasonic", "pentax", "sony")
NOTE = {b"II": b"\x7c\x92\x07\x00", b"MM": b"\x92\x7c\x00\x07"}
APP13, COMMENT, TABLES, SCAN = 0xED, 0xFE, 0xDB, 0xDA


def named(name: str) -> Reason | None:
    """The reason for a name of the form that a messenger gives, or None.

    Example:
        >>> named("inbox/IMG-20210101-WA0001.jpg").code, named("IMG_0042.JPG")
        ('name-of-messenger', None)
    """
    last = re.split(r"[/\\]", name)[-1]
    program = next((program for program, form in NAMES if re.fullmatch(form, last, re.IGNORECASE)), None)
    return reason("name-of-messenger", f"as {program} writes it") if program else None


def kept(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Whether any block of camera data says with what the picture was taken, when, or where.

    Example:
        >>> kept([{"Image Orientation": 1}]), kept([{"Image Make": "Nokia"}])
        (False, True)
    """
    known = {f"{group} {name}" for group in ("Image", "EXIF") for name in MADE_BY} | {"GPS GPSLatitude"}
    return any(tags.get(name) for tags in blocks for name in known)


def saved_again(data: bytes, media_type: str, blocks: Sequence[Mapping[str, Any]]) -> Reason | None:
    """The reason for marks that programs leave in a picture when they save it anew, or None.

    Standard tables count only where no camera names itself: many cameras use them too.

    Source: ITU T.81, annex K; the scaling of `jpeg_set_quality` in the library of the Independent JPEG Group.

    Example:
        >>> saved_again(b"", "image/png", [{"Image Software": "Adobe Photoshop 25.0"}]).message.split("(")[1]
        'saved by Adobe Photoshop 25.0)'
    """
    marks = [f"saved by {word}" for tags in blocks for word in (_software(tags),) if word]
    if media_type == "image/jpeg":
        unread = not all(blocks)  # a block that cannot be read may name a camera
        marks += _of_a_jpeg(data, camera=unread or kept(blocks))
    return reason("saved-again", "; ".join(dict.fromkeys(marks))) if marks else None


def without_note(raw: Sequence[bytes], blocks: Sequence[Mapping[str, Any]]) -> Reason | None:
    """The reason for a camera that is named while its own block of data (maker note) is missing, or None.

    Only for makers whose cameras write one: `NOTING`. Programs that save a picture anew often drop it.

    Source: EXIF 2.32, 4.6.5, MakerNote (tag 37500).
    """
    makers = [str(tags.get("Image Make") or tags.get("EXIF Make") or "").lower() for tags in blocks]
    if not any(maker.startswith(NOTING) for maker in makers) or any(
        NOTE[order] in block for block in raw for order in NOTE if block.startswith(order)
    ):
        return None
    return reason("maker-note-missing")


def _software(tags: Mapping[str, Any]) -> str | None:
    said = tags.get("Image Software") or tags.get("EXIF Software")
    known = isinstance(said, str) and any(program.lower() in said.lower() for program in PROGRAMS)
    return str(said).strip("\0 ")[:80] if known else None


def _of_a_jpeg(data: bytes, *, camera: bool) -> Iterator[str]:
    for marker, body in _segments(data):
        if marker == APP13 and b"FBMD" in body:
            yield "a mark that Facebook and its programs write"
        elif marker == COMMENT and body.startswith((b"CREATOR: gd-jpeg", b"Lavc", b"Compressed by")):
            yield f"comment {body[:60].decode('ascii', 'replace').strip()!r}"
        elif marker == TABLES and not camera and (quality := _quality(body)) is not None:
            yield f"standard tables of quality {quality} and no camera data"


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments before the picture's own data (ITU T.81, B.1.1), as far as they are whole."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or data[at + 1] == 0xFF:
            return
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def _quality(body: bytes) -> int | None:
    """The quality whose standard table of brightness this is, where it is one (a first table of 8 bits)."""
    return _standard().get(body[1:65]) if body[:1] == b"\0" else None


@functools.cache
def _standard() -> dict[bytes, int]:
    return {_scaled(quality): quality for quality in range(1, 101)}


def _scaled(quality: int) -> bytes:
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return bytes(min(255, max(1, (LUMA[place] * scale + 50) // 100)) for place in ZIGZAG)
