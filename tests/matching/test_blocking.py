"""Which two are worth comparing: what finds a pair, and that a crowd costs no more than its members."""

import numpy as np
import pytest

from workbench.matching.blocking import CROWD, FEW, candidates
from workbench.matching.columns import columns
from workbench.matching.named import Named

LETTERS = "bcdfghklmnprstvz"


def invented(n: int) -> str:
    """A name that no other number has, of two long parts."""
    first, second = n * 7919 % 65_536, n * 104_729 % 65_536 + 65_536
    return " ".join(
        "".join(LETTERS[number >> 4 * at & 15] + "aeio"[at % 4] for at in range(5)) for number in (first, second)
    )


def crowd(count: int, *more: Named) -> list[Named]:
    return [Named(key=f"{n:05}", schema="Person", names=(invented(n),)) for n in range(count)] + list(more)


def pairs(told: list[Named]) -> set[tuple[str, str]]:
    first, second = candidates(columns(told))
    assert (first < second).all()
    return {(told[a].key, told[b].key) for a, b in zip(first.tolist(), second.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"names": ("Krstonja Velebitski",)}, {"names": ("Velebitski Krstonja",)}),
        ({"names": ("Krstonja Velebitski",)}, {"names": ("Krstonia Velebicki",)}),
        ({"names": ("Крстоња Велебитски",)}, {"names": ("Krstonja Velebitski",)}),
        ({"names": ("A B",), "numbers": ("C1234567",)}, {"names": ("D E",), "numbers": ("c 1234567",)}),
        ({"names": ("Ana B",), "born": "1990-05-01"}, {"names": ("Anna E",), "born": "1990-05-01"}),
        ({"names": ("A B",), "addresses": ("Vodena 7, Ečka",)}, {"names": ("D",), "addresses": ("7 Vodena Ečka",)}),
    ],
)
def test_what_few_share_makes_a_pair(one: dict, other: dict) -> None:
    two = [Named(key=key, schema="Person", **told) for key, told in (("x", one), ("y", other))]
    assert ("x", "y") in pairs(crowd(400, *two))


def test_everybody_is_compared_where_there_are_few() -> None:
    assert len(pairs(crowd(FEW))) == FEW * (FEW - 1) // 2


def test_a_crowd_of_one_name_costs_no_square() -> None:
    """Five hundred share a part that is then no key; ten thousand cost a bounded number of pairs an entity."""
    told = [Named(key=f"{n:05}", schema="Worker", names=(f"Nguyễn {invented(n)}",)) for n in range(500)]
    assert len(pairs(told)) < 500 * CROWD
    small, large = (len(candidates(columns(crowd(size)))[0]) for size in (1_000, 4_000))
    assert large < 4_000 * CROWD and small < 1_000 * CROWD


def test_the_same_entities_give_the_same_pairs() -> None:
    once, again = (candidates(columns(crowd(300))) for _ in range(2))
    assert np.array_equal(once[0], again[0]) and np.array_equal(once[1], again[1])
