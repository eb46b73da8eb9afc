"""A step in the life of a duty: with a source, in few words, and never in words of guilt."""

import json
from pathlib import Path

import pytest

from workbench.codebook import check
from workbench.records import Act, Period, content

ID = "a" * 64


def test_no_act_stands_without_its_source() -> None:
    with pytest.raises(TypeError, match="source"):
        Act(duty="un-answer", bearer=ID, role="notice", title="A letter")  # type: ignore[call-arg]


def test_a_check_says_what_it_found_and_when() -> None:
    made = Act(duty="rs-council", bearer=ID, role="check", title="No meeting", source=ID, about="2021",
               finds="not-done", period=Period(start="2023"))  # fmt: skip
    check("act", content(made))
    assert content(made)["about"] == "2021"


def test_the_data_knows_no_word_of_guilt() -> None:
    folder = Path(__file__).parents[2] / "evidence_schema"
    for file in [*folder.glob("duties/*"), *folder.glob("wages/*"), folder / "records" / "act.json"]:
        text = file.read_text(encoding="utf-8").lower()
        assert "violation" not in text and "victim" not in text, file.name
    assert json.loads((folder / "records" / "act.json").read_text())["title"] == "Act"
