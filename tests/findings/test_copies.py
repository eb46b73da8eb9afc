"""Copies of a photograph are brought together, and different photographs are not."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from workbench.casefile import create
from workbench.findings.copies import _groups, at_home, copies
from workbench.intake import add
from workbench.records import Agent, CaseInfo


def scene(seed: int) -> Image.Image:
    """A picture of boxes: as different from another as photographs are."""
    image = Image.new("RGB", (640, 480), "gray")
    draw = ImageDraw.Draw(image)
    for step in range(30):
        x, y, shade = (
            (seed * 7919 + step * 104729) % 600,
            (seed * 6151 + step * 15485863) % 440,
            (seed + step * 37) % 256,
        )
        draw.rectangle((x, y, x + 90, y + 70), fill=(shade, 255 - shade, (shade * 3) % 256))
    return image


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def as_asked(bits: np.ndarray, near: int) -> Callable[[int], np.ndarray]:
    """The same answers from a table made before anybody asks, as a cluster makes it."""
    answers = [at_home(bits, near)(at) for at in range(len(bits))]
    return lambda at: answers[at]


def test_equal_fingerprints_go_with_the_first_of_their_group() -> None:
    """As when each was compared by itself: the first takes what is near it, whatever that is near to."""
    numbers = np.random.default_rng(3)
    seeds = numbers.integers(0, 2**63, 12, dtype=np.uint64)
    flips = (np.uint64(1) << numbers.integers(0, 64, 300, dtype=np.uint64)) | (
        np.uint64(1) << numbers.integers(0, 64, 300, dtype=np.uint64)
    )
    bits = numbers.permutation(np.concatenate([seeds[numbers.integers(0, 12, 300)] ^ flips, seeds, seeds, seeds]))
    free, expected = np.ones(len(bits), dtype=bool), []
    for at in range(len(bits)):
        if free[at]:
            close = np.flatnonzero(free & (np.bitwise_count(bits ^ bits[at]) <= 3))
            free[close] = False
            expected += [close.tolist()] if len(close) > 1 else []
    assert len(expected) > 12
    assert _groups([f"{int(one):016x}" for one in bits], 3, at_home) == expected


def test_copies_stand_together_with_the_largest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    files = {
        "a-large.jpg": jpeg(scene(1)), "a-small.jpg": jpeg(scene(1).resize((320, 240)), 40), "b.jpg": jpeg(scene(2)),
        "c.jpg": jpeg(scene(3)), "c-again.jpg": jpeg(scene(3), 20), "blank1.jpg": jpeg(Image.new("RGB", (64, 64))),
        "blank2.jpg": jpeg(Image.new("RGB", (65, 64))),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    add(case, [tmp_path / name for name in files], agent=case.agent("MJ"))
    found = copies(case.tables())
    assert copies(case.tables(), nearby=as_asked).equals(found)
    assert [tuple(row) for row in found[["group", "name"]].itertuples(index=False)] == [
        (1, "a-large.jpg"), (1, "a-small.jpg"), (2, "c-again.jpg"), (2, "c.jpg"),
    ]  # fmt: skip
    assert found["differs_by"].max() <= 6 and list(found["pixels"])[:2] == ["640 x 480", "320 x 240"]
