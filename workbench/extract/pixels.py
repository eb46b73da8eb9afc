"""The picture itself: its size, the raw blocks of camera data in it, and a small clean copy."""

import contextlib
import dataclasses
import io
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from workbench.extract import alike
from workbench.extract.outcome import Unread, fault

MOST_PIXELS, SMALL = 250_000_000, 320
FORMATS = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIF", "image/avif": "AVIF", "image/webp": "WEBP",
    "image/tiff": "TIFF", "image/gif": "GIF", "image/bmp": "BMP",
}  # fmt: skip
EXIF = b"Exif\0\0"
XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
BROKEN = (
    struct.error,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    AttributeError,
    RuntimeError,
    OverflowError,
)


@dataclasses.dataclass(frozen=True)
class Picture:
    """Width and height as stored (None if unreadable), raw EXIF blocks (TIFF streams), XMP packets, faults in words."""

    size: tuple[int, int] | None
    exif: tuple[bytes, ...]
    xmp: tuple[bytes, ...]
    faults: tuple[str, ...]
    thumbnail: bytes | None
    fingerprint: str | None = None
    shape: Image.Image | None = None  # the small copy as it is stored, not yet turned upright
    turned: int | None = None  # the orientation as written, where the library has turned the pixels already (HEIC)


def look(data: bytes, media_type: str) -> Picture:
    """What a picture carries, each part read on its own so that one broken part hides no other."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    faults: list[str] = []
    size, info = None, {}
    thumbnail, mark, shape = None, None, None
    try:
        with _opened(data, media_type) as image:
            size, info = image.size, dict(image.info)
            if size[0] * size[1] > MOST_PIXELS:
                faults.append("too many pixels")
            else:
                thumbnail, mark, shape = _small(image)
                info.update(image.info)  # PNG may carry camera data after its pixels
    except (Image.DecompressionBombError, MemoryError):
        faults.append("too many pixels")
    except (*BROKEN, UnidentifiedImageError) as error:
        faults.append(f"pixels: {fault(error)}")
    turned = info.get("original_orientation")
    return Picture(size, *_blocks(data, media_type, info), tuple(faults), thumbnail, mark, shape, turned)


def camera_data(data: bytes, media_type: str) -> Picture:
    """The raw blocks of camera data alone; of a JPEG its head is enough.

    Raises:
        OSError, ValueError, SyntaxError and others of `BROKEN`: the file cannot be opened.
    """
    info: dict[Any, Any] = {}
    if media_type not in ("image/jpeg", "image/tiff"):
        with _opened(data, media_type) as image:
            info = dict(image.info)
            if media_type == "image/png":
                image.load()
                info.update(image.info)
    return Picture(None, *_blocks(data, media_type, info), (), None, turned=info.get("original_orientation"))


def _blocks(data: bytes, media_type: str, info: Mapping[Any, Any]) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    if media_type == "image/jpeg":
        exif, xmp = _jpeg_blocks(data)
    else:
        exif = [data] if media_type == "image/tiff" else [_bytes(info.get("exif"))]
        xmp = [_bytes(info.get("xmp"))]
    return tuple(block.removeprefix(EXIF) for block in exif if block), tuple(packet for packet in xmp if packet)


@contextlib.contextmanager
def _opened(data: bytes, media_type: str) -> Iterator[Image.Image]:
    if media_type == "image/heic":
        import pillow_heif

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener(thumbnails=False)
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Only the one kind that the content is: the library knows others that call programs.
        with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as image:
            yield image


def _small(image: Image.Image) -> tuple[bytes, str, Image.Image]:
    """A JPEG of at most 320 pixels a side, upright, made from pixels alone: no camera data, no profile, no comment.

    With it come its fingerprint, and the same pixels as they are stored.
    """
    turn = image.getexif().get(ExifTags.Base.Orientation) if image.format != "HEIF" else None
    image.draft("RGB", (SMALL * 2, SMALL * 2))
    image.load()
    small = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    small.thumbnail((SMALL, SMALL), Image.Resampling.BILINEAR)
    stored = _on_white(small)
    clean = _turned(stored, turn)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=False, progressive=False)
    return out.getvalue(), alike.fingerprint(clean), stored


def upright(data: bytes, media_type: str, most: int, number: int = 0) -> tuple[Image.Image, int]:
    """A picture as one looks at it, from pixels alone on white ground, and how many pictures the file holds.

    `number` counts them from 0. Nothing but the pixels is carried over: no camera data, no profile, no text.

    Raises:
        Unread: it claims more than `most` pixels.
        OSError, ValueError, SyntaxError and others of `BROKEN`: it cannot be decoded in full.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with _opened(data, media_type) as image:
        if image.size[0] * image.size[1] > most:
            raise Unread("pixels-too-many", f"{image.size[0]} by {image.size[1]}, drawn are up to {most}")
        turn = image.getexif().get(ExifTags.Base.Orientation) if image.format != "HEIF" else None
        pictures = int(getattr(image, "n_frames", 1))
        image.seek(number)
        image.load()
        return _turned(_on_white(image), turn), pictures


