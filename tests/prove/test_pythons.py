"""The same release, byte for byte, whatever the Python, zone, locale and hash seed; and the same findings again."""

import ast
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.prove.progress import Progress
from tests.prove.pythons import ROOT, VERSIONS, exported, exports, found, locales, released
from workbench.release.write import ROOMS, forms

ASKED = ("ombudsman:sr-Cyrl",)  # rows, quotes, every table and every form
ZONES, SEEDS = ("Pacific/Kiritimati", "America/St_Johns", "Asia/Ho_Chi_Minh"), ("0", "1", "4242", "random")
SAMPLE = ("chronology", "code", "incidents", "custody", "adjudicate", "prepare")
PROVEN = ("workbench/release", "workbench/release/dossier", "workbench/figures", "workbench/findings")
EXPORTED = (*PROVEN, "workbench/coding", "workbench/matching", "workbench/searching", "workbench/cli")
# Sums of whole numbers and of decimals, which every Python makes alike: how many stand in which module of figures.
WHOLE = {"base": 1, "crowd": 1, "layers": 1, "scale": 1, "survey": 1, "wages": 2}
VERIFIER = ROOT / "workbench" / "release" / "verify_bundle.py"


def test_this_python_is_among_those_that_are_known() -> None:
    assert ".".join(map(str, sys.version_info[:2])) in VERSIONS and sys.executable in found().values()


