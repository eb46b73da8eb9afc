"""What the pairs teach, without anybody saying which are the same."""

import numpy as np

from tests.matching.test_blocking import crowd
from workbench.matching.columns import columns
from workbench.matching.comparing import LEVELS, Compared
from workbench.matching.learning import ALONE, BY_CHANCE, EXPECTED, HELD, blind, learn, probability, weights
from workbench.matching.named import Named


def told(name: list[int], born: list[int]) -> Compared:
    none = np.full(len(name), -1)
    levels = dict.fromkeys(LEVELS, none) | {"name": np.array(name), "born": np.array(born)}
    return Compared(levels, np.zeros(len(name)), np.zeros(len(name), bool), (none, none))


def others() -> dict:
    return {field: np.log(BY_CHANCE[field]) for field in LEVELS}


def test_expectations_are_shares_for_every_level() -> None:
    for table in (EXPECTED, BY_CHANCE):
        for field, words in LEVELS.items():
            assert len(table[field]) == len(words) and abs(sum(table[field]) - 1) < 0.01


def test_many_pairs_teach_how_the_same_agree() -> None:
    """Of 2,000 pairs half agree on both, as the same do, and half on the name alone in part, as others do."""
    pairs = told([6] * 1000 + [3] * 1000, [3] * 950 + [2] * 50 + [0] * 1000)
    learnt = learn(pairs, others(), 3_000)
    likely = probability(weights(pairs, learnt), learnt)
    assert (likely[:900] > 0.9).all() and (likely[1000:] < 0.01).all()
    assert 0.02 < np.exp(learnt.same["born"][2]) < 0.06 < np.exp(learnt.same["born"][3])
    assert abs(np.exp(learnt.prior) - 1000 / (3000 * 2999 / 2 + 15_000)) < 0.0001


def test_what_contradicts_is_never_learnt_to_speak_for_the_same() -> None:
    pairs = told([1] * 500, [3] * 500)
    learnt = learn(pairs, others(), 1_000)
    for field, held in HELD.items():
        for reached in held:
            assert np.exp(learnt.same[field][reached]) <= EXPECTED[field][reached] + 1e-9


def test_a_small_case_keeps_what_is_expected() -> None:
    learnt = learn(told([6], [-1]), others(), 2)
    assert abs(np.exp(learnt.same["name"][6]) - EXPECTED["name"][6]) < 0.02
    assert np.exp(learnt.prior) < 1 / 1000


def test_a_common_name_alone_stays_below_even_odds_and_a_date_lifts_it() -> None:
    for born, above in ((-1, False), (3, True)):
        pair = told([6], [born])
        pair = Compared(pair.levels, np.array([-12.0]), np.array([True]), pair.slots)
        learnt = learn(pair, others(), 2)
        said = weights(pair, learnt)
        assert bool(probability(said, learnt)[0] > 0.5) is above
        assert bool(said[ALONE][0] < 0) is not above


def test_two_picked_blindly_hardly_ever_agree_and_always_the_same_two_are_picked() -> None:
    made = columns(crowd(400, Named(key="x", schema="Person", names=("Sava Ilić",), born="1990-05-01")))
    once, again = blind(made), blind(made)
    assert np.exp(once["name"])[-1] < 0.01 < np.exp(once["name"])[0]
    assert all(np.array_equal(once[field], again[field]) for field in LEVELS)
