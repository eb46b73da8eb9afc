"""Values of files from elsewhere as a record can hold them; what it cannot hold stays words."""

import re

from workbench.codebook import readings
from workbench.records import first_day

COUNTRY = re.compile(r"[A-Za-z]{2}")
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def dates(text: str | None) -> tuple[str | None, str | None]:
    """A value as a partial date, or as the words that are none; of a moment the day is kept.

    Example:
        >>> dates("2021-03"), dates("2021-03-04T00:00:00"), dates("spring 2021"), dates(None)
        (('2021-03', None), ('2021-03-04', None), (None, 'spring 2021'), (None, None))
        >>> dates("6/21/2022"), dates("21.6.2022.")
        ((None, '6/21/2022'), ('2022-06-21', None))
    """
    if not text:
        return None, None
    day = text[:10] if len(text) > 10 and text[10] in "T " else text
    # Day and month divided by points stand in that order wherever they are used; with slashes nobody can know.
    pointed = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?", day)
    if pointed:
        day = f"{pointed[3]}-{int(pointed[2]):02}-{int(pointed[1]):02}"
    return (day, None) if first_day(day) else (None, text)


def country_of(text: str | None) -> str | None:
    """A country's two letters, or None where the value is no such code.

    Example:
        >>> country_of("rs"), country_of("Serbia")
        ('RS', None)
    """
    return text.upper() if text and COUNTRY.fullmatch(text) else None


def currency_of(text: str | None) -> str | None:
    """A currency's three letters, or None.

    Example:
        >>> currency_of("eur"), currency_of("euro")
        ('EUR', None)
    """
    return text.upper() if text and re.fullmatch("[A-Za-z]{3}", text) else None


def decimal_text(text: str | None, currency: str | None = None) -> str | None:
    """A sum as decimal text, or None where it is not plainly one: a comma or a point may part thousands or decimals.

    Example:
        >>> decimal_text("2200.50"), decimal_text("2,200"), decimal_text("2.200"), decimal_text("2.200", "KWD")
        ('2200.50', None, None, '2.200')
    """
    return text if text and DECIMAL.fullmatch(text) and readings(text, currency) is None else None


def number_text(text: str | None) -> str | None:
    """A count as whole number, or None.

    Example:
        >>> number_text("12"), number_text("about 12")
        ('12', None)
    """
    return text if text and text.isascii() and text.isdigit() else None


def header(name: str) -> str:
    """The name of a column as layouts write it: small letters and digits, everything else one blank.

    Example:
        >>> header("WRO/Finding"), header(" Manufacturer(s) "), header("birth_date")
        ('wro finding', 'manufacturer s', 'birth date')
    """
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
