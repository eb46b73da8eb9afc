"""The words that a selection of another program marks in the text that came with it."""

import codecs

from workbench.extract.layout import newlines

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def text_of(data: bytes) -> str | None:
    """The text of a plain-text source: UTF-8, or UTF-16 with its mark (REFI-QDA 1.5, 9.1.2); None for anything else.

    The mark at the beginning is no letter of the text.

    Example:
        >>> text_of(codecs.BOM_UTF16_LE + "hộ".encode("utf-16-le"))
        'hộ'
    """
    mark, encoding = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        return None


def stretch(text: str, start: int, end: int, name: str | None) -> tuple[int, int] | None:
    """A selection's code points in `newlines(text)`; None where it does not lie within the text.

    Positions are Unicode code points from 0 and the end is behind the last one (REFI-QDA 1.5, section 10.2). Some
    programs count UTF-16 units, or a line end of two letters as one: where the selection's name is the beginning of
    the words in one of these readings only, that reading is taken.

    Example:
        >>> stretch("a\\r\\nbc", 3, 5, None)
        (2, 4)
    """
    readings = [reading for reading in _readings(text, start, end) if reading is not None]
    fitting = [at for at in readings if name and begins(newlines(text)[at[0] : at[1]], name)]
    # A reading that is one letter off can begin with the blank before the words.
    tight = [at for at in fitting if not newlines(text)[at[0]].isspace()]
    return (tight or fitting)[0] if fitting else _points(text, start, end)


def begins(words: str, name: str) -> bool:
    """True where a selection's name, which programs cut short, is the beginning of these words.

    Example:
        >>> begins("For some reason babies are", "For some reason…")
        True
    """
    short = " ".join(name.split()).removesuffix("…").removesuffix("...").rstrip()
    return bool(short) and " ".join(words.split()).startswith(short)


def _readings(text: str, start: int, end: int) -> list[tuple[int, int] | None]:
    folded = newlines(text)
    return [_points(text, start, end), _units(text, start, end), _points(folded, start, end)]


def _points(text: str, start: int, end: int) -> tuple[int, int] | None:
    if not 0 <= start <= end <= len(text):
        return None
    return len(newlines(text[:start])), len(newlines(text[:end]))


def _units(text: str, start: int, end: int) -> tuple[int, int] | None:
    units = text.encode("utf-16-le")
    if not 0 <= start <= end <= len(units) // 2:
        return None
    try:
        before, whole = units[: 2 * start].decode("utf-16-le"), units[: 2 * end].decode("utf-16-le")
    except UnicodeDecodeError:
        return None  # within one letter
    return len(newlines(before)), len(newlines(whole))
