"""Files inside files come out of a child process whole, or with the reason why not; the parent never waits for ever."""

import io
import textwrap
import zipfile
from pathlib import Path

import pytest

from workbench.extract import Left, Reader, reader, taken_out
from workbench.extract.outcome import Unread


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "object"
    with zipfile.ZipFile(path, "w") as made:
        for name, data in (("a.txt", b"one"), ("b/a.txt", b"two" * 1_000_000), ("../a.txt", b"three")):
            made.writestr(name, data)
    return path


def kept(name: str, pieces) -> tuple[str, bytes]:
    return name, b"".join(pieces)


def test_what_comes_out_is_what_lay_inside(archive: Path) -> None:
    with Reader() as one:
        found = list(taken_out(one, archive, "a.zip", kept))
        child = one._child
        assert found == [("a.txt", b"one"), ("b/a.txt", b"two" * 1_000_000), ("a (2).txt", b"three")]
        assert one.read(archive, "a.zip").outcome == "parsed" and one._child is child


def test_what_is_broken_is_dropped_and_the_rest_comes_out(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes().replace(b"one", b"uno", 1))
    with Reader() as one:
        first, second, _ = taken_out(one, archive, "a.zip", kept)
    assert isinstance(first, Left) and first.reason.code == "member-damaged"
    assert second == ("b/a.txt", b"two" * 1_000_000)


def test_a_bomb_says_so_and_gives_nothing(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros", bytes(60_000_000))
    (tmp_path / "object").write_bytes(out.getvalue())
    with Reader() as one:
        (only,) = taken_out(one, tmp_path / "object", "a.zip", kept)
    assert isinstance(only, Left) and only.reason.code == "archive-bomb"


@pytest.mark.parametrize("trouble", ["time.sleep(600)", "os._exit(0)", "os.abort()", "pipe.write(b'x' * 8)"])
def test_a_child_in_trouble_ends_it_with_what_came_before(
    archive: Path, tmp_path: Path, trouble: str, monkeypatch
) -> None:
    (tmp_path / "troubled.py").write_text(
        textwrap.dedent(f"""
        import os, time
        from workbench.extract import worker
        honest, asked = worker.send_bytes, []
        def send_bytes(pipe, data):
            asked.append(1)
            if len(asked) == 4:
                pipe.flush()
                {trouble}
            honest(pipe, data)
        worker.send_bytes = send_bytes
        worker.main()
        """)
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(reader, "WORKER", "troubled")
    with Reader(timeout_s=2) as one:
        first, *rest = taken_out(one, archive, "a.zip", kept)
        assert first == ("a.txt", b"one")
        assert next(entry.reason.code for entry in rest if isinstance(entry, Left)) == "members-broken-off"
        monkeypatch.setattr(reader, "WORKER", "workbench.extract.worker")
        assert one.read(archive, "a.zip").outcome == "parsed"


def test_what_the_keeper_gives_up_is_heard_to_its_end(archive: Path) -> None:
    def wary(name: str, pieces) -> tuple[str, bytes]:
        first = next(pieces)
        if len(first) > 100:
            raise Unread("archive-bomb", "enough")
        return name, first + b"".join(pieces)

    with Reader() as one:
        first, left, third = taken_out(one, archive, "a.zip", wary)
    assert (first, third) == (("a.txt", b"one"), ("a (2).txt", b"three"))
    assert isinstance(left, Left) and left.reason.code == "archive-bomb"


def test_who_stops_listening_leaves_no_child_out_of_step(archive: Path) -> None:
    with Reader() as one:
        listening = taken_out(one, archive, "a.zip", kept)
        assert next(listening) == ("a.txt", b"one")
        listening.close()
        assert one.read(archive, "a.zip").outcome == "parsed"
