"""Days in words of the team as an audience may know them: the month, or the quarter, in place of the day."""

import functools
import re

from workbench.codebook.scripts import wearing
from workbench.disclosure.times import HOUR, exact_day

QUARTERS = ("first", "second", "third", "fourth")
ENGLISH = ("en", "en_short")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)(?:\.? ?(?:godine|godina|god|године|година|год)(?!\w))?", re.IGNORECASE)
ISO = re.compile(r"(\d{4}-\d{2})-\d{2}")
# Where days come before months beyond doubt; with strokes they may be read either way.
DOTTED = re.compile(r"\d{1,2}\. ?(\d{1,2})\. ?(\d{4}.*)", re.DOTALL)
VIETNAMESE = re.compile(r"\d{1,2} (tháng \d{1,2}.*)", re.DOTALL)
FIGURES = re.compile(r"(\d{1,2})(?:\. ?| tháng )(\d{1,2})(?:\. ?| năm )(\d{4})")
DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
WITHHELD, LAST = "[withheld", "~"  # sorts behind every day
CHINESE = re.compile(r"(\d{1,2}月).*", re.DOTALL)
# Two days of one month, which a word may join: 17-18 March, from 17 to 18 March, between 17 and 18 March.
TWO = re.compile(
    r"(?<![\d-])\d{1,2}(?:st|nd|rd|th)?\.?(?: ?[-–] ?| (?P<word>and|to|i|do|и|до|và|ve) )\d{1,2}(?!\d)", re.IGNORECASE
)
REACHING = ("to", "do", "до", "ve")
# "March 12 workers" may be a day or a count: what nobody can tell apart is withheld, where a reader sees it.
COUNT = re.compile(r"[^\W\d_]+\.? \d{1,2}")
# A weekday beside a month would leave four days of it.
WEEKDAY = (
    r"(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),? |"
    r"u (?:ponedeljak|utorak|sredu|četvrtak|petak|subotu|nedelju),? |"
    r"у (?:понедељак|уторак|среду|четвртак|петак|суботу|недељу),? )"
)


def by_month(text: str, unit: str) -> str:
    """A text without days and hours; where its audience is told months or quarters these stand for the days.

    For words of the team: a quote keeps its own words, and shows where something was taken out (`untimed`). A day that
    may be read in two ways, or whose quarter has no plain words, is withheld.

    Example:
        >>> by_month("Say who held the passports until 23 May 2024", "month")
        'Say who held the passports until May 2024'
        >>> by_month("Group that arrived on 18 March 2024", "month")
        'Group that arrived in March 2024'
        >>> by_month("Group that arrived on 18 March 2024", "quarter")
        'Group that arrived in the first quarter of 2024'
        >>> by_month("do 18. marta 2024. godine", "month"), by_month("seen on 3/4/2024", "month")
        ('do marta 2024. godine', 'seen on [withheld: date]')
    """
    if unit == "day":
        return text
    return HOUR.sub("[withheld: hour]", _dated().sub(functools.partial(_put, unit=unit), text))


def arrived(label: str, told: str) -> str:
    """What groups are ordered by that a copy calls alike (`told`), where a day gave way to its month or quarter in
    their names: that day, which is not told. Words of sources speak of the first group and of the second.

    Every other name stands last, in no order.

    Example:
        >>> arrived("Group of 4 March 2024", "Group of March 2024")
        '2024-03-04'
        >>> arrived("Team C", "Team C") == arrived("of 3/4/2024", "of [withheld: date]") == LAST
        True
    """
    found = exact_day().search(label)
    if found is None or label == told or WITHHELD in told:
        return LAST
    if whole := ISO.fullmatch(found[0]):
        return whole[0]
    if whole := FIGURES.match(found[0]):
        return f"{whole[3]}-{int(whole[2]):02}-{int(whole[1]):02}"
    month, day, year = _month().search(found[0]), DAY.search(found[0]), YEAR.search(found[0])
    if not (month and day and year):
        return LAST
    return f"{year[0][:4]}-{_numbers()[month[0].casefold()] + 1:02}-{int(day[0]):02}"


@functools.cache
def _dated() -> re.Pattern[str]:
    """A day with the word before it that has to change when a month takes its place."""
    before = rf"(?P<before>\b(?:on|between|from) )?(?:\b{WEEKDAY})?(?P<the>\bthe )?"
    before += r"|(?P<day_word>\b(?:dana|дана|ngày) )"
    return re.compile(rf"(?:{before})(?P<day>{exact_day().pattern})", re.IGNORECASE)


def _put(match: re.Match[str], unit: str) -> str:
    before, the, day = match["before"] or "", match["the"] or "", match["day"]
    told, two = _of(day, unit), TWO.search(day)
    if COUNT.fullmatch(day) and re.match(r" [^\W\d_]", match.string[match.end() :]):
        told = None
    if told is None or (two and two["word"] in REACHING and not before):
        return f"{before}{the or match['day_word'] or ''}[withheld: date]"
    words, foreign = told
    if before and (two or before.casefold() == "on ") and not foreign:
        return f"{'In' if before[0].isupper() else 'in'} {words}"
    return f"{before}{the if the and not before and ' of ' not in day else ''}{words}"


def _of(day: str, unit: str) -> tuple[str, bool] | None:
    """A month or a quarter in place of a day, and whether no English word may stand before it; None for neither."""
    if unit == "month":
        for form, foreign in ((ISO, False), (VIETNAMESE, True), (CHINESE, True)):
            if whole := form.fullmatch(day):
                return whole[1], foreign
        if whole := DOTTED.fullmatch(day):
            return f"{int(whole[1]):02}.{whole[2]}", False
    found = _month().search(day)
    if found is None:
        return None
    year, number = YEAR.search(day), _numbers()[found[0].casefold()]
    english = any(found[0].casefold() in wearing().months[name] for name in ENGLISH)
    if unit == "month":
        return " ".join(filter(None, (found[0], year and year[0]))), not english
    if unit == "quarter" and english and year:
        return f"the {QUARTERS[number // 3]} quarter of {year[0]}", False
    return None


@functools.cache
def _numbers() -> dict[str, int]:
    """Each month from 0, by its word in any language."""
    return {word: number for words in wearing().months.values() for number, word in enumerate(words)}


@functools.cache
def _month() -> re.Pattern[str]:
    words = sorted(_numbers(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(words)})(?![^\W\d_])", re.IGNORECASE)
