"""A program that begins at once and rehashes a store: it tells of what is sound, and passes over everything else."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.casefile import sound as program
from workbench.casefile.objects import Objects
from workbench.casefile.sound import TOGETHER, sound, tell


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    store = Objects(tmp_path / "objects")
    with store.gathering():
        for number in range(TOGETHER + 8):
            store.put(b"letter %d" % number * 4_000)
        store.settle()
    return store


def test_it_passes_over_whatever_is_not_sound(store: Objects, tmp_path: Path) -> None:
    whole = list(store.names())
    for name in whole[:2]:
        store.path(name).chmod(0o600)
    store.path(whole[0]).write_bytes(b"another letter")
    store.path(whole[1]).unlink()
    link, pipe, folder = (store.path(name) for name in ("00" * 32, "11" * 32, "22" * 32))
    for path in (link, pipe, folder):
        path.parent.mkdir(exist_ok=True)
    link.symlink_to(store.path(whole[2]))
    os.mkfifo(pipe)
    folder.mkdir()
    told = list(sound(os.fspath(store.root)))
    assert [name for name, _, _ in told] == whole[2:]
    for name, content, size in told:
        raw = store.path(name).read_bytes()
        assert (name, size) == (content, len(raw)) and hashlib.sha256(raw).hexdigest() == name


def test_what_it_tells_comes_in_portions(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    tell(sound(os.fspath(store.root)), out)
    assert [len(line.split()) // 3 for line in out.getvalue().splitlines()] == [TOGETHER, 8]
    monkeypatch.setattr(program, "ENOUGH", 1)
    out = io.BytesIO()
    tell(sound(os.fspath(store.root)), out)
    assert len(out.getvalue().splitlines()) == TOGETHER + 8


def test_it_runs_with_the_standard_library_alone(store: Objects, tmp_path: Path) -> None:
    (tmp_path / "hashlib.py").write_text("raise SystemExit(7)")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "importtime", program.__file__, store.root], cwd=tmp_path,
        capture_output=True, env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=True,
    )  # fmt: skip
    assert done.stdout.split()[::3] == [name.encode() for name in store.names()]
    assert b"workbench" not in done.stderr
