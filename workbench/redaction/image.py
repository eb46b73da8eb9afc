"""A picture with regions painted over, made anew from its pixels alone: nothing of the file before is in it."""

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from workbench.errors import BadValue

Box = tuple[int, int, int, int]
PAINT = (0, 0, 0)
# Kinds whose pixels are stored without loss stay so; all others become JPEG.
LOSSLESS = ("image/png", "image/gif", "image/bmp")


def painted(size: tuple[int, int], pixels: bytes, boxes: Iterable[Box]) -> Image.Image:
    """A picture of these RGB pixels with boxes (left, top, right, bottom; the last two outside) painted black.

    A box that reaches beyond the edge is painted as far as the picture goes.

    Raises:
        BadValue: the pixels are not as many as the size says; a box is empty, or lies outside the picture.

    Example:
        >>> painted((2, 1), bytes([255] * 6), [(0, 0, 1, 1)]).tobytes()
        b'\\x00\\x00\\x00\\xff\\xff\\xff'
    """
    width, height = size
    if len(pixels) != width * height * 3:
        raise BadValue("picture", "pixels", len(pixels), f"{width} by {height} of three bytes each")
    image = Image.frombytes("RGB", size, pixels)
    brush = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        if left >= min(right, width) or top >= min(bottom, height):
            place = f"{left},{top},{right - left},{bottom - top}"
            raise BadValue("picture", "region", place, f"x,y,width,height inside {width} by {height}")
        brush.rectangle((left, top, min(right, width) - 1, min(bottom, height) - 1), fill=PAINT)
    return image


def encoded(image: Image.Image, media_type: str) -> tuple[bytes, str]:
    """The picture as PNG where the file before was without loss, else as JPEG: the bytes and their media type.

    The settings are fixed: the same pixels give the same bytes.

    Example:
        >>> encoded(Image.new("RGB", (1, 1)), "image/heic")[1]
        'image/jpeg'
    """
    out = io.BytesIO()
    clean = Image.frombytes("RGB", image.size, image.tobytes())
    if media_type in LOSSLESS:
        clean.save(out, "PNG", optimize=False, compress_level=6)
        return out.getvalue(), "image/png"
    clean.save(out, "JPEG", quality=90, subsampling="4:4:4", optimize=False, progressive=False)
    return out.getvalue(), "image/jpeg"
