"""A hostile corpus through the real intake: every file as expected, nothing hangs, fills, escapes, runs or is lost."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.corpus import build, plant
from tests.hostile.planted import Planted
from workbench.extract.outcome import OUTCOMES, REASONS

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.tsv"
MOST_MEMORY, MOST_SECONDS, FEWEST, FEWEST_CONTROLS = 512, 5.0, 300, 40
# What the run tells of every item: run in a process of its own, so that its memory and its children's can be measured.
RUN = """
import json, resource, sys, time
from pathlib import Path
from workbench import intake
from workbench.casefile import create, verify
from workbench.extract import reader
from workbench.records import Agent, CaseInfo

slowest = []
honest = reader.Reader._asked
def asked(self, message):
    begun = time.process_time(), time.monotonic()
    answer = honest(self, message)
    slowest.append((round(time.monotonic() - begun[1], 2), message["name"]))
    return answer
reader.Reader._asked = asked
case = create(Path(sys.argv[2]), CaseInfo(title="H"), Agent(key="MJ", kind="person", name="M."))
taken = intake.add(case, [sys.argv[1]], agent=case.agent("MJ"), jobs=2)
state, custody = case.state(), {}
for live in state.of("custody"):
    if live.record.action == "intake":
        custody[live.record.item] = [live.record.outcome, [code for code, _ in live.record.reasons]]
made = {}
for live in state.of("derivative"):
    made.setdefault(live.record.item, []).append([live.record.kind, live.record.object])
