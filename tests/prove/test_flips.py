"""One byte changed, anywhere in a complete case: found, and named by file and line."""

import shutil
import time
from pathlib import Path

import pytest

from tests.prove.flips import prove, slices
from tests.prove.progress import STATE, Progress
from tests.prove.small_case import COMPLETE, PASSPHRASE, SLIGHT, build
from workbench.casefile import Case, open_case, verify


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_a_sample_of_the_flips_of_every_file_is_found_and_named(tmp_path: Path, sealed: bool) -> None:
    case = build(tmp_path, SLIGHT, "flips", rows=8, sealed=sealed)
    assert verify(case).ok
    total = sum(
        (prove(case, name, every=100, step=499) for name in slices(case)), start=prove(case, "format.json:0", every=9)
    )
    assert total["flips"] > 400
    assert total["whole"] > 20
    assert set(total) == {"flips", "whole"}
    assert verify(case).ok, "every byte was put right again"


def kept_case(name: str, progress: Progress, *, sealed: bool) -> Case:
    """The case of this proof: kept between runs, because a sealed one is never built twice with the same bytes."""
    place = STATE / f"{name} {progress.held['code']}"
    if not (place / "done").exists():
        for old in STATE.glob(f"{name} *"):
            shutil.rmtree(old)
        place.mkdir(parents=True)
        build(place, COMPLETE, name, sealed=sealed)
        (place / "done").touch()
    return open_case(place / "case").unlock(PASSPHRASE)


@pytest.mark.prove
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_every_flip_of_every_byte_of_a_complete_case_is_found_and_named(sealed: bool) -> None:
    title = "flips, sealed case" if sealed else "flips, unsealed case"
    progress = Progress(title, "flips", "small_case")
    case = kept_case(title, progress, sealed=sealed)
    assert verify(case).ok
    names, size = slices(case), sum(path.stat().st_size for path in case.path.rglob("*") if path.is_file())
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
