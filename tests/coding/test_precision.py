"""Precision per cue: what was accepted of what was judged, each draft once, nothing made up where nobody judged."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.coding.conftest import store
from tests.coding.drafted import WORDS, accepted, judged, rejected, written
from workbench.casefile import Case
from workbench.coding.drafts import drafts
from workbench.coding.precision import CuePrecision, by_cue


@pytest.fixture
def talk(case: Case) -> Case:
    """Two texts with the same words, so that one cue drafts twice."""
    store(case, "one.txt", WORDS.encode())
    store(case, "two.txt", (WORDS + " ").encode())
    return case


def of(case: Case, cue: str) -> CuePrecision:
    return next(row for row in by_cue(case.state(), drafts(case)) if row.cue == cue)


def test_a_cue_that_nobody_judged_has_no_figure(talk: Case) -> None:
    cue = drafts(talk, item="one.txt")[0].cue
    row = of(talk, cue)
    assert (row.precision, row.words, row.open) == (None, "not yet judged", 2)
    assert row.document()["precision"] is None


def test_the_figure_follows_the_verdicts(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path)
    cue = drafts(talk, item="one.txt")[0].cue
    of_cue = [row for row in rows if row["cue"] == cue]
    assert len(of_cue) == 2
    judged(talk, tmp_path, [accepted(of_cue[0])])
    row = of(talk, cue)
    assert (row.accepted, row.rejected, row.open, row.precision) == (1, 0, 1, 1)
    judged(talk, tmp_path, [rejected(of_cue[1])])
    row = of(talk, cue)
    assert (row.accepted, row.rejected, row.open, row.precision) == (1, 1, 0, Fraction(1, 2))
    assert row.document()["precision_in_words"] == "1 of 2 accepted"


def test_the_sum_over_cues_is_the_number_of_drafts(talk: Case, tmp_path: Path) -> None:
    rows = written(talk, tmp_path)
    judged(talk, tmp_path, [accepted(rows[0]), rejected(rows[1])])
    table = by_cue(talk.state(), drafts(talk))
    assert sum(row.accepted + row.rejected + row.differing + row.open for row in table) == len(rows)
    assert by_cue(talk.state(), [], "palermo") == []
    assert table == sorted(table, key=lambda row: (row.indicator, row.cue))


def test_what_was_judged_differently_is_in_no_figure() -> None:
    row = CuePrecision(cue="c", framework="ilo-11", indicator="isolation", differing=2)
    assert (row.precision, row.words) == (None, "judged differently")
