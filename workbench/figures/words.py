"""The words of a drawing in the language of the copy that holds it, with its days and numbers."""

import contextlib
import datetime
import re
from collections.abc import Iterator
from contextvars import ContextVar

from workbench.codebook.messages import CYRILLIC, ENGLISH, LATIN, Messages, messages

# A date counts only where it stands as one of ours: alone, behind one of our own words, or between our own signs.
# Inside a sentence of a source or of the team it stays as it is written.
OURS = "od|do|Od|Do|од|до|Од|До"
AFTER_US = r"(?<=\b(?:dospeva|dospelo|доспева|доспело) )|(?<=\b(?:posle|после) )"
BEFORE = rf"\A|(?<=\()|(?<=[;,(:-] )|(?<=\b(?:{OURS}) )|(?<=\b(?:dan|дан) )|(?<=\b(?:dana|дана) )"
DATE = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
AFTER = rf"(?:\.(?=\s|\Z)|(?=[;,:)])|(?= (?:{OURS}) )|(?= [(-])|\Z)"
DOUBLED = re.compile(r"(?<=\d\d\.\d{4})\.(?=[;,:)])")
DATES = re.compile(f"(?:{BEFORE}|{AFTER_US}){DATE}{AFTER}")
# A drawing asks in many places, at whatever depth; only whoever begins it knows for which copy it is.
_SAY: ContextVar[Messages | None] = ContextVar("say", default=None)


@contextlib.contextmanager
def speaking(say: Messages | None) -> Iterator[None]:
    """Within it drawings speak the language of these messages; English where none are given, and outside of it.

    Example:
        >>> with speaking(messages("sr-Latn")):
        ...     word("status.alleged")
        'navedeno'
        >>> word("status.alleged")
        'alleged'
    """
    before = _SAY.set(say)
    try:
        yield
    finally:
        _SAY.reset(before)


def told() -> Messages:
    """The messages that are spoken here.

    Example:
        >>> told().lang
        'en'
    """
    return _SAY.get() or messages(ENGLISH)


def word(key: str, **values: object) -> str:
    """A message (`group.name`) with its values, in the language that is spoken here.

    Raises:
        Unknown: there is no such message.
        BadValue: a value of the message is not given.

    Example:
        >>> word("status.alleged")
        'alleged'
    """
    said = told()(key, **values)
    return tidy(said) if values else said


def tidy(words: str) -> str:
    """Words in Serbian with the last point of a date left out where another sign follows; in English as they are.

    Rule: Pravopis srpskoga jezika (2010); verified = false.

    Example:
        >>> with speaking(messages("sr-Latn")):
        ...     tidy("04.03.2024.: Prva grupa")
        '04.03.2024: Prva grupa'
    """
    return DOUBLED.sub("", words) if _serbian() else words


def either(key: str, otherwise: str) -> str:
    """A message where there is one, else other words: a name that no table has stays as its source writes it.

    Example:
        >>> either("country.Atlantis", "Atlantis")
        'Atlantis'
    """
    return word(key) if told().has(key) else otherwise


def day(when: datetime.date, *, short: bool = False) -> str:
    """A day in figures as the language writes it, `short` without the day of the month.

    Rule: ISO 8601; in Serbian as Pravopis srpskoga jezika (2010) has it, a point behind each figure; verified = false.

    Example:
        >>> with speaking(messages("sr-Latn")):
        ...     day(datetime.date(2024, 5, 1)), day(datetime.date(2024, 5, 1), short=True)
        ('01.05.2024.', '05.2024.')
    """
    if _serbian():
        return f"{when:%m.%Y}." if short else f"{when:%d.%m.%Y}."
    return f"{when:%Y-%m}" if short else when.isoformat()


def count(number: int) -> str:
    """A whole number with the groups of the language.

    Example:
        >>> count(12000)
        '12,000'
    """
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if _serbian() else grouped


def decimal(figures: str) -> str:
    """A decimal, given with a point, as the language writes it.

    Example:
        >>> with speaking(messages("sr-Latn")):
        ...     decimal("1.5")
        '1,5'
    """
    return figures.replace(".", ",") if _serbian() else figures


def _serbian() -> bool:
    return told().text_lang in (LATIN, CYRILLIC)


def serbian_dates(words: str) -> str:
    """Words in which our own dates stand as Serbian writes them: those alone, in brackets or beside one of our words.

    Rule: Pravopis srpskoga jezika (2010): a date in figures has a point behind day, month and year, but the last one is
    left out before another sign; verified = false.

    Example:
        >>> serbian_dates("od 2024-03 do 2024-05-21"), serbian_dates("Payslip for 2024-04")
        ('od 03.2024. do 21.05.2024.', 'Payslip for 2024-04')
    """
    return DATES.sub(_date, words)


def _date(match: re.Match[str]) -> str:
    parts = [part for part in (match["day"], match["month"], match["year"]) if part]
    last = "" if match.string[match.end() : match.end() + 1] in (";", ",", ":", ")") else "."
    return ".".join(parts) + last
