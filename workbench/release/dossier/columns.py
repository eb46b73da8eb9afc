"""How wide the columns of a printed table are: as its parts ask, and no word runs over its neighbour."""

import math
import re

from workbench.figures.style import width
from workbench.release.dossier.document import Table, plain

UPRIGHT_MM, WIDE_MM = 174.0, 261.0
LEAST, FEW = 5, 6  # the smallest share that a part may ask for; more columns than that are set smaller
INCH_MM, INSIDE_MM = 25.4, 2.6  # an inch; what stands left and right of the words in a cell, with a hair to spare
PIECE = 16  # a digest is set in pieces of so many letters, between which a line may end
# Where a line may end: at a blank, and after a hyphen or a slash unless a digit follows, as in a date.
BREAKS = re.compile(r"\s+|(?<=[-/])(?=\D)")
DIGEST = re.compile(r"[0-9a-f]{33,}")
FORM = re.compile(r"\b[A-ZА-Я]{4}-[A-ZА-Я]{2}(?:-[A-ZА-Я]{2})?\b")  # YYYY-MM-DD, in the letters of any language
WHOLE = "\u2011"  # a hyphen at which no line ends


def columns(table: Table, *, wide: bool, size: float | None = None) -> tuple[float, ...]:
    """The width of each column in millimetres: the shares that the table asks for, but no column narrower than its
    longest word, as long as the page has room for all of them; `size` is that of its letters, in points, where it is
    not that of the PDF.

    Example:
        >>> made = Table("T", ("no.", "recruitment"), ((1, "a"),), widths=(50, 5))
        >>> [round(one) for one in columns(made, wide=False)]
        [153, 21]
    """
    whole, count = WIDE_MM if wide else UPRIGHT_MM, len(table.headers)
    asked = table.widths if len(table.widths) == count else (1,) * count
    shares = [float(max(one, LEAST)) for one in asked]
    least = [_least(table, place, size or points(table)) for place in range(count)]
    if math.fsum(least) >= whole:
        return tuple(whole * one / math.fsum(least) for one in least)
    fixed: set[int] = set()
    while True:
        left = whole - math.fsum(least[place] for place in fixed)
        free = math.fsum(share for place, share in enumerate(shares) if place not in fixed)
        short = {place for place in range(count) if place not in fixed and left * shares[place] / free < least[place]}
        if not short:
            return tuple(least[at] if at in fixed else left * shares[at] / free for at in range(count))
        fixed |= short


def unbroken(heading: str) -> str:
    """A heading in which the form of a date that somebody is to write stays on one line.

    Example:
        >>> unbroken("answered on (YYYY-MM-DD)") == "answered on (YYYY\u2011MM\u2011DD)"
        True
    """
    return FORM.sub(lambda found: found[0].replace("-", WHOLE), heading)


def points(table: Table) -> float:
    """The size of its letters in points.

    Example:
        >>> points(Table("T", ("a", "b"), ()))
        7.4
    """
    if table.letters:
        return 6.6
    return 6.8 if len(table.headers) > FEW else 7.4


def _least(table: Table, place: int, size: float) -> float:
    """The millimetres that the longest word of a column needs, measured in the letters that it is set in."""
    head = _longest(table.headers[place], size, bold=True)
    body = max((_longest(plain(row[place]), size, bold=False) for row in table.rows), default=0.0)
    return max(head, body) * INCH_MM + INSIDE_MM


def _longest(words: str, size: float, *, bold: bool) -> float:
    pieces = DIGEST.sub(lambda found: " " + "0" * PIECE + " ", words)
    return max((width(one, size, bold) for one in BREAKS.split(pieces) if one), default=0.0)
