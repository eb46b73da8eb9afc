"""One byte changed, anywhere in a complete case: found, and named by file and line."""

import time
from pathlib import Path

import pytest

from tests.prove.flips import prove, slices
from tests.prove.progress import Progress
from tests.prove.small_case import COMPLETE, SLIGHT, build
from workbench.casefile import verify


def test_a_sample_of_the_flips_of_every_file_is_found_and_named(tmp_path: Path) -> None:
    case = build(tmp_path, SLIGHT, "flips", rows=8)
    assert verify(case).ok
    total = sum(
        (prove(case, name, every=40, step=211) for name in slices(case)), start=prove(case, "format.json:0", every=9)
    )
    assert total["flips"] > 1000
    assert total["whole"] > 20
    assert set(total) == {"flips", "whole"}
    assert verify(case).ok, "every byte was put right again"


@pytest.mark.prove
def test_every_flip_of_every_byte_of_a_complete_case_is_found_and_named(tmp_path: Path) -> None:
    case = build(tmp_path, COMPLETE, "flips")
    names, size = slices(case), sum(path.stat().st_size for path in case.path.rglob("*") if path.is_file())
    progress = Progress("flips", "flips", "small_case")
    for name in progress.todo(names):
        begun = time.monotonic()
        counts = prove(case, name, every=500)
        wrong = sorted(set(counts) - {"flips", "whole"})
        assert not wrong, wrong[:20]
        progress.add(name, dict(counts), time.monotonic() - begun)
    total = progress.total()
    assert total["flips"] == size > 1_000_000
    assert verify(case).ok
    files = len({name.rsplit(":", 1)[0] for name in names})
    progress.publish(
        "every byte of a complete case changed, one at a time: each change found, the file and the line named",
        {"bytes of the case": size, "files": files, "flips": total["flips"], "missed": 0, "not named": 0,
         "put to the whole of verify as well": total["whole"]},
    )  # fmt: skip
