"""Words taken out of a text leave a block that says neither how long they were nor which letters they had."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadValue
from workbench.redaction.text import BLOCK, BLOCKS, Stretch, block_of, everywhere, withhold

TEXT = "Trần Văn A and Bo left. Trần Văn A came back with W-02."


def test_a_long_and_a_short_name_leave_the_same_text() -> None:
    one = withhold("Ask Bo now.", [Stretch(4, 6, "identity")]).text
    two = withhold("Ask Konstantinos Papadopoulos now.", [Stretch(4, 29, "identity")]).text
    assert one == two == "Ask [withheld: name] now."


def test_names_in_a_row_make_one_block_and_a_line_end_parts_them() -> None:
    row = withhold(
        "Bo Lan\nMai left", [Stretch(0, 2, "identity"), Stretch(3, 6, "identity"), Stretch(7, 10, "identity")]
    )
    assert row.text == "[withheld: name]\n[withheld: name] left"


def test_overlapping_stretches_of_different_reasons_say_none_of_them() -> None:
    assert withhold("Bo of Lom left", [Stretch(0, 5, "identity"), Stretch(3, 9, "location")]).text == "[withheld] left"


@pytest.mark.parametrize("reason", ["self-incrimination", "health", "child", "interpreter", "other"])
def test_of_some_reasons_not_even_the_reason_is_told(reason: str) -> None:
    assert block_of(reason) == BLOCK and reason not in BLOCKS


def test_no_accent_of_a_withheld_letter_stays_behind() -> None:
    spoken = unicodedata.normalize("NFD", "Trần left")
    assert withhold(spoken, [Stretch(0, 3, "identity")]).text == "[withheld: name]n left"


def test_a_stretch_outside_the_text_is_refused() -> None:
    for start, end in ((0, 99), (3, 3), (-1, 2)):
        with pytest.raises(BadValue):
            withhold("Bo left", [Stretch(start, end, "other")])


def test_words_are_found_composed_or_not_and_broken_over_lines() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, TEXT + " Trần\nVăn A, Tr-\nần Văn  A. TRẦN VĂN A")
        spans = everywhere(text, unicodedata.normalize("NFC", "Trần Văn A"))
        assert len(spans) == 4
        left = withhold(text, [Stretch(*span, "identity") for span in spans]).text
        assert (
            unicodedata.normalize("NFC", left).count("Trần") == 0
            and len(everywhere(text, "Trần Văn A", any_case=True)) == 5
        )
    assert everywhere("ab", " ") == []


@given(
    st.text(alphabet="abç đ\n\u0323", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5),
)
def test_what_is_left_is_where_the_map_says(text: str, places: list[tuple[int, int]]) -> None:
    stretches = [Stretch(at, min(at + size, len(text)), "other") for at, size in places if at < len(text)]
    made = withhold(text, stretches)
    kept = [at for at in range(len(text)) if not any(start <= at < end for start, end, _, _ in made.blocks)]
    assert made.text.replace(BLOCK, "") == "".join(text[at] for at in kept)
    for at in kept:
        moved = made.moved(at, at + 1)
        assert moved is not None and made.text[moved[0] : moved[1]] == text[at]
    for start, end, at, reason in made.blocks:
        assert made.moved(start, end) is None and made.text[at : at + len(block_of(reason))] == block_of(reason)
