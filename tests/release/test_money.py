"""Counts on wages as files: the same as the protected counts say, and no sum of any one worker."""

import dataclasses
from typing import Any

import pytest

from tests.disclosure.test_sums import crowd, protect
from workbench.disclosure import sums
from workbench.release import protected
from workbench.release.copies import Copy, band
from workbench.release.gathered import Gathered, gathered
from workbench.release.money import document, sheet


@pytest.fixture(scope="module")
def held(demo_case: Any) -> Gathered:
    """The demo for an ombudsman."""
    copy = Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01")
    return gathered(protected.preflight(demo_case, "ombudsman").prepared, copy)


def large(held: Gathered) -> Gathered:
    return dataclasses.replace(held, counted=protect(*crowd("b", 40)))


def test_the_table_has_a_row_for_each_count_that_may_be_shown(held: Gathered) -> None:
    made, found = sheet(large(held)), large(held).counted
    assert len(made.rows) == len(sums.lines(found)) + len(sums.quarters(found)) > 8
    assert all(isinstance(row[2], int) and row[2] >= 5 and row[3] == 40 for row in made.rows)


def test_the_document_says_the_same_with_totals(held: Gathered) -> None:
    made = document(large(held))
    assert [(one["question"], one["workers"]) for one in made["counts"]] == [
        (one.theme, one.workers) for one in sums.lines(large(held).counted)
    ]
    assert made["counted"] == 40 and all(one["least"] < one["most"] for one in made["totals"])
    assert (
        set(made["records"]) == {"supports", "contradicts", "unclear"}
        and made["withheld"] == band(sums.withheld(large(held).counted)) != "none"
    )


def test_the_demo_shows_what_its_few_workers_allow(held: Gathered) -> None:
    made = document(held)
    assert made["counts"] == [{"question": "fee", "class": "1000-3000 USD", "workers": 8}]
    assert made["totals"] == [{"question": "fee", "currency": "USD", "workers": 8, "least": 8000, "most": 24000}]
    assert made["records"]["supports"]["known"] == "100 or more"
