import collections
import os
from pathlib import Path

import pytest

from workbench.errors import Missing
from workbench.extract import OUTCOMES, REASONS, Reader, extract, registry
from workbench.extract.outcome import outcome_of

CORPUS = os.environ.get("WORKBENCH_CORPUS")


def test_an_empty_file(read):
    found = read(b"", "IMG_1.jpg")
    assert (found.kind, found.outcome, found.reasons[0].code) == ("photo", "opaque", "empty")


def test_nothing_at_the_path(tmp_path):
    with pytest.raises(Missing):
        extract(tmp_path / "gone.txt", "gone.txt")


def test_links_folders_and_pipes_are_not_followed(tmp_path):
    (tmp_path / "real.txt").write_text("secret")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "pipe.txt", "."):
        found = extract(tmp_path / name, name)
        assert (found.outcome, found.reasons[0].code, found.made) == ("opaque", "not-a-file", ())


def test_another_kind_than_the_name_promises(read):
    found = read(b"PK\x03\x04" + bytes(60), "IMG_1.jpg")
    assert {reason.code for reason in found.reasons} == {"extension-mismatch", "damaged"}


@pytest.mark.parametrize("name", ["a\u202egpj.txt", "a\n.txt", "..", "", "/etc/passwd", "a\udcff.txt", "x" * 5000])
def test_any_name_will_do(read, name):
    assert read(b"words", name).outcome == "parsed"


def test_a_fault_without_a_name_is_told_and_not_raised(read, monkeypatch):
    def broken(file):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setitem(registry.READERS, "text/plain", broken)
    found = read(b"words", "a.txt")
    assert (found.outcome, found.reasons[0].code) == ("opaque", "reader-failed")
    assert "ZeroDivisionError" in found.reasons[0].message


def test_a_file_over_the_limit_is_not_loaded(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.write(b"words")
        stream.truncate(400_000_000)
    found = extract(path, "a.txt")
    assert found.reasons[-1].code in {"too-large", "no-reader"}


@pytest.mark.skipif(CORPUS is None, reason="WORKBENCH_CORPUS names no folder of real files")
def test_every_real_file_ends_with_an_honest_outcome():
    counts: collections.Counter[str] = collections.Counter()
    unnamed = []
    with Reader(timeout_s=20) as reader:
        for path in sorted(Path(CORPUS).rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            found = reader.read(path, path.name)
            counts[found.outcome] += 1
            codes = {reason.code for reason in found.reasons}
            assert codes <= REASONS.keys()
            assert found.outcome == outcome_of(found.reasons) and found.outcome in OUTCOMES
            assert found.made or codes - {"extension-mismatch", "polyglot"}, f"{path}: nothing made and no reason"
            if codes & {"reader-failed", "reader-crashed", "reader-timeout"}:
                unnamed.append((str(path), found.reasons))
    assert unnamed == []
    assert counts["parsed"] > 1000
    assert sum(counts.values()) > 1200
