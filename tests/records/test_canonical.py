"""The one byte string of a value, judged by an independent implementation of RFC 8785."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.records import canonical, encoded, record_id, rewritten, vouched

WHOLE = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert json.loads(canonical(value)) == value
    assert encoded(json.loads(canonical(value))) == canonical(value)


def test_the_order_in_which_keys_were_put_does_not_matter() -> None:
    assert canonical({"b": 1, "a": {"d": 1, "c": 2}}) == canonical({"a": {"c": 2, "d": 1}, "b": 1})


def test_composed_and_decomposed_accents_stay_different() -> None:
    assert canonical("\u1ed9") != canonical("o\u0323\u0302")


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        {"ключ": 1},
        {1: 2},
        "\ud800",
        ["\udcff"],
        b"x",
        {1, 2},
        object(),
    ],
)
def test_what_has_no_one_form_is_refused(value) -> None:
    with pytest.raises(BadValue):
        canonical(value)


@pytest.mark.parametrize("value", [2**53 - 1, -(2**53) + 1])
def test_the_largest_whole_numbers_are_taken(value: int) -> None:
    assert canonical([value]) == rfc8785.dumps([value])


def test_an_id_is_the_digest_of_salt_and_canonical_bytes() -> None:
    values, salt = {"key": "MJ", "name": "Đ"}, "0a" * 32
    bytes_ = rfc8785.dumps({"content": values, "kind": "agent"})
    assert record_id("agent", salt, values) == hashlib.sha256(bytes.fromhex(salt) + bytes_).hexdigest()


def test_an_id_changes_with_salt_kind_and_content() -> None:
    ids = {
        record_id("agent", "00" * 32, {"key": "MJ"}),
        record_id("agent", "01" + "00" * 31, {"key": "MJ"}),
        record_id("source", "00" * 32, {"key": "MJ"}),
        record_id("agent", "00" * 32, {"key": "MK"}),
    }
    assert len(ids) == 4


def test_every_letter_of_unicode_is_written_as_the_standard_library_writes_it() -> None:
    letters = [chr(number) for number in range(0x110000) if not 0xD800 <= number < 0xE000]
    assert canonical(letters) == encoded(letters)
    assert vouched(canonical({"a": letters})) == {"a": letters}


@given(VALUES)
def test_canonical_bytes_are_vouched_for_and_give_the_value_back(value) -> None:
    assert vouched(canonical({"a": value})) == {"a": value}


@pytest.mark.parametrize(
    "raw",
    [b'{"a":1.0}', b'{"a":[{"b":1e3}]}', b'{"a":-0}', b'{"a":9007199254740992}', b'{"b":1,"a":1}', b'{"a":1 }',
     b'{"a":"\\u0041"}', b'{"a":NaN}', b'{"a":"\xff"}', b'{"a":"\\ud800"}', b"1", b"", b"{" * 2000],
)  # fmt: skip
def test_what_is_not_canonical_beyond_doubt_is_not_vouched_for(raw: bytes) -> None:
    assert vouched(raw) is None


def test_what_is_nested_deeper_than_the_quick_writer_goes_has_the_same_form() -> None:
    deep: list = []
    for _ in range(400):
        deep = [deep]
    assert canonical(deep) == b"[" * 401 + b"]" * 401


@given(VALUES)
def test_a_line_that_is_written_again_in_the_same_bytes_gives_the_value_back(value) -> None:
    assert rewritten(canonical({"a": value}) + b"\n") == {"a": value}


@pytest.mark.parametrize(
    "raw", [b'{"a":1}', b'{ "a":1}\n', b'{"b":1,"a":1}\n', b'{"a":1,"a":1}\n', b"[]\n", b'{"a":1}\n\n']
)
def test_other_bytes_of_a_line_are_not_its_own(raw: bytes) -> None:
    assert rewritten(raw) is None


@pytest.mark.parametrize("raw", [b"", b"{\n", b'{"a":9007199254740993}\n', b'{"a":"\\ud800"}\n', b'{"a":"\xff"}\n'])
def test_what_cannot_be_written_again_is_refused(raw: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        rewritten(raw)
