"""Numbers that prove themselves: accounts, personal numbers, devices, by their check digit or their build."""

import datetime
import re
from collections.abc import Callable


def iban(text: str) -> bool:
    """True for an IBAN whose check digits are right (ISO 13616, mod 97).

    Example:
        >>> iban("RS66 1600 0000 0012 3456 78"), iban("RS67 1600 0000 0012 3456 78")
        (True, False)
    """
    word = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", word):
        return False
    return int("".join(str(int(c, 36)) for c in word[4:] + word[:4])) % 97 == 1


def jmbg(figures: str) -> bool:
    """True for a Serbian personal number: a date of birth, a region, a check digit (mod 11).

    Example:
        >>> jmbg("0101990710008"), jmbg("0101990710009")
        (True, False)
    """
    if len(figures) != 13 or not _plain(figures):
        return False
    year = int(figures[4:7])
    if not _day(year + (1000 if year > 899 else 2000), int(figures[2:4]), int(figures[:2])):
        return False
    total = sum(weight * int(figure) for weight, figure in zip((7, 6, 5, 4, 3, 2) * 2, figures[:12], strict=True))
    left = 11 - total % 11
    return int(figures[12]) == (0 if left > 9 else left)


def chinese_id(figures: str) -> bool:
    """True for a Chinese identity number: a region, a date of birth, a check digit (ISO 7064 mod 11-2, GB 11643).

    Example:
        >>> chinese_id("11010519491231002X"), chinese_id("110105194912310021")
        (True, False)
    """
    if len(figures) != 18 or not _plain(figures[:17]) or figures[17] not in "0123456789X":
        return False
    if not _day(int(figures[6:10]), int(figures[10:12]), int(figures[12:14])):
        return False
    total = sum(pow(2, 17 - at, 11) * int(figure) for at, figure in enumerate(figures[:17]))
    return "10X98765432"[total % 11] == figures[17]


def luhn(figures: str) -> bool:
    """True where the last figure checks the others by Luhn's rule, as in an IMEI or the number of a bank card.

    Example:
        >>> luhn("490154203237518"), luhn("490154203237517")
        (True, False)
    """
    if not _plain(figures) or len(set(figures)) == 1:
        return False
    twice = [int(figure) * (1 + at % 2) for at, figure in enumerate(reversed(figures))]
    return sum(number - 9 if number > 9 else number for number in twice) % 10 == 0


def cccd(figures: str) -> bool:
    """True for what may be a Vietnamese citizen's number: a province, a century with a sex, a year; no digit checks it.

    Example:
        >>> cccd("036091001234"), cccd("999999999999")
        (True, False)
    """
    return len(figures) == 12 and _plain(figures) and 1 <= int(figures[:3]) <= 96 and figures[3] in "0123"


CHECKS: tuple[tuple[str, int, Callable[[str], bool]], ...] = (
    ("personal number", 13, jmbg), ("identity card", 18, chinese_id), ("identity card", 12, cccd),
    ("device", 15, luhn), ("bank card", 16, luhn),
)  # fmt: skip


def proven(figures: str) -> str:
    """What kind of number figures without blanks are, if a check says so; "" if none does.

    Example:
        >>> proven("490154203237518"), proven("490154203237517")
        ('device', '')
    """
    return next((kind for kind, size, right in CHECKS if len(figures) == size and right(figures)), "")


def _plain(figures: str) -> bool:
    return figures.isascii() and figures.isdigit()


def _day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
