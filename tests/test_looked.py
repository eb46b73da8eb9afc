"""What is looked at first: lists for JSON and pandas, one card an item."""

from typing import Any

import pytest

import workbench as wb
from workbench.errors import Unknown


def test_items_are_a_list_and_a_table(demo_case: Any) -> None:
    found = wb.items(demo_case)
    assert len(found) == len(found.df) == len(demo_case.state().of("item"))
    assert {"name", "kind", "outcome", "sha256"} <= set(found.df.columns)
    assert "<caption" in found._repr_html_()


def test_one_item_is_shown_with_its_passages(demo_case: Any) -> None:
    card = wb.show(demo_case, "testimonies/W-05_2024-05-18_vi.docx")
    page = card._repr_html_()
    assert card["kind"] and "passages (" in page and card["sha256"] in page


def test_a_part_of_a_name_leads_to_the_name(demo_case: Any) -> None:
    with pytest.raises(Unknown, match=r"Did you mean testimonies/W-05_2024-05-"):
        wb.show(demo_case, "W-05_2024-05")
