"""A thousand random releases of several tables, and their successive editions, attacked with linear programmes."""

import time
from collections import Counter

import pytest

from tests.disclosure.attack import strike
from tests.prove.progress import Progress

CASES, SLICE = 1000, 25  # a case is one to three releases
PROVEN = tuple(
    f"workbench/disclosure/{name}.py" for name in ("cells", "closing", "counts", "equations", "imagined", "moves")
)
ATTACK = "../disclosure/attack"


def test_a_slice_of_releases_keeps_what_it_withholds() -> None:
    counted = sum((strike(f"release {number}") for number in range(CASES, CASES + 3)), start=Counter[str]())
    assert counted["recovered"] == 0 and counted["attacked"] > 0


@pytest.mark.prove
def test_a_thousand_releases_and_the_union_of_their_editions_keep_what_they_withhold() -> None:
    progress = Progress("small cells", ATTACK, proven=PROVEN)
    for begin in progress.todo(str(first) for first in range(0, CASES, SLICE)):
        begun = time.monotonic()
        numbers = range(int(begin), int(begin) + SLICE)
        counted = sum((strike(f"release {number}") for number in numbers), start=Counter[str]())
        assert counted["recovered"] == 0, f"among the releases {begin} to {numbers[-1]}"
        progress.add(begin, {"runs": SLICE, **counted}, time.monotonic() - begun)
    total = progress.total()
    assert total["runs"] == CASES and total["releases"] > 1500
    assert total["control"] > CASES, "without the cells withheld for others, the attack succeeds"
    progress.publish(
        "random tables of people, alone and in up to three editions for two readers, k from 3 to 11: a linear "
        "programme bounds no protected count within k, from one edition or from all of them together",
        {
            "random cases": CASES,
            "releases": total["releases"],
            "protected counts attacked": total["attacked"],
            "of these in whole numbers as well": total["of these in whole numbers"],
            "bounded within k": total["recovered"],
            "control, only small cells themselves withheld, bounded within k": total["control"],
            "cells withheld for themselves, percent": round(100 * total["primary"] / total["cells"]),
            "for others, percent": round(100 * total["secondary"] / total["cells"]),
            "with a whole table, percent": round(100 * total["whole"] / total["cells"]),
        },
    )
