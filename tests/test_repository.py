"""What is committed: no outputs, no host names, nobody else's case, and the papers that a stranger looks for first."""

import json
import os
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

PAPERS = {
    "README.md": 40,
    "LICENSE": 150,
    "SECURITY.md": 30,
    "CONTRIBUTING.md": 30,
    "CHANGELOG.md": 8,
    "docs/packages.md": 40,
    "docs/design.md": 40,
    "docs/cli.md": 30,
    "environment.yml": 20,
}
SHIPPED = {"demo_synthetic": "fictional", "zrenjanin_public_record": "public record"}
# Spelled in halves, so that this file does not find itself.
HOSTS = ["py" + "pi.org", "python" + "hosted", "ana" + "conda.org", "npm" + "js"]
NOT_OURS_TO_SAY = [
    "cl" + "aude",
    "chat" + "gpt",
    "open" + "ai",
    "anthro" + "pic",
    "co" + "pilot",
    "as an ai " + "language",
]
# A person's cell reads "criteria met", "not met on this record" or "undetermined"; these words decide more than a
# record can. They may be quoted from an instrument or a source, in data and prose, never in code that words a finding.
NEVER_A_FINDING = [r"violat" + r"(ion|or|ed)", r"victim", r"guilty", r"risk[ _]?score", r"credibility[ _]?score"]
MAY_SAY_THEM: dict[str, str] = {}
PROSE = {".md", ".py", ".toml", ".yml", ".yaml", ".cfg", ".ipynb", ".csv", ".json", ".txt", ".sh", ""}


@cache
def committed() -> tuple[Path, ...]:
    """What git would take: tracked files and new ones that nothing ignores; without git, all but caches."""
    ask = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(ask, capture_output=True, check=False)
    if answer.returncode == 0:
        names = {ROOT / os.fsdecode(name) for name in answer.stdout.split(b"\0") if name}
    else:
        skipped = {".venv", ".git", "__pycache__", "output", "exports", "cache"}
        names = {path for path in ROOT.rglob("*") if not skipped & set(path.relative_to(ROOT).parts)}
    return tuple(sorted(path for path in names if path.is_file()))


@cache
def prose() -> tuple[tuple[str, str], ...]:
    """(path, text) of every file that a person wrote: not the licence, not the raw files of a case."""
    own = [path for path in committed() if path.suffix in PROSE and path.name != "LICENSE"]
    named = [(path.relative_to(ROOT).as_posix(), path) for path in own]
    return tuple((name, path.read_text("utf-8", "replace")) for name, path in named if "/raw/" not in name)


def notebooks() -> list[Path]:
    return [path for path in committed() if path.suffix == ".ipynb"]


def offences(words: list[str], files: list[tuple[str, str]]) -> list[str]:
    pattern = re.compile("|".join(words), re.IGNORECASE)
    lines = [(name, number, line) for name, text in files for number, line in enumerate(text.splitlines(), 1)]
    return [f"{name}:{number}: {line.strip()[:80]}" for name, number, line in lines if pattern.search(line)]


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_the_papers_are_there(paper: str) -> None:
    assert (ROOT / paper).is_file(), f"{paper} is missing"
    assert (ROOT / paper).read_text("utf-8").count("\n") >= PAPERS[paper], f"{paper} is only a beginning"


def test_the_licence_is_the_one_that_pyproject_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in text and "Version 2.0, January 2004" in text
    assert "3. Grant of Patent License." in text and "END OF TERMS AND CONDITIONS" in text


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("paper", ["SECURITY.md", "README.md"])
def test_a_stranger_is_told_before_a_real_case_that_nothing_is_sealed_yet(paper: str) -> None:
    assert re.search(
        r"not\s+(yet\s+)?(be\s+)?(sealed|encrypted)|unsealed", (ROOT / paper).read_text("utf-8"), re.IGNORECASE
    )


def test_the_lock_names_no_host_and_no_path() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.findall(r"\S*(?:://|file:|@ )\S*", text)
    assert not [line for line in text.splitlines() if re.match(r"\s*(--(?!hash=)|-[a-z] )", line)]


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_package_host(host: str) -> None:
    assert not offences([re.escape(host)], list(prose()))


