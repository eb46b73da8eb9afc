"""Pictures of pages and photographs as plain pixels, for copies that are built anew; run in the reading child.

What crosses to the parent are whole numbers and pixels (the rule of Dangerzone): nothing of the file's own structure.
"""

import base64
import hashlib
import math
from pathlib import Path
from typing import Any

from workbench.extract import pdf, pixels
from workbench.extract.door import MOST_BYTES
from workbench.extract.outcome import File, Unread, reason

DPI = 150
POINTS = 72
MOST_PIXELS, LONGEST_SIDE, MOST_PAGES = 64_000_000, 10_000, 1_000
PDF = "application/pdf"
LINE, UNPRINTED = "\n", frozenset("-\0\x02\ufffe\xad")


def answer(path: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked to be drawn, as plain JSON: `draw` is measure, page or picture; or why not, as `failed`.

    Example:
        >>> answer(Path("nothing.jpg"), {"draw": "picture", "media_type": "image/jpeg"})["failed"]
        'reader-failed'
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unread("too-large", f"read are up to {MOST_BYTES} bytes")
        data = File(path, path.name, asked.get("media_type", PDF)).data()
        if asked["draw"] == "picture":
            return _picture(data, asked["media_type"])
        return measure(data, asked["spans"]) if asked["draw"] == "measure" else page(data, asked["page"])
    except Unread as given_up:
        return _failed(given_up.reason.code, given_up.reason.message)
    except MemoryError:
        return _failed("too-large", reason("too-large").message)
    except Exception as error:
        # The boundary: libraries raise what they like on broken files.
        return _failed("reader-failed", reason("reader-failed", f"{type(error).__name__}: {str(error)[:120]}").message)


def _failed(code: str, message: str) -> dict[str, Any]:
    return {"failed": code, "message": message}


def _picture(data: bytes, media_type: str) -> dict[str, Any]:
    if media_type not in pixels.FORMATS:
        raise Unread("no-reader", media_type)
    image, pictures = pixels.upright(data, media_type, MOST_PIXELS)
    return {**_plain(image), "pictures": pictures}


def _plain(image: Any) -> dict[str, Any]:
    return {"width": image.width, "height": image.height, "pixels": base64.b64encode(image.tobytes()).decode("ascii")}


def page(data: bytes, number: int) -> dict[str, Any]:
    """A page (from 1) as a viewer shows it, annotations and filled forms included: RGB pixels, and pixels a point.

    Raises:
        Unread: encrypted or damaged, or there is no such page.
    """
    image, scale = rendered(data, number)
    return {**_plain(image), "scale": scale}


def rendered(data: bytes, number: int, dpi: int = DPI) -> tuple[Any, float]:
    """The same as a picture, with how many pixels a point has.

    Raises:
        Unread: encrypted or damaged, or there is no such page.
    """
    with pdf.opened(data) as document:
        document.init_forms()
        shown = document[number - 1]
        scale = scale_of(shown.get_width(), shown.get_height(), dpi)
        bitmap = shown.render(scale=scale, rev_byteorder=True, draw_annots=True, limit_image_cache=True)
        return bitmap.to_pil().convert("RGB"), scale


def scale_of(width: float, height: float, dpi: int = DPI) -> float:
    """Pixels a point: `dpi` to the inch, fewer where a page is so large that it would not fit into the limits.

    Example:
        >>> scale_of(595, 842) * 72
        150.0
    """
    if not (width > 0 and height > 0):
        raise Unread("page-unreadable", f"{width} by {height} points")
    fits = (dpi / POINTS, math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / max(width, height))
    return min(fits)


def measure(data: bytes, spans: list[list[int]]) -> dict[str, Any]:
    """How many pages there are, the SHA-256 of their text as it was extracted, and where stretches of it stand.

    `spans` are start, end and a number of the caller's. `boxes` are page, left, top, right, bottom in points from the
    upper left corner of the page as shown, and that number: one for each line that a stretch touches. It is **the whole
    line**, for a box as wide as a name would tell which name of a list it is.

    Raises:
        Unread: encrypted or damaged, too many pages, or the words cannot be placed exactly.
    """
    boxes, at, digest = [], 0, hashlib.sha256()
    with pdf.opened(data) as document:
        if len(document) > MOST_PAGES:
            raise Unread("too-large", f"{len(document)} pages, drawn are up to {MOST_PAGES}")
        for number, words in pdf.words_of(document):
            digest.update((words + LINE).encode())
            here = [(max(start - at, 0), min(end - at, len(words)), mark) for start, end, mark in spans
                    if start < at + len(words) and end > at]  # fmt: skip
            if here:
                boxes += [[number, *box] for box in _boxes(document[number - 1], words, here, number)]
            at += len(words) + 1
        return {"pages": len(document), "text": digest.hexdigest(), "boxes": boxes}


def _boxes(shown: Any, words: str, here: list[tuple[int, int, int]], number: int) -> list[list[int]]:
    """The boxes of the lines that stretches of a page's words touch."""
    textpage = shown.get_textpage()
    letters = pdf.letters_of(textpage)
    inked = [index for index, letter in enumerate(letters) if _printed(letter) and pdf.on_page(shown, textpage, index)]
    places = [place for place, letter in enumerate(words) if _printed(letter)]
    if [letters[index] for index in inked] != [words[place] for place in places]:
        raise Unread("page-unreadable", f"page {number}: its words cannot be placed exactly")
    index_of = dict(zip(places, inked, strict=True))
    found: list[list[int]] = []
    seen: set[tuple[int, int, int]] = set()
    for start, end, mark in here:
        first = words.rfind(LINE, 0, start) + 1
        for line in _lines(words, first, end):
            if (*line, mark) in seen:
                continue
            seen.add((*line, mark))
            inside = [index_of[place] for place in range(*line) if place in index_of]
            if inside:
                found.append([*pdf.box_of(shown, textpage, inside), mark])
    return found


def _lines(words: str, first: int, end: int) -> list[tuple[int, int]]:
    lines, at = [], first
    while at < end:
        close = words.find(LINE, at)
        close = len(words) if close < 0 else close
        lines.append((at, close))
        at = close + 1
    return lines


def _printed(letter: str) -> bool:
    return letter not in UNPRINTED and not letter.isspace()
