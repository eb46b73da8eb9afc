"""Camera data of many pictures at once says what reading each in full says, and no picture stops the others."""

import json
import os
import textwrap
from pathlib import Path

import pytest

from workbench.extract import Reader, extract, reader
from workbench.extract.cameras import by_several, cameras

EXIF = b"Exif\0\0"
SAME = ("position", "position_reason", "gps_time", "taken", "times", "device", "orientation")


@pytest.fixture
def pictures(tmp_path: Path, build, picture) -> list[tuple[Path, str]]:
    found = []
    for number in range(100):
        raw = build.block([build.text(0x10F, f"Maker {number}")], None, build.place(((45, 1), (number % 60, 1), (0, 1)),
                          ((20, 1), (0, 1), (0, 1))))  # fmt: skip
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(build.with_segments(picture, EXIF + raw) + bytes(300_000))
        found.append((path, path.name))
    return found


def test_every_picture_is_told_in_its_turn(pictures) -> None:
    with Reader() as one:
        told = list(cameras(one, [*pictures, (Path("gone.jpg"), "gone.jpg"), (Path(__file__), "a.py")]))
        child = one._child
        assert one.read(*pictures[0]).kind == "photo" and one._child is child
    assert [facts["device"] for facts in told[:100]] == [f"Maker {number}" for number in range(100)]
    assert told[7]["position"]["latitude"] == pytest.approx(45 + 7 / 60)
    assert [facts["errors"][0][:10] for facts in told[100:]] == ["FileNotFou", "no picture"]


def test_several_children_tell_the_same_in_the_same_order(pictures) -> None:
    many = pictures * 6
    with Reader() as one:
        assert list(by_several(many, jobs=2)) == list(cameras(one, many))


def test_a_picture_that_hangs_the_reader_costs_itself_alone(pictures, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "troubled.py").write_text(
        textwrap.dedent("""
        import os, time
        from workbench.extract import cameras, worker
        honest = cameras.facts
        def facts(path, name):
            if name == "7.jpg": time.sleep(600)
            if name == "70.jpg": os.abort()
            return honest(path, name)
        cameras.facts = facts
        worker.main()
        """)
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(reader, "WORKER", "troubled")
    with Reader(timeout_s=1.5) as one:
        told = list(cameras(one, pictures))
    assert [number for number, facts in enumerate(told) if "device" not in facts] == [7, 70] and len(told) == 100


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="WORKBENCH_CORPUS names no folder of real files")
def test_real_pictures_say_the_same_as_when_read_in_full() -> None:
    files = [path for path in sorted(Path(os.environ["WORKBENCH_CORPUS"], "photos").rglob("*"))
             if path.suffix.lower() in {".jpg", ".jpeg", ".heic", ".heif"}]  # fmt: skip
    with Reader() as one:
        told = list(cameras(one, [(path, path.name) for path in files]))
    for path, facts in zip(files, told, strict=True):
        whole = json.loads(extract(path, path.name).made[0].data)
        assert {name: facts.get(name) for name in SAME} == {name: whole[name] for name in SAME}, path.name
