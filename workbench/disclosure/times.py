"""Times as an audience may know them: months, quarters or years, and series without a stretch of too few people.

An hour, and often a day, can be matched with what a gate has logged.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from workbench.codebook.cyrillic import cyrillic
from workbench.codebook.scripts import wearing
from workbench.disclosure.counts import LEAST_K
from workbench.disclosure.finding import Finding, Remedy, ordered
from workbench.disclosure.identifiers import DAY
from workbench.errors import BadValue
from workbench.records.period import Period

UNITS = ("day", "month", "quarter", "year")  # from the finest
LENGTHS = {"day": 10, "month": 7, "year": 4}

HOUR = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?![\d:.]?\d)(?: ?[ap]\.?m\.?)?")

YEAR_WORDS = "godine|godina|године|година|god|год"
# A day of a month that is not named: "on the 26th", "ngày 26"; not "the 2nd floor", and not "ngày 12 tiếng" (12 hours).
SINCE = (
    "(?:"
    + "|".join(f"(?<={word} )" for word in ("on", "until", "by", "from", "since", "before", "after", "day,"))
    + ")"
)
NO_DAYS = "floor|storey|group|team|shift|contract|week|month|day|hour|time|man|worker|of (?:each|every)"
# What follows "the 26th" where it is a day: a sign or the end, or a word that begins no noun.
AFTER = (
    r"(?=\s*(?:[.,;:!?)\]\"”’]|$)| (?:of (?:the|that|this|last|next) month|they|we|I|he|she|it|you|nobody|everybody"
    r"|was|were|is|had|there|when|until|at|but|so|because|again|in the (?:morning|afternoon|evening)"
    r"|(?:and|to|or) the \d{1,2}(?:st|nd|rd|th)\b)\b)"
)
ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
LATE = (
    rf"(?:twenty|thirty)[- ](?:{ONES})|twentieth|thirtieth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth"
)
ORDINAL = rf"(?:{LATE}|{ONES})"
EDNO = "prvog|drugog|trećeg|četvrtog|petog|šestog|sedmog|osmog|devetog"
REDNI = (
    rf"(?:(?:dvadeset|trideset) (?:{EDNO})|(?:deset|jedanaest|dvanaest|trinaest|četrnaest|petnaest|šesnaest|sedamnaest"
    rf"|osamnaest|devetnaest|dvadeset|trideset)og|{EDNO})"
)
MUNG = (
    r"\bm[ùồ]ng (?:\d{1,2}(?!\d)|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"|\bngày \d{1,2} tháng (?:giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)"
    r"|\b(?:hôm|sáng|trưa|chiều|tối|đêm) (?:0?[1-9]|[12]\d|3[01])(?![\d.,/-]*\d)"
    r"(?! ?(?:tháng|tiếng|giờ|đô|đồng|người|lần|bữa|công|phút|ngày|phòng|cái|năm|tuổi|nghìn|triệu))"
)
NGAY = (
    r"(?<!mỗi )(?<!một )(?<!mấy )(?<!\d )\bngày (?:mồng )?(?:0?[1-9]|[12]\d|3[01])(?![\d.,]*\d)"
    r"(?! ?(?:tháng|[/-]\d|tiếng|giờ|đô|đồng|người|lần|bữa|công|phút))"
)

Stretch = tuple[tuple[str, ...], int | None]  # the periods shown as one, and how many people; None where too few


def coarser(period: Period | None, unit: str) -> Period | None:
    """A period in a unit, without the words of the source; what is known less exactly stays as it is.

    A quarter is given as its first and its last month.

    Raises:
        BadValue: there is no such unit.

    Example:
        >>> coarser(Period(start="2021-02-14", end="2021-05-03", as_written="from Tet on"), "quarter")
        Period(start='2021-01', end='2021-06', as_written=None)
    """
    if unit not in UNITS:
        raise BadValue("disclosure", "unit of time", unit, f"one of {', '.join(UNITS)}")
    if period is None or not (period.start or period.end):
        return None
    return Period(start=_cut(period.start, unit, 0), end=_cut(period.end, unit, 2))


def stretch(day: str, unit: str) -> Period:
    """What a copy that tells times in a unit has in place of a day: the day, or the month, quarter or year around it.

    What is less exact than the unit stays as it is.

    Raises:
        BadValue: there is no such unit.

    Example:
        >>> stretch("2024-05-13", "month"), stretch("2024-05-13", "quarter").end
        (Period(start='2024-05', end='2024-05', as_written=None), '2024-06')
    """
    whole = Period(start=day, end=day)
    return coarser(whole, unit) or whole


def time_findings(periods: Iterable[tuple[str, Period]], unit: str, where: str = "") -> list[Finding]:
    """One finding for each period, given with its key, that is shown more exactly than the unit.

    Raises:
        BadValue: there is no such unit.

    Example:
        >>> shown = [("e1", Period(start="2021-02-14")), ("e2", Period(start="2021"))]
        >>> [one.subject for one in time_findings(shown, "month")]
        ['e1']
    """
    return ordered(
        Finding("time-too-exact", key, (f"it is shown more exactly than to the {unit}",),
                Remedy("coarsen-time", key, (unit,)), where)
        for key, period in periods if (period.start, period.end) != _ends(coarser(period, unit))
    )  # fmt: skip


def merged(series: Mapping[str, AbstractSet[str]], k: int) -> list[Stretch]:
    """The periods of a series, in their order, joined until each stretch holds at least k different people.

    `series` gives the people of each period; somebody who is in several periods of a stretch counts once. What is left
    at the end joins the stretch before it.

    Raises:
        BadValue: k is under 3.

    Example:
        >>> merged({"May": {"a", "b", "c"}, "June": {"a"}, "July": set(), "August": {"b", "c", "d"}}, 3)
        [(('May',), 3), (('June', 'July', 'August'), 4)]
    """
    if k < LEAST_K:
        raise BadValue("disclosure", "k", k, f"{LEAST_K} or more")
    stretches: list[tuple[list[str], set[str]]] = []
    names: list[str] = []
    people: set[str] = set()
    for name, own in series.items():
        names, people = [*names, name], people | own
        if len(people) >= k:
            stretches.append((names, people))
            names, people = [], set()
    if names and stretches:
        before = stretches.pop()
        names, people = [*before[0], *names], people | before[1]
    if names:
        stretches.append((names, people))
    return [(tuple(names), len(people) if len(people) >= k else None) for names, people in stretches]


def series_findings(series: Mapping[str, AbstractSet[str]], k: int, where: str = "") -> list[Finding]:
    """One finding for each period of fewer than k people; its remedy names the periods that become one.

    Raises:
        BadValue: k is under 3.

    Example:
        >>> found = series_findings({"May": {"a", "b", "c"}, "June": {"a"}}, 3)
        >>> [(one.subject, one.remedy.to) for one in found]
        [('June', ('May', 'June'))]
    """
    stretch = {name: names for names, _ in merged(series, k) for name in names}
    return ordered(
        Finding("series-too-thin", name, (f"{len(people)} people, fewer than {k}",),
                Remedy("merge-periods", name, stretch[name]), where)
        for name, people in series.items() if len(people) < k
    )  # fmt: skip


def untimed(text: str, unit: str) -> str:
    """A text without days and hours, where an audience knows times less exactly: they would match a gate's log.

    For quotes, whose words nobody changes: in words of the team `days.by_month` tells the month or the quarter.

    Example:
        >>> untimed("Group that arrived on 18 March 2024 at 21:40", "month")
        'Group that arrived on [withheld: date] at [withheld: hour]'
        >>> untimed("from March to June 2024", "month"), untimed("on 18 March", "day"), untimed("on 18 March", "month")
        ('from March to June 2024', 'on 18 March', 'on [withheld: date]')
        >>> untimed("back on the 26th", "month"), untimed("on the 2nd floor", "month")
        ('back on [withheld: date]', 'on the 2nd floor')
    """
    if unit == "day":
        return text
    return HOUR.sub("[withheld: hour]", exact_day().sub("[withheld: date]", text))


@functools.cache
def exact_day() -> re.Pattern[str]:
    """A day in the spellings of the languages that cases come in, with its year or without.

    Example:
        >>> [found[0] for found in exact_day().finditer("18 March, then 2024-03-26, in April")]
        ['18 March', '2024-03-26']
    """
    words = sorted({word for words in wearing().months.values() for word in words}, key=len, reverse=True)
    month, number = rf"(?:{'|'.join(words)})\b", r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    several = rf"{number}(?:st|nd|rd|th)?\.?(?:(?: ?[-–] ?| (?:and|to|i|do|и|до|và|ve) ){number}(?:st|nd|rd|th)?\.?)?"
    yearless = (
        rf"{several} ?(?:of )?{month}|\b(?-i:(?=[A-ZА-Я])){month} {several}|{number} tháng {number}"
        rf"|ngày {number}[/-]{number}|{number}\. ?{number}\.|{number}月{number}[日号]"
        rf"|\b{ORDINAL} (?:of |(?-i:(?=[A-Z]))){month}"
        rf"|\b(?-i:(?=[A-Z])){month} the (?:{number}(?:st|nd|rd|th)|{ORDINAL})\b"
        rf"|\b(?:{REDNI}|{cyrillic(REDNI)}) {month}|(?<!/)\d{{4}}/{number}/{number}(?!/)"
    )
    whole = rf"(?:{DAY})(?:\.? ?(?:{YEAR_WORDS})(?!\w))?"
    alone = rf"{SINCE}the {number}(?:st|nd|rd|th)\b(?! [a-z]+ ?(?:of|floor|storey)\b| (?:{NO_DAYS})\b)|{NGAY}"
    alone = rf"the (?:{number}(?:st|nd|rd|th)|{LATE})\b{AFTER}|{MUNG}|{alone}"
    return re.compile(rf"(?<![\d-])(?<!tháng )(?:{whole}|{yearless}|{alone})(?![\d-])", re.IGNORECASE)


def _cut(date: str | None, unit: str, months: int) -> str | None:
    """A date in a unit; a quarter begins with its first month and ends `months` after it."""
    if date is None:
        return None
    if unit != "quarter":
        return date[: LENGTHS[unit]]
    if len(date) == LENGTHS["year"]:
        return date
    first = (int(date[5:7]) - 1) // 3 * 3 + 1
    return f"{date[:4]}-{first + months:02}"


def _ends(period: Period | None) -> tuple[str | None, str | None]:
    return (period.start, period.end) if period else (None, None)
