"""The model by itself: reading order, places, and links that lead nowhere become words."""

import dataclasses

from workbench.release.dossier.document import (
    LEADS,
    Document,
    Link,
    Paragraph,
    Quote,
    Section,
    Table,
    leads,
    linked,
    plain,
    text,
)

TOLD = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
TABLE = Table("T", ("a", "b"), ((Link("1", "e-1"), Link("2", "e-2")),), name="t", anchors=("row-1",))
INNER = Section("inner", "Inner", (Quote("họ giữ", "vi", ("E1.",), "e-1"), TABLE))
MADE = Document(
    title="A", case="B", sections=(Section("outer", "Outer", (Paragraph((Link("x", "gone"),)),), (INNER,)),), **TOLD
)


def test_sections_come_in_reading_order_with_their_depth() -> None:
    assert [(depth, one.anchor) for depth, one in MADE.walk()] == [(1, "outer"), (2, "inner")]
    assert [one.name for one in MADE.tables()] == ["t"]
    assert MADE.anchors() == {"outer", "inner", "e-1", "row-1"}


def test_a_link_to_what_is_not_part_of_the_document_becomes_words() -> None:
    made = linked(MADE)
    assert made.sections[0].blocks == (Paragraph(("x",)),)
    cells = next(made.tables()).rows[0]
    assert cells == (Link("1", "e-1"), "2")
    assert dataclasses.replace(made, sections=MADE.sections) == MADE


def test_words_of_cells() -> None:
    assert [plain(one) for one in (None, 3, "a", Link("b", "c"), ("a", Link("b", "c")))] == ["", "3", "a", "b", "ab"]
    assert text("", "a") == ("a",)


def test_words_lead_to_a_table_or_a_section_unless_they_are_many() -> None:
    one = Paragraph(("to",))
    assert [leads(Section("a", "A", (one,) * many + (TABLE,)), 0) for many in (0, 1, LEADS, LEADS + 1)] == [
        False, True, True, False,
    ]  # fmt: skip
    quoted = Section("a", "A", (one, Quote("words", "en", ("E1.",)), one), (INNER,))
    assert [leads(quoted, at) for at in range(3)] == [False, False, True]
    assert not leads(Section("a", "A", (one,)), 0)
