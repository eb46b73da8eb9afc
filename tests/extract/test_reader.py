import textwrap
import time

import pytest

from workbench.errors import Missing, Unreadable
from workbench.extract import Reader, extract, reader


@pytest.fixture
def troubled(tmp_path, monkeypatch):
    """A child that does what the name of the file says: the faults of real libraries, on demand."""
    (tmp_path / "troubled.py").write_text(
        textwrap.dedent("""
        import os, time
        from workbench.extract import door, worker
        honest = worker.extract
        def extract(path, name):
            if name.startswith("hang"): time.sleep(600)
            if name.startswith("busy"):
                while True: pass
            if name.startswith("die"): os.abort()
            if name.startswith("leave"): os._exit(0)
            if name.startswith("fill"): return bytearray(1 << 40)
            if name.startswith("child"):
                if os.fork() == 0: time.sleep(600)
                time.sleep(600)
            return honest(path, name)
        worker.extract = extract
        from workbench.extract import drawing
        drawing.answer = lambda path, asked: extract(path, asked["name"])
        worker.main()
        """)
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(reader, "WORKER", "troubled")
    path = tmp_path / "object"
    path.write_text("They keep the cards.")
    return path


def test_the_child_says_what_extract_says(tmp_path):
    path = tmp_path / "object"
    path.write_text("Họ giữ hộ chiếu của tôi từ ngày đầu tiên.")
    with Reader() as one:
        assert one.read(path, "t.txt") == extract(path, "t.txt")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hang.txt", "reader-timeout"),
        ("busy.txt", "reader-timeout"),
        ("child.txt", "reader-timeout"),
        ("die.txt", "reader-crashed"),
        ("leave.txt", "reader-crashed"),
        ("fill.txt", "too-large"),
    ],
)
def test_a_child_in_trouble_is_replaced(troubled, name, code):
    begun = time.monotonic()
    with Reader(timeout_s=4) as one:
        assert one.read(troubled, "before.txt").outcome == "parsed"
        found = one.read(troubled, name)
        assert (found.outcome, [reason.code for reason in found.reasons], found.made) == ("quarantined", [code], ())
        assert (found.kind, found.media_type) == ("text", "text/plain")
        assert one.read(troubled, "after.txt").outcome == "parsed"
    assert time.monotonic() - begun < 20


def test_the_child_is_gone_after_use(tmp_path):
    path = tmp_path / "object"
    path.write_text("words")
    with Reader() as one:
        one.read(path, "a.txt")
        child = one._child
    assert child.poll() is not None


def test_nothing_at_the_path(tmp_path):
    with Reader() as one, pytest.raises(Missing):
        one.read(tmp_path / "gone", "gone.txt")


@pytest.mark.parametrize(("name", "said"), [("hang", "time allowed"), ("die", "died"), ("leave", "died")])
def test_drawing_never_hangs_and_the_next_file_meets_a_fresh_child(troubled, name, said):
    with Reader(timeout_s=2) as drawer:
        with pytest.raises(Unreadable, match=said) as error:
            drawer.draw(troubled, name, draw="page", page=1)
        assert "permissions" not in str(error.value), "no permission would mend it"
        assert drawer.read(troubled, "note.txt").outcome == "parsed"
