"""Documents of old Word (DOC, from Word 97 on): the words of all parts, paragraph by paragraph, after [MS-DOC].

Words that were deleted as tracked changes, and words that are hidden, are left out and said. What stands in pictures,
fields (but for what they last gave) and embedded objects is not read.
"""

import re
import struct
from collections.abc import Iterator

from workbench.extract.layout import Layout
from workbench.extract.outcome import Reading, Reason, Unread, reason

IDENT, FIRST = 0xA5EC, 0x00C1  # [MS-DOC] 2.5.2 FibBase: what a document begins with; the version of Word 97
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# Places of numbers in the file's head ([MS-DOC] 2.5): lengths of the parts, where formats and pieces are listed.
LENGTHS, FORMATS, PIECES = 0x4C, 0xFA, 0x1A2
PARTS = ("", "footnote", "header", "macro", "comment", "endnote", "text box", "text box of a header")
COMPRESSED = 1 << 30
PAGE = 512
DELETED, HIDDEN = 0x0800, 0x083C  # [MS-DOC] 2.6.1: sprmCFRMarkDel, sprmCFVanish
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
MOST_PIECES = 200_000
FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
SIGNS = {"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "-"} | dict.fromkeys(
    "\x01\x02\x03\x04\x05\x08\x13\x14\x15\x1f", ""
)
Run = tuple[int, int, int]  # bytes of the stream from and to, and how they are shown


def table_of(stream: bytes) -> str:
    """The name of the stream that holds the tables of a document.

    Example:
        >>> table_of(bytes(32))
        '0Table'
    """
    flags = struct.unpack_from("<H", stream, 10)[0] if len(stream) >= 12 else 0
    return "1Table" if flags & SECOND_TABLE else "0Table"


def read(stream: bytes, tables: bytes) -> Reading:
    """Reads the stream `WordDocument` with its tables; places are paragraphs, those of notes and headers named.

    Raises:
        Unread: encrypted, damaged, or written by a Word before Word 97.
    """
    try:
        ident, version, flags = struct.unpack_from("<HH6xH", stream)
        if ident != IDENT or version < FIRST:
            raise Unread("old-office-format", f"a Word before Word 97 ({version})")
        if flags & ENCRYPTED:
            raise Unread("encrypted")
        lengths = struct.unpack_from("<8i", stream, LENGTHS)
        runs = list(_formats(stream, tables))
        shown, left_out = _words(stream, tables, runs)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Unread("damaged", f"{type(error).__name__}: {error}") from error
    if any(length < 0 for length in lengths) or sum(lengths) > len(shown) + 1:
        raise Unread("damaged", "its parts are longer than its words")
    layout = Layout("paragraph")
    at = 0
    for part, length in zip(PARTS, lengths, strict=True):
        _lay(layout, part, "".join(shown[at : at + length]))
        at += length
    remarks, made = layout.made("oldwords", "olefile")
    return Reading("document", (*left_out, *remarks), made)


def _lay(layout: Layout, part: str, words: str) -> None:
    while (plain := FIELD.sub(lambda match: match[1] or "", words)) != words:
        words = plain  # a field may hold fields: the innermost goes first
    words = words.replace("\x07\x07", "\r")  # the end of a row of a table
    for number, paragraph in enumerate(words.split("\r"), 1):
        told = "".join(SIGNS.get(letter, letter) for letter in paragraph)
        if told.strip():
            layout.add(told.strip("\t"), f"{part}{', ' if part else ''}paragraph {number}")
            layout.add("\n")


def _words(stream: bytes, tables: bytes, runs: list[Run]) -> tuple[list[str], list[Reason]]:
    """The letters of the document, one a place as Word counts them; those left out are empty, and it is said."""
    start, size = struct.unpack_from("<II", stream, PIECES)
    letters: list[str] = []
    met = {DELETED: 0, HIDDEN: 0}
    spans = _Spans(runs)
    for first, last, fc in _pieces(tables[start : start + size]):
        count, at = last - first, fc & (COMPRESSED - 1)
        if fc & COMPRESSED:
            at, wide = at // 2, 1
            words = list(stream[at : at + count].decode("cp1252", "replace"))
        else:
            wide = 2
            held = stream[at : at + 2 * count]
            words = [held[place : place + 2].decode("utf-16-le", "surrogatepass") for place in range(0, len(held), 2)]
        if count < 0 or len(words) != count or len(letters) + count > len(stream):
            raise ValueError("a piece lies outside of the file, or upon others")
        for place, how in spans.marked(at, at + count * wide):
            met[how] += words[(place - at) // wide] != ""
            words[(place - at) // wide] = ""
        letters += words
    said = [reason(code) for how, code in ((DELETED, "tracked-changes"), (HIDDEN, "hidden-words")) if met[how]]
    return _joined(letters), said


def _joined(letters: list[str]) -> list[str]:
    """Halves of a letter beyond the first 65,536, put together in the place of the first."""
    for at in range(len(letters) - 1):
        if "\ud800" <= letters[at] <= "\udbff" and "\udc00" <= letters[at + 1] <= "\udfff":
            whole = (letters[at] + letters[at + 1]).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            letters[at : at + 2] = [whole, ""]
    return letters


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int]]:
    """The pieces of the text: first and last place, and where it lies ([MS-DOC] 2.9.38 Clx, 2.8.35 PlcPcd)."""
    at = 0
    while clx[at] == 1:
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if clx[at] != 2:
        raise ValueError("no list of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (size - 4) // 12
    if not 0 < count <= MOST_PIECES:
        raise ValueError("no number of pieces that a document has")
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    for number in range(count):
        (fc,) = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)
        yield places[number], places[number + 1], fc


def _formats(stream: bytes, tables: bytes) -> Iterator[Run]:
    """The stretches of the stream whose letters are deleted or hidden ([MS-DOC] 2.9.33 ChpxFkp, 2.8.5 PlcBteChpx)."""
    start, size = struct.unpack_from("<II", stream, FORMATS)
    count = max(size - 4, 0) // 8
    if not 0 <= count <= MOST_PIECES:
        raise ValueError("no number of formats that a document has")
    for number in struct.unpack_from(f"<{count}I", tables, start + 4 * (count + 1)) if count else ():
        page = stream[(number & 0x3FFFFF) * PAGE :][:PAGE]
        runs = page[PAGE - 1]
        edges = struct.unpack_from(f"<{runs + 1}I", page)
        for at in range(runs):
            offset = page[4 * (runs + 1) + at] * 2
            how = _shown(page[offset + 1 : offset + 1 + page[offset]]) if offset else 0
            if how:
                yield edges[at], edges[at + 1], how


def _shown(changes: bytes) -> int:
    """Which of the two is set in a list of changes to letters ([MS-DOC] 2.6); 0: neither."""
    at, found = 0, 0
    while at + 3 <= len(changes):
        (code,) = struct.unpack_from("<H", changes, at)
        size = SIZES[code >> 13] if code >> 13 in SIZES else changes[at + 2] + 1
        if code in (DELETED, HIDDEN) and changes[at + 2] == 1:
            found = found or code
        at += 2 + size
    return found


class _Spans:
    """Stretches of a stream in their order, of which some lie in a piece."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = sorted(runs)

    def marked(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Each byte from start to end that lies in a stretch, and how it is shown."""
        for first, last, how in self.runs:
            if first >= end:
                return
            for place in range(max(first, start), min(last, end)):
                yield place, how
