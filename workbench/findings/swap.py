"""Contracts in two versions, clause by clause: what was promised, what was signed, and which way it changed."""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workbench import codebook
from workbench.findings.due import clause, versions
from workbench.findings.hours import plain
from workbench.findings.money import Money, figures
from workbench.findings.paylines import Account, Told, nearest, standing

WORSE, BETTER, SAME = "worse for the worker", "better for the worker", "the same"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Swap:
    """One clause in two versions: the words of both, `change` in words, and the difference where both have a number."""

    number: int
    worker: str
    worker_id: str
    clause: str
    title: str
    name: str | None
    before: str
    after: str
    before_version: str
    after_version: str
    change: str
    difference: str
    state: str
    passages: tuple[str, ...]


def swaps(found: Sequence[Account]) -> list[Swap]:
    """Each clause of each contract beside the same clause of the next version, in the order of the codebook.

    A contract is a version that sets a wage: house rules are none. Workers of whom only one version
    is on record have no row: nothing can be compared.

    Example:
        >>> swaps([])
        []
    """
    made: list[Swap] = []
    for account in found:
        names = [name for name in versions(account) if clause(account, name, "wage")]
        for before, after in itertools.pairwise(names):
            for one in _compared(account, before, after):
                made.append(dataclasses.replace(one, number=len(made) + 1))
    return made


def _compared(account: Account, before: str, after: str) -> Iterator[Swap]:
    for about, (title, better) in codebook.clauses().items():
        old, new = (nearest(clause(account, version, about)) for version in (before, after))
        for name in sorted({one.name or "" for one in (*old, *new)}):
            one, other = ([told for told in side if (told.name or "") == name] for side in (old, new))
            yield _swap(account, (before, after), (about, title, better), name or None, (one, other))


def _swap(
    account: Account, names: tuple[str, str], about: tuple[str, str, str], name: str | None,
    sides: tuple[list[Told], list[Told]],
) -> Swap:  # fmt: skip
    change, difference = _change(about[2], *sides)
    told = [*sides[0], *sides[1]]
    states = ["derived" if not one.own else one.state for one in told]
    return Swap(
        number=0, worker=account.label, worker_id=account.worker, clause=about[0], title=about[1], name=name,
        before=_words(sides[0]), after=_words(sides[1]), before_version=names[0], after_version=names[1],
        change=change, difference=difference,
        state=next(state for state in ("derived", "stated", "documented") if state in states),
        passages=tuple(dict.fromkeys(one.passage for one in told if one.passage)),
    )  # fmt: skip


def _change(better: str, old: list[Told], new: list[Told]) -> tuple[str, str]:
    if not old or not new:
        return ("not in the earlier version" if not old else "not in the later version"), ""
    one, other = standing(old), standing(new)
    units = {(told.currency, told.per) for told in (*old, *new) if told.low is not None}
    if one is None or other is None or len(units) != 1:
        return (SAME if _words(old) == _words(new) else "other words"), ""
    if one.low != one.high or other.low != other.high:
        return "sources differ on the number", ""
    step = other.low - one.low
    currency = units.pop()[0]
    worse = step != 0 and better != "none" and (step < 0) == (better == "more")
    change = SAME if not step else "changed" if better == "none" else WORSE if worse else BETTER
    share = f" ({(step / one.low * 100).quantize(Decimal('0.1')):+} %)" if one.low else ""
    said = f"{figures(step, currency)} {currency}" if currency else plain(step)
    return change, f"{said}{share}" if step else ""


def _words(told: list[Told]) -> str:
    """What a version says, each source once; rivals one after the other."""
    return "; ".join(dict.fromkeys(map(clause_words, told)))


def clause_words(told: Told) -> str:
    """A clause as one source has it, in words: its number with its unit, and what it says.

    Example:
        >>> from workbench.records import Period
        >>> clause_words(Told(id="t", what="hours", low=Decimal(8), high=Decimal(8), currency=None, per="day",
        ...                   name=None, stretch=Period(), source="S", source_id="s", passage=None, documented=True,
        ...                   own=True, stance="supports", row={"says": None}))
        '8 a day'
    """
    if told.low is None:
        return str(told.row["says"] or "(mentioned)")
    per = f" a {told.per}" if told.per else ""
    if told.currency:
        number = Money(told.low, told.high, told.currency).words()
    else:
        number = (
            plain(told.low)
            if told.low == told.high or told.high is None
            else f"{plain(told.low)} to {plain(told.high)}"
        )
    return f"{number}{per}" + (f": {told.row['says']}" if told.row["says"] else "")
