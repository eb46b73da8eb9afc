"""The units that coders read differently, each with all readings, its words, its place, and what was decided."""

import dataclasses
from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.findings.adjudicated import Key, settled
from workbench.findings.units import Unit, units
from workbench.tables import Tables

PLACE = ("file", "place", "quote", "start", "end", "region", "from_s", "to_s", "item_sha256")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Decision:
    """How a third decided; `stands` is False where a later coding or a second decision opened the dispute again."""

    id: str
    stance: str
    agent: str
    reason: str
    stands: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Dispute:
    """One unit on which coders differ: key and value of each reading, the codings behind them, the words and place.

    `start` and `end` are code points of the item's text; `region` is x, y, width, height in pixels; `from_s` and `to_s`
    are seconds of a recording.
    """

    framework: str
    passage: str
    subject: str
    about: str
    indicator: str
    readings: tuple[tuple[str, str], ...]
    coders: tuple[str, ...]
    codings: tuple[str, ...]
    blind: bool
    where: dict[str, Any]
    decisions: tuple[Decision, ...] = ()

    @property
    def open(self) -> bool:
        """True until a decision stands."""
        return not any(decision.stands for decision in self.decisions)

    @property
    def key(self) -> Key:
        """What names the unit: framework, passage, subject, indicator."""
        return self.framework, self.passage, self.subject, self.indicator

    def document(self) -> dict[str, Any]:
        """The dispute as plain JSON values."""
        return {
            "framework": self.framework, "indicator": self.indicator, "subject": self.about, "passage": self.passage,
            "readings": dict(self.readings), "codings": list(self.codings), "blind": self.blind, **self.where,
            "open": self.open, "decisions": [dataclasses.asdict(decision) for decision in self.decisions],
        }  # fmt: skip


def disputes(tables: Tables, framework: str | None = None) -> tuple[Dispute, ...]:
    """Every dispute of a case, between any coders, decided or open, by framework and in the order of the ledger."""
    names = sorted({*tables.codings["framework"]} if framework is None else {framework})
    found: list[Dispute] = []
    for name in names:
        coders = list(dict.fromkeys([*tables.codings["coder"], *tables.readings["coder"]]))
        found += listed(tables, name, units(tables, coders, name, ()).found)
    return tuple(found)


def listed(tables: Tables, framework: str, found: Iterable[Unit]) -> list[Dispute]:
    """The disputes among units, with words, places and decisions."""
    differing = [unit for unit in found if unit.disputed]
    decided = _decisions(tables)
    return [_dispute(tables, framework, unit, decided) for unit in differing]


def _dispute(tables: Tables, framework: str, unit: Unit, decided: dict[Key, list[Decision]]) -> Dispute:
    row = tables.passages.loc[unit.passage]
    where = {name: _plain(row[name]) for name in PLACE}
    return Dispute(
        framework=framework, passage=unit.passage, subject=unit.subject, about=tables.label(unit.subject),
        indicator=unit.indicator, readings=tuple((tables.label(coder), value) for coder, value in unit.values),
        coders=tuple(coder for coder, _ in unit.values), codings=unit.codings, blind=unit.blind, where=where,
        decisions=tuple(decided.get((framework, unit.passage, unit.subject, unit.indicator), ())),
    )  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return None if pd.isna(value) else value


def _decisions(tables: Tables) -> dict[Key, list[Decision]]:
    standing = set(settled(tables.codings, tables.adjudications).decided)
    found: dict[Key, list[Decision]] = {}
    rows: Any = zip(tables.adjudications.index, tables.adjudications.itertuples(index=False), strict=True)
    for identity, row in rows:
        key = (row.framework, row.passage, row.subject, row.indicator)
        decision = Decision(
            id=identity, stance=row.stance, agent=tables.label(row.agent), reason=row.reason, stands=key in standing
        )
        found.setdefault(key, []).append(decision)
    return found
