"""The difference between two releases for one audience, in words: what can be compared, and what cannot be."""

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from workbench import codebook
from workbench.disclosure import naming, pseudonyms
from workbench.errors import Missing, Refused
from workbench.figures.retold import coded
from workbench.release import changed

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
BY_NAME, BY_PSEUDONYM = ("employer", "site", "period"), ("worker", "source")
FIELDS = ("start", "end", "track", "title", "actors", "site", "status", "source")
_WORDS = {*naming.WORDS.values(), *pseudonyms.WORDS.values(), pseudonyms.PERSON, naming.ITEM, naming.GROUP,
          *naming.AGENTS.values(), naming.INTERPRETER, "Source"}  # fmt: skip
# What is drawn anew for each copy: a name of one copy is nobody in the other.
PSEUDONYM = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _WORDS)))}) ([A-Z]?\d+)\b")


@dataclasses.dataclass(frozen=True)
class Difference:
    """What two releases differ in, each thing in words; `uncompared` says what nobody can compare, and why.

    Example:
        >>> Difference("public", (), ()).sentence()
        'For public: nothing differs that can be compared.'
    """

    audience: str
    lines: tuple[str, ...]
    uncompared: tuple[str, ...]

    def sentence(self) -> str:
        """The difference in words, a line each."""
        head = f"For {self.audience}: " + ("" if self.lines else "nothing differs that can be compared.")
        told = [head.rstrip(), *self.lines]
        return "\n".join([*told, *(f"not compared: {line}" for line in self.uncompared)])

    def values(self) -> dict[str, Any]:
        """The same as plain values."""
        return dataclasses.asdict(self)

    def __repr__(self) -> str:
        return self.sentence()


def difference(old: Path | str, new: Path | str) -> Difference:
    """What the later of two releases for one audience says that the earlier did not, and the other way round.

    Names, ids and digests are drawn anew for each copy, so that two copies cannot be joined by them. Compared is what
    needs none: rows under names of bodies, sites and months, head counts, events by their own words, and of rows under
    pseudonyms how many there are in each state. Both may be folders of releases, or reviewers' bundles of rows.

    Raises:
        Missing: a folder is not there, or is no release.
        Refused: the two are for different audiences, or a file in one is no JSON.
    """
    sides = [_folder(Path(old)), _folder(Path(new))]
    abouts = [_json(side / "about.json") for side in sides]
    audiences = [str(about.get("audience")) for about in abouts]
    if audiences[0] != audiences[1]:
        raise Refused(new, f"it is for {audiences[1]}, the other for {audiences[0]}", "Compare two for one audience")
    lines, apart = list(_about(*abouts)), list[str]()
    _compare(sides, lines, apart)
    return Difference(audiences[0], tuple(lines), tuple(apart))


def _compare(sides: list[Path], lines: list[str], apart: list[str]) -> None:
    """Adds a line for each thing that differs in files that both have; what cannot be compared goes to `apart`."""
    for by in (*BY_NAME, *BY_PSEUDONYM):
        if pair := _both(sides, f"matrix-by-{by}.json", lines, apart):
            lines += _matrix(by, *pair, apart) if by in BY_NAME else _states(by, *pair)
            if by in BY_PSEUDONYM:
                apart.append(f"which row by {by} is which: their names are of one copy alone")
    for name, compared in PLAIN.items():
        if pair := _both(sides, name, lines, apart):
            lines += compared(*pair)
    if pair := _both(sides, "chronology.json", lines, apart):
        lines += _events(*pair, apart)
    for name in ("network.json", "sites.geojson"):
        if pair := _both(sides, name, lines, apart):
            lines += _named(name.partition(".")[0], *pair, apart)


def _folder(place: Path) -> Path:
    for folder in (place, place / "data" / "figures" / "view"):
        if (folder / "about.json").is_file():
            return folder
    raise Missing(place / "about.json")


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except ValueError:
        raise Refused(file, "it is no JSON", "Take the release as it was made") from None


def _both(sides: list[Path], name: str, lines: list[str], apart: list[str]) -> tuple[Any, Any] | None:
    there = [(side / name).is_file() for side in sides]
    if there[0] != there[1]:
        lines.append(f"{name}: " + ("no longer there" if there[0] else "added"))
    return (_json(sides[0] / name), _json(sides[1] / name)) if all(there) else None


