"""Who told an item: its own source, those from which the bytes came since, and those of what it came out of."""

from workbench.records import CustodyEvent, Item
from workbench.records.tellers import AGAIN, joined, tellers


def test_the_own_source_comes_first_and_each_once_in_the_order_of_the_record() -> None:
    again = [("i", "t"), ("i", None), ("i", "s"), ("i", "t"), ("gone", "s"), ("j", "u")]
    assert joined([("i", "d", "s", None), ("j", "e", None, None), ("k", "f", None, None)], again) == {
        "i": ("s", "t"), "j": ("u",)}  # fmt: skip


def test_the_same_bytes_under_two_ids_are_one_file() -> None:
    assert joined([("i", "d", None, None), ("j", "d", "s", None)], [("i", "t")]) == {"i": ("t", "s"), "j": ("s", "t")}


def test_what_lies_in_an_archive_was_told_by_whoever_told_the_archive_however_deep() -> None:
    items = [("deep", "f", None, "in"), ("in", "e", "s", "zip"), ("zip", "d", None, None)]
    assert joined(items, [("zip", "t")]) == {"deep": ("s", "t"), "in": ("s", "t"), "zip": ("t",)}
    assert joined([("a", "d", None, "b"), ("b", "e", "s", "a")], []) == {"a": ("s",), "b": ("s",)}, "in a circle"
    assert joined([("a", "d", None, "gone")], []) == {}


def test_bytes_that_came_again_name_a_source_and_so_does_a_telling_that_names_one_by_its_id() -> None:
    item = Item(sha256="a" * 64, size=1, object="a" * 64, name="n", media_type="text/plain", kind="text", source="s")
    told = {"item": "i", "outcome": "duplicate", "received_from": "t"}
    assert tellers([("i", item)], [CustodyEvent(action="transfer", **told)]) == {"i": ("s",)}, "words"
    by_id = told | {"received_from": "f" * 64, "outcome": "told"}
    for action, also in (
        ("transfer", ("f" * 64,)),
        ("collected", ("f" * 64,)),
        ("intake", ()),
        ("sidecar-checked", ()),
    ):
        assert tellers([("i", item)], [CustodyEvent(action=action, **by_id)]) == {"i": ("s", *also)}
    assert tellers([("i", item)], [CustodyEvent(action=AGAIN, **told)]) == {"i": ("s", "t")}
