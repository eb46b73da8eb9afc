"""Rows about people who stand out by a combination of attributes, and what is left out or broadened until none does.

A row "woman, cook, from Nghe An" is a name. Whoever knows three things about somebody must find at least k rows that
fit (Sweeney 2002, k-anonymity, asked of every combination of up to three attributes; verified = false).
"""

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from workbench.disclosure.counts import LEAST_K
from workbench.disclosure.finding import Finding, Remedy, ordered
from workbench.errors import BadValue

UP_TO = 3  # so many attributes of a person are taken to be known to an intruder
NOT_SAID = "not said"
FEW = 10  # rows are left out one by one while they are at most one in so many; beyond that an attribute is broadened

Rows = Mapping[str, Mapping[str, str | None]]  # the key of a row -> attribute -> value, None where it is not said
Ladder = Sequence[Mapping[str, str]]  # from the value as given to a broader one, step by step
Combination = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Standing:
    """A row that stands out: by which attributes with which values, and how many rows share them."""

    row: str
    by: Combination
    shared: int
    of: int

    @property
    def words(self) -> str:
        """How somebody who knows these things finds the row."""
        what = ", ".join(f"{attribute} {value}" for attribute, value in self.by) or "any row"
        return f"{what}: {self.shared} of {self.of} rows"


@dataclasses.dataclass(frozen=True)
class Mended:
    """Rows after the remedies, and the remedies in the order in which they were applied."""

    rows: dict[str, dict[str, str | None]]
    remedies: tuple[Remedy, ...]


def standing_out(rows: Rows, k: int, *, up_to: int = UP_TO) -> list[Standing]:
    """Each row with each combination of at most `up_to` attributes that fewer than k rows share, the shortest alone.

    What is not said is a value like any other: the one person whose age nobody wrote down stands out by that. Of fewer
    than k rows each stands out, whatever it says.

    Raises:
        BadValue: k is under 3.

    Example:
        >>> rows = {f"W-{n}": {"sex": "m"} for n in range(5)} | {"W-9": {"sex": "f"}}
        >>> [(one.row, one.words) for one in standing_out(rows, 3)]
        [('W-9', 'sex f: 1 of 6 rows')]
    """
    if k < LEAST_K:
        raise BadValue("disclosure", "k", k, f"{LEAST_K} or more")
    said = {row: _said(values) for row, values in rows.items()}
    counts: Counter[Combination] = Counter()
    for values in said.values():
        for size in range(up_to + 1):
            counts.update(itertools.combinations(values, size))
    found = []
    for row, values in sorted(said.items()):
        rare: list[frozenset[tuple[str, str]]] = []
        for size in range(up_to + 1):
            for by in itertools.combinations(values, size):
                if counts[by] < k and not any(shorter <= set(by) for shorter in rare):
                    rare.append(frozenset(by))
                    found.append(Standing(row, by, counts[by], len(said)))
    return found


def mended(rows: Rows, k: int, ladders: Mapping[str, Ladder] | None = None, *, up_to: int = UP_TO) -> Mended:
    """The rows with as little taken away as was found, so that none stands out: rows, broader values, attributes.

    While few rows stand out they are left out; otherwise the attribute that makes most of them stand out goes one step
    up its ladder, or away. `ladders` says what is broader than what.

    Raises:
        BadValue: k is under 3, or a ladder has no step for a value.

    Example:
        >>> rows = {f"W-{n}": {"sex": "m", "age": str(20 + n)} for n in range(8)}
        >>> mended(rows, 4, {"age": [bands(["20", "21", "22", "23", "24", "25", "26", "27"], 10)]}).rows["W-1"]
        {'sex': 'm', 'age': '20-29'}
    """
    given = {row: dict(values) for row, values in rows.items()}
    left = {row: dict(values) for row, values in given.items()}
    steps: Counter[str] = Counter()
    remedies: list[Remedy] = []
    while found := standing_out(left, k, up_to=up_to):
        out = sorted({one.row for one in found})
        if len(left) < k or len(out) * FEW <= len(left):
            remedies += [Remedy("withhold-row", row) for row in out]
            left = {row: values for row, values in left.items() if row not in out}
            continue
        attribute = _worst(found)
        ladder = (ladders or {}).get(attribute, ())
        if steps[attribute] < len(ladder):
            _broaden(left, given, attribute, ladder[steps[attribute]])
            steps[attribute] += 1
            remedies.append(Remedy("broaden", attribute, (str(steps[attribute]),)))
        else:
            for values in left.values():
                values.pop(attribute, None)
            remedies.append(Remedy("drop-attribute", attribute))
    return Mended(left, tuple(remedies))


def findings(
    rows: Rows, k: int, ladders: Mapping[str, Ladder] | None = None, where: str = "", *, up_to: int = UP_TO
) -> list[Finding]:
    """One finding a row and combination; its remedy is the step of `mended` that ends it.

    Raises:
        BadValue: k is under 3, or a ladder has no step for a value.

    Example:
        >>> rows = {f"W-{n}": {"sex": "m"} for n in range(30)} | {"W-99": {"sex": "f"}}
        >>> [(one.subject, one.remedy.verb) for one in findings(rows, 3)]
        [('W-99', 'withhold-row')]
    """
    steps = mended(rows, k, ladders, up_to=up_to).remedies
    return ordered(
        Finding("row-stands-out", one.row, (one.words,), _ends(one, steps), where)
        for one in standing_out(rows, k, up_to=up_to)
    )


def bands(values: Sequence[str], width: int) -> dict[str, str]:
    """A step of a ladder for whole numbers: bands of a width.

    Raises:
        BadValue: a value is no whole number.

    Example:
        >>> bands(["34", "17"], 10)
        {'34': '30-39', '17': '10-19'}
    """
    wrong = [value for value in values if not value.isdecimal()]
    if wrong:
        raise BadValue("disclosure", "bands", wrong[0], "a whole number")
    lows = {value: int(value) // width * width for value in values}
    return {value: f"{low}-{low + width - 1}" for value, low in lows.items()}


def _said(values: Mapping[str, str | None]) -> Combination:
    return tuple(sorted((name, NOT_SAID if value in (None, "") else str(value)) for name, value in values.items()))


def _worst(found: Sequence[Standing]) -> str:
    """The attribute by which most rows stand out; each combination shares its weight among its attributes."""
    weights: dict[str, float] = defaultdict(float)
    for one in found:
        for attribute, _ in one.by:
            weights[attribute] += 1 / len(one.by)
    return min(weights, key=lambda name: (-weights[name], name))


def _broaden(
    left: dict[str, dict[str, str | None]], given: Mapping[str, Mapping[str, str | None]], attribute: str,
    step: Mapping[str, str],
) -> None:  # fmt: skip
    for row, values in left.items():
        value = given[row].get(attribute)
        if value in (None, ""):
            continue
        if value not in step:
            raise BadValue("disclosure", f"ladder of {attribute}", value, "a broader value for each value")
        values[attribute] = step[str(value)]


def _ends(one: Standing, steps: Sequence[Remedy]) -> Remedy:
    attributes = {attribute for attribute, _ in one.by}
    for step in steps:
        if step.target == one.row if step.verb == "withhold-row" else step.target in attributes:
            return step
    return Remedy("withhold-row", one.row)