def test_the_project_speaks_of_itself_alone() -> None:
    assert not offences(NOT_OURS_TO_SAY, list(prose()))


def test_no_file_carries_a_path_of_the_machine_that_it_was_written_on() -> None:
    home = [r"(?<![\w.])/(home|root|Users)/[a-z]", r"(?<![\w.])/wor" + r"k/", r"/tmp/bri" + r"ef"]
    assert not offences(home, [file for file in prose() if not file[0].startswith("tests/")])


def test_code_that_words_a_finding_never_says_more_than_a_record_can() -> None:
    rooms = ("workbench/findings/", "workbench/figures/", "workbench/cli", "workbench/panels/", "workbench/release/")
    files = [file for file in prose() if file[0].startswith(rooms) and file[0] not in MAY_SAY_THEM]
    assert files
    assert not offences(NEVER_A_FINDING, files)


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.name)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert not [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]]
    assert "widgets" not in notebook["metadata"]
    assert not [cell for cell in notebook["cells"] if "trusted" in cell["metadata"]]


def test_git_takes_the_shipped_cases_and_no_other() -> None:
    present = {path.relative_to(ROOT / "casefiles").parts for path in committed() if ROOT / "casefiles" in path.parents}
    assert {parts[0] for parts in present if len(parts) > 1} <= SHIPPED.keys()
    assert not [parts for parts in present if {"output", "exports", "cache"} & set(parts)]


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("casefiles/a_real_case/case.toml", True),
        ("casefiles/a_real_case/raw/testimony.txt", True),
        ("casefiles/testimony.txt", True),
        ("casefiles/demo_synthetic/output/matrix.csv", True),
        ("casefiles/demo_synthetic/raw/new.txt", False),
        ("casefiles/zrenjanin_public_record/README.md", False),
        ("notebooks/.ipynb_checkpoints/00_start_here-checkpoint.ipynb", True),
        (".venv/bin/python", True),
    ],
)
def test_what_git_ignores(tmp_path: Path, path: str, ignored: bool) -> None:
    """Asked of git itself, in a new repository that holds only our ignore files."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name in (".gitignore", "casefiles/.gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    answer = subprocess.run(["git", "-C", str(tmp_path), "check-ignore", "-q", path], check=False)
    assert answer.returncode == (0 if ignored else 1)


@pytest.mark.parametrize(("case", "says"), sorted(SHIPPED.items()))
def test_a_shipped_case_says_first_what_it_is(case: str, says: str) -> None:
    readme = ROOT / "casefiles" / case / "README.md"
    assert readme.is_file(), f"{readme.relative_to(ROOT)} is missing"
    beginning = " ".join(readme.read_text("utf-8").split()[:80]).lower()
    assert says in beginning, f"{readme.relative_to(ROOT)}: the first words have to say '{says}'"


def test_the_gate_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


@pytest.mark.parametrize("target", ["demo", "test", "prove", "check", "lab", "bench", "lock", "clean", "help"])
def test_every_target_of_the_makefile_can_be_planned(target: str, tmp_path: Path) -> None:
    """`make -n` prints what would be done: a target that is gone, or needs what is not there, fails here."""
    answer = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip()


def test_a_machine_without_a_fit_python_is_told_what_to_install(tmp_path: Path) -> None:
    answer = subprocess.run(
        ["make", "PYTHON=", f"VENV={tmp_path}/venv", "environment"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert "3.11 or newer" in answer.stderr and "apt install" in answer.stderr
    assert not (tmp_path / "venv").exists()


def test_no_committed_file_is_larger_than_a_picture_needs() -> None:
    # The six layers of the encoder that were trained further have the size that they have.
    layers = ROOT / "evidence_schema" / "lexicons" / "learned" / "meaning.npz"
    assert layers.stat().st_size < 6_000_000
    large = [
        f"{path.relative_to(ROOT)}: {path.stat().st_size}"
        for path in committed()
        if path.stat().st_size > 5_000_000 and path != layers
    ]
    assert not large
