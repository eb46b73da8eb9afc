"""Wages and debts in a dossier: counts in words, totals, the time, and how much is withheld, for and against."""

import dataclasses

import pytest

from tests.disclosure.test_sums import crowd, protect
from workbench.codebook.messages import messages
from workbench.disclosure import sums
from workbench.disclosure.cells import Protected
from workbench.disclosure.sums import Line
from workbench.release.copies import band
from workbench.release.dossier.document import Block, Paragraph, Table, plain
from workbench.release.dossier.earned import class_words, counted
from workbench.release.dossier.ground import Ground
from workbench.release.gathered import Gathered


@pytest.fixture(scope="module")
def many(held: Gathered) -> Ground:
    """The demo, with the counts of forty invented workers."""
    return Ground(dataclasses.replace(held, counted=protect(*crowd("b", 40))), messages("en"))


def tables(blocks: tuple[Block, ...]) -> dict[str, Table]:
    return {one.name: one for one in blocks if isinstance(one, Table)}


def words(blocks: tuple[Block, ...]) -> str:
    return " ".join(plain(one.text) for one in blocks if isinstance(one, Paragraph))


def test_each_count_stands_in_words_beside_how_many_are_counted(many: Ground) -> None:
    made = tables(counted(many))
    rows = made["wages-counted"].rows
    assert len(rows) == len(sums.lines(many.held.counted)) and all(row[3] == 40 for row in rows)
    assert any(row[1] == "promised: 1,000 to 3,000 USD; signed: 300 to 1,000 USD" for row in rows)
    assert all(isinstance(row[3], int) and row[3] < row[4] for row in made["wages-totals"].rows)


def test_time_law_and_what_is_withheld_are_named(many: Ground) -> None:
    told = words(counted(many))
    assert "2024-01 - 2024-03" in told and "271.00 RSD" in told and "not compared with the original" in told
    assert (
        f"withheld: {band(sums.withheld(many.held.counted))}" in told
        and "withheld: none" not in told
        and "never no" in told
    )


def test_for_and_against_stand_in_bands(ground: Ground) -> None:
    rows = tables(counted(ground))["wages-for-against"].rows
    assert "also where no count may be shown" in tables(counted(ground))["wages-for-against"].note
    assert [row[0] for row in rows] == ["speaks for it", "speaks against it", "leaves it open"]
    assert rows[0][1] == "100 or more" and rows[1][1] == "none"


def test_where_too_few_stand_behind_every_count_that_is_said(held: Gathered) -> None:
    bare = Ground(dataclasses.replace(held, counted=Protected((), 5, {})), messages("en"))
    assert "Every count of these is withheld" in words(counted(bare)) and "wages-counted" not in tables(counted(bare))
    assert "withheld: none" not in words(counted(bare))  # it would contradict the sentence before


def test_an_audience_without_wages_and_a_case_without_money_say_nothing_of_either(held: Gathered) -> None:
    audience = dataclasses.replace(held.prepared.audience, tables=("employer",))
    other = dataclasses.replace(held, prepared=dataclasses.replace(held.prepared, audience=audience))
    assert counted(Ground(other, messages("en"))) == ()
    money = dataclasses.replace(held.prepared.money, known={})
    empty = dataclasses.replace(held, prepared=dataclasses.replace(held.prepared, money=money))
    assert words(counted(Ground(empty, messages("en")))) == "No pay, contract, fee or debt is on record."


def test_a_class_in_the_words_of_a_language(held: Gathered) -> None:
    serbian = Ground(held, messages("sr-Cyrl"))
    assert class_words(serbian, Line("fee", "1000-3000 USD", 9)) == "1.000 до 3.000 USD"
    assert class_words(serbian, Line("paid", "nothing|below", 9)) == ("ништа; испод законског минимума по сату")
    english = Ground(held, messages("en"))
    assert class_words(english, Line("deductions", "100-300 USD|unnamed", 9)).startswith("100 to 300 USD; not each")
    assert class_words(english, Line("debt", "1000+ USD", 9)) == "1,000 USD or more"
