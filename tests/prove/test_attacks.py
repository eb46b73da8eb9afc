"""A case changed on purpose, in several places at once: found against a head kept elsewhere, and each thing named."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.prove.attacks import Target, bytes_of
from tests.prove.progress import Progress
from tests.prove.small_case import SLIGHT, build
from workbench.casefile import verify

ATTACKS, SLICE = 10_000, 250


def target(folder: Path, *, sealed: bool) -> tuple[Target, dict[str, bytes]]:
    for name in ("one", "two"):
        (folder / name).mkdir()
    case, other = (build(folder / name, SLIGHT, name, rows=8, sealed=sealed) for name in ("one", "two"))
    return Target(case), bytes_of(other.path)


def wrong(counts: Counter[str]) -> list[str]:
    return [name for name in counts if name.startswith(("MISSED", "NOT NAMED"))]


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_a_sample_of_attacks_is_found_and_each_thing_named(tmp_path: Path, sealed: bool) -> None:
    case, other = target(tmp_path, sealed=sealed)
    total = sum((case.strike(other, f"sample {n}") for n in range(30)), start=Counter())
    assert not wrong(total), "\n".join(wrong(total))
    assert total["attacks"] > 25
    assert verify(case.open()).ok, "the case was put right again"


@pytest.mark.prove
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_ten_thousand_attacks_are_found_and_each_thing_named(tmp_path: Path, sealed: bool) -> None:
    title = "attacks, sealed case" if sealed else "attacks, unsealed case"
    progress, (case, other) = Progress(title, "attacks", "small_case"), target(tmp_path, sealed=sealed)
    for name in progress.todo(str(begin) for begin in range(0, ATTACKS // 2, SLICE)):
        begun, counts, n = time.monotonic(), Counter[str](), 0
        while counts["attacks"] < SLICE:
            counts.update(case.strike(other, f"attack {name} {n}"))
            n += 1
        assert not wrong(counts), "\n".join(wrong(counts)[:20])
        progress.add(name, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert total["attacks"] == ATTACKS // 2
    acts = {name.removeprefix("act ").replace("_", " "): count for name, count in total.items() if "act " in name}
    progress.publish(
        "attacks of one to four acts on a whole case, against a seal kept elsewhere: each found, each file named",
        {
            "attacks": total["attacks"],
            "missed": 0,
            "not named": 0,
            "found by verify and the seal alone": total["found by verify and the seal alone"],
            **dict(sorted(acts.items())),
        },
    )
