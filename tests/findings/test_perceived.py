"""Origins as numbers are the origins in words."""

import numpy as np
from hypothesis import given, settings

from tests.findings.random_case import INDICATORS, cases
from workbench.findings.columns import Vocabulary, coded
from workbench.findings.perceived import perceived
from workbench.tables import Tables


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_numbers_tell_origins_apart_as_the_words_do(tables: Tables) -> None:
    found = coded(tables.codings, "ilo-11", Vocabulary(tables, tuple(INDICATORS)))
    seen = perceived(found)
    of: dict[frozenset[int], frozenset[str]] = {}
    for place in range(len(found)):
        one = found.statement(place)
        words = found.vocabulary.origins.of([one.told])
        several = {number for row, number in seen.several.tolist() if row == place}
        numbers = frozenset(several if seen.origin[place] < 0 else {int(seen.origin[place])})
        assert len(numbers) == len(words)
        assert of.setdefault(numbers, words) == words
        assert bool(seen.own(np.array([place]))[0]) == (words == {one.subject})
        assert all(0 <= number < seen.size for number in numbers)
    assert len(set(of.values())) == len(of)
