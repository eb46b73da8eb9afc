"""Alpha against worked examples that anyone can redo by hand, and against a second formulation by brute force."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.findings.alpha import NO_INTERVAL, NO_UNITS, ONE_UNIT, alpha, coincidences, value

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part A: two observers, ten units, two values.
TWO_BY_TEN = list(zip("0100000000", "1110010010", strict=True))
# Part B: two observers, twelve units, five values.
TWO_BY_TWELVE = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
# Part C: four observers, twelve units, some values missing; printed there as alpha = 0.743.
FOUR = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
FOUR_UNITS = [[mark for mark in unit if mark != "."] for unit in zip(*FOUR, strict=True)]


def brute(units: list[list[str]]) -> Fraction | None:
    """One minus observed by expected disagreement, from every ordered pair of values, with no matrix."""
    units = [unit for unit in units if len(unit) > 1]
    pool = [mark for unit in units for mark in unit]
    if len(set(pool)) < 2:
        return None
    observed = sum(
        (Fraction(sum(a != b for a, b in permutations(unit, 2)), len(unit) - 1) for unit in units), Fraction()
    ) / len(pool)
    expected = Fraction(sum(a != b for a, b in permutations(pool, 2)), len(pool) * (len(pool) - 1))
    return 1 - observed / expected


def test_the_binary_example_with_ten_units() -> None:
    """o01 = 4, n0 = 14, n1 = 6, n = 20: 1 - 19 * 4 / (14 * 6) = 2/21, printed as 0.095."""
    assert coincidences(TWO_BY_TEN) == {("0", "0"): 10, ("0", "1"): 4, ("1", "0"): 4, ("1", "1"): 2}
    assert value(coincidences(TWO_BY_TEN)) == Fraction(2, 21)


def test_the_nominal_example_with_twelve_units() -> None:
    """Of 24 values, 6 stand off the diagonal (3 units differ); the totals are 4, 6, 6, 6, 2: printed as 0.692."""
    matrix = coincidences(TWO_BY_TWELVE)
    totals = [sum(pairs for (one, _), pairs in matrix.items() if one == mark) for mark in "abcde"]
    assert sum(pairs for (one, other), pairs in matrix.items() if one != other) == 6
    assert totals == [4, 6, 6, 6, 2]
    found = value(matrix)
    assert found == 1 - Fraction(23 * 6, 24**2 - 4**2 - 3 * 6**2 - 2**2)
    assert round(float(found), 3) == 0.692


def test_the_example_with_four_coders_and_missing_values() -> None:
    found = value(coincidences(FOUR_UNITS))
    assert found is not None and round(float(found), 3) == 0.743
    assert sum(coincidences(FOUR_UNITS).values()) == 40


units_of_several = st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12)


@given(units_of_several)
def test_it_is_what_brute_force_over_all_pairs_gives(units: list[list[str]]) -> None:
    assert value(coincidences(units)) == brute(units)


@given(units_of_several, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_coders_matters(units: list[list[str]], chance) -> None:
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    assert alpha(units, seed="s", resamples=50) == alpha(mixed, seed="s", resamples=50)


@given(units_of_several)
def test_a_unit_that_one_coder_saw_changes_nothing(units: list[list[str]]) -> None:
    assert value(coincidences([*units, ["a"], []])) == value(coincidences(units))


def test_without_variation_it_is_said_in_words() -> None:
    found = alpha([("supports", "supports")] * 20, seed="s")
    assert found.value is None and found.interval is None
    assert "'supports'" in found.words and "1.0" not in found.words and "nan" not in found.words.lower()
    assert alpha([("supports",)], seed="s").words == NO_UNITS


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    units = [("a", "a")] * 30 + [("b", "b")] * 12 + [("a", "b")] * 7
    assert alpha(units, seed="one") == alpha(units, seed="one")
    assert alpha(units, seed="one").interval != alpha(units, seed="two").interval


def test_the_interval_is_that_of_a_plain_resampling_of_units() -> None:
    """The stream is replayed unit by unit, and alpha computed by brute force for each resample."""
    import hashlib

    import numpy as np

    units = sorted([["a", "a"]] * 12 + [["b", "b"]] * 6 + [["a", "b"]] * 4 + [["a", "b", "b"]] * 2, key=_pattern)
    stream = np.random.PCG64(int.from_bytes(hashlib.sha256(b"head").digest(), "big"))
    drawn = sorted(
        found
        for _ in range(200)
        if (found := brute([units[int(raw) % len(units)] for raw in stream.random_raw(len(units))])) is not None
    )
    cut = len(drawn) // 40
    expected = (round(float(drawn[cut]), 6), round(float(drawn[-1 - cut]), 6))
    assert alpha(units, seed="head", resamples=200).interval == pytest.approx(expected, abs=1e-6)


def _pattern(unit: list[str]) -> list[tuple[str, int]]:
    return sorted((mark, unit.count(mark)) for mark in set(unit))


@settings(max_examples=30)
@given(st.integers(2, 40), st.integers(1, 40), st.integers(0, 20))
def test_the_interval_holds_the_value_or_says_why_there_is_none(same: int, other: int, apart: int) -> None:
    found = alpha([("a", "a")] * same + [("b", "b")] * other + [("a", "b")] * apart, seed="s", resamples=400)
    if found.interval is None:
        assert NO_INTERVAL in found.words and found.without_variation > 20
    else:
        assert found.value is not None
        assert -1 <= found.interval[0] <= float(found.value) + 1e-6 and found.interval[1] <= 1


def test_perfect_agreement_has_an_interval_of_one_point() -> None:
    found = alpha([("a", "a")] * 20 + [("b", "b")] * 20, seed="s")
    assert found.value == 1 and found.interval == (1.0, 1.0)


def test_one_unit_has_no_interval() -> None:
    assert alpha([("a", "b")], seed="s", resamples=20).words.endswith(ONE_UNIT)