def _on_white(image: Image.Image) -> Image.Image:
    plain = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    if plain.mode == "RGBA":
        white = Image.new("RGB", plain.size, "white")
        white.paste(plain, mask=plain.getchannel("A"))
        return white
    return plain


def _turned(image: Image.Image, turn: Any) -> Image.Image:
    """The picture upright, made anew from its pixels."""
    clean = Image.frombytes("RGB", image.size, image.tobytes())
    if turn in range(2, 9):
        clean.getexif()[ExifTags.Base.Orientation] = turn
        clean = ImageOps.exif_transpose(clean)
        clean = Image.frombytes("RGB", clean.size, clean.tobytes())
    return clean


def _jpeg_blocks(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """The EXIF and XMP segments of a JPEG, all of them, also from a file that is cut short (ITU T.81, B.1.1)."""
    exif, xmp, at = [], [], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD7 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (0xDA, 0xD9):
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + max(length, 2)]
        if marker == 0xE1 and body.startswith(EXIF):
            exif.append(body)
        elif marker == 0xE1 and body.startswith(XMP_MARK):
            xmp.append(body.removeprefix(XMP_MARK))
        at += 2 + max(length, 2)
    return exif, xmp


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else b""


def tags_of(block: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The camera data in a raw block as a second library reads it: (tags by name, GPS block).

    Raises:
        OSError, ValueError, SyntaxError and others of `BROKEN`: the block cannot be read.
    """
    exif = Image.Exif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exif.load(EXIF + block)
        found = dict(exif) | exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    tags = {str(ExifTags.TAGS.get(tag, f"Tag 0x{tag:04X}")): value for tag, value in found.items()}
    return tags, {str(ExifTags.GPSTAGS.get(tag, tag)): _pairs(value) for tag, value in place.items()}


def _pairs(value: Any) -> Any:
    many = value if isinstance(value, tuple) else (value,)
    if many and all(hasattr(part, "denominator") and not isinstance(part, (int, bool)) for part in many):
        return [(int(part.numerator), int(part.denominator)) for part in many]
    return value[0] if isinstance(value, bytes) and len(value) == 1 else value


def xmp_gps(packet: bytes) -> dict[str, Any]:
    """The GPS block of an XMP packet (XMP part 2, 1.2.7.4: `45,22.86N`) in the form of an EXIF block, or empty.

    Example:
        >>> xmp_gps(b'<x exif:GPSLatitude="45,22.86N" exif:GPSLongitude="20,23,0E"/>')["GPSLatitude"]
        [(45, 1), (2286, 100), (0, 1)]
    """
    block: dict[str, Any] = {}
    for axis in (b"GPSLatitude", b"GPSLongitude"):
        found = re.search(
            rb"exif:" + axis + rb"(?:=[\"']|>)\s*(\d{1,4}),(\d{1,4})(?:\.(\d{1,12})|,(\d{1,4}))?([A-Za-z])", packet
        )
        if found:
            degrees, minutes, decimals, seconds, letter = found.groups()
            scale = 10 ** len(decimals or b"")
            block[axis.decode()] = [
                (int(degrees), 1),
                (int(minutes + (decimals or b"")), scale),
                (int(seconds or 0), 1),
            ]
            block[f"{axis.decode()}Ref"] = letter.decode()
    return block
