"""The texts that bytes may be: as UTF-8, UTF-16 or an older code page, with tags and without them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

OLDER = ("cp1250", "cp1251", "cp1258", "gb18030")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Text inside other bytes: printed signs in a row, in UTF-8; units of UTF-16 whose upper byte is that of a script.
PRINTED_SIGN = (
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
RUN = re.compile(PRINTED_SIGN + rb"{5,}")
# One unit of UTF-16 of a script that names are written in, upper byte first or last; and signs that stand inside words.
UNIT = rb"(?:\x00[\x09-\xff]|[\x01-\x05\x1e][\x00-\xff])"
TINU = rb"(?:[\x09-\xff]\x00|[\x00-\xff][\x01-\x05\x1e])"
MARK = b"\xfe\xff"  # upper byte first
BIG = re.compile(rb"(?:%s|(?:[\x20\x21\x30\xff].){1,2}(?=%s)){3,}" % (UNIT, UNIT), re.S)
LITTLE = re.compile(rb"(?:%s|(?:.[\x20\x21\x30\xff]){1,2}(?=%s)){3,}" % (TINU, TINU), re.S)
TAG = re.compile(r"<(?:!--.*?--|!\[CDATA\[|[!?/]?([A-Za-z][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S)
# Tags that part words; every other one may stand inside a word. Those in the last line are of office files.
PARTING = frozenset(re.findall(
    r"\S+",
    "p div td th tr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot caption section article header footer"
    " nav main aside figure figcaption br hr pre blockquote option select button label input textarea form svg g text"
    " title desc path rect circle line polygon defs style script html head body meta link img details summary"
    " tc tab cr si c row v cell sheet table-cell table-row line-break s sz data node edge key creator keywords",
))  # fmt: skip
APART = "     "  # farther apart than figures of one number are, nearer than parts of one name
ESCAPE = re.compile(r"\\+[nrtbfv]")
# What holds no words: ids and digests, pictures in base64, the outlines of drawn shapes.
IDS = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[A-Fa-f])(?=[A-Fa-f]*[0-9])[0-9A-Fa-f]{16,}(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])"
    r"|(?<=[^&]#)(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![0-9A-Za-z])"
)
PICTURE = re.compile(r"(?<=;base64,)[A-Za-z0-9+/\s]+={0,2}|[A-Za-z0-9+/]{76,}={0,2}")
# Where a cell of a spreadsheet stands: F1 is no label.
CELLS = re.compile(
    r"(?<=\sr=\")[A-Z]{1,3}[0-9]+(?=\")|(?<=(?:ref|ell)=\")(?:[A-Z]{1,3}[0-9]+[: ]?)+(?=\")|\$[A-Z]{1,3}\$[0-9]+"
    r"|(?<=!)[A-Z]{1,3}[0-9]+(?=\")"
)
OUTLINE = re.compile(r"(?<=\sd=\")[MmLlHhVvCcSsQqTtAaZz0-9.,\s+-]+(?=\")")
DIGIT_AND_LETTER = re.compile(r"(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])", re.S)
MASK = "\u2588"


class Text(NamedTuple):
    """A text and the encoding that it was read from.

    `pieces` of the kind `whole` are texts, `tags` stand each for itself, `runs` were found among other bytes, `wide`
    those of UTF-16.
    """

    encoding: str
    pieces: tuple[str, ...]
    kind: str = "whole"


def is_text(data: bytes) -> bool:
    """True for bytes that are text and nothing else: none of them is a control code.

    Example:
        >>> is_text("Trần\\n".encode()), is_text(b"\\x89PNG\\r\\n\\x1a\\n\\x00"), is_text("Ratković".encode("cp1250"))
        (True, False, True)
    """
    return CONTROL.search(data) is None


def texts(data: bytes) -> Iterator[Text]:
    """Every text that these bytes may be.

    Example:
        >>> next(texts(b"\\x07" + "Sava Ilić".encode("utf-16-le")))
        Text(encoding='utf-16-le', pieces=('Sava Ilić',), kind='wide')
        >>> [text.pieces[0] for text in texts(b"by S<b>ava</b> Ili")]
        ['by S<b>ava</b> Ili', 'by Sava Ili']
        >>> [text.pieces for text in texts(b"<p>S<b>ava</b></p>")]
        [('<p>', '<b>', '</b>', '</p>'), ('     Sava     ',)]
    """
    if is_text(data):
        yield from _whole(data)
        return
    pieces = tuple(match.group().decode("utf-8", "replace") for match in RUN.finditer(data))
    if pieces:
        yield Text("utf-8", pieces, "runs")
        without = tuple(found for piece in pieces if (found := stripped(piece)) is not None)
        if without:
            yield Text("utf-8 without tags", without, "runs")
    # A run that begins inside the mark of a text is that text, read from each second byte.
    little = [run.group() for run in LITTLE.finditer(data) if not data.startswith(MARK, max(0, run.start() - 1))]
    for encoding, runs in (("utf-16-le", little), ("utf-16-be", BIG.findall(data))):
        pieces = tuple(_units(runs, encoding))
        if pieces:
            yield Text(encoding, pieces, "wide")
            without = tuple(found for piece in pieces if (found := stripped(piece)) is not None)
            if without:
                yield Text(f"{encoding} without tags", without, "wide")


def _units(runs: list[bytes], encoding: str) -> Iterator[str]:
    """Each run as text, and without its first sign where that may be a number that stood before the text."""
    for run in runs:
        found = run.decode(encoding, "replace")
        yield found
        if found[0] > "\xff":
            yield found[1:]


def _whole(data: bytes) -> Iterator[Text]:
    try:
        found = [("utf-8", data.decode())]
    except UnicodeDecodeError:
        found = [(encoding, data.decode(encoding, "replace")) for encoding in ("utf-8", *OLDER)]
    for encoding, text in found:
        if text.lstrip("\ufeff \r\n\t").startswith("<"):  # then what is no tag is searched without them, below
            yield Text(encoding, tuple({match.group(): None for match in TAG.finditer(masked(text))}), "tags")
        else:
            yield Text(encoding, (masked(text),))
        without = stripped(text)
        if without is not None:
            yield Text(f"{encoding} without tags", (masked(without),))


def stripped(text: str) -> str | None:
    """A text without its tags and without escapes for white space; None where it has neither.

    Example:
        >>> stripped("<w:t>Sa</w:t></w:r><w:r><w:t>va</w:t></w:p><w:p>Ilić"), stripped("1 < 2")
        ('Sava          Ilić', None)
    """
    found = TAG.sub(_gap, text) if "<" in text else text
    found = ESCAPE.sub(" ", found) if "\\" in found else found
    return None if found == text and not text.lstrip("\ufeff \r\n\t").startswith("<") else found


def _gap(match: re.Match[str]) -> str:
    name = (match[1] or "").rpartition(":")[2].lower()
    return APART if name in PARTING else ""


def masked(text: str) -> str:
    """A text with ids, pictures in base64 and drawn outlines blotted out: they are searched decoded, or hold no words.

    Example:
        >>> masked("id 58185c5d846cbf45 of F-1, 0641234567890123")
        'id █ of F-1, 0641234567890123'
    """
    found = IDS.sub(MASK, text)
    found = PICTURE.sub(lambda match: MASK if DIGIT_AND_LETTER.match(match.group()) else match.group(), found)
    return OUTLINE.sub(MASK, CELLS.sub(MASK, found))
