"""The documentation is run: each console block of the README in order, and its answers compared line by line."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


def steps(text: str) -> list[tuple[str, list[str]]]:
    """The commands of the console blocks, each with the lines of its answer."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.startswith("> "):
                found[-1] = (f"{found[-1][0]}\n{line[2:]}", [])
            else:
                found[-1][1].append(line)
    return found


def matches(shown: str, documented: str) -> bool:
    """True where a line of the answer is the documented one, `…` standing for anything."""
    pattern = ".*".join(re.escape(part) for part in documented.rstrip().split(GAP))
    return re.fullmatch(pattern, shown.rstrip()) is not None


def test_the_walk_of_the_readme_answers_as_written(repository: Path, tmp_path: Path) -> None:
    walk = steps((repository / "README.md").read_text(encoding="utf-8"))
    assert len(walk) >= 12
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    for command, documented in walk:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=800, check=False
        )
        assert "Traceback" not in done.stderr, f"$ {command}\n{done.stderr}"
        shown = done.stdout.splitlines()
        for line in documented:
            if line.strip() and line.strip() != GAP:
                answer = f"$ {command}\n{line!r} is not in\n{done.stdout}{done.stderr}"
                assert any(matches(one, line) for one in shown), answer


def test_every_link_inside_the_repository_leads_somewhere(repository: Path) -> None:
    for page in [*repository.glob("*.md"), *repository.glob("docs/**/*.md"), *repository.glob("casefiles/*/README.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(repository)} points to {target}"


@pytest.mark.parametrize("noun", ["Item", "Coding", "Relation", "Origin", "Passage", "Correction", "Access"])
def test_each_noun_is_in_the_design(noun: str, repository: Path) -> None:
    assert re.search(rf"\b{noun}\b", (repository / "docs" / "design.md").read_text(encoding="utf-8"))


def test_every_public_name_has_a_docstring(repository: Path) -> None:
    missing = []
    for file in sorted((repository / "workbench").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        missing += [f"{file.relative_to(repository)}:{node.lineno} {node.name}" for node in public(tree)
                    if ast.get_docstring(node) is None]  # fmt: skip
    assert missing == []


def public(node: ast.AST) -> list[ast.FunctionDef | ast.ClassDef]:
    """The classes, functions and methods below a node whose names, and the names around them, are public."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            found.append(child)
            found += public(child) if isinstance(child, ast.ClassDef) else []
    return found


def test_the_twenty_line_tour_runs(repository: Path, tmp_path: Path) -> None:
    (tour,) = re.findall(r"^```python\n(.*?)^```$", (repository / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert len(tour.splitlines()) <= 20
    from workbench.demo import demo

    demo(tmp_path / "casefiles" / "demo")
    done = subprocess.run(
        [sys.executable, "-c", tour], cwd=tmp_path, capture_output=True, text=True, timeout=800, check=False
    )
    assert done.returncode == 0, done.stderr
