"""Every command is in the manual, shows an example, and starts without waiting for pandas."""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.parser import parser
from workbench.coding.rows import COLUMNS


def commands() -> dict[str, argparse.ArgumentParser]:
    action = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_has_help_with_an_example_that_parses(name: str) -> None:
    text = commands()[name].format_help()
    example = re.search(r"Example:\n  workbench (.+)", text)
    assert example, text
    import shlex

    assert parser().parse_args(shlex.split(example.group(1))).run


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_is_in_the_manual(name: str, repository: Path) -> None:
    assert f"`workbench {name}" in (repository / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_documented_command_exists(repository: Path) -> None:
    text = (repository / "docs" / "cli.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `workbench ([a-z-]+)", text, re.MULTILINE)) == set(commands())


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str], repository: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        parser().parse_args(["--version"])
    stated = re.search(r'^version = "(.+)"', (repository / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert stated and capsys.readouterr().out == f"workbench {stated[1]}\n"


def test_help_does_not_load_what_is_slow() -> None:
    program = (
        "import sys\nfrom workbench.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "slow = {'pandas', 'geopandas', 'networkx', 'matplotlib', 'rich', 'jsonschema', 'dataclasses'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_only_the_parser_of_the_command_that_runs_is_built() -> None:
    built = parser()
    made = next(one for one in built._actions if isinstance(one, argparse._SubParsersAction)).choices
    assert built.parse_args(["verify", "case", "--since", "seal"]).since == "seal"
    assert "_actions" in vars(made["verify"]) and "_actions" not in vars(made["items"])
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = made["verify"].no_such_thing


@pytest.mark.parametrize(
    ("typed", "told"), [("workbench chr", ["chronology"]), ("workbench verify --sin", ["--since"])]
)
def test_tab_completion_answers(tmp_path: Path, typed: str, told: list[str]) -> None:
    env: dict[str, Any] = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": typed,
        "COMP_POINT": str(len(typed)),
    }
    import os

    script = Path(sys.executable).with_name("workbench")
    done = subprocess.run(
        ["bash", "-c", f"exec {script} 8>{tmp_path / 'answer'}"],
        env=os.environ | env,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (tmp_path / "answer").read_text().split() == told, done


def test_the_help_names_every_register() -> None:
    told = next(one for one in commands()["register"]._actions if one.dest == "kind").help or ""
    assert {*COLUMNS, "differences"} == {one.strip() for one in told.split(",")}