items = {live.id: live.record for live in state.of("item")}
print(json.dumps({
    "taken": [[one.path, one.id, one.duplicate] for one in taken.items],
    "refused": [[one.path, one.code] for one in taken.refused],
    "items": {key: [item.name, item.sha256, item.object, item.parent, *custody[key], made.get(key, [])]
              for key, item in items.items()},
    "verified": verify(case).ok, "slowest": sorted(slowest)[-5:],
    # Not ru_maxrss: through an exec that keeps the memory of whoever began this process.
    "own": next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1e3,
    "children": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3,
}))
"""


def run(folder: Path, place: Path) -> dict[str, Any]:
    """Takes a folder into a new case in a process of its own, with no network at all where the system allows that."""
    place.mkdir()
    home = {
        **os.environ,
        "XDG_STATE_HOME": str(place / "state"),
        "HOME": str(place),
        "PYTHONPATH": str(HERE.parents[1]),
    }
    command = [sys.executable, "-c", RUN, str(folder), str(place / "case")]
    apart = ["unshare", "-rn", *command]
    alone = (
        shutil.which("unshare")
        and not subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode
    )
    done = subprocess.run(apart if alone else command, cwd=place, env=home, capture_output=True, text=True, timeout=600,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    told = json.loads(done.stdout)
    told["place"] = place
    return told


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    return build()


@pytest.fixture(scope="module")
def told(planted: list[Planted], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    plant(planted, folder / "inbox")
    before = _listed(folder)
    found = run(folder / "inbox", folder / "run")
    found["written"] = _listed(folder) - before
    found["inbox"] = folder / "inbox"
    return found


def _listed(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "run" not in path.relative_to(folder).parts[:1]}


def _by_name(told: dict[str, Any]) -> dict[str, list[Any]]:
    return {path: told["items"][identity] for path, identity, _ in told["taken"]}


def test_the_corpus_is_large_and_repeats(planted: list[Planted]) -> None:
    assert len(planted) >= FEWEST and sum(one.control for one in planted) >= FEWEST_CONTROLS
    again = build()
    assert [(one.name, hashlib.sha256(one.data).digest()) for one in planted] == [
        (one.name, hashlib.sha256(one.data).digest()) for one in again
    ]
    assert len(Counter(one.category for one in planted)) >= 30


def test_every_file_comes_to_what_is_expected(planted: list[Planted], told: dict[str, Any]) -> None:
    items, wrong = _by_name(told), []
    inside = Counter(path.split("/")[0] for path, _, _ in told["taken"] if "/" in path)
    for one in planted:
        _, _, _, _, outcome, codes, made = items[one.name]
        text = next((_text(told, name) for kind, name in made if kind == "text"), "")
        problems = [
            outcome not in OUTCOMES or (one.outcome != "any" and outcome != one.outcome),
            one.code is not None and one.code not in codes,
            outcome != "parsed" and not codes,
            one.inside >= 0 and inside[one.name] != one.inside,
            bool(one.words) and one.words not in text,
            bool(one.absent) and one.absent in text,
            not set(codes) <= REASONS.keys(),
        ]
        if any(problems):
            wrong.append((one.name, one.outcome, one.code, one.inside, outcome, codes, inside[one.name], problems))
    assert not wrong


def _text(told: dict[str, Any], name: str) -> str:
    return (told["place"] / "case" / "objects" / name[:2] / name).read_text("utf-8")


def test_nothing_is_lost(planted: list[Planted], told: dict[str, Any]) -> None:
    assert told["verified"] and told["refused"] == []
    held = {sha256: object_name for _, sha256, object_name, *_ in told["items"].values()}
    for one in planted:
        name = held[hashlib.sha256(one.data).hexdigest()]
        assert (told["place"] / "case" / "objects" / name[:2] / name).read_bytes() == one.data, one.name
        assert (told["inbox"] / one.name).read_bytes() == one.data


def test_the_manifest_says_what_came_of_each(planted: list[Planted], told: dict[str, Any]) -> None:
    """Every change of an outcome is seen: write the manifest anew with WORKBENCH_WRITE=1, and read the difference."""
    items = _by_name(told)
    lines = ["name\tcategory\tcontrol\toutcome\treasons"]
    for one in sorted(planted, key=lambda one: (one.category, one.name)):
        *_, outcome, codes, _ = items[one.name]
        control = "control" if one.control else ""
        lines.append(f"{one.name}\t{one.category}\t{control}\t{outcome}\t{' '.join(sorted(set(codes)))}")
    text = "\n".join(lines) + "\n"
    if os.environ.get("WORKBENCH_WRITE"):
        MANIFEST.write_text(text, "utf-8")
    assert MANIFEST.read_text("utf-8").splitlines() == text.splitlines()


def test_nothing_hangs_and_nothing_fills_the_memory(told: dict[str, Any]) -> None:
    assert max(told["own"], told["children"]) <= MOST_MEMORY
    # By the clock on the wall: a machine that does other work besides gets as much again.
    assert told["slowest"][-1][0] <= 2 * MOST_SECONDS, told["slowest"]


def test_nothing_is_written_outside_and_nothing_ran(told: dict[str, Any]) -> None:
    assert told["written"] == set()
    assert {path.name for path in told["place"].iterdir()} <= {"case", "state"}
    assert not Path("/tmp/ran").exists()
    assert not any(path.name.startswith("evil") for path in Path("/tmp").iterdir())


def test_honest_files_come_to_the_same_with_and_without_the_others(
    planted: list[Planted], told: dict[str, Any], tmp_path: Path
) -> None:
    controls = [one for one in planted if one.control]
    plant(controls, tmp_path / "inbox")
    alone, among = _by_name(run(tmp_path / "inbox", tmp_path / "run")), _by_name(told)
    for one in controls:
        # Name, digest, stored bytes, outcome, reasons and every copy that was made; the parent's id is drawn at random.
        assert [alone[one.name][at] for at in (0, 1, 2, 4, 5, 6)] == [among[one.name][at] for at in (0, 1, 2, 4, 5, 6)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_is_no_file_is_refused_and_odd_names_are_kept(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "note.txt").write_text("They keep our passports.")
    (inbox / "link").symlink_to("/etc/passwd")
    (inbox / "folder-link").symlink_to("/etc")
    (inbox / "dangling").symlink_to("nowhere")
    (inbox / "loop").symlink_to("loop")
    os.mkfifo(inbox / "pipe")
    odd = [b"two\nlines.txt", b"\xff\xfe.txt", "\u202egpj.txt".encode(), b"..hidden", b" ", b"-rf", b"$(touch ran)"]
    odd += [b"a;b|c", b"x" * 250 + b".txt"]
    for number, name in enumerate(odd):
        with open(os.path.join(os.fsencode(inbox), name), "wb") as out:
            out.write(f"They keep card {number}.".encode())
    begun = time.monotonic()
    told = run(inbox, tmp_path / "run")
    assert time.monotonic() - begun < 60
    assert {path for path, _ in told["refused"]} == {"link", "folder-link", "dangling", "loop", "pipe"}
    assert {code for _, code in told["refused"]} == {"refused"}
    assert len(told["taken"]) == 1 + len(odd) and told["verified"]
    assert "\\xff\\xfe.txt" in {path for path, _, _ in told["taken"]}
