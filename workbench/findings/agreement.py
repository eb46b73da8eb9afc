"""How far two or more coders agree, indicator by indicator, on the units that they all had before them."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from workbench import codebook
from workbench.errors import BadValue, Unknown
from workbench.findings.alpha import Alpha, alpha
from workbench.findings.disputes import Dispute, listed
from workbench.findings.uncoded import Apart, uncoded
from workbench.findings.units import Unit, Units, units
from workbench.markup import escape, table
from workbench.tables import Tables

ALL = "all"
RULE = (
    "A unit is a passage, a worker or group, and an indicator. It is assessed by a coder who coded it, or who declared "
    "the passage read in full for that worker or group: then his silence has the value nothing, and counts where the "
    "others declared it read, too. Any other silence is neither agreement nor disagreement, and text that nobody coded "
    "never counts."
)
INTERVAL = (
    "95 % interval from {} resamples of whole units, seeded from the head of the ledger. Passages of one text resemble "
    "each other, so that it is rather too narrow."
)
CHOSEN = (
    "Agreement on passages that somebody chose to code; it does not say whether two coders would choose the same ones."
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agreed:
    """One indicator, or all of them: counts of units, alpha, and what only one coder coded.

    `silent` units are those where every coder declared the passage read and nobody applied the indicator. `values`
    counts the units by what each coder said, in the order of the coders, None where one did not assess it. `one_sided`
    counts the disputes between a coding and the silence of a coder who declared the passage read, where the first did
    not declare it: they are no part of agreement. `beside` and `uncoded` count, by key of the coder, what he alone
    coded where another worked on the passage, or did not.
    """

    indicator: str
    label: str
    units: int
    silent: int
    agreed: int
    blind: int
    one_sided: int
    alpha: Alpha
    values: tuple[tuple[tuple[str | None, ...], int], ...]
    beside: dict[str, int]
    uncoded: dict[str, int]

    @property
    def observed(self) -> Fraction | None:
        """The share of assessed units on which all say the same; None where there is none."""
        return Fraction(self.agreed, self.units) if self.units else None

    @property
    def observed_where_applied(self) -> Fraction | None:
        """The same over the units in which at least one coder applied the indicator."""
        applied = self.units - self.silent
        return Fraction(self.agreed - self.silent, applied) if applied else None

    def document(self, coders: Sequence[str]) -> dict[str, Any]:
        """The row as plain JSON values, shares and alpha to six places."""
        seen = [{"says": dict(zip(coders, values, strict=True)), "units": count} for values, count in self.values]
        return {
            "indicator": self.indicator, "label": self.label, "units": self.units, "silent": self.silent,
            "blind": self.blind, "one_sided": self.one_sided, "agreed": self.agreed, "observed": _six(self.observed),
            "observed_where_applied": _six(self.observed_where_applied), "alpha": _six(self.alpha.value),
            "alpha_in_words": self.alpha.words, "interval": self.alpha.interval and list(self.alpha.interval),
            "resamples": self.alpha.resamples, "resamples_without_variation": self.alpha.without_variation,
            "confusion": seen, "only_beside": self.beside, "only_uncoded": self.uncoded,
        }  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of coders on a framework at one head of the ledger: by indicator, over all, disputes, text apart."""

    framework: str
    coders: tuple[str, ...]
    head: str
    rows: tuple[Agreed, ...]
    overall: Agreed
    disputes: tuple[Dispute, ...]
    apart: Apart

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said beside these numbers."""
        return RULE, CHOSEN, INTERVAL.format(self.overall.alpha.resamples or "no")

    @functools.cached_property
    def df(self) -> pd.DataFrame:
        """One row an indicator, and one for all: counts, observed agreement, alpha, interval."""
        rows = [_shown(row) for row in (*self.rows, self.overall)]
        return pd.DataFrame(rows, columns=["indicator", "units", "blind", "agreed", "observed", "alpha", "interval"])

    def document(self) -> dict[str, Any]:
        """The whole as plain JSON values."""
        return {
            "framework": self.framework, "coders": list(self.coders), "head": self.head,
            "indicators": [row.document(self.coders) for row in self.rows], "all": self.overall.document(self.coders),
            "disputes": [dispute.document() for dispute in self.disputes], "apart": self.apart.document(),
            "notes": list(self.notes),
        }  # fmt: skip

    def _repr_html_(self) -> str:
        rows = [[str(value) for value in row] for row in self.df.itertuples(index=False)]
        notes = "".join(f"<li>{escape(line)}</li>" for line in self.notes)
        title = f"Agreement of {', '.join(self.coders)}, {self.framework}"
        return table(rows, [str(name) for name in self.df.columns], title) + f"<ul>{notes}</ul>"


def agreement(tables: Tables, coders: Sequence[str], framework: str = "ilo-11") -> Agreement:
    """How far these coders (keys of agents) agree on a framework.

    Krippendorff's alpha, nominal, with a 95 % bootstrap interval seeded from the head of the ledger: the same ledger
    gives the same interval. Where every assessed unit has the same value alpha is not defined, and words say so.

    Raises:
        BadValue: less than two different coders are named.
        Unknown: no agent has that key, or there is no such framework.
    """
    book = codebook.framework(framework)
    if len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise BadValue("agreement", "coders", " ".join(coders), "the keys of two or more different coders")
    ids = [_agent(tables, key) for key in coders]
    indicators = [entry.id for entry in book.indicators]
    found = units(tables, ids, book.id, indicators)
    count = functools.partial(_counted, found, ids, tables.head)
    rows = tuple(count([entry.id], entry.id, entry.label("en"), tuple(coders)) for entry in book.indicators)
    return Agreement(
        framework=book.id, coders=tuple(coders), head=tables.head, rows=rows,
        overall=count(indicators, ALL, "all indicators together", tuple(coders)),
        disputes=tuple(listed(tables, book.id, found.found)), apart=uncoded(tables, found.worked),
    )  # fmt: skip


def _agent(tables: Tables, key: str) -> str:
    known: dict[str, str] = dict(zip(tables.agents["key"], tables.agents.index, strict=True))
    if key not in known:
        raise Unknown("agreement", "coders", key, codebook.near(key, known) or sorted(known))
    return known[key]


def _counted(
    found: Units, ids: list[str], head: str, indicators: list[str], name: str, label: str, keys: tuple[str, ...]
) -> Agreed:
    of_these = [unit for unit in found.found if unit.indicator in indicators]
    chosen = [unit for unit in of_these if unit.assessed]
    seen = Counter(_values(unit, ids) for unit in chosen)
    given = [[value for _, value in unit.counted] for unit in chosen]
    return Agreed(
        indicator=name, label=label, units=len(chosen), silent=sum(unit.silent for unit in chosen),
        agreed=sum(unit.agreed for unit in chosen), blind=sum(unit.blind for unit in chosen),
        one_sided=sum(unit.counted != unit.values for unit in of_these),
        alpha=alpha(given, seed=f"{head} {name}"), values=tuple(sorted(seen.items(), key=lambda one: str(one[0]))),
        beside=_alone(found.beside, ids, keys, indicators), uncoded=_alone(found.uncoded, ids, keys, indicators),
    )  # fmt: skip


def _values(unit: Unit, ids: Sequence[str]) -> tuple[str | None, ...]:
    said = dict(unit.counted)
    return tuple(said.get(coder) for coder in ids)


def _alone(
    counts: Counter[tuple[str, str]], ids: Sequence[str], keys: Sequence[str], indicators: list[str]
) -> dict[str, int]:
    return {key: sum(counts[one, coder] for one in indicators) for coder, key in zip(ids, keys, strict=True)}


def _six(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 6)


def _shown(row: Agreed) -> list[Any]:
    observed = "-" if row.observed is None else f"{float(row.observed):.3f}"
    ends = "-" if row.alpha.interval is None else f"{row.alpha.interval[0]:.3f} to {row.alpha.interval[1]:.3f}"
    return [row.label, row.units, row.blind, row.agreed, observed, row.alpha.words, ends]