def _about(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old.get("head") == new.get("head"):
        yield "both are of one head of the ledger"
    for name in ("protection", "workers", "kept_back", "quotes_withheld", "cells_withheld"):
        left, right = old.get(name) or {}, new.get(name) or {}
        for key in dict.fromkeys([*left, *right]):
            was, now = left.get(key, "none"), right.get(key, "none")
            if was != now:
                yield f"{name.replace('_', ' ')}, {key.replace('_', ' ')}: {now} (was {was})"


def _matrix(by: str, old: dict[str, Any], new: dict[str, Any], apart: list[str]) -> Iterator[str]:
    numbers = _numbers(str(new.get("framework")))
    labels = old["row_labels"] | new["row_labels"]
    rows = [row for row in labels if not PSEUDONYM.search(labels[row])]
    if drawn := len(labels) - len(rows):
        apart.append(f"{_count(drawn, 'row')} by {by} under names of one copy alone")
    cells = [{(cell["row"], cell["column"]): cell for cell in side["cells"]} for side in (old, new)]
    for row in rows:
        if (row in old["rows"]) != (row in new["rows"]):
            yield f"by {by}: {labels[row]} " + ("is added" if row in new["rows"] else "is no longer there")
        for column in new["columns"]:
            told = list(_cell(*(side.get((row, column), {}) for side in cells), timed=by != "period"))
            if told:
                yield f"{numbers.get(column, column)}, {labels[row]} (by {by}): {'; '.join(told)}"


def _numbers(framework: str) -> dict[str, str]:
    """How an indicator is named in words: ILO-07, where the framework numbers it."""
    book = codebook.framework(framework)
    return {one.id: f"{framework.partition('-')[0].upper()}-{one.number:02}" for one in book.indicators}


def _cell(old: dict[str, Any], new: dict[str, Any], *, timed: bool) -> Iterator[str]:
    """What changed in one cell; where its row is a stretch of time, that says when (`timed` is False)."""
    was, now = (coded("state", side.get("state", "not-assessed")) for side in (old, new))
    if was != now:
        yield f"{now} (was {was})"
    for name, one in (("origins", "origin"), ("statements", "statement")):
        yield from _number(one, old.get(name, 0), new.get(name, 0))
    periods = [side.get("period") or {} for side in (old, new)]
    for name, word in (("start", "begins"), ("end", "ends")) if timed else ():
        if periods[0].get(name) != periods[1].get(name):
            yield f"period {word} {periods[1].get(name) or 'not said'} (was {periods[0].get(name) or 'not said'})"
    for name in ("basis", "note"):
        if (old.get(name) or None) != (new.get(name) or None) and was == now and new.get(name):
            shown = new[name] if isinstance(new[name], str) else ", ".join(new[name])
            yield f"{name}: {shown}"


def _number(one: str, was: int | None, now: int | None) -> Iterator[str]:
    """How many more or fewer; None is a number that its copy keeps back, which is no fewer and no more of anything."""
    if was is None and now is not None:
        yield f"{_count(now, one)} (not told before)"
    elif was is not None and now is None:
        yield f"how many {one}s is no longer told (was {was})"
    elif was is not None and now is not None and was != now:
        yield f"{_count(abs(now - was), one)} {'added' if now > was else 'fewer'}"


def _count(number: int, one: str) -> str:
    """A number of things in words.

    Example:
        >>> _count(2, "origin"), _count(1, "row"), _count(30, "event")
        ('two origins', 'one row', '30 events')
    """
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {one if number == 1 else one + 's'}"


def _states(by: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    numbers = _numbers(str(new.get("framework")))
    if len(old["rows"]) != len(new["rows"]):
        yield f"by {by}: {_count(len(new['rows']), 'row')} (was {len(old['rows'])})"
    counts = [Counter((cell["column"], cell["state"]) for cell in side["cells"] if cell["state"] != "not-assessed")
              for side in (old, new)]  # fmt: skip
    for column, state in sorted(counts[0].keys() | counts[1].keys()):
        was, now = (count[column, state] for count in counts)
        if was != now:
            yield f"{numbers.get(column, column)}, by {by}: {coded('state', state)} in {_count(now, 'row')} (was {was})"


def _counts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    sides = [{(one["table"], one["of"], one["indicator"]): one["workers"] for one in side["counts"]}
             for side in (old, new)]  # fmt: skip
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        was, now = (side.get(key, "not counted") for side in sides)
        if was != now and not PSEUDONYM.search(" ".join(key)):
            told = ["withheld" if one is None else str(one) for one in (now, was)]
            yield f"head count {', '.join(key)}: {told[0]} (was {told[1]})"


def _events(old: dict[str, Any], new: dict[str, Any], apart: list[str]) -> Iterator[str]:
    sides, drawn = [], 0
    for side in (old, new):
        told = [tuple(_field(one, name) for name in FIELDS) for one in side["events"]]
        plain = [one for one in told if not PSEUDONYM.search(" ".join(one))]
        drawn += len(told) - len(plain)
        sides.append(Counter(plain))
    for gone, word in ((sides[1] - sides[0], "added"), (sides[0] - sides[1], "no longer there")):
        for one in sorted(gone.elements()):
            yield f"event {word}: {one[0] or 'not dated'}, {one[3]} ({one[7]})"
    if drawn:
        apart.append(f"{_count(drawn, 'event')} in whose words a name of one copy stands")


def _field(event: dict[str, Any], name: str) -> str:
    """One field in words; who took part in an order of its own: in a copy it is that of ids drawn for it."""
    told = str(event.get(name) or "")
    return ", ".join(sorted(told.split(", "))) if name == "actors" else told


def _named(what: str, old: dict[str, Any], new: dict[str, Any], apart: list[str]) -> Iterator[str]:
    """What is named in one copy and not in the other; things that go by a name of one copy alone are counted."""
    sides, drawn = [], 0
    for side in (old, new):
        names = [name for one in side.get("entities", side.get("features", [])) for name in _name(one)]
        plain = {name for name in names if not PSEUDONYM.search(name)}
        drawn += len({*names} - plain)
        sides.append(plain)
    for left, word in ((sides[1] - sides[0], "added"), (sides[0] - sides[1], "no longer there")):
        yield from (f"{what}: {name} {word}" for name in sorted(left))
    if drawn:
        apart.append(f"{_count(drawn, 'name')} in {what} that are of one copy alone")


def _name(one: dict[str, Any]) -> list[str]:
    properties = one.get("properties") or {}
    found = properties.get("name") or []
    return [found] if isinstance(found, str) else [str(name) for name in found]


# Files of a release whose lines need no name of one copy, each with what compares two of them.
PLAIN: dict[str, Callable[[dict[str, Any], dict[str, Any]], Iterator[str]]] = {
    "counts.json": _counts, "wages.json": changed.wages, "responses.json": changed.responses,
}  # fmt: skip
