"""What a PDF draws and refers by, taken out before its bytes are searched as text: numbers, operators and outlines.

A tagged page has a hundred thousand of them, and each would be weighed as if it were a telephone number. The words of a
page are read apart (`containers.py`); whatever is not on these short lists stays.
"""

import re
import struct

from workbench.release.layers import PAUSE

NUMBER = rb"(?<![\w.+-])-?\d{1,6}(?:\.\d+)?(?![\w+])"
OPERATOR = (
    rb"(?:BT|ET|BDC|EMC|TJ|Tj|Tf|Tm|Td|Tr|cm|cs|scn?|CS|SCN?|re|gs|obj|endobj|[QqhflmcvwWnRSMJjBbd]\*?)(?![A-Za-z])"
)
NAME = (
    rb"/(?:Type|StructElem|StructParents?|Span|Artifact|Layout|Table|TBody|THead|TR|TD|TH|LI|LBody|Lbl|Link|Annot|OBJR"
    rb"|Obj|Subtype|MCR|MCID|Pg|Rect|Border|Dest|Parent|Attributes|ColumnHeader|Column|Scope|Placement|Block|Inline|XYZ"
    rb"|[KPSALOHFC]|[cfgp]\d{1,3}|Font|Type0|BaseFont|Encoding|Identity(?:-H)?|DescendantFonts|ToUnicode|CIDFontType2|DW?"
    rb"|CIDSystemInfo|CIDToGIDMap|CIDSet|FontDescriptor|FontName|Flags|FontBBox|ItalicAngle|Ascent|Descent|CapHeight"
    rb"|StemV|FontFile2|Pattern|ICCBased|ExtGState|ca|CA|[A-Z]{6}\+DejaVuSans(?:Mono)?(?:-[A-Za-z]{4,15})?)(?![A-Za-z])"
)
# Glyphs by their number in a font of two bytes: the first byte is below 8, so that it is no letter.
GLYPHS = rb"\((?:(?:\\00[0-7]|[\x00-\x07])(?:\\[0-7]{3}|\\[^0-7]|[^\\()]))+\)|<(?:0[0-7][0-9A-Fa-f]{2})+>"
TOKEN = b"|".join((GLYPHS, NUMBER, OPERATOR, NAME, rb"<<|>>|[\[\]]"))
STROKES = re.compile(rb"(?:(?:" + TOKEN + rb")[ \r\n]*){4,}", re.DOTALL)
LETTER = re.compile(rb"[A-Za-z]|\\0|[\x00-\x07]")
DRAWN = re.compile(rb"\d 0 obj\b|\bBT\b|\bBDC\b| cm\b| scn\b")

# Tables of a font with outlines, measures, hints and the names of letters: no words, but bytes enough to spell some.
MUTE = {b"cmap", b"cvt ", b"fpgm", b"glyf", b"gasp", b"hmtx", b"kern", b"loca", b"post", b"prep", b"vmtx"}
FONTS, RECORD = (b"\x00\x01\x00\x00", b"true"), struct.Struct(">4sIII")


def without_strokes(data: bytes) -> bytes:
    """Bytes in which every run of four or more operators, glyphs and numbers of a PDF became one line end.

    Example:
        >>> without_strokes(b"q 1 0 0 -1 48.1 671.7 cm BT (Sava) Tj ET")
        b'\\n(Sava) Tj ET'
        >>> without_strokes(b"in 2024, 1 2 3 4 5 came")
        b'in 2024, 1 2 3 4 5 came'
    """
    return STROKES.sub(_gone, data) if DRAWN.search(data) else data


def _gone(run: re.Match[bytes]) -> bytes:
    """Numbers alone stay: between brackets they may be somebody's."""
    return b"\n" if LETTER.search(run.group()) else run.group()


def without_outlines(data: bytes) -> bytes:
    """The bytes of a TrueType font without the tables that hold no words; whatever is no font stays as it is.

    Only a table that agrees with its own check sum is taken out (OpenType 1.9, Table Directory).

    Example:
        >>> without_outlines(b"no font")
        b'no font'
    """
    if not data.startswith(FONTS) or len(data) < 12:
        return data
    (tables,) = struct.unpack(">H", data[4:6])
    records = [RECORD.unpack_from(data, at) for at in range(12, 12 + 16 * tables, 16) if at + 16 <= len(data)]
    pieces, at = list[bytes](), 0
    for begin, length, checksum in sorted((begin, length, sum_) for tag, sum_, begin, length in records if tag in MUTE):
        if begin >= at and begin + length <= len(data) and _sum(data[begin : begin + length]) == checksum:
            pieces.append(data[at:begin])
            at = begin + length
    return PAUSE.join([*pieces, data[at:]])


def _sum(table: bytes) -> int:
    """The check sum of a table: its words of four bytes added up, filled with zeros at the end."""
    padded = table + bytes(-len(table) % 4)
    return sum(int(word) for word in struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
