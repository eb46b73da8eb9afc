"""What two or more coders made of the same places: the units that agreement is counted on, and what only one coded."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from workbench.tables import Tables

NOTHING = "nothing"  # declared: the coder read the passage in full and applied no code of this indicator
# Two passages are one place where they agree in all but these.
BESIDE_THE_PLACE = ("derivative", "quote", "language", "file", "item_sha256", "place")
Spot = tuple[str, str]  # a passage (the first recorded of equal ones) and a subject


@dataclasses.dataclass(frozen=True, kw_only=True)
class Unit:
    """A passage, a worker or group, and an indicator, with what each coder (by id) says of it.

    A value is a stance, several joined where the coder gave several, or `nothing`. `counted` are the values that
    agreement is computed from: `nothing` is among them only where whoever applied the indicator declared the passage
    read, too. Otherwise the places where both saw nothing would be missing, and silence could only ever disagree.
    """

    passage: str
    subject: str
    indicator: str
    values: tuple[tuple[str, str], ...]
    counted: tuple[tuple[str, str], ...]
    codings: tuple[str, ...]
    blind: bool

    @property
    def assessed(self) -> bool:
        """True where at least two coders have a value that counts."""
        return len(self.counted) > 1

    @property
    def silent(self) -> bool:
        """True where every coder read the passage in full and nobody applied the indicator."""
        return not self.codings

    @property
    def agreed(self) -> bool:
        """True where the values that count are the same."""
        return len({value for _, value in self.counted}) == 1

    @property
    def disputed(self) -> bool:
        """True where not all say the same, whether it counts or not."""
        return len({value for _, value in self.values}) > 1


@dataclasses.dataclass(frozen=True, kw_only=True)
class Units:
    """The units that at least two coders speak on; how many only one did, by indicator and coder; the spots of each.

    `beside`: another worked on the passage without applying this indicator and without declaring it read in full.
    `uncoded`: no other worked on the passage at all. Neither is agreement, and neither is disagreement.
    """

    found: tuple[Unit, ...]
    beside: Counter[tuple[str, str]]
    uncoded: Counter[tuple[str, str]]
    worked: dict[str, frozenset[Spot]]


def units(tables: Tables, coders: Sequence[str], framework: str, indicators: Sequence[str]) -> Units:
    """The units of these coders (ids) in a framework, in the order of the ledger.

    A coder speaks on a unit where he coded it, or where he declared the passage read in full for that worker or group
    (a `Reading`): then his silence says `nothing`. Other silence says nothing at all.
    """
    said = _Said(tables, coders, framework)
    found, beside, uncoded = [], Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for spot, indicator in said.keys(indicators):
        unit = said.unit(spot, indicator)
        if len(unit.values) > 1:
            found.append(unit)
            continue
        alone = unit.values[0][0]
        others = any(spot in said.worked[coder] for coder in coders if coder != alone)
        (beside if others else uncoded)[indicator, alone] += 1
    worked = {coder: frozenset(spots) for coder, spots in said.worked.items()}
    return Units(found=tuple(found), beside=beside, uncoded=uncoded, worked=worked)


class _Said:
    """What each coder said at each spot, and which spots he declared read."""

    def __init__(self, tables: Tables, coders: Sequence[str], framework: str) -> None:
        self.coders = coders
        self.stances: dict[tuple[Spot, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.codings: dict[tuple[Spot, str], list[str]] = defaultdict(list)
        self.read: dict[Spot, dict[str, bool]] = defaultdict(dict)
        self.worked: dict[str, set[Spot]] = {coder: set() for coder in coders}
        first = one_place(tables.passages)
        for identity, row in _each(tables.codings, framework, coders):
            spot = (first[row.passage], row.subject)
            self.stances[spot, row.indicator][row.coder].add(row.stance)
            self.codings[spot, row.indicator].append(identity)
            self.worked[row.coder].add(spot)
        for _, row in _each(tables.readings, framework, coders):
            spot = (first[row.passage], row.subject)
            self.read[spot][row.coder] = self.read[spot].get(row.coder, False) or bool(row.blind)
            self.worked[row.coder].add(spot)

    def keys(self, indicators: Sequence[str]) -> Iterator[tuple[Spot, str]]:
        """Every unit that somebody coded, then those that nobody did at spots that two declared read in full."""
        yield from self.stances
        for spot, readers in self.read.items():
            if len(readers) > 1:
                yield from ((spot, one) for one in indicators if (spot, one) not in self.stances)

    def unit(self, spot: Spot, indicator: str) -> Unit:
        given, read = self.stances.get((spot, indicator), {}), self.read.get(spot, {})
        values = tuple(
            (coder, " and ".join(sorted(given[coder])) if coder in given else NOTHING)
            for coder in self.coders
            if coder in given or coder in read
        )
        counted = values if given.keys() <= read.keys() else tuple(one for one in values if one[0] in given)
        # One of them has to be the first, and the first has nobody's coding to be blind to.
        blind = sum(not read.get(coder) for coder, _ in values) < 2
        codings = tuple(self.codings.get((spot, indicator), ()))
        return Unit(passage=spot[0], subject=spot[1], indicator=indicator, values=values, counted=counted,
                    codings=codings, blind=blind)  # fmt: skip


def one_place(passages: pd.DataFrame) -> dict[str, str]:
    """For each passage the first recorded one of the same place: two copies of a case may have recorded it twice.

    Example:
        >>> frame = pd.DataFrame({"item": ["i", "i"], "start": [0, 0], "end": [4, 4], "quote": ["no pay", None]},
        ...                      index=["p1", "p2"])
        >>> one_place(frame)
        {'p1': 'p1', 'p2': 'p1'}
    """
    columns = [passages[name] for name in passages.columns if name not in BESIDE_THE_PLACE]
    seen: dict[tuple[Any, ...], str] = {}
    return {
        identity: seen.setdefault(place, identity)
        for identity, *place_ in zip(passages.index, *columns, strict=True)
        for place in [tuple(place_)]
    }


def _each(frame: pd.DataFrame, framework: str, coders: Sequence[str]) -> Iterator[tuple[str, Any]]:
    kept = frame[(frame["framework"] == framework) & frame["coder"].isin(list(coders))]
    return zip(kept.index, kept.itertuples(index=False), strict=True)
