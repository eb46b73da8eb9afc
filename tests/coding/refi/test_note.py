"""The note of a coding: readable, and back again without a letter changed."""

from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.refi.archive import parse
from workbench.coding.refi.note import FIELDS, MARK, fields, note, xml_text

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)


@given(st.dictionaries(st.sampled_from(FIELDS), words))
def test_every_field_comes_back_through_xml_as_it_was(row: dict[str, str]) -> None:
    root = Element("Project")
    SubElement(root, "Description").text = note(row)
    assert fields(parse("p", tostring(root, encoding="utf-8")).findtext("Description")) == row


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_program_that_writes_other_line_ends_or_blanks_around_changes_nothing(ends: str) -> None:
    row = {"stance": "supports", "memo": "one\n\ntwo: three\n\tfour"}
    assert fields("  " + note(row).replace("\n", ends) + ends) == row


@pytest.mark.parametrize("text", ["", "why does he?", f"see {MARK}", "stance: supports"])
def test_a_note_of_another_kind_is_no_coding_of_ours(text: str) -> None:
    assert fields(text) is None


def test_fields_that_are_not_ours_are_left_out() -> None:
    assert fields(f"{MARK}\nstance: supports\nweight: 3\n\tmore") == {"stance": "supports"}


def test_labels_hold_nothing_that_xml_cannot_carry() -> None:
    assert xml_text("a\x00\x0b\ufffe😀\n") == "a😀\n"
