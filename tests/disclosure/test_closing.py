from workbench.disclosure.closing import CHANGE, FULL, REST, SMALL, ZERO, Closing, Withheld
from workbench.disclosure.counts import ALL, PUBLIC, Counts, Edition, Key, tally


def why(tables: list[Counts], editions: list[Edition], k: int = 5) -> dict[str, set[str]]:
    """The reasons of the targets, by the words of their keys."""
    found: dict[str, set[str]] = {}
    for target in Closing(tables, editions, k, "", {}).targets():
        found.setdefault(" ".join(category for _, category, _ in target.key[1]), set()).add(target.why)
    return found


def says(**counts: int) -> Counts:
    """Of twenty workers so many say each of these."""
    cells = {(one,): count for one, count in counts.items()}
    return Counts("says", ("says",), {**cells, (ALL,): 20}, frozenset({"says"}))


def test_small_counts_zeros_and_all_of_a_group_are_protected() -> None:
    assert why([says(debt=20, threats=3, isolation=0, violence=12, wages=18)], []) == {
        "debt": {FULL}, "threats": {SMALL}, "isolation": {ZERO},
    }  # fmt: skip


def test_a_zero_among_nobody_tells_nothing() -> None:
    people = [{"site": "a", "says": ["debt"]}] * 9
    table = tally("t", people, ("site", "says"), frozenset({"says"}))
    empty = Counts("t", table.dims, {**table.cells, ("b", ALL): 0, ("b", "debt"): 0}, table.overlapping, zeros=False)
    assert "b debt" not in why([empty], [])


def test_a_table_may_say_that_zeros_tell_nothing_and_that_a_small_rest_does() -> None:
    cells = {("debt",): 18, ("threats",): 0, (ALL,): 20}
    lenient = Counts("t", ("says",), cells, frozenset({"says"}), zeros=False)
    assert why([lenient], []) == {}
    strict = Counts("t", ("says",), cells, frozenset({"says"}), rest=True)
    assert why([strict], []) == {"debt": {REST}, "threats": {ZERO}}


def test_all_in_one_site_is_told_by_the_zeros_beside_it() -> None:
    table = Counts("t", ("site",), {("a",): 9, ("b",): 0, (ALL,): 9}, zeros=False)
    assert why([table], []) == {"b": {ZERO}}


def test_a_small_change_since_an_edition_is_protected_and_a_large_one_is_not() -> None:
    before, after = ({("a",): 9, ("b",): 12, (ALL,): 21}, {("a",): 11, ("b",): 30, (ALL,): 41})
    keys = frozenset(Counts("t", ("site",), before).key(at) for at in before)
    told = Edition("h1", (Counts("t", ("site",), before),), keys, PUBLIC, 5)
    assert why([Counts("t", ("site",), after)], [told]) == {"a": {CHANGE}}
    withheld: dict[Key, Withheld] = {}
    Closing([Counts("t", ("site",), after)], [told], 5, "h2", withheld).close()
    assert {key[1][0][1] if key[1] else ALL: one.why for key, one in withheld.items()} == {
        "a": CHANGE, "b": "secondary",
    }  # fmt: skip


def test_what_left_already_is_named_and_not_withheld_in_vain() -> None:
    table = Counts("t", ("site",), {("a",): 2, ("b",): 12, (ALL,): 14})
    told = Edition("h1", (table,), frozenset({table.key(("a",))}), PUBLIC, 5)
    withheld: dict[Key, Withheld] = {}
    closing = Closing([table], [told], 5, "h1", withheld)
    closing.close()
    assert closing.out_already() == [table.key(("a",))]
    assert withheld == {}


def test_an_edition_that_showed_nothing_of_these_people_counts_for_nothing() -> None:
    table = Counts("t", ("site",), {("a",): 2, ("b",): 12, (ALL,): 14})
    closing = Closing([table], [Edition("h1", (table,), frozenset(), PUBLIC, 5)], 5, "h2", {})
    assert closing.system.changes == {} and len(closing.targets()) == 1
