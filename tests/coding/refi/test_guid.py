"""GUIDs are derived, differ, and have the form that the schema asks."""

import re

from workbench.coding.refi.guid import guid, same

FORM = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")


def test_the_same_parts_give_the_same_guid_and_others_another() -> None:
    made = [guid("a"), guid("a", "b"), guid("b", "a"), guid("ab")]
    assert len(set(made)) == len(made)
    assert all(FORM.fullmatch(one) for one in made)
    assert guid("a", "b") == made[1]


def test_an_indicator_has_this_guid_for_good() -> None:
    """Teams exchange codebooks by it: it may never change."""
    assert guid("indicator", "ilo-11", "debt-bondage") == "20BFC4EE-3F3A-5A61-A03A-05E417633528"


def test_forms_of_one_guid_are_the_same() -> None:
    plain = guid("a")
    assert same("{" + plain.lower() + "}") == same(f" {plain} ") == plain
    assert same(None) == ""
