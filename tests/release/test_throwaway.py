"""Folders of one process alone: gone when it ends; of a killed one, gone with the next; of anybody else, left alone."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from tests.release.sealed_rows import MEMO, WORDS
from workbench.casefile import Case
from workbench.casefile.released import looks, releases
from workbench.cli import main
from workbench.demo import build
from workbench.demo import shipped as shipped_case
from workbench.disclosure.spellings import Finder
from workbench.release import throwaway
from workbench.release.bag import sha256
from workbench.release.scan import scan
from workbench.release.throwaway import COPY, MARK, held, taken_away, told, unreleased

# A release that is killed while its notebook would run.
KILLED = """
import os, signal, sys
from pathlib import Path
from workbench import verbs
from workbench.release import {room}
{room}.run = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
case = verbs.open(sys.argv[1])
{act}
"""
WHOLE = KILLED.format(room="bundle", act="bundle.pack(case, audience='reviewer', out=Path(sys.argv[2]))")
ROWS = KILLED.format(room="reviewing", act="reviewing.pack_rows(case, out=Path(sys.argv[2]), agent=case.agent('MJ'))")
# A release that is killed when it would put its folder in place.
PLACED = """
import os, signal, sys
from pathlib import Path
from workbench import verbs
from workbench.release import bundle, protected
bundle.shipped = list
put = Path.replace
Path.replace = lambda self, to: put(self, to) if self.name != "made" else os.kill(os.getpid(), signal.SIGKILL)
case = verbs.open(sys.argv[1])
{act}
"""
BUNDLE = PLACED.format(act="bundle.pack(case, audience='reviewer', out=Path(sys.argv[2]))")
DOSSIER = PLACED.format(
    act="protected.release(case, 'thematic-input', out=Path(sys.argv[2]), agent=case.state().of('agent')[0].id)"
)
DIES = """
import os, signal, sys
from pathlib import Path
from workbench.release import throwaway
with throwaway.held(sys.argv[1], Path(sys.argv[2])) as folder:
    (folder / "closed").mkdir()
    (folder / "closed" / "words.txt").write_text("x")
    (folder / "closed").chmod(0o500)
    if sys.argv[3] == "lives":
        print(folder, flush=True)
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of temporary files, for this test alone."""
    place = tmp_path / "t"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr(throwaway, "IN_MEMORY", place)
    monkeypatch.setenv("TMPDIR", str(place))
    return place


def killed(program: str, *words: object) -> None:
    done = subprocess.run([sys.executable, "-c", program, *map(str, words)], capture_output=True, check=False,
                          env={**os.environ, "WORKBENCH_PASSPHRASE": PASSPHRASE})  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_what_a_killed_process_left_is_taken_away_and_named(temporary: Path, tmp_path: Path) -> None:
    killed(DIES, COPY, temporary, "dies")
    killed(DIES, f"{throwaway.UNRELEASED}other-", tmp_path, "dies")
    left = [*temporary.iterdir(), *tmp_path.glob(".unreleased-*")]
    assert len(left) == 2
    assert sorted(gone := taken_away(tmp_path / "out")) == sorted(map(str, left))
    assert not [one for one in left if one.exists()]
    assert told(gone).startswith("Taken away, left by a run that was killed: ") and "\n" not in told(gone)
    assert taken_away(tmp_path / "out") == []


def test_what_was_in_memory_is_taken_away_too(temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(throwaway, "IN_MEMORY", memory)
    for prefix in (throwaway.LAB, throwaway.TRAY):
        killed(DIES, prefix, memory, "dies")
    (memory / "wb-abcdefgh").mkdir()  # which bears no mark
    assert len(taken_away()) == 2 and [one.name for one in memory.iterdir()] == ["wb-abcdefgh"]


def test_what_a_living_process_holds_stays_until_it_dies(temporary: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", DIES, COPY, str(temporary), "lives"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        folder = Path(child.stdout.readline().strip())
        assert taken_away(tmp_path / "out") == [] and (folder / "closed" / "words.txt").exists()
        child.kill()
    assert taken_away(tmp_path / "out") == [str(folder)]


def test_what_is_not_surely_ours_stays(temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    for place, name in [(temporary, "wb-case-abcdefgh"), (tmp_path, ".out-abcdefgh"), (tmp_path, ".unreleased-out-old"),
                        (temporary, "wb-case-mine"), (temporary, "other-abcdefgh")]:  # fmt: skip
        kept.append(place / name)
        kept[-1].mkdir()
    for folder in kept[1:]:  # all but the first bear a mark that nobody holds, and another name
        (folder / MARK).write_bytes(throwaway._here())
    linked = temporary / "wb-case-12345678"
    linked.symlink_to(kept[-1])
    elsewhere = temporary / "wb-made-abcdefgh"
    elsewhere.mkdir()
    (elsewhere / MARK).write_bytes(b"another machine")
    assert taken_away(tmp_path / "out") == []
    assert all(one.exists() for one in [*kept, linked, elsewhere])
    (elsewhere / MARK).write_bytes(throwaway._here())
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert taken_away(tmp_path / "out") == []
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert taken_away(tmp_path / "out") == [str(elsewhere)]


def test_what_fails_leaves_nothing_and_what_succeeds_stands_whole(temporary: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), unreleased(tmp_path / "out") as folder:
        (folder / "closed").mkdir(mode=0o500)
        raise ValueError("no")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t"]
    with unreleased(tmp_path / "out") as folder, held(COPY) as copy:
        assert oct(folder.parent.stat().st_mode)[-3:] == oct(copy.stat().st_mode)[-3:] == "700"
        (folder / "a").write_text("a")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "t"] and not list(temporary.iterdir())


def test_without_locks_nothing_is_marked_and_nothing_taken_away(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(throwaway.fcntl, "flock", none)
    with held(COPY) as folder:
        assert not (folder / MARK).exists()
        assert taken_away(tmp_path / "out") == [] and folder.exists()
    assert not folder.exists()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return build(shipped_case("zrenjanin_public_record"), tmp_path_factory.mktemp("case") / "z").case


def test_the_release_after_one_that_was_killed_takes_its_copies_away_and_says_so(
    case: Case, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(WHOLE, case.path, tmp_path / "out")
    left = sorted(map(str, [*tmp_path.glob(".unreleased-out-*"), *temporary.glob("wb-case-*")]))
    assert len(left) == 2 and not (tmp_path / "out").exists()
    from workbench.release import bundle

    monkeypatch.setattr(bundle, "shipped", lambda: [])
    assert main(["release", str(case.path), "--for", "reviewer", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    (line,) = [line for line in said.err.splitlines() if line.startswith("Taken away")]
    assert all(one in line for one in left) and "Taken away" not in said.out
    assert not [one for one in left if Path(one).exists()]


@pytest.mark.parametrize("program", [BUNDLE, DOSSIER], ids=["bundle", "dossier"])
def test_no_release_stands_there_without_a_receipt(case: Case, temporary: Path, tmp_path: Path, program: str) -> None:
    before = len(releases(case))
    killed(program, case.path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (receipt,) = releases(case)[before:]
    (left,) = tmp_path.glob(".unreleased-out-*")
    listed = [one.record.files for one in looks(case) if one.record.release == receipt.id][-1]
    laid = {
        f"out/{file.relative_to(left / 'made')}": sha256(file) for file in (left / "made").rglob("*") if file.is_file()
    }
    assert dict(listed) == laid and len(laid) > 10


def test_nothing_unprotected_of_a_sealed_case_lies_in_what_a_killed_release_left(
    sealed_rows: Any, temporary: Path, tmp_path: Path
) -> None:
    case, _ = sealed_rows
    killed(ROWS, case.path, tmp_path / "out")
    (left,) = tmp_path.glob(".unreleased-out-*")
    assert not list(temporary.iterdir())
    assert (left / "made/data/rows.jsonl").exists() and oct(left.stat().st_mode)[-3:] == "700"
    names = {live.record.key: [live.record.key, *live.record.names] for live in case.state().of("entity")
             if live.record.schema == "Worker"}  # fmt: skip
    assert scan(left / "made" / "data" / "figures", Finder(names)) == []
    protected = Finder({**names, "memo": [MEMO], "words": [WORDS], "team": ["Marta Jovanović"]})
    for file in (left / "made/data").rglob("*.json*"):
        assert protected.find(file.read_text("utf-8")) == [], file
    assert taken_away(tmp_path / "out") == [str(left)]
