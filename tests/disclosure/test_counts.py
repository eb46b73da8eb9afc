import json

import pytest

from workbench.disclosure.counts import ALL, Counts, edition_of, tally
from workbench.errors import BadValue

PEOPLE = [
    {"site": "north", "says": ["debt", "threats"]},
    {"site": "north", "says": ["debt"]},
    {"site": "south", "says": []},
    {"site": "south", "says": ["debt", "debt"]},
]


def test_people_are_counted_once_a_cell_with_every_margin_and_zeros_for_nobody() -> None:
    table = tally("t", PEOPLE, ("site", "says"), frozenset({"says"}))
    assert table.cells == {
        (ALL, ALL): 4, (ALL, "debt"): 3, (ALL, "threats"): 1, ("north", ALL): 2, ("north", "debt"): 2,
        ("north", "threats"): 1, ("south", ALL): 2, ("south", "debt"): 1, ("south", "threats"): 0,
    }  # fmt: skip


def test_somebody_with_two_sites_or_none_is_refused_unless_sites_overlap() -> None:
    for sites in (["north", "south"], []):
        with pytest.raises(BadValue, match="exactly one category"):
            tally("t", [{"site": sites}], ("site",))
    both = tally("t", [{"site": ["north", "south"]}], ("site",), frozenset({"site"}))
    assert both.cells == {(ALL,): 1, ("north",): 1, ("south",): 1}


def test_a_margin_that_is_not_the_sum_is_refused_with_the_remedy() -> None:
    cells = {("a",): 2, ("b",): 3, (ALL,): 4}
    with pytest.raises(BadValue, match="5, the sum of its parts; or declare the dimension as overlapping"):
        Counts("t", ("site",), cells)
    assert Counts("t", ("site",), cells, frozenset({"site"})).cells[ALL,] == 4
    with pytest.raises(BadValue, match="no less than any of its parts"):
        Counts("t", ("site",), {("a",): 5, (ALL,): 4}, frozenset({"site"}))


def test_what_is_no_number_of_people_and_no_place_in_the_table_is_refused() -> None:
    with pytest.raises(BadValue, match="a number of people"):
        Counts("t", ("site",), {("a",): -1})
    with pytest.raises(BadValue, match="one for each of site, says"):
        Counts("t", ("site", "says"), {("a",): 1})


def test_one_count_has_one_key_in_every_table_and_in_any_order_of_dimensions() -> None:
    one = Counts("t", ("site", "says"), {("a", "x"): 1}).key(("a", "x"))
    assert one == Counts("u", ("says", "site"), {("x", "a"): 1}).key(("x", "a"))
    assert Counts("v", ("site",), {("a",): 1}, of="guards").key(("a",)) != Counts("w", ("site",), {}).key(("a",))


def test_an_edition_is_kept_as_plain_values_and_read_back() -> None:
    from workbench.disclosure.cells import protect

    table = tally("t", PEOPLE * 5, ("site", "says"), frozenset({"says"}), zeros=False)
    edition = protect([table], 3).edition("head", "ombudsman")
    assert edition_of(json.loads(json.dumps(edition.values()))) == edition
