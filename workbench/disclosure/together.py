"""What a quote says of whoever speaks, put together: a trade, a nationality and a month that only a few people share.

Each alone may be shared by many. A nationality is found by its words in English, Serbian and Vietnamese, a trade as the
register writes it, a month by its name; what two sentences of two quotes say is not put together.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.codebook.ground import place, toml
from workbench.codebook.scripts import wearing
from workbench.codebook.shapes import compiled, matches
from workbench.coding.suggestions.fold import fold
from workbench.disclosure.tasks import folded_once
from workbench.records import Entity, Record, Relation

TRADE, COUNTRY, MONTH = "trade", "country", "month"
LEAST = 4  # letters of a trade that is looked for: shorter words are words of other languages, too
FOLDINGS = ("en", "sr", "vi")

Sought = tuple[tuple[str, re.Pattern[str]], ...]  # a way to fold a text, and what is looked for in it
Known = Mapping[str, Mapping[str, frozenset[str]]]  # worker -> trade, country, month -> values


def known(records: Iterable[tuple[str, Record]]) -> Known:
    """Trades, countries and months (01 to 12, in which something on record began or ended) of every worker.

    Example:
        >>> told = [("w", Entity(key="W", schema="Worker", label="W", role="welder", country="NP"))]
        >>> sorted(known(told)["w"]["trade"]), sorted(known(told)["w"]["country"])
        (['welder'], ['NP'])
    """
    made: dict[str, dict[str, set[str]]] = {}
    told = list(records)
    for key, one in told:
        if isinstance(one, Entity) and one.schema == "Worker":
            trades = {part.strip() for part in re.split(r"[,;]", one.role or "") if len(part.strip()) >= LEAST}
            made[key] = {TRADE: trades, COUNTRY: {one.country} if one.country else set(), MONTH: set()}
    for _, one in told:
        if isinstance(one, Relation) and one.period is not None:
            months = {day[5:7] for day in (one.period.start, one.period.end) if day and len(day) >= len("2024-03")}
            for end in {one.source_entity, one.target_entity} & made.keys():
                made[end][MONTH] |= months
    return {key: {name: frozenset(some) for name, some in values.items()} for key, values in made.items()}


def together(text: str, people: Known, speaker: str, k: int) -> list[str]:
    """For each combination of what a quote says, and is so of its speaker, that fewer than k people share: in words.

    A nationality of few is told by itself; a rare trade is taken out of a quote anyway (`quotes.py`). Of whom no month
    is on record, every month may be true.

    Example:
        >>> crew = {f"w{n}": {"trade": frozenset({"welder"}), "country": frozenset({"VN"})} for n in range(9)}
        >>> crew |= {f"n{n}": {"trade": frozenset({"mason"}), "country": frozenset({"NP"})} for n in range(9)}
        >>> crew["n0"] = {"trade": frozenset({"welder"}), "country": frozenset({"NP"})}
        >>> together("As a Nepali welder I was paid less.", crew, "n0", 5)
        ['country NP and trade welder: 1 of 18 people']
        >>> together("The welder from Vietnam was paid more.", crew, "n1", 5)
        []
    """
    own = people.get(speaker, {})
    said = _said(text, own)
    least = min(k, len(people))
    common = [one for one in said if one[0] != TRADE or _shared((one,), people) >= least]
    found: list[tuple[tuple[str, str], ...]]
    found = [(one,) for one in common if one[0] == COUNTRY and _shared((one,), people) < least]
    for by in (*itertools.combinations(common, 2), *itertools.combinations(common, 3)):
        if len({name for name, _ in by}) == len(by) and not _told(by, found) and _shared(by, people) < least:
            found.append(by)
    return [
        f"{' and '.join(' '.join(one) for one in by)}: {_shared(by, people)} of {len(people)} people" for by in found
    ]


def _told(by: Sequence[tuple[str, str]], found: Iterable[Sequence[tuple[str, str]]]) -> bool:
    return any(set(one) <= set(by) for one in found)


def _shared(by: Iterable[tuple[str, str]], people: Known) -> int:
    return sum(all(_has(one, name, value) for name, value in by) for one in people.values())


def _has(one: Mapping[str, frozenset[str]], name: str, value: str) -> bool:
    values = one.get(name, frozenset())
    return value in values or (name == MONTH and not values)


def _said(text: str, own: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """What a text names of its speaker: trades, countries, months."""
    folded = {how: folded_once(text, how).text for how in FOLDINGS}
    patterns = _patterns()
    return sorted(
        (name, value)
        for name, values in own.items()
        for value in values
        for sought in (_trade(value) if name == TRADE else patterns.get((name, value), ()),)
        if any(pattern.search(folded[how]) for how, pattern in sought)
    )


@functools.lru_cache(maxsize=2_000)
def _trade(trade: str) -> Sought:
    return tuple((how, re.compile(rf"(?<!\w){re.escape(fold(trade, how).text)}\w{{0,3}}(?!\w)")) for how in FOLDINGS)


@functools.cache
def _patterns() -> dict[tuple[str, str], Sought]:
    file = place("disclosure", "nations.toml")
    values = toml(file)
    matches(compiled("disclosure", "nations-schema.json"), values, file)
    made: dict[tuple[str, str], list[tuple[str, re.Pattern[str]]]] = {}
    for how, name, value, pattern in (*_nations(values["nations"]), *_months()):
        made.setdefault((name, value), []).append((how, pattern))
    return {key: tuple(some) for key, some in made.items()}


def _nations(nations: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[tuple[str, str, str, re.Pattern[str]]]:
    for code, by_language in nations.items():
        for tag, terms in by_language.items():
            how = tag.partition("-")[0]
            words = "|".join(_word(term, how) for term in terms)
            yield how, COUNTRY, code, re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _word(term: str, how: str) -> str:
    return re.escape(fold(term.rstrip("*"), how).text) + (r"\w*" if term.endswith("*") else "")


def _months() -> Iterator[tuple[str, str, str, re.Pattern[str]]]:
    for tag, words in wearing().months.items():
        how = tag.partition("-")[0].partition("_")[0]
        for number, word in enumerate(words, 1):
            if how in FOLDINGS and len(word) >= LEAST:
                told = re.escape(fold(word, how).text)
                if tag.endswith("_of"):  # of March, in March, with March
                    told = told[:-1] + "(?:a|u|om|em)"
                yield how, MONTH, f"{number:02}", re.compile(rf"(?<!\w){told}(?!\w)")
    for number in range(1, 13):
        yield "vi", MONTH, f"{number:02}", re.compile(rf"{fold('tháng', 'vi').text} 0?{number}(?!\d)")
