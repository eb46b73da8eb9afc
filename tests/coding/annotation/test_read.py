"""Annotations of others: an indicator and a place make a coding, all else is listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.annotation.read import read_annotations
from workbench.coding.indicators import Indicators
from workbench.coding.shelf import Shelf
from workbench.errors import BadValue, WorkbenchError

ONE = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation",
    "motivation": "tagging", "creator": {"type": "Person", "name": "A."},
    "body": {"type": "TextualBody", "value": "Debt bondage"},
    "target": {"source": "http://example.org/a.txt", "selector": {"type": "TextQuoteSelector", "exact": "hộ chiếu"}},
}  # fmt: skip


@pytest.fixture
def read(rich: Case, tmp_path: Path) -> Any:
    def one(value: Any) -> tuple[list[dict[str, str]], list[str]]:
        file, problems = tmp_path / "other.jsonld", list[WorkbenchError]()
        file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        entries = read_annotations(file, Shelf(rich), Indicators(), problems)
        return [entry.values for entry in entries], [str(problem) for problem in problems]

    return one


def test_an_annotation_of_another_program_is_a_coding(read: Any) -> None:
    (values,), problems = read(ONE)
    assert problems == []
    assert values == {"framework": "ilo-11", "indicator": "debt-bondage", "file": "a.txt", "quote": "hộ chiếu",
                      "occurrence": "", "coder": "AK", "memo": ""}  # fmt: skip


@pytest.mark.parametrize("wrap", [
    lambda one: [one, one], lambda one: {"@graph": [one, one]},
    lambda one: {"type": "AnnotationPage", "items": [one, one]},
    lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one, one]}},
])  # fmt: skip
def test_lists_pages_and_collections_are_opened(read: Any, wrap: Any) -> None:
    assert len(read(wrap(ONE))[0]) == 2


def test_several_indicators_and_targets_are_several_codings_and_comments_are_the_memo(read: Any) -> None:
    bodies = [{"type": "TextualBody", "value": "Debt bondage", "purpose": "tagging"},
              {"type": "TextualBody", "value": "isolation", "purpose": "classifying"},
              {"type": "TextualBody", "value": "breakfast", "purpose": "tagging"},
              {"type": "TextualBody", "value": "ask again", "purpose": "commenting"}]  # fmt: skip
    entries, (problem,) = read({**ONE, "body": bodies, "target": [ONE["target"], "http://example.org/b.jpg"]})
    assert [(one["indicator"], one["file"], one["memo"]) for one in entries] == [
        (indicator, file, "ask again") for indicator in ("debt-bondage", "isolation") for file in ("a.txt", "b.jpg")
    ]
    assert "annotation 1, body" in problem and "breakfast" in problem and "--map" in problem


def test_what_names_no_indicator_or_no_place_is_listed(read: Any) -> None:
    no_body = {key: value for key, value in ONE.items() if key != "body"}
    no_place = {**ONE, "target": {"source": "a.txt", "selector": {"type": "SvgSelector", "value": "<svg/>"}}}
    entries, problems = read([no_body, {**no_body, "bodyValue": "just a thought"}, no_place])
    assert entries == []
    assert [
        "annotation 1, body" in problems[0],
        "just a thought" in problems[1],
        "annotation 3, target" in problems[2],
    ] == [True] * 3


def test_the_label_beside_our_own_id_is_no_second_code(read: Any) -> None:
    ours = {"type": "SpecificResource", "source": "urn:forced-labour-workbench:indicator:palermo/means.deception"}
    label = {"type": "TextualBody", "value": "Deception", "purpose": "tagging"}
    (values,), problems = read({**ONE, "body": [ours, label]})
    assert (values["framework"], values["indicator"], problems) == ("palermo", "means.deception", [])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '"x"', "[" * 5000 + "]" * 5000, '{"type": "Note"}'])
def test_what_is_no_annotation_is_named(read: Any, text: str) -> None:
    with pytest.raises(BadValue, match=r"other\.jsonld"):
        read(text)


def test_an_empty_collection_is_empty(read: Any) -> None:
    assert read({"type": "AnnotationCollection", "total": 0}) == ([], [])


@pytest.mark.parametrize("value", [5, None, [], {"x": 1}, [[["a"]]], True])
@pytest.mark.parametrize("field", ["body", "target", "creator", "motivation", "bodyValue", "wb:stance"])
def test_a_value_of_another_kind_fells_nothing(read: Any, field: str, value: Any) -> None:
    entries, problems = read({**ONE, field: value})
    assert entries or problems
