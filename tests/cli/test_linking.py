"""Every part of the network on the command line, as a table and as JSON."""

import json
from typing import Any

import pytest

from workbench.cli.linking import NAMES, PARTS

NAMED = {"owners": ["CO-LED"], "path": ["W-03", "CO-VEL"]}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_shown_and_given_as_json(run: Any, demo_case: Any, part: str) -> None:
    shown = run("network", demo_case.path, part, *NAMED.get(part, []))
    assert shown.code == 0 and shown.out.strip()
    document = json.loads(
        run("network", demo_case.path, part, *NAMED.get(part, []), "--json", "--as-of", "2024-07-08").out
    )
    assert document


def test_what_it_says_is_what_python_says(run: Any, demo_case: Any) -> None:
    import workbench as wb

    rows = json.loads(run("network", demo_case.path, "control", "--json").out)
    table = wb.network(demo_case).control().df
    assert [row["workers"] for row in rows] == table["workers"].tolist()
    assert {row["matter"] for row in rows} == {"documents", "lodging", "wages owed", "debts"}


@pytest.mark.parametrize("part", NAMES)
def test_names_are_asked_for_and_nothing_more(run: Any, demo_case: Any, part: str) -> None:
    assert run("network", demo_case.path, part).code == 2
    assert "no name" in run("network", demo_case.path, "shared", "CO-LED").err


def test_a_path_as_of_a_date(run: Any, demo_case: Any) -> None:
    early = run("path", demo_case.path, "W-03", "CO-VEL", "--as-of", "2021")
    assert early.code == 0 and "nothing on record connects" in early.out
