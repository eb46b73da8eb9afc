"""A new PDF made of pictures of pages: no text, no links, no scripts, no properties, no file inside."""

import io
import re
from collections.abc import Iterable

from PIL import Image

from workbench.errors import BadValue

# ISO 32000-1: 7.5 (structure of a file), 8.9.5 (images), 7.4.8 (DCTDecode: a JPEG as it is).
HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
QUALITY = 85


def built(pages: Iterable[tuple[Image.Image, float]]) -> bytes:
    """A PDF of pictures, each with its pixels a point; the same pictures give the same bytes.

    Example:
        >>> built([(Image.new("RGB", (10, 20)), 2.0)]).startswith(b"%PDF-1.4")
        True
    """
    bodies: list[bytes] = [b"", b""]  # the catalogue and the list of pages, when they are known
    kids = []
    for image, scale in pages:
        width, height = (f"{side / scale:.2f}" for side in image.size)
        first = len(bodies) + 1
        drawing = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode("ascii")
        bodies.append(_picture(image))
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /P {first} 0 R >> >> >>".encode("ascii")
        )
        kids.append(f"{first + 2} 0 R")
    bodies[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    return _file(bodies)


def picture_of(data: bytes, page: int) -> tuple[bytes, int]:
    """The picture of a page (from 1) of a PDF that `built` made, as the JPEG that stands in it, and how many there are.

    Raises:
        BadValue: there is no such page.

    Example:
        >>> data, pages = picture_of(built([(Image.new("RGB", (10, 20)), 2.0)]), 1)
        >>> data[:2], pages
        (b'\\xff\\xd8', 1)
    """
    counted = re.search(rb"/Kids \[.*\] /Count (\d+) >>", data)
    pages = int(counted[1]) if counted else 0
    # Of each page its picture, its drawing and itself stand one after the other, behind the catalogue and the list.
    found = re.search(rb"\n%d 0 obj\n<< /Type /XObject [^>]*/Length (\d+) >>\nstream\n" % (3 * page), data)
    if found is None:
        raise BadValue("copy", "page", page, f"a page from 1 to {pages}")
    return data[found.end() : found.end() + int(found[1])], pages


def _picture(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling="4:4:4", optimize=False, progressive=False)
    data = out.getvalue()
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} /ColorSpace /DeviceRGB "
        f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    )
    return head.encode("ascii") + data + b"\nendstream"


def _file(bodies: list[bytes]) -> bytes:
    out, places = bytearray(HEAD), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)
