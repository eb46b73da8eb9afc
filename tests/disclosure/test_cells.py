"""What is withheld keeps small numbers from being worked out: a reader with a linear programme is the judge."""

from collections import Counter

import pytest

from tests.disclosure.attack import strike
from workbench.disclosure import closing
from workbench.disclosure.cells import findings, opens_nothing, protect, unprotected
from workbench.disclosure.counts import ALL, PUBLIC, Counts, tally
from workbench.disclosure.imagined import Imagined
from workbench.errors import BadValue

SITES = Counts("workers by site", ("site",), {("a",): 2, ("b",): 9, ("c",): 30, (ALL,): 41})


def test_the_cell_that_would_complete_the_small_one_goes_with_it() -> None:
    found = protect([SITES], 5)
    assert found.shown == {("workers by site", ("c",)): 30, ("workers by site", (ALL,)): 41}
    assert found.share == {"primary": 0.25, "secondary": 0.25, "whole": 0.0}
    assert {one.subject: (one.code, one.path) for one in findings(found)} == {
        "workers by site: site a": ("cell-small", ("it counts fewer than 5 people",)),
        "workers by site: site b": ("cell-completes", ("with the other numbers it gives the count of site a",)),
    }


def test_a_remedy_says_which_cell_goes_and_the_check_after_it_is_quiet() -> None:
    found = protect([SITES], 5)
    remedies = [one.remedy for one in findings(found)]
    assert {(one.verb, one.target, one.to) for one in remedies} == {
        ("withhold-cell", "workers by site", ("a",)), ("withhold-cell", "workers by site", ("b",)),
    }  # fmt: skip
    left = [at for at in SITES.cells if at not in {one.to for one in remedies}]
    assert findings(found, [("workers by site", at) for at in left]) == []
    assert unprotected([SITES], [SITES.key(at) for at in left], 5) == []
    for at in left:
        assert unprotected([SITES], [SITES.key(one) for one in SITES.cells if one != at], 5) != []


def test_one_question_is_answered_as_the_whole_list_is_and_ends_at_the_first_that_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = sorted(SITES.cells)
    for number in range(2 ** len(cells)):
        shown = [SITES.key(at) for place, at in enumerate(cells) if number >> place & 1]
        assert opens_nothing([SITES], shown, 5) is (unprotected([SITES], shown, 5) == [])
    asked: list[int] = []
    monkeypatch.setattr(closing, "find", lambda system, target, *_: asked.append(target))
    monkeypatch.setattr(Imagined, "find", lambda *_: None)
    every = [SITES.key(at) for at in SITES.cells]
    small = Counts("t", ("site",), {("a",): 1, ("b",): 2, ("c",): 3, (ALL,): 6}, of="others")
    assert len(unprotected([small], [small.key(at) for at in small.cells], 5)) == len(asked) > 1
    asked.clear()
    assert not opens_nothing([SITES, small], [*every, *(small.key(at) for at in small.cells)], 5)
    assert len(asked) == 1


def test_two_tables_do_not_give_what_each_of_them_withholds() -> None:
    people = [{"site": "a", "trade": "cook"}] * 2 + [{"site": "a", "trade": "mason"}] * 20
    people += [{"site": "b", "trade": "cook"}] * 9 + [{"site": "b", "trade": "mason"}] * 30
    whole = tally("site by trade", people, ("site", "trade"))
    trades = tally("by trade", people, ("trade",))
    found = protect([whole, trades], 5)
    assert ("site by trade", ("a", "cook")) in found.hidden
    for at in [("cook",), ("mason",), (ALL,)]:
        shown = [("by trade", at) in found.shown, ("site by trade", (ALL, *at)) in found.shown]
        assert len(set(shown)) == 1, "one number is shown in both tables or in neither"


