r"""Strings that lead to somebody although no register knows them: telephones, accounts, papers, addresses, places.

Numbers with a check digit count only where it is right (IBAN, Luhn, ISO 7064, the Serbian JMBG), others only beside a
word that says what they are. This is a net with holes: a person reads what leaves all the same.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import phonenumbers

from workbench.disclosure.checkdigits import iban, proven
from workbench.disclosure.encoded import plain

REGIONS = ("RS", "VN")
ANGLE = r"\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['′’](?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|″|”|''))?"
PLATE = r"[A-ZČĆŽŠĐ]{2}"
DAY = (
    r"\d{1,2}[./ -]\s?\d{1,2}[./ -]\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.? [^\W\d_]{3,12},? \d{4}"
    r"|\d{1,2} tháng \d{1,2} năm \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4}"
)
LOOKS_LIKE_A_DAY = re.compile(
    r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d{2}[-./ ]\d{1,2}(?:[-./ ]\d{1,2})?"
)


class Sign(NamedTuple):
    """A stretch of a text, in code points, that identifies somebody or something; `kind` says how."""

    start: int
    end: int
    kind: str
    text: str


def _after(words: str, value: str) -> re.Pattern[str]:
    """What follows one of some words within a few signs, and holds a figure."""
    number = r"(?:(?:number|no|nr|br|broj|бр|број|so|số)\b[.:º°]?[^\w\n,;]{0,4})?"
    return re.compile(rf"(?i)(?<![^\W_])(?:{words})(?![^\W_])[^\w\n,;]{{0,4}}{number}((?=\D{{0,6}}\d)(?:{value}))")


# The kinds of what stands by itself; the whole match counts.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("email", r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    ("address with a person", r"(?i)\b(?:https?|ftp|sftp|ssh|xmpp|sip)://[^\s/@]+@[^\s<>\"]*[^\s<>\".,;:!?)]"),
    ("profile", r"(?i)\b(?:facebook\.com|fb\.com|instagram\.com|tiktok\.com|twitter\.com|t\.me|wa\.me|zalo\.me"
                r"|viber\.me|linkedin\.com/in|youtube\.com|vk\.com)/@?[\w.%-]{2,}(?:\?id=\d+)?"),
    ("handle", r"(?<![\w@./])@[A-Za-z_][\w.]{2,30}(?![\w@])"),
    ("path with a person", r"(?i)(?:/(?:home|users|media/[^/\s]+|run/media)/|\b[a-z]:\\+(?:users"
                           r"|documents and settings)\\+)[^\\/\s:*?\"<>|]+"),
    ("hardware address", r"(?i)(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])"),
    ("network address", r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]*\d)"),
    ("network address", r"(?i)(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
                        r"|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])"),
    ("coordinates", r"(?<![\d.,])[-+]?\d{1,3}[.]\d{3,}°?\s?[NSns]?\s?[,;/ ]\s?[-+]?\d{1,3}[.]\d{3,}°?\s?[EWew]?"
                    r"(?![\d.])"),
    ("coordinates", ANGLE + r"\s?[NSСЈ]\W{0,3}" + ANGLE + r"\s?[EWИЗ]"),
    ("coordinates", r"(?i)\bgeo:-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?|\bPOINT ?Z? ?\(-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?"),
    ("plate", rf"(?<![\w-]){PLATE}[ -]?\d{{3,5}}[ -]{PLATE}(?![\w-])"),
    ("plate", r"(?<![\w-])\d{2}[ -]?[A-Z]\d?[ -]\d{3}[.]?\d{2}(?![\w-])"),
)  # fmt: skip
ALONE = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
# The kinds of what a word before it has to name; the word itself stays.
NAMED = (
    ("passport", _after(r"passports?|pasoš\w*|пасош\w*|putn\w+ isprav\w+|hộ chiếu|ho chieu|护照(?:号码?)?|pasaport",
                        r"[A-Z]{0,2}[ -]?\d(?:[ -]?\d){5,8}")),
    ("identity card", _after(r"identity card|id card|ličn\w+ kart\w+|личн\w+ карт\w+|cccd|cmnd|căn cước(?: công dân)?"
                             r"|chứng minh nhân dân|身份证(?:号码?)?", r"\d(?:[ .-]?\d){7,17}X?")),
    ("personal number", _after(r"jmbg|јмбг|matični|матични", r"\d(?:[ .-]?\d){12}")),
    ("device", _after(r"imei|(?:body ?)?serial|s/n|serijski|iccid|imsi", r"[A-Z0-9][A-Z0-9-]{4,23}")),
    ("account", _after(r"account|a/c|račun\w*|рачун\w*|stk|(?:số )?tài khoản|账号|账户", r"\d(?:[ -]?\d){6,20}")),
    ("permit", _after(r"visa|viza|виза|(?:work|residence) permit|thị thực|giấy phép lao động",
                      r"[A-Z]{0,3}[ -]?\d(?:[ -]?\d){5,11}")),
    ("plate", _after(r"(?:licen[cs]e|number) plates?|tablic\w+|таблиц\w+|biển số(?: xe)?",
                     r"[A-ZČĆŽŠĐ0-9]{2,3}[ -]?[A-ZČĆŽŠĐ0-9]{1,5}[ .-]?[A-ZČĆŽŠĐ0-9.]{2,6}")),
    ("date of birth", _after(r"born(?: on)?|date of birth|d\.?o\.?b\.?|rođen\w*|рођен\w*|datum rođenja|датум рођења"
                             r"|sinh(?: ngày)?|ngày sinh|出生(?:日期)?|生于", DAY)),
)  # fmt: skip
FIGURES = re.compile(r"(?<![\w.])[A-Z]{2}\d{2}(?:[ -]?[0-9A-Z]){11,30}(?!\w)")
RUN = re.compile(r"(?<!\w)\d(?:[ -]?\d){11,16}(?:[ -]?[\dXx])?(?!\w)")


def identifiers(text: str) -> list[Sign]:
    """What identifies somebody in a text, by where it stands; of what overlaps, the longest.

    Example:
        >>> text = "Call +381 64 123 4567 or write to a.b@fenjer.example from 10.0.0.7"
        >>> [(sign.kind, sign.text) for sign in identifiers(text)]
        [('telephone', '+381 64 123 4567'), ('email', 'a.b@fenjer.example'), ('network address', '10.0.0.7')]
    """
    source = plain(text)
    found = [(m.start(), m.end(), kind) for kind, pattern in ALONE for m in pattern.finditer(source.text)]
    for kind, pattern in NAMED:
        for match in pattern.finditer(source.text):
            if kind == "date of birth" or not LOOKS_LIKE_A_DAY.fullmatch(match[1]):
                found.append((match.start(1), match.end(1), kind))
    found += _proven(source.text)
    found += _telephones(source.text)
    return [
        Sign(source.start[start], source.end[end - 1], kind, text[source.start[start] : source.end[end - 1]])
        for start, end, kind in _apart(found)
    ]


def _apart(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest of what overlaps, in the order of the text."""
    kept: list[tuple[int, int, str]] = []
    reached: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda one: one[0]):
        if reached and one[0] >= max(end for _, end, _ in reached):
            kept.append(_longest(reached))
            reached = []
        reached.append(one)
    return [*kept, _longest(reached)] if reached else kept


def _longest(found: list[tuple[int, int, str]]) -> tuple[int, int, str]:
    """What overlaps, as one stretch, of the kind of the longest."""
    kind = max(found, key=lambda one: one[1] - one[0])[2]
    return found[0][0], max(end for _, end, _ in found), kind


def _telephones(text: str) -> list[tuple[int, int, str]]:
    """Telephone numbers as libphonenumber knows them, written for abroad or as Serbia and Vietnam dial them."""
    found = []
    for region in REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            day = LOOKS_LIKE_A_DAY.search(match.raw_string)
            if match.raw_string.startswith(("+", "0", "(")) and not day:
                found.append((match.start, match.end, "telephone"))
    return found


def _proven(text: str) -> list[tuple[int, int, str]]:
    """Numbers whose check digit is right."""
    found = [(match.start(), match.end(), "account") for match in FIGURES.finditer(text) if iban(match.group())]
    for match in RUN.finditer(text):
        kind = proven(re.sub(r"[ -]", "", match.group()).upper())
        if kind:
            found.append((match.start(), match.end(), kind))
    return found
