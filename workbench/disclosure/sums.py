"""Totals and rates of wages and debts that may leave: reckoned from protected counts of workers and from nothing else,
so that they say no more than those counts do."""

import dataclasses
from collections.abc import Collection, Sequence
from decimal import Decimal

from workbench.disclosure.brackets import NOTHING, UNSAID, bounds
from workbench.disclosure.cells import Protected, opens_nothing, protect
from workbench.disclosure.closing import WHOLE, Withheld
from workbench.disclosure.counts import ALL, Counts, Edition, Key, tally
from workbench.disclosure.earnings import OPEN, THEMES, Earnings
from workbench.tables import Tables

QUARTER, PERIODS = "quarter", "pay by quarter"
# The class of a theme that says nothing of anybody: that it is empty says something of everybody, and is protected.
SILENT = dict.fromkeys(THEMES, NOTHING) | {"wage": f"{UNSAID}>{UNSAID}", "paid": f"{UNSAID}|{OPEN}"}
EVERYBODY: Key = ("workers", ())
Person = dict[str, str | Sequence[str]]


@dataclasses.dataclass(frozen=True)
class Line:
    """How many workers are in one class of a theme.

    Example:
        >>> Line("fee", "1000-3000 USD", 9).workers
        9
    """

    theme: str
    name: str
    workers: int


@dataclasses.dataclass(frozen=True)
class Total:
    """What the shown classes of a theme add up to in a currency: of `workers`, at least and at most so much.

    Nothing is said here of the others. `most` is None where a class has no upper end.
    """

    theme: str
    currency: str
    workers: int
    least: Decimal
    most: Decimal | None


def paycounts(
    tables: Tables, money: Earnings, *, k: int, reader: str, beside: Protected, earlier: Sequence[Edition] = (),
    rows: Collection[str] | None = None, as_of: str = "",
) -> Protected:  # fmt: skip
    """Counts of the workers of a view by theme and class, and by quarter, protected; with those `beside` them.

    The themes have nothing in common but the number of all workers, and none follows from another. So each is protected
    by itself against a reader who knows that number; and where it may not be known, beside the other counts or after an
    earlier edition, no count on money is shown at all.

    Example:
        >>> from workbench.tables import tabulate
        >>> empty = Protected((), 5, {})
        >>> paycounts(tabulate([], "h", bytes), Earnings({}, {}, {}, {}), k=5, reader="public", beside=empty).shown
        {}
    """
    state, people = as_of or tables.head, persons(tables, money, rows)
    if not people:
        return beside
    counted = [_by_theme(theme, people) for theme in THEMES]
    counted.append(tally(PERIODS, people, (QUARTER,), frozenset({QUARTER}), zeros=False, of=PERIODS))
    withheld, out = dict(beside.withheld), list(beside.out_already)
    if _may_be_known(beside, k, earlier, state, reader):
        withheld.pop(EVERYBODY, None)
        for table in counted:
            found = _alone(table, k, earlier, state, reader)
            withheld |= found.withheld
            out += found.out_already
    else:
        withheld |= {table.key(at): Withheld(WHOLE) for table in counted for at in table.cells}
    return Protected((*beside.tables, *counted), k, withheld, tuple(out))


def _may_be_known(beside: Protected, k: int, earlier: Sequence[Edition], state: str, reader: str) -> bool:
    """Whether the number of all workers opens nothing of the counts beside, nor of an edition before."""
    if EVERYBODY not in beside.withheld:
        return True
    if beside.withheld[EVERYBODY].primary:
        return False
    shown = {*beside.edition(state, reader).shown, EVERYBODY}
    before = [one.only(EVERYBODY[0]) for one in earlier]
    return opens_nothing(beside.tables, shown, k, before, as_of=state, reader=reader)


def _alone(table: Counts, k: int, earlier: Sequence[Edition], state: str, reader: str) -> Protected:
    """One table protected against whoever knows how many workers there are, and what left of it before."""
    before = [one for edition in earlier if (one := edition.only(table.of)).tables]
    known = Edition(state, (table,), frozenset({(table.of, ())}), reader, k)
    return protect([table], k, [*before, known], as_of=state, reader=reader)


def persons(tables: Tables, money: Earnings, rows: Collection[str] | None = None) -> list[Person]:
    """The workers who are counted, each with the class of each theme and the quarters; `rows` as in `paycounts`.

    Example:
        >>> from workbench.tables import tabulate
        >>> persons(tabulate([], "h", bytes), Earnings({}, {}, {}, {}))
        []
    """
    workers = tables.entities[tables.entities["schema"] == "Worker"]
    if rows is not None:
        workers = workers[workers["key"].isin(list(rows))]
    return [{QUARTER: money.quarters[str(key)], **money.classes[str(key)]} for key in workers.index]


def _by_theme(theme: str, people: Sequence[Person]) -> Counts:
    made = tally(theme, people, (theme,), of=theme)
    return dataclasses.replace(made, cells={(SILENT[theme],): 0, **made.cells})


def lines(found: Protected) -> list[Line]:
    """The counts that may be shown, by theme. A class that is not here holds nobody, or is withheld.

    Example:
        >>> lines(Protected((), 11, {}))
        []
    """
    told = [Line(name, at[0], count) for (name, at), count in found.shown.items() if name in THEMES and at[0] != ALL]
    silent = {
        Line(theme, name, counted_of(found) or 0) for theme, name in SILENT.items()
    }  # then there is nothing to say
    return sorted(
        (one for one in told if one.workers and one not in silent),
        key=lambda one: (THEMES.index(one.theme), _order(one.name)),
    )


def _order(name: str) -> tuple[bool, Decimal, str]:
    span = bounds(_sum(name))
    return span is None, span[0] if span else Decimal(0), name


def _sum(name: str) -> str:
    """Of a class with two halves the first: what was promised, what was paid, what was deducted."""
    return name.partition(">")[0].partition("|")[0]


def counted_of(found: Protected) -> int | None:
    """How many workers are counted; None where that is withheld.

    Example:
        >>> counted_of(Protected((), 11, {})) is None
        True
    """
    return found.shown.get((THEMES[0], (ALL,)))


def quarters(found: Protected) -> list[tuple[str, int]]:
    """The quarters for which pay of workers is on record, with how many workers, as far as that may be shown.

    Example:
        >>> quarters(Protected((), 11, {}))
        []
    """
    return sorted((at[0], count) for (name, at), count in found.shown.items() if name == PERIODS and at[0] != ALL)


def totals(found: Protected) -> list[Total]:
    """What the shown classes add up to, by theme and currency: reckoned from `lines` alone.

    Of `wage` the sum is of a month as promised, of `paid` of a month as paid out.

    Example:
        >>> totals(Protected((), 11, {}))
        []
    """
    made: dict[tuple[str, str], Total] = {}
    for line in lines(found):
        if span := bounds(_sum(line.name)):
            low, high, currency = span
            held = made.get((line.theme, currency), Total(line.theme, currency, 0, Decimal(0), Decimal(0)))
            most = None if high is None or held.most is None else held.most + line.workers * high
            made[line.theme, currency] = Total(
                line.theme, currency, held.workers + line.workers, held.least + line.workers * low, most
            )
    return list(made.values())


def withheld(found: Protected) -> int:
    """How many counts on money are withheld, all in all.

    Example:
        >>> withheld(Protected((), 11, {}))
        0
    """
    return sum(name in THEMES or name == PERIODS for name, _ in found.hidden)
