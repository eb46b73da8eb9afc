"""What a third person's decisions make of the codings: which still speak, and which are overruled."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

Key = tuple[str, str, str, str]  # framework, passage, subject, indicator
NONE = "none"  # decided: the passage does not speak on the indicator


@dataclasses.dataclass(frozen=True)
class Settled:
    """Codings with decided disputes settled, in the columns of `Tables.codings`.

    `overruled` names, for each coding that no longer speaks, the adjudication that says so; `reread` those codings that
    stand with the decided stance because no coder had read it so; `decided` the adjudication of each settled unit.
    The records themselves stay as they were.
    """

    codings: pd.DataFrame
    overruled: dict[str, str]
    reread: dict[str, str]
    decided: dict[Key, str]


@dataclasses.dataclass(frozen=True)
class _Ruling:
    id: str
    stance: str | None  # None where two live decisions differ: then nothing is decided
    weighed: frozenset[str]

    def holds(self, said: list[tuple[str, str]]) -> bool:
        """A coding that came later and reads otherwise opens the dispute again."""
        return self.stance is not None and all(one in self.weighed or stance == self.stance for one, stance in said)


def settled(codings: pd.DataFrame, adjudications: pd.DataFrame) -> Settled:
    """Applies every decision that holds; both frames have the columns that `Tables` gives them.

    Of a settled unit those codings speak that read it as decided. Where none did, all of them speak with the decided
    stance, so that the cell still leads to the words; where it is decided that the passage does not speak on the
    indicator, none does. Without adjudications the codings come back as they are.

    Example:
        >>> columns = ["framework", "passage", "subject", "indicator", "stance"]
        >>> codings = pd.DataFrame([["f", "p", "w", "i", "supports"], ["f", "p", "w", "i", "unclear"]],
        ...                        index=["c1", "c2"], columns=columns)
        >>> decided = codings.iloc[:1].assign(codings=[("c1", "c2")]).set_axis(["a1"])
        >>> found = settled(codings, decided)
        >>> list(found.codings.index), found.overruled
        (['c1'], {'c2': 'a1'})
    """
    rulings = _rulings(adjudications)
    overruled: dict[str, str] = {}
    reread: dict[str, str] = {}
    decided: dict[Key, str] = {}
    frame = codings
    for key, said in _units(codings, rulings).items():
        ruling = rulings[key]
        if not ruling.holds(said):
            continue
        decided[key] = ruling.id
        agreeing = {identity for identity, stance in said if stance == ruling.stance}
        fate = overruled if agreeing or ruling.stance == NONE else reread
        fate |= dict.fromkeys((identity for identity, _ in said if identity not in agreeing), ruling.id)
    if overruled:
        frame = frame[~frame.index.isin(list(overruled))]
    if reread:
        frame = frame.copy()
        stance_of = {ruling.id: ruling.stance for ruling in rulings.values()}
        frame.loc[list(reread), "stance"] = [stance_of[identity] for identity in reread.values()]
    return Settled(frame, overruled, reread, decided)


def _rulings(adjudications: pd.DataFrame) -> dict[Key, _Ruling]:
    said: dict[Key, list[tuple[str, Any]]] = defaultdict(list)
    for identity, row in _each(adjudications):
        said[row.framework, row.passage, row.subject, row.indicator].append((identity, row))
    return {
        key: _Ruling(
            rows[0][0],
            rows[0][1].stance if len({row.stance for _, row in rows}) == 1 else None,
            frozenset(coding for _, row in rows for coding in row.codings),
        )
        for key, rows in said.items()
    }


def _units(codings: pd.DataFrame, rulings: dict[Key, _Ruling]) -> dict[Key, list[tuple[str, str]]]:
    """The codings of each unit that somebody decided on: those that were weighed, and whatever came later."""
    if not rulings:
        return {}
    key_of = {coding: key for key, ruling in rulings.items() for coding in ruling.weighed}
    near = codings[codings["passage"].isin({key[1] for key in rulings}) | codings.index.isin(list(key_of))]
    found: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for identity, row in _each(near):
        key = key_of.get(identity, (row.framework, row.passage, row.subject, row.indicator))
        if key in rulings:
            found[key].append((identity, row.stance))
    return found


def _each(frame: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    return zip(frame.index, frame.itertuples(index=False), strict=True)
