import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.foreign.spans import Placed, objects, placed

VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_a_document_comes_back_as_it_is(value: object, indent: int | None, plain: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=plain)
    found = placed(text, "f.json")
    assert found.plain() == value
    assert json.loads(text[found.start : found.end]) == value


@given(VALUES)
def test_every_part_stands_where_it_says(value: object) -> None:
    text = json.dumps({"in": value}, ensure_ascii=False)

    def walk(one: Placed) -> None:
        assert json.loads(text[one.start : one.end]) == one.plain()
        for inner in (
            one.value.values() if isinstance(one.value, dict) else one.value if isinstance(one.value, list) else ()
        ):
            walk(inner)

    walk(placed(text, "f.json"))


def test_objects_of_lines_and_of_one_document_are_the_same() -> None:
    held = [{"id": "a"}, {"id": "ễ"}]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in held)
    for text in (lines, json.dumps(held), json.dumps({"entities": held}), json.dumps({"results": held}, indent=2),
                 json.dumps({"entities": {one["id"]: one for one in held}})):  # fmt: skip
        assert [one.plain() for one in objects(text, "f.json", [])] == held
    assert [lines[one.start : one.end] for one in objects(lines, "f.json", [])][1] == '{"id": "ễ"}'


def test_a_broken_line_is_listed_with_its_number_and_the_rest_goes_on() -> None:
    problems: list[BadValue] = []
    found = list(objects('{"id": "a"}\n{"id": \n[1]\n{"id": "b"}\n', "f.json", problems))
    assert [one.plain()["id"] for one in found] == ["a", "b"]
    assert [(one.file, one.place) for one in problems] == [("f.json", "line 2"), ("f.json", "line 3")]


@pytest.mark.parametrize("text", ["", "{", "no JSON", '{"a": 1} more', "[1, 2", '{"a" 1}', "{1: 2}", "[" * 5000])
def test_what_is_no_json_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(BadValue, match=r"f\.json, line 1"):
        placed(text, "f.json")
