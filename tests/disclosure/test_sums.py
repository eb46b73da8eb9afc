"""Counts on money under attack: a reader with a linear programme, one edition or two, and a control that must fail."""

import dataclasses
import random
from decimal import Decimal

import pytest

from tests.disclosure.attack import _recovered
from workbench.disclosure.cells import Protected, unprotected
from workbench.disclosure.counts import Edition
from workbench.disclosure.earnings import THEMES, Earnings
from workbench.disclosure.headcounts import headcounts
from workbench.disclosure.sums import (
    SILENT,
    Line,
    counted_of,
    lines,
    paycounts,
    persons,
    quarters,
    totals,
    withheld,
)
from workbench.records import Entity
from workbench.tables import Tables, tabulate

CLASSES = {
    "wage": ["1000-3000 USD>300-1000 USD", "unsaid>300-1000 USD", "300-1000 USD>300-1000 USD"],
    "paid": ["100-300 USD|below", "300-1000 USD|open", "nothing|below"],
    "withheld": ["300-1000 USD", "1000-3000 USD"],
    "deductions": ["100-300 USD|unnamed", "300-1000 USD|named"],
    "fee": ["1000-3000 USD", "3000-10000 USD", "10000-30000 USD"],
    "debt": ["1000-3000 USD", "unsaid"],
}


def crowd(seed: str, size: int) -> tuple[Tables, Earnings]:
    """So many invented workers, each in one class of each theme, the later ones rarer."""
    chance = random.Random(seed)
    told = [(f"w{n}", Entity(key=f"W-{n}", schema="Worker", label=f"W-{n}")) for n in range(size)]
    classes, months = {}, {}
    for key, _ in told:
        classes[key] = {
            theme: chance.choices([SILENT[theme], *CLASSES[theme]], [6, 8, 3, 1][: len(CLASSES[theme]) + 1])[0]
            for theme in THEMES
        }
        months[key] = tuple(sorted(chance.sample(["2024-01 - 2024-03", "2024-04 - 2024-06"], chance.randint(0, 2))))
    return tabulate(told, f"h{size}", bytes), Earnings(classes, months, {}, {})


def linked(edition: Edition) -> Edition:
    """The edition as a reader has it who knows that all its tables are of the same workers."""
    tables = tuple(dataclasses.replace(table, of="workers") for table in edition.tables)
    return dataclasses.replace(
        edition, tables=tables, shown=frozenset(("workers", where) for _, where in edition.shown)
    )


def protect(tables: Tables, money: Earnings, k: int = 5, earlier: list[Edition] | None = None) -> Protected:
    beside = headcounts(tables, k=k, reader="public", earlier=[one.only("workers") for one in earlier or []])
    return paycounts(tables, money, k=k, reader="public", beside=beside, earlier=earlier or [])


@pytest.mark.parametrize(("seed", "size", "more"), [("a", 14, 1), ("b", 40, 2), ("c", 60, 9), ("d", 80, 0)])
def test_no_reader_bounds_a_small_number_more_closely_than_k(seed: str, size: int, more: int) -> None:
    first = protect(*crowd(seed, size))
    editions = [first.edition(f"h{size}", "public")]
    if more:  # some workers more, a little later: their sums must not be what two editions differ by
        second = protect(*crowd(seed, size + more), earlier=editions)
        editions.append(second.edition(f"h{size + more}", "public"))
    shown = 0
    for edition in [editions[:1], editions]:
        attacked, recovered = _recovered([linked(one) for one in edition], 5)
        assert not recovered
        shown += attacked
    assert shown
    assert unprotected(first.tables, editions[0].shown, 5, as_of=f"h{size}", reader="public") == []


def test_where_only_the_small_numbers_are_withheld_the_attack_finds_them() -> None:
    recovered = 0
    for seed in "abcd":
        found = protect(*crowd(seed, 60))
        keys = {table.key(at) for table in found.tables for at in table.cells}
        primary = {key for key, one in found.withheld.items() if one.primary}
        told = found.edition("h60", "public")
        recovered += _recovered([linked(dataclasses.replace(told, shown=frozenset(keys - primary)))], 5)[1]
    assert recovered > 0


def test_totals_are_made_of_what_is_shown_and_of_nothing_else() -> None:
    found = protect(*crowd("c", 90))
    listed = lines(found)
    assert listed and min(one.workers for one in listed) >= 5 and counted_of(found) == 90
    fees = [one for one in listed if one.theme == "fee" and one.name != "nothing"]
    (total,) = [one for one in totals(found) if one.theme == "fee"]
    assert total.workers == sum(one.workers for one in fees)
    low = {"1000-3000 USD": 1000, "3000-10000 USD": 3000, "10000-30000 USD": 10000}
    assert total.least == sum(low[one.name] * one.workers for one in fees)
    assert total.most is not None and total.least < total.most <= Decimal(30000 * total.workers)


def test_a_class_without_an_upper_end_makes_a_total_without_one() -> None:
    tables, money = crowd("c", 90)
    open_ = {key: {**one, "fee": "1000+ USD" if one["fee"] == "nothing" else one["fee"]}
             for key, one in money.classes.items()}  # fmt: skip
    made = totals(protect(tables, dataclasses.replace(money, classes=open_)))
    assert [one.most for one in made if one.theme == "fee"] == [None]


def test_that_all_are_in_one_class_is_told_of_nobody() -> None:
    tables, money = crowd("c", 90)
    same = {key: {**one, "debt": "1000-3000 USD"} for key, one in money.classes.items()}
    found = protect(tables, dataclasses.replace(money, classes=same))
    assert not [one for one in lines(found) if one.theme == "debt"] and withheld(found)


def test_too_few_workers_have_no_count_and_no_time() -> None:
    found = protect(*crowd("a", 4))
    assert not lines(found) and not quarters(found) and not totals(found)
    assert persons(*crowd("a", 4), rows=["W-1"])[0].keys() == {*THEMES, "quarter"}


def test_what_stands_beside_is_neither_lost_nor_opened() -> None:
    tables, money = crowd("d", 60)
    beside = headcounts(tables, k=5, reader="public")
    found = paycounts(tables, money, k=5, reader="public", beside=beside)
    assert beside.shown.items() <= found.shown.items()
    assert Line("fee", "nothing", 0) not in lines(found)
