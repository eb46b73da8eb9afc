"""What a picture carries beside itself: the small picture of its camera data, and content credentials."""

import dataclasses
import io
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image

from workbench.extract import alike, pixels
from workbench.extract.boxes import C2PA

MOST_BYTES, MOST_SIDE = 2_000_000, 4000
START, LENGTH = "Thumbnail JPEGInterchangeFormat", "Thumbnail JPEGInterchangeFormatLength"


@dataclasses.dataclass(frozen=True)
class Small:
    """The small picture made anew from its pixels (None if there is none), and whether it shows something else.

    Example:
        >>> Small(None, False).differs
        False
    """

    clean: bytes | None
    differs: bool


def look(picture: pixels.Picture, blocks: Sequence[Mapping[str, Any]]) -> Small:
    """The small picture in the first block of camera data, compared with the picture itself.

    Source: EXIF 2.32, 4.6.4 (JPEGInterchangeFormat): it lies in the block at an offset from its beginning.

    Example:
        >>> look(pixels.Picture(None, (), (), (), None), [])
        Small(clean=None, differs=False)
    """
    if not blocks or not picture.exif:
        return Small(None, False)
    start, length = blocks[0].get(START), blocks[0].get(LENGTH)
    if not isinstance(start, int) or not isinstance(length, int) or not 0 < length <= MOST_BYTES or start < 0:
        return Small(None, False)
    try:
        with Image.open(io.BytesIO(picture.exif[0][start : start + length]), formats=["JPEG"]) as image:
            if max(image.size) > MOST_SIDE:
                return Small(None, False)
            image.draft("RGB", (pixels.SMALL, pixels.SMALL))
            small = image.convert("RGB")
    except (*pixels.BROKEN, Image.DecompressionBombError):
        return Small(None, False)
    small.thumbnail((pixels.SMALL, pixels.SMALL))
    out = io.BytesIO()
    Image.frombytes("RGB", small.size, small.tobytes()).save(out, "JPEG", quality=82)
    return Small(out.getvalue(), picture.shape is not None and alike.differ(picture.shape, small))


def credentials(data: bytes, media_type: str) -> bool:
    """Whether content credentials (C2PA) lie in the file; they are noted and not checked.

    Source: C2PA 2.1, A.3: segments APP11 with JUMBF in JPEG, a chunk `caBX` in PNG, a box of its own in HEIF and AVIF,
    a chunk `C2PA` in WebP; tag 0xCD41 in TIFF is not looked for.

    Example:
        >>> credentials(b"\\x89PNG\\r\\n\\x1a\\n....caBX", "image/png")
        True
    """
    if media_type == "image/jpeg":
        at = data.find(b"\xff\xeb")
        return at >= 0 and b"jumb" in data[at : at + 200_000] and b"c2pa" in data[at : at + 200_000]
    marks = {"image/png": b"caBX", "image/heic": C2PA, "image/avif": C2PA, "image/webp": b"C2PA"}
    return marks.get(media_type, b"\0none") in data
