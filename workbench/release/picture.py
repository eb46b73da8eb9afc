"""The small copy of a picture with the place that a coder pointed at drawn on it."""

import base64
import io
import json

from PIL import Image, ImageDraw, UnidentifiedImageError

from workbench.figures.retold import own
from workbench.figures.words import word
from workbench.markup import escape
from workbench.release.evidence import Found
from workbench.release.page import Html
from workbench.tables import Tables

TURNED = range(5, 9)
# The kind of derivative that `workbench.redaction` makes; the size of the small copies of `workbench.extract`.
REDACTED, SMALL = "redacted", 320


def picture(tables: Tables, item: str, region: tuple[int, ...] = ()) -> bytes | None:
    """The thumbnail of an item as JPEG made from pixels alone, with a region outlined; None where there is none.

    Of an item of which something is withheld it is made from the redacted copy, whoever the page is for: a page that
    lies about shows no face that was painted over. `region` is x, y, width, height in pixels of the picture as one
    looks at it, upright.
    """
    seen = tables.derived(item, REDACTED) or tables.derived(item, "thumbnail")
    if seen is None:
        return None
    try:
        with Image.open(io.BytesIO(seen), formats=("JPEG", "PNG")) as opened:
            opened.draft("RGB", (SMALL * 2, SMALL * 2))
            image = opened.convert("RGB")
    except (UnidentifiedImageError, OSError):
        return None
    image.thumbnail((SMALL, SMALL), Image.Resampling.BILINEAR)
    if len(region) == 4:
        _outline(image, region, _size(tables, item) or image.size)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, optimize=False, progressive=False)
    return out.getvalue()


def shown(tables: Tables, place: Found) -> Html:
    """A passage's picture as HTML, inside the page, with the words that stand for it; empty for what is no picture."""
    if not place.media_type.startswith("image/"):
        return Html("")
    told = "entry.marked" if place.region else "entry.small"
    where = dict(zip("xy", place.region, strict=False))
    return inline(picture(tables, place.item, place.region), word(told, name=own(place.file), **where))


def inline(data: bytes | None, alt: str) -> Html:
    """A JPEG as HTML, inside the page; in its absence the words.

    Example:
        >>> inline(None, "the east gate")
        '<p class="none">No small copy could be made: the east gate</p>'
    """
    if data is None:
        return Html(f'<p class="none">{escape(word("entry.no-copy", what=alt))}</p>')
    encoded = base64.b64encode(data).decode("ascii")
    return Html(f'<img class="photo" src="data:image/jpeg;base64,{encoded}" alt="{escape(alt)}">')


def _size(tables: Tables, item: str) -> tuple[int, int] | None:
    """Width and height of the whole picture, upright."""
    facts = tables.derived(item, "exif")
    read = json.loads(facts) if facts else {}
    if not read.get("pixels"):
        return None
    width, height = read["pixels"]
    return (height, width) if read.get("orientation") in TURNED else (width, height)


def _outline(image: Image.Image, region: tuple[int, ...], whole: tuple[int, int]) -> None:
    across, down = image.width / whole[0], image.height / whole[1]
    x, y, width, height = region
    left, top = round(x * across), round(y * down)
    right, bottom = max(left + 1, round((x + width) * across)), max(top + 1, round((y + height) * down))
    draw = ImageDraw.Draw(image)
    # Dark and light side by side: seen on any ground, also in grey.
    draw.rectangle((left - 1, top - 1, right + 1, bottom + 1), outline="black", width=1)
    draw.rectangle((left, top, right, bottom), outline="#FFD400", width=2)