def test_a_later_edition_may_not_tell_who_came_in_between() -> None:
    first = protect([SITES], 5)
    told = first.edition("h1", PUBLIC)
    now = Counts("workers by site", ("site",), {("a",): 2, ("b",): 9, ("c",): 33, (ALL,): 44})
    alone, after = protect([now], 5), protect([now], 5, [told], as_of="h2")
    assert ("workers by site", ("c",)) in alone.shown
    assert after.shown == {}
    assert {one.code for one in findings(after)} == {"cell-small", "cell-by-subtraction", "cell-completes"}
    grown = Counts("workers by site", ("site",), {("a",): 2, ("b",): 9, ("c",): 60, (ALL,): 71})
    assert protect([grown], 5, [told], as_of="h2").shown == {
        ("workers by site", ("c",)): 60, ("workers by site", (ALL,)): 71,
    }  # fmt: skip


def test_what_an_official_got_does_not_help_the_public_and_the_two_together_learn_no_more_than_the_official() -> None:
    official = protect([SITES], 3, reader="ombudsman")
    told = official.edition("h1", "ombudsman")
    public = protect([SITES], 11, [told], as_of="h1")
    assert ("workers by site", ("b",)) in public.hidden and ("workers by site", ("a",)) in public.hidden
    assert unprotected([SITES], public.edition("h1", PUBLIC).shown, 11, [told], as_of="h1") == []


def test_a_k_under_three_and_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(BadValue, match="3 or more"):
        protect([SITES], 2)
    with pytest.raises(BadValue, match="a different name for each"):
        protect([SITES, SITES], 5)


def test_where_no_choice_protects_everything_of_these_people_stays_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.disclosure.closing.find", lambda *asked: None)
    monkeypatch.setattr("workbench.disclosure.closing.Imagined.find", lambda *asked: None)
    guards = Counts("guards", ("site",), {("a",): 20, ("b",): 30, (ALL,): 50}, of="guards")
    found = protect([SITES, guards], 5)
    assert {name for name, _ in found.shown} == {"guards"}
    assert {one.why for one in found.hidden.values()} == {"small", "whole"}
    assert "cell-not-protected" in {one.code for one in findings(found)}


def test_the_same_tables_are_protected_in_the_same_way() -> None:
    people = [{"site": "abc"[n % 3], "says": ["debt"] * (n % 2) + ["threats"] * (n % 7 == 0)} for n in range(60)]
    one = tally("t", people, ("site", "says"), frozenset({"says"}))
    other = Counts("t", one.dims, dict(reversed(one.cells.items())), one.overlapping)
    assert protect([one], 11).withheld.keys() == protect([other], 11).withheld.keys()


def test_random_releases_and_editions_keep_what_they_withhold() -> None:
    counted: Counter[str] = Counter()
    for number in range(16):
        counted += strike(f"release {number}")
    assert counted["recovered"] == 0
    assert counted["attacked"] > 200 and counted["of these in whole numbers"] > 10
    assert counted["control"] > 50, "without the cells withheld for others the same attack succeeds"
    assert counted["secondary"] < 0.3 * counted["cells"]


def test_an_edition_soon_after_another_shows_what_stayed_and_keeps_what_hardly_changed() -> None:
    says = ["debt", "threats", "isolation"]
    people = [{"site": "abc"[n % 3], "says": says[: n % 4], "month": ["may", "june"][: n % 3]} for n in range(360)]
    more = people + [{"site": "a", "says": ["debt", "threats"], "month": ["may"]}] * 2
    pairs = [("site", "says"), ("month", "says")]
    before, after = (
        [tally(" by ".join(pair), who, pair, frozenset({"says", "month"})) for pair in pairs] for who in (people, more)
    )
    first = protect(before, 5)
    assert first.hidden == {}
    second = protect(after, 5, [first.edition("one", PUBLIC)], as_of="two")
    changed = {(table.name, at) for old, table in zip(before, after, strict=True)
               for at in table.cells if table.cells[at] != old.cells[at]}  # fmt: skip
    assert {cell for cell, one in second.hidden.items() if one.why == "change"} == changed
    assert len(second.shown) > len(second.hidden)
