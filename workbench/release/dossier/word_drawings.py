"""How large drawings are in a Word file, and where they stand, so that pages are not left half empty before them."""

from collections.abc import Iterator, Sequence

from docx.shared import Length, Mm

from workbench.release.dossier.data import size
from workbench.release.dossier.document import Block, Figure, Table

UPRIGHT, WIDE, SIDE = (Mm(210), Mm(297)), (Mm(297), Mm(210)), Mm(18)
ABOUT = 88  # millimetres for margins, the heading of a drawing, its lead and its caption
TWO, READ = 97, 0.8  # millimetres for each of two drawings on a page; smaller than this share its words are not read
MANY = 3  # rows at most of a table that stands before its drawing: with more, both have no room on one page


def fitted(one: Figure, *, wide: bool = False) -> tuple[Length, Length]:
    """The width and the height of a drawing: that of the page, or less where it would be too high; and a little less
    where two of them then stand on a page, with their heading and its lead.

    Example:
        >>> [round(side.mm) for side in fitted(Figure(b'<svg viewBox="0 0 160 100"/>', "caption", "twin"))]
        [155, 97]
    """
    page = WIDE if wide else UPRIGHT
    ratio = size(one.svg)["ratio"]
    high = min((page[0] - 2 * SIDE) / ratio, page[1] - Mm(ABOUT))
    if Mm(TWO) < high <= Mm(TWO / READ):
        high = Mm(TWO)
    return Length(int(high * ratio)), Length(int(high))


def flowing(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a section, a short table before the drawing that it says in words, where that takes more than half
    a page: with its heading it would go overleaf, and leave most of a page empty.

    Example:
        >>> high, table = Figure(b'<svg viewBox="0 0 100 100"/>', "the map", "twin"), Table("places", ("a",), (("1",),))
        >>> [one.caption for one in flowing((high, table))]
        ['places', 'the map']
    """
    before: Figure | None = None
    for one in blocks:
        if before is not None:
            swapped = isinstance(one, Table) and not one.data_only and len(one.rows) <= MANY
            yield from (one, before) if swapped else (before, one)
            before = None
        elif isinstance(one, Figure) and fitted(one)[1] > Mm(TWO / READ):
            before = one
        else:
            yield one
    if before is not None:
        yield before
