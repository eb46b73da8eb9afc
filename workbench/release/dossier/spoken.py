"""Dates and decimals as the language of a dossier writes them, in the forms that people read; files for programs keep
ISO 8601 and the point."""

import dataclasses
from decimal import Decimal
from typing import Any

from workbench.figures.words import serbian_dates
from workbench.release.dossier.document import Document, Figure, Link, Quote, Table

SERBIAN = ("sr-Latn", "sr-Cyrl")
ENGLISH, THOUSAND = "en", 1000
# Exact words, and what a program reads back.
LEFT = {Quote: ("words", "lang", "anchor"), Table: ("name", "anchors", "widths", "fills"), Figure: ("svg",),
        Link: ("to",), Document: ("lang", "headings", "at", "head", "case")}  # fmt: skip


class Grouped(Decimal):
    """A number that says itself with the groups of English.

    Example:
        >>> str(Grouped(24000)), str(Grouped("44.90"))
        ('24,000', '44.90')
    """

    def __str__(self) -> str:
        return amount(self, ENGLISH)


class Comma(Grouped):
    """A number that says itself with the comma and the groups of Serbian.

    Example:
        >>> str(Comma("44.90")), str(Comma(24000))
        ('44,90', '24.000')
    """

    def __str__(self) -> str:
        return amount(self, SERBIAN[0])


def spoken(document: Document) -> Document:
    """The document with its own dates and numbers as its language writes them; the words of others stay.

    Rule: Pravopis srpskoga jezika (2010): a date in figures has a point behind day, month and year, but the last one is
    left out before another sign; a decimal has a comma; verified = false. In every language figures of more than three
    digits have groups in cells, as they have in sentences.

    Example:
        >>> from workbench.release.dossier.document import Paragraph, Section
        >>> told = {"lang": "sr-Latn", "headings": "sr-Latn", "at": "", "head": "h", "notice": "n", "labels": {}}
        >>> part = Section("a", "A", (Paragraph(("od 2024-03 do 2024-05-21; Payslip for 2024-04",)),))
        >>> spoken(Document(title="A", case="B", sections=(part,), **told)).sections[0].blocks[0].text
        ('od 03.2024. do 21.05.2024; Payslip for 2024-04',)
    """
    made: Document = _walked(document, document.lang in SERBIAN)
    return made


def amount(value: Decimal, lang: str) -> str:
    """A whole sum with the groups of its language.

    Example:
        >>> amount(Decimal("12000"), "en"), amount(Decimal("12000"), "sr-Latn")
        ('12,000', '12.000')
    """
    grouped = f"{value:,f}"
    return grouped.translate(str.maketrans(",.", ".,")) if lang in SERBIAN else grouped


def _walked(value: Any, serbian: bool) -> Any:
    if isinstance(value, str):
        return serbian_dates(value) if serbian else value
    if isinstance(value, Decimal) or (type(value) is int and abs(value) >= THOUSAND):
        return Comma(value) if serbian else Grouped(value)
    if isinstance(value, tuple):
        return tuple(_walked(part, serbian) for part in value)
    if isinstance(value, dict):
        return {key: _walked(part, serbian) for key, part in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in LEFT.get(type(value), ())]
        return dataclasses.replace(value, **{name: _walked(getattr(value, name), serbian) for name in names})
    return value
