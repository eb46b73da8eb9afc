"""An item as whoever redacts it looks at it: drawn in a limited child process, so that a page gets pixels alone."""

import base64
import dataclasses
import io

from PIL import Image

from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused
from workbench.extract import pixels
from workbench.extract.door import MOST_BYTES
from workbench.extract.reader import Reader
from workbench.redaction.places import PDF

SECONDS = 60.0
LONGEST = 2000


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A picture as JPEG; its width and height in what regions are given in (pixels, of a PDF points), and the pages.

    Example:
        >>> Drawn(b"", 595, 842, 2).pages
        2
    """

    data: bytes
    width: int
    height: int
    pages: int


def can_be_drawn(media_type: str) -> bool:
    """True for pictures and PDFs: regions of them can be withheld.

    Example:
        >>> can_be_drawn("image/heic"), can_be_drawn("text/plain")
        (True, False)
    """
    return media_type == PDF or media_type in pixels.FORMATS


def drawn(case: Case, item: Live, page: int = 1) -> Drawn:
    """A picture, or a page (from 1) of a PDF, as one looks at it; large ones are drawn smaller, and measured whole.

    Raises:
        Refused: it is neither.
        Unreadable: it cannot be drawn; the reason is said.
        BadValue: there is no such page.
    """
    name, media_type = item.record.name, item.record.media_type
    if not can_be_drawn(media_type):
        raise Refused(name, "it is no picture and has no pages", "Mark its words, or withhold all of it")
    pages, scale = 1, 1.0
    with Reader(timeout_s=SECONDS) as reader, case.objects.lent(item.record.object, whole_up_to=MOST_BYTES) as path:
        if media_type == PDF:
            pages = int(reader.draw(path, name, draw="measure", spans=[])["pages"])
        if not 1 <= page <= pages:
            raise BadValue(name, "page", page, f"a page from 1 to {pages}")
        if media_type == PDF:
            found = reader.draw(path, name, draw="page", page=page)
            scale = float(found["scale"])
        else:
            found = reader.draw(path, name, draw="picture", media_type=media_type)
    size = int(found["width"]), int(found["height"])
    image = Image.frombytes("RGB", size, base64.b64decode(found["pixels"]))
    image.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return Drawn(out.getvalue(), round(size[0] / scale), round(size[1] / scale), pages)
