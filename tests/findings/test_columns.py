"""Codings as numbers: every word is found again, what the framework does not have is left out."""

from hypothesis import given, settings

from tests.findings.random_case import INDICATORS, cases
from workbench.findings.columns import STANCES, Vocabulary, coded
from workbench.records import Period
from workbench.tables import Tables


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_row_goes_back_to_its_words(tables: Tables) -> None:
    found = coded(tables.codings, "ilo-11", Vocabulary(tables, tuple(INDICATORS)))
    assert len(found) == len(tables.codings)
    for place, row in enumerate(tables.codings.itertuples()):
        one = found.statement(place)
        assert (one.id, one.passage, one.indicator, one.stance) == (row.Index, row.passage, row.indicator, row.stance)
        assert (one.subject, one.coder, one.means) == (row.subject, row.coder, row.means)
        assert one.period == Period(start=row.period_start, end=row.period_end)
        assert one.group == (row.subject == "g1")
        assert one.source == (tables.items["source"][tables.passages["item"][row.passage]] or "")
        assert STANCES[found.stance[place]] == row.stance


@settings(max_examples=30, deadline=None)
@given(cases())
def test_another_framework_and_other_indicators_are_left_out(tables: Tables) -> None:
    assert len(coded(tables.codings, "palermo", Vocabulary(tables, tuple(INDICATORS)))) == 0
    one = coded(tables.codings, "ilo-11", Vocabulary(tables, ("deception",)))
    assert len(one) == (tables.codings["indicator"] == "deception").sum()
