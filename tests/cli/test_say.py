"""What the terminal shows is text, never markup of whoever wrote the evidence."""

import pytest

from workbench.cli import say
from workbench.findings.assessment import STATES


def test_every_state_has_a_letter_of_its_own() -> None:
    assert set(say.LETTERS) == set(STATES)
    assert len(set(say.LETTERS.values())) == len(STATES)


def test_rows_show_brackets_as_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    say.rows(["[bold]name"], [["[red]W-01[/red]"]])
    shown = capsys.readouterr().out
    assert "[red]W-01[/red]" in shown
    assert "[bold]name" in shown


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with say.progress() as tell:
        tell("taking in", 1, 2)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "taking in" in captured.err
