"""Counts and dates of pieces."""

import numpy as np

from workbench.searching.facets import Dates, Facet


def test_a_piece_counts_once_for_a_value_however_often_it_was_said() -> None:
    facet = Facet()
    facet.add(0, "a", times=3)
    facet.add(1, "a")
    facet.add(1, "b")
    assert facet.counts(np.array([True, True, False])) == {"a": 2, "b": 1}
    assert facet.mask({"b", "unheard of"}, 3).tolist() == [False, True, False]
    assert Facet().counts(np.zeros(0, dtype=bool)) == {} and Facet().mask({"a"}, 2).tolist() == [False, False]


def test_a_time_is_in_reach_where_any_day_of_it_may_be() -> None:
    dates = Dates()
    for period in [("2021", None), ("2021-03-05", "2021-06"), (None, "2022-02-01"), (None, None), ("soon", None)]:
        dates.add(*period)
    assert dates.without().tolist() == [False, False, False, True, True]
    assert dates.within("2021-05", "2021-12-31").tolist() == [True, True, False, False, False]
    assert dates.within(None, "2021-03-04").tolist() == [True, False, False, False, False]
    assert dates.within("2022", None).tolist() == [False, False, True, False, False]


def test_years_are_counted_from_the_first_to_the_last() -> None:
    dates = Dates()
    for period in [("2020-11", "2022-01"), ("2021", None), ("1900", "2022")]:
        dates.add(*period)
    assert dates.years(np.ones(3, dtype=bool)) == {"1900": 1, "2020": 1, "2021": 2, "2022": 1}


def test_a_piece_does_not_count_beside_one_that_it_lies_in_and_that_has_the_value_too() -> None:
    facet = Facet()
    for piece, name in ((0, "W-01"), (1, "W-01"), (1, "W-02"), (2, "W-01")):
        facet.add(piece, name)
    within = np.array([-1, 0, -1])
    assert facet.counts(np.array([True, True, True]), within) == {"W-01": 2, "W-02": 1}
    assert facet.counts(np.array([False, True, False]), within) == {"W-01": 1, "W-02": 1}
    assert facet.counts(np.array([False, False, False]), within) == {}
