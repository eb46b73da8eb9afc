"""What is withheld from the copies of an item that leave, and why; the item itself stays as it is."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Redaction:
    """Places in an item that no copy for others may show; who withheld them stands in the ledger's line.

    `spans` are stretches of `derivative`, a text, in Unicode code points; `regions` are page, x, y, width, height, in
    pixels of a picture as one looks at it (page 1), or in points (1/72 inch) from the upper left corner of a page;
    `stretches` are from and to, in seconds of a recording; `whole` withholds all of it. It holds no word of what is
    withheld, and names no passage: one that is withdrawn must not bring the words back.

    Example:
        >>> Redaction(item="a" * 64, reason="identity", regions=((1, 40, 60, 200, 80),)).whole
        False
    """

    item: str
    reason: str
    derivative: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    regions: tuple[tuple[int, int, int, int, int], ...] = ()
    stretches: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    note: str | None = None