def test_no_drawing_adds_floats_with_sum() -> None:
    """From 3.12 on `sum` rounds otherwise than before: the height of a page, and every id made of it, would differ."""
    found = {}
    for path in sorted((ROOT / "workbench" / "figures").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum":
                found.setdefault(path.stem, []).append(ast.unparse(node.args[0]))
    assert set(found) <= set(WHOLE), f"add with math.fsum: {found}"
    assert {name: len(told) for name, told in found.items()} == WHOLE


def asked(case: Any) -> list[str]:
    """Every export, with two items of the case."""
    items = sorted(case.tables().items.index)
    return exports(items[0], items[1])


def test_every_form_that_a_finding_can_be_written_in_is_among_the_exports() -> None:
    for kind, room in ROOMS.items():
        name = {"PersonFile": "person"}.get(kind, room)
        lines = [line for line in exports("i", "o") if line.split()[0] == name]
        assert lines, name
        endings = {f".{word.rpartition('.')[2]}" for word in " ".join(lines).split() if "{out}" in word and "." in word}
        assert endings == set(forms(kind)), name


def test_exports_of_a_case_are_the_same_bytes_in_another_zone_locale_and_hash_seed(
    demo_case: Any, tmp_path: Path
) -> None:
    """A sample of the proof below, in two processes: the forms that hold dates, orders of sets, or a clock's time."""
    lines = [line for line in asked(demo_case) if line.startswith(SAMPLE)]
    first = exported(*reference(), demo_case.path, lines)
    name = locales(tmp_path)[0]
    env = {"TZ": "Pacific/Kiritimati", "LC_ALL": name, "LOCPATH": str(tmp_path), "PYTHONHASHSEED": "4242"}
    assert len(first) > 20 and exported(sys.executable, env, demo_case.path, lines) == first


def combinations(names: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Twelve of Python, zone, locale and seed, each value of each in turn; fewer Pythons still make twelve."""
    pythons = list(found().values())
    return [
        (
            pythons[at % len(pythons)],
            {"TZ": ZONES[(at // len(pythons)) % len(ZONES)], "LC_ALL": names[at % len(names)],
             "PYTHONHASHSEED": SEEDS[at % len(SEEDS)], "PYTHONUTF8": str(at % 2)},
        )
        for at in range(12)
    ]  # fmt: skip


@pytest.mark.prove
def test_twelve_combinations_twice_each_give_the_same_bytes(tmp_path: Path) -> None:
    progress, made = Progress("the same bytes", "pythons", "test_pythons", proven=PROVEN), found()
    names = locales(tmp_path)
    wanted = combinations(names)
    first: dict[str, str] = {}
    for name in progress.todo([f"{at}, {turn}" for at in range(12) for turn in (1, 2)]):
        begun, (python, env) = time.monotonic(), wanted[int(name.split(",")[0])]
        told = released(python, env | {"LOCPATH": str(tmp_path)}, ASKED)
        first = first or released(*reference(), ASKED)
        assert told == first, f"{python} {env}: {[key for key in first if told.get(key) != first[key]]}"
        progress.add(name, {"releases": len(ASKED), "files compared": len(told)}, time.monotonic() - begun)
    total = progress.total()
    progress.publish(
        "a whole release of invented people (every page, table, picture and form of the dossier) in 12 "
        "combinations of time zone, locale, hash seed and Python, twice each, held against one more: no byte differs",
        {
            "Pythons": ", ".join(made), "not to be had here": ", ".join(set(VERSIONS) - set(made)) or "none",
            "locales": ", ".join(names), "time zones": len(ZONES), "runs": 24,
            "files compared": total["files compared"], "files that differ": 0,
        },
    )  # fmt: skip


@pytest.mark.prove
def test_the_exports_of_a_case_are_the_same_bytes_in_twelve_combinations_twice_each(
    demo_case: Any, tmp_path: Path
) -> None:
    progress, names = Progress("the same exports", "pythons", "test_pythons", proven=EXPORTED), locales(tmp_path)
    wanted, lines = combinations(names), asked(demo_case)
    first: dict[str, str] = {}
    for name in progress.todo([f"{at}, {turn}" for at in range(12) for turn in (1, 2)]):
        begun, (python, env) = time.monotonic(), wanted[int(name.split(",")[0])]
        told = exported(python, env | {"LOCPATH": str(tmp_path)}, demo_case.path, lines)
        first = first or exported(*reference(), demo_case.path, lines)
        assert told == first, f"{python} {env}: {[key for key in first if told.get(key) != first[key]]}"
        progress.add(name, {"runs": 1, "files compared": len(told)}, time.monotonic() - begun)
        _publish(progress, wanted, len(lines))  # after each: a run that was stopped has its figures, too


def _publish(progress: Progress, wanted: list[tuple[str, dict[str, str]]], kinds: int) -> None:
    """The figures of what was run so far: the combinations that were begun, and no others."""
    total, made = progress.total(), found()
    begun = [wanted[at] for at in sorted({int(name.split(",")[0]) for name in progress.held["slices"]})]
    progress.publish(
        "every form in which the fictional case is written to a file (matrices, network, sites, chronology, wages, "
        "responses, codings for other programs, sheets to fill in, custody and its bag) in combinations of time zone, "
        "locale, hash seed and Python, 12 of them twice each when it is done, held against one more: no byte differs",
        {
            "Pythons": ", ".join(name for name, path in made.items() if path in {python for python, _ in begun}),
            "not to be had here": ", ".join(set(VERSIONS) - set(made)) or "none",
            "locales": ", ".join(dict.fromkeys(env["LC_ALL"] for _, env in begun)),
            "time zones": len({env["TZ"] for _, env in begun}), "combinations begun of 12": len(begun),
            "runs done of 24": total["runs"], "kinds of export": kinds, "files compared": total["files compared"],
            "files that differ": 0,
        },
    )  # fmt: skip


def reference() -> tuple[str, dict[str, str]]:
    return sys.executable, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}


@pytest.mark.prove
def test_another_python_in_another_locale_makes_the_same_findings(small_bundle: Path, tmp_path: Path) -> None:
    """A bundle packed by this Python, verified and rerun by each of the others."""
    others = [one for one in found().values() if one != sys.executable]
    if not others:
        pytest.skip("no other Python with this project's packages: `make pythons` makes them where 3.12 or 3.13 is")
    progress, name = Progress("rerun elsewhere", "pythons", "test_pythons", proven=PROVEN), locales(tmp_path)[0]
    env = os.environ | {"LC_ALL": name, "LOCPATH": str(tmp_path), "TZ": "Pacific/Kiritimati"}
    for python in progress.todo(others):
        begun = time.monotonic()
        alone = subprocess.run(
            [python, "-I", str(VERIFIER), str(small_bundle)], env=env, capture_output=True, check=False
        )
        assert alone.returncode == 0, alone.stdout
        told = subprocess.run([python, "-m", "workbench", "rerun", str(small_bundle), "--json"], env=env, cwd=ROOT,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
        figures = json.loads(told.stdout)["figures"]
        assert figures and {one["status"] for one in figures} == {"same"}
        progress.add(python, {"figures": len(figures)}, time.monotonic() - begun)
    progress.publish(
        "a bundle packed by this Python, verified by the one file and rerun by each other Python that has the "
        "packages, in another locale and time zone: every figure the same",
        {
            "Pythons": ", ".join(found()),
            "locale": name,
            "figures made again": progress.total()["figures"],
            "changed": 0,
        },
    )
