"""Dangers as a record: the six that are asked, in words that go through JSON."""

import json
from pathlib import Path

from workbench.codebook import check
from workbench.disclosure.leaving import LEAVES
from workbench.records import FLAGS, Danger, content, from_content


def test_the_flags_are_those_of_the_schema_and_of_the_form(repository: Path) -> None:
    from workbench.codebook.interview import interview

    schema = json.loads((repository / "evidence_schema/records/danger.json").read_text("utf-8"))
    assert schema["properties"]["flags"]["items"]["enum"] == list(FLAGS)
    assert [one.name for one in interview().parts[0].asks][:6] == [f"danger_{flag}" for flag in FLAGS]


def test_it_goes_through_json_and_none_is_an_answer() -> None:
    for told in (Danger(subject="a" * 64, asked="2024"), Danger(subject="a" * 64, asked="2024-05-18", flags=FLAGS)):
        check("danger", content(told))
        assert from_content("danger", content(told)) == told


def test_no_release_has_it() -> None:
    assert "danger" not in LEAVES
