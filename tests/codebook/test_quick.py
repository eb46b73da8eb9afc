"""The quick question never says yes to what the library refuses, and says yes to every good record."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.codebook.test_shapes import BAD, GOOD
from workbench.codebook import shapes
from workbench.codebook.judge import judge
from workbench.codebook.quick import question

FOREIGN: list[Any] = [None, True, False, 0, 1, -1, 1.0, 1.5, "", "a", "a" * 64, "2021-02-30", "unknown", [], ["a"],
                      ["a", "a"], [1], [["a", "b"]],
                      [["a"]], {}, {"start": "2021"}, {"start": 5}, {"x": "y"}]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_a_good_record_is_good_at_once(kind: str) -> None:
    assert shapes._record(kind).quick(GOOD[kind])


@pytest.mark.parametrize(("kind", "change", "_place"), BAD)
def test_of_a_bad_value_it_says_yes_only_where_the_library_does(kind: str, change: dict[str, Any], _place: Any) -> None:
    values = {**GOOD[kind], **change}
    assert not shapes._record(kind).quick(values) or shapes._record(kind).judge.is_valid(values)


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_whatever_stands_in_whatever_field_the_library_agrees(kind: str) -> None:
    names = st.sampled_from([*sorted(shapes._record(kind).schema["properties"]), "extra"])

    @given(st.dictionaries(names, st.sampled_from(FOREIGN), max_size=3), st.sets(names, max_size=2))
    def agree(changes: dict[str, Any], left_out: set[str]) -> None:
        values = {name: value for name, value in {**GOOD[kind], **changes}.items() if name not in left_out}
        if shapes._record(kind).quick(values):
            assert shapes._record(kind).judge.is_valid(values)

    agree()


@pytest.mark.parametrize(
    "schema",
    [{}, {"const": 1}, {"type": "string", "const": "a"}, {"type": ["string", "null"]}, {"type": "number"},
     {"enum": [1]},
     {"type": "object"}, {"type": "array"}, {"type": "array", "prefixItems": [{"type": "string"}]},
     {"type": "object", "properties": {}}, {"type": "string", "format": "unheard"},
     {"type": "object", "properties": {}, "additionalProperties": {}},
     {"type": "object", "properties": {}, "additionalProperties": False, "if": {"minProperties": 1}},
     {"type": "object", "properties": {}, "additionalProperties": False, "if": {"properties": {"a": {"const": 1}}}},
     {"type": "object", "properties": {}, "additionalProperties": False, "if": {}, "else": {"anyOf": []}}],
    ids=str,
)  # fmt: skip
def test_to_a_word_that_it_does_not_know_it_never_says_yes(schema: dict[str, Any]) -> None:
    assert not any(question(schema, {})(value) for value in FOREIGN)


TABLE = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
UNLIKE = {"type": "array", "uniqueItems": True, "items": {**TABLE, "minProperties": 1}}


@pytest.mark.parametrize(
    ("schema", "value", "quick"),
    [(TABLE, {"a": 1, "b": 2}, True), (TABLE, {}, True), (TABLE, {"a": 0}, False), (TABLE, {"a": True}, False),
     ({**TABLE, "propertyNames": {"pattern": "^[a-z]$"}}, {"a": 1}, True),
     ({**TABLE, "propertyNames": {"pattern": "^[a-z]$"}}, {"A": 1}, False),
     ({**TABLE, "required": ["a"]}, {"a": 1}, True), ({**TABLE, "required": ["a"]}, {"b": 1}, False),
     ({**TABLE, "maxProperties": 1}, {"a": 1}, True), ({**TABLE, "maxProperties": 1}, {"a": 1, "b": 1}, False),
     (UNLIKE, [{"a": 1}, {"a": 2}], True), (UNLIKE, [{"a": 1, "b": 2}, {"b": 2, "a": 1}], False)],
)  # fmt: skip
def test_of_tables_it_says_what_the_library_says(schema: dict, value: Any, quick: bool) -> None:
    assert question(schema, {})(value) is judge(schema, {}).is_valid(value) is quick


def test_of_what_only_python_calls_alike_the_library_is_asked() -> None:
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    either = {"type": "array", "uniqueItems": True, "items": {"type": "array", "items": schema}}
    assert question(either, {})([[], [{}]]) and not question(either, {})([[{}], [{}]])
    many = [[{}] * count for count in range(300)]
    assert not question(either, {})(many) and judge(either, {}).is_valid(many)


def test_every_framework_is_read_without_the_library() -> None:
    read = "from workbench.codebook import framework, frameworks; list(map(framework, frameworks()))"
    loaded = f"{read}; import sys; print('jsonschema' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "False\n"
    )


@pytest.mark.parametrize("when", [{"const": "a"}, {"enum": ["a", "b"]}, {"not": {"enum": ["a"]}}, {"not": {}}, {}])
@pytest.mark.parametrize(
    "then", [{"required": ["more"]}, {"properties": {"more": {"not": {}}}}, {"not": {"required": ["more"]}}]
)
@pytest.mark.parametrize("swapped", [True, False])
def test_of_conditions_it_says_what_the_library_says(when: dict, then: dict, swapped: bool) -> None:
    text = {"type": "string"}
    schema = {"type": "object", "additionalProperties": False, "properties": {"kind": text, "more": text},
              "if": {"properties": {"kind": when}}, "else" if swapped else "then": then}  # fmt: skip
    asked, library = question(schema, {}), judge(schema, {})
    for kind in ({}, {"kind": "a"}, {"kind": "b"}, {"kind": "c"}):
        for more in ({}, {"more": "x"}):
            assert asked({**kind, **more}) == library.is_valid({**kind, **more}), (kind, more)


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_a_sound_record_is_one_that_the_check_lets_pass(kind: str) -> None:
    names = st.sampled_from([*sorted(shapes._record(kind).schema["properties"]), "extra"])
    asked = shapes.sound(kind)
    assert asked(GOOD[kind])

    @given(st.dictionaries(names, st.sampled_from(FOREIGN), max_size=3), st.sets(names, max_size=2))
    def agree(changes: dict[str, Any], left_out: set[str]) -> None:
        values = {name: value for name, value in {**GOOD[kind], **changes}.items() if name not in left_out}
        if asked(values):
            shapes.check(kind, values)

    agree()


def test_no_decimal_is_sound() -> None:
    """Whoever asks this relies on it: in a sound record there is nothing that canonical bytes do not have."""
    for kind, values in GOOD.items():
        for name in values:
            for number in (1.0, 0.5):
                assert not shapes.sound(kind)({**values, name: number})
                assert not shapes.sound(kind)({**values, name: [number]})


@pytest.mark.parametrize(
    ("kind", "change"),
    [("count", {"low": 5, "high": 4}), ("passage", {"start": 9, "end": 9}),
     ("coding", {"period": {"start": "2022", "end": "2021"}})],
)  # fmt: skip
def test_what_comes_before_its_beginning_is_not_sound(kind: str, change: dict[str, Any]) -> None:
    assert shapes.sound(kind)(GOOD[kind]) and not shapes.sound(kind)({**GOOD[kind], **change})
