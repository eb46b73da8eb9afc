"""A case changed on purpose, in several places at once: found against a head kept elsewhere, and each thing named."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.prove.attacks import Target, bytes_of
from tests.prove.progress import Progress
from tests.prove.small_case import SLIGHT, build
from workbench.casefile import open_case, verify

ATTACKS, SLICE = 10_000, 250


def target(folder: Path) -> tuple[Target, dict[str, bytes]]:
    for name in ("one", "two"):
        (folder / name).mkdir()
    return Target(build(folder / "one", SLIGHT, "one", rows=8)), bytes_of(
        build(folder / "two", SLIGHT, "two", rows=8).path
    )


def wrong(counts: Counter[str]) -> list[str]:
    return [name for name in counts if name.startswith(("MISSED", "NOT NAMED"))]


def test_a_sample_of_attacks_is_found_and_each_thing_named(tmp_path: Path) -> None:
    case, other = target(tmp_path)
    total = sum((case.strike(other, f"sample {n}") for n in range(60)), start=Counter())
    assert not wrong(total), "\n".join(wrong(total))
    assert total["attacks"] > 50
    assert verify(open_case(case.path)).ok, "the case was put right again"


@pytest.mark.prove
def test_ten_thousand_attacks_are_found_and_each_thing_named(tmp_path: Path) -> None:
    progress, (case, other) = Progress("attacks", "attacks", "small_case"), target(tmp_path)
    for name in progress.todo(str(begin) for begin in range(0, ATTACKS, SLICE)):
        begun, counts, n = time.monotonic(), Counter[str](), 0
        while counts["attacks"] < SLICE:
            counts.update(case.strike(other, f"attack {name} {n}"))
            n += 1
        assert not wrong(counts), "\n".join(wrong(counts)[:20])
        progress.add(name, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert total["attacks"] == ATTACKS
    acts = {name.removeprefix("act ").replace("_", " "): count for name, count in total.items() if "act " in name}
    progress.publish(
        "attacks of one to four acts on a whole case, against a head kept elsewhere: each found, each file named",
        {"attacks": total["attacks"], "missed": 0, "not named": 0, **dict(sorted(acts.items()))},
    )
