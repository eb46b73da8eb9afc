"""What a PDF draws and refers by, taken out before its bytes are searched as text: it is numbers and operators alone.

A tagged page has a hundred thousand of them, and each would be weighed as if it were a telephone number. The words of a
page are read apart (`containers.py`); whatever is not on these short lists stays.
"""

import re

NUMBER = rb"(?<![\w.+-])-?\d{1,6}(?:\.\d+)?(?![\w+])"
OPERATOR = rb"(?:BT|ET|BDC|EMC|TJ|Tj|Tf|Tm|Td|Tr|cm|cs|scn|re|gs|obj|endobj|[QqhflmcvwWnRS]\*?)(?![A-Za-z])"
NAME = (
    rb"/(?:Type|StructElem|StructParents?|Span|Artifact|Layout|Table|TBody|THead|TR|TD|TH|LI|LBody|Lbl|Link|Annot|OBJR"
    rb"|Obj|Subtype|MCR|MCID|Pg|Rect|Border|Dest|Parent|Attributes|ColumnHeader|Column|Scope|Placement|Block|Inline|XYZ"
    rb"|[KPSALOHFC]|[cf]\d{1,3})(?![A-Za-z])"
)
# Glyphs by their number in a font of two bytes: the first byte is below 8, so that it is no letter.
GLYPHS = rb"\((?:(?:\\00[0-7]|[\x00-\x07])(?:\\[0-7]{3}|\\[^0-7]|[^\\()]))+\)|<(?:0[0-7][0-9A-Fa-f]{2})+>"
TOKEN = b"|".join((GLYPHS, NUMBER, OPERATOR, NAME, rb"<<|>>|[\[\]]"))
STROKES = re.compile(rb"(?:(?:" + TOKEN + rb")[ \r\n]*){4,}", re.DOTALL)
LETTER = re.compile(rb"[A-Za-z]|\\0|[\x00-\x07]")
DRAWN = re.compile(rb"\d 0 obj\b|\bBT\b|\bBDC\b| cm\b")


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
