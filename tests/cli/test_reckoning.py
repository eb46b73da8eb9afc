"""The commands that reckon: wages and responses."""

import json
from pathlib import Path
from typing import Any


def test_wages_are_written_with_all_that_stands_beside_them(run: Any, demo_case: Any, tmp_path: Path) -> None:
    assert run("wages", demo_case.path, "--out", "w.csv").code == 0
    assert {file.name for file in tmp_path.glob("w*.csv")} == {
        "w.csv", "w-debts.csv", "w-contracts.csv", "w-terms.csv", "w-steps.csv",
    }  # fmt: skip


def test_wages_are_shown_and_given_as_json(run: Any, demo_case: Any) -> None:
    shown = run("wages", demo_case.path)
    assert shown.code == 0 and "490.38 USD" in shown.out and "derived" in shown.out
    document = json.loads(run("wages", demo_case.path, "--json", "--as-of", "2024-04").out)
    assert {one["month"] for one in document["months"]} == {"2024-03", "2024-04"}
    refused = run("wages", demo_case.path, "--country", "xx")
    assert refused.code == 2 and "rs" in refused.err


def test_responses_are_shown_and_what_falls_due_is_said_apart(run: Any, demo_case: Any, tmp_path: Path) -> None:
    shown = run("responses", demo_case.path, "--as-of", "2024-07-01")
    assert shown.code == 0 and "Labour Inspectorate" in shown.out and "open" in shown.out
    assert "falls due on 2024-07-20" in shown.err and "falls due" not in shown.out.splitlines()[0]
    later = json.loads(run("responses", demo_case.path, "--json", "--as-of", "2024-09-01", "--out", "r.html").out)
    assert {one["status"] for one in later["responses"] if one["due"]} == {"unknown"}
    assert (tmp_path / "r.html").is_file() and later["reminders"] == []
    assert run("responses", demo_case.path, "--as-of", "soon").code == 2
