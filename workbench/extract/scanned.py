"""Pages that are pictures: which they are, and the words on one of them; run in the reading child.

A page is answered at a time, so that a limit of seconds holds for each, and so that two children can share a file.
"""

from pathlib import Path
from typing import Any

from PIL import Image

from workbench.extract import drawing, light, ocr, paper, pdf, pixels, sniff
from workbench.extract.door import MOST_BYTES
from workbench.extract.outcome import File, Unread, reason

DPI = 300
MOST_PAGES = 500


def answer(path: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked, as plain JSON: `recognise` is pages (which there are) or page (the words on one); or why not.

    Example:
        >>> answer(Path("nothing.pdf"), {"recognise": "pages", "name": "nothing.pdf"})["failed"]
        'reader-failed'
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unread("too-large", f"read are up to {MOST_BYTES} bytes")
        media = sniff.media_type(*sniff.ends(path), asked["name"])
        if media != drawing.PDF and media not in pixels.FORMATS:
            raise Unread("no-reader", f"{media} has no pages that are pictures")
        data = File(path, asked["name"], media).data()
        if asked["recognise"] == "pages":
            return pages(data, media)
        return page(data, media, asked["page"], asked["languages"])
    except Unread as given_up:
        return {"failed": given_up.reason.code, "message": given_up.reason.message}
    except MemoryError:
        return {"failed": "too-large", "message": reason("too-large").message}
    except Exception as error:
        # The boundary: libraries raise what they like on broken files.
        told = reason("reader-failed", f"{type(error).__name__}: {str(error)[:120]}")
        return {"failed": told.code, "message": told.message}


def pages(data: bytes, media: str) -> dict[str, Any]:
    """The pages of a file: of each its number and its words, or None for its words where it is only a picture.

    Of a PDF, words that it carries are taken as they are; `paper` says whether a picture looks like a page.

    Raises:
        Unread: encrypted or damaged.
    """
    if media == drawing.PDF:
        with pdf.opened(data) as document:
            listed = [{"page": number, "text": words if words.strip() else None} for number, words in
                      pdf.words_of(document)]  # fmt: skip
            return {"media_type": media, "pages": listed, "paper": True}
    image, count = pixels.upright(data, media, drawing.MOST_PIXELS)
    listed = [{"page": number, "text": None} for number in range(1, min(count, MOST_PAGES) + 1)]
    return {
        "media_type": media,
        "pages": listed if media == "image/tiff" else listed[:1],
        "paper": paper.is_page(image),
    }


def page(data: bytes, media: str, number: int, languages: list[str]) -> dict[str, Any]:
    """The words of one page (from 1), in one of the languages; a box is left, top, right, bottom in points of a PDF's
    page as shown, or in pixels of a picture as one looks at it.

    Raises:
        Unread: it cannot be drawn, or the program is not here or failed on it.
    """
    if media == drawing.PDF:
        image, scale = drawing.rendered(data, number, DPI)
    else:
        image, _ = pixels.upright(data, media, drawing.MOST_PIXELS, number - 1)
        scale = 1.0
    grey = light.evened(image.convert("L"))
    enlarged = 2 if max(grey.size) < ocr.SMALL_SIDE else 1
    if enlarged > 1:
        grey = grey.resize((grey.width * enlarged, grey.height * enlarged), Image.Resampling.BICUBIC)
    told = recognised(grey, languages)
    size, scale = told.pop("size"), scale * enlarged
    words = [[word.text, word.confidence, [round(part / scale) for part in _back(word.box, told["turned"], size)],
              list(word.line)] for word in told.pop("words")]  # fmt: skip
    return {
        **told,
        "words": words,
        "size": [round(part / scale) for part in size],
        "model": ocr.model(told["language"]),
    }


def recognised(grey: Image.Image, languages: list[str]) -> dict[str, Any]:
    """The words of a grey page in the language that suits it, and which was chosen among which; `turned` are degrees.

    Raises:
        Unread: the program is not here or failed; or there is nothing on the page that it could read.
    """
    size, turns, tried = grey.size, 0, dict[str, int]()
    language: str | None = languages[0] if len(languages) == 1 else None
    if language is None:
        language, tried = ocr.chosen(grey, languages)
    found = ocr.words(grey, language) if language else []
    if ocr.confidence(found) < ocr.LOST and (turns := ocr.turned(grey)):
        grey = grey.rotate(90 * turns, expand=True)
        if len(languages) > 1:
            language, tried = ocr.chosen(grey, languages)
        found = ocr.words(grey, language) if language else []
    if language is None or ocr.confidence(found) < ocr.HOPELESS:
        raise Unread("page-not-recognised", f"page confidence {round(ocr.confidence(found))} of 100")
    rivals = {name: value for name, value in tried.items() if name != language}
    return {"language": language, "rivals": rivals, "turned": 90 * turns, "size": size, "words": found,
            "confidence": round(ocr.confidence(found))}  # fmt: skip


def _back(box: tuple[int, int, int, int], turned: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box on a page that was turned counterclockwise, where it lies on the page as it was.

    Example:
        >>> _back((0, 0, 10, 20), 180, (100, 50))
        (90, 30, 100, 50)
    """
    left, top, right, bottom = box
    width, height = size
    if turned == 90:
        return width - bottom, left, width - top, right
    if turned == 180:
        return width - right, height - bottom, width - left, height - top
    return (top, height - right, bottom, height - left) if turned == 270 else box
