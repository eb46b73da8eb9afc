"""A sheet in the language of the copy: heads, codes and our own sentences; dates stay in ISO 8601, by which a
spreadsheet sorts, and quotes stay as they are."""

import dataclasses
import re
from collections.abc import Sequence

from workbench.codebook.messages import ENGLISH
from workbench.figures.labels import held_back
from workbench.figures.retold import coded, head, own
from workbench.figures.words import told, word
from workbench.release.page import DIGEST, SALTED
from workbench.release.sheets import Sheet, Value

QUOTE = "quote"
# Columns that no reader reads as words: digests, ids, places in a text.
LEFT = (DIGEST, SALTED, "region", "coding", "start", "end", "period start", "period end", "earliest",
        "latest")  # fmt: skip
# Columns of codes, each with the group of messages that says them.
CODES = {
    "stance": "stance", "means": "means", "source kind": "source", "cell": "state", "counts as": "counts",
    "status": "status", "precision": "time", "how it came up": "coder.elicited", "finds": "duty.finds",
}  # fmt: skip
NAMES = ("worksheet", "heading", "label")


def spoken(sheet: Sheet, codes: dict[str, str] | None = None) -> Sheet:
    """The sheet with its name, its heads and its cells in the language that is spoken here; in English its codes alone
    are said in words.

    `codes` says of further columns, by their heads, which group of messages has their words.

    Raises:
        Unknown: no table has the name of the sheet or of a column.

    Example:
        >>> from workbench.codebook.messages import messages
        >>> from workbench.figures.words import speaking
        >>> made = Sheet("Evidence", ("quote", "stance"), (("not said", "supports"),))
        >>> with speaking(messages("sr-Latn")):
        ...     spoken(made).name, spoken(made).rows
        ('Dokazi', (('not said', 'govori za'),))
        >>> spoken(made).rows
        (('not said', 'speaks for it'),)
    """
    groups = CODES | (codes or {})
    rows = tuple(tuple(_said(name, cell, groups) for name, cell in zip(sheet.headers, row, strict=True))
                 for row in sheet.rows)  # fmt: skip
    if told().text_lang == ENGLISH:
        return dataclasses.replace(sheet, rows=rows)
    return dataclasses.replace(
        sheet,
        name=called(sheet.name),
        headers=tuple(head(name) for name in sheet.headers),
        rows=rows,
        links={at: (called(name), row) for at, (name, row) in sheet.links.items()},
    )


def called(name: str) -> str:
    """What a sheet is called in the language that is spoken here; in English as it is.

    Raises:
        Unknown: no table has the name of the sheet.

    Example:
        >>> called("Evidence")
        'Evidence'
    """
    if told().text_lang == ENGLISH:
        return name
    slug = re.sub(r"[^a-z]+", "-", name.lower()).strip("-")
    return word(next((key for group in NAMES if told().has(key := f"{group}.{slug}")), f"worksheet.{slug}"))


def noted(rows: Sequence[tuple[str, str]], widths: tuple[int, int]) -> Sheet:
    """The sheet that says of a workbook what its reader must know, two columns, in the language that is spoken here.

    The sentences come in that language already; a name is that of the column `note.` or, after a colon, of a state.

    Example:
        >>> noted((("as of", "today"),), (8, 40)).headers
        ('about', 'what to know')
    """
    made = tuple((_about(name), says) for name, says in rows)
    return Sheet(called("Notes"), (head("about"), head("what to know")), made, widths)


def _about(name: str) -> str:
    what, colon, state = name.partition(": ")
    return f"{head(what)}: {coded('state', state)}" if colon else head(name)


def _said(name: str, cell: Value, groups: dict[str, str]) -> Value:
    if not isinstance(cell, str) or name in LEFT:
        return cell
    if name == QUOTE:
        return held_back(cell, told())
    if name in groups:
        return coded(groups[name], cell)
    return own(cell, iso=True)
