"""No cell behind which fewer than k people stand, and no state that they alone decided."""

import dataclasses

from tests.disclosure.shared_case import account, hand, kinds, records, terms
from workbench.disclosure.leaving import leaving
from workbench.disclosure.thresholds import WITHHELD, People, shown
from workbench.disclosure.view import View
from workbench.records import Coding, Passage, Source
from workbench.tables import Tables, tabulate

PASSPORTS, ALONE = "retention-of-identity-documents", "isolation"
SITE = "Ravnica building site"  # a view knows everybody by the labels of its copy


def tables(made, to="ombudsman") -> Tables:
    found = terms(made, to)
    workers = frozenset(key for key, one in made if getattr(one, "schema", "") == "Worker")
    return tabulate(View(leaving(kinds(made), found).records, found, hand(), workers).records(), "h", bytes)


def cell(made, indicator: str, k: int, **more):
    found = shown(tables(made), by="site", k=k, **more)
    assert [row.label for row in found.matrix.rows] == ["Ravnica building site"]
    return found.matrix.cell(SITE, indicator), found


def test_a_cell_is_shown_from_k_people_on() -> None:
    assert cell(records(), PASSPORTS, 6)[0].state == "supported"
    held, found = cell(records(), PASSPORTS, 7)
    assert held.state == WITHHELD and held.for_ == () and (SITE, PASSPORTS) in found.withheld
    assert cell(records(consents=5), PASSPORTS, 6)[0].state == WITHHELD


def test_what_was_published_needs_nobody_behind_it() -> None:
    found = cell(records(), ALONE, 11)[0]
    assert found.state == "alleged" and found.origins == 1


def test_few_people_do_not_colour_what_was_published() -> None:
    against = account(1, indicator=ALONE, stance="contradicts", subject="g")
    made = [one for one in records() if one[0] != "c1"] + [one for one in against if one[0] == "c1"]
    held = cell(made, ALONE, 5)[0]
    assert held.state == "alleged" and "withheld" in held.note and held.against == ()
    assert cell(made, ALONE, 3)[0].state == "alleged"
    assert cell(made, ALONE, 3)[1].withheld == {(SITE, ALONE)}


def test_numbers_go_wherever_people_stand_behind_them() -> None:
    plain, open_ = cell(records(), PASSPORTS, 5)[0], cell(records(), PASSPORTS, 5, numbers=True)[0]
    assert (plain.origins, plain.statements, plain.tally, plain.period) == (0, 0, (), None)
    assert open_.origins == 6


def test_the_number_of_a_publication_does_not_count_the_people_whom_it_retells() -> None:
    told = dict(records())
    press = told["press"]
    assert isinstance(press, Source)
    told["press"] = dataclasses.replace(press, retells=("s1", "s2"))
    made = list(told.items())
    held, open_ = cell(made, ALONE, 5)[0], cell(made, ALONE, 5, numbers=True)[0]
    assert (held.state, held.origins, open_.origins) == ("alleged", 1, 2)
    assert held.dependencies == open_.dependencies != ()


def test_that_an_account_was_retold_of_which_nothing_is_listed_is_not_told() -> None:
    told = dict(records())
    press = told["press"]
    assert isinstance(press, Source)
    told["press"] = dataclasses.replace(press, retells=("s1", "s2"))
    made = list(told.items())
    rows = tables(made).rows
    passages, items, sources = dict(rows["passage"]), dict(rows["item"]), dict(rows["source"])
    first, second = next(one.retells for one in sources.values() if one.retells)
    kept = {key for key, one in rows["coding"] if items[passages[one.passage].item].source != second}
    both, one = (cell(made, ALONE, 5, numbers=True, open_codings=listed)[0].dependencies
                 for listed in ({key for key, _ in rows["coding"]}, kept))  # fmt: skip
    assert any(sources[first].key in line and sources[second].key in line for line in both)
    assert any(sources[first].key in line for line in one) and not any(sources[second].key in line for line in one)


def test_codings_are_listed_only_where_they_may_be() -> None:
    made = records()
    first = next(iter(tables(made).codings.index))
    listed = shown(tables(made), by="site", k=3, open_codings={first}).matrix
    assert {one for cell in listed.cells.values() for one in cell.for_} <= {first}


def test_a_matrix_by_worker_has_the_rows_that_are_named_and_no_other() -> None:
    found = shown(tables(records()), by="worker", k=5, rows={hand().label("w2")}, numbers=True).matrix
    assert [row.id for row in found.rows] == [hand().label("w2")]
    assert {row for row, _ in found.cells} == {hand().label("w2")}


def test_somebody_who_told_without_being_a_worker_is_one_person() -> None:
    brother = [
        ("s-b", Source(key="F-1", label="a brother", kind="family")),
        ("i-b", account(9)[1][1]), ("p-b", Passage(item="i-b", quote="they rang home")),
        ("c-b", Coding(passage="p-b", framework="ilo-11", indicator="deception", stance="supports", subject="g",
                       coder="mj", means="hearsay", site="site")),
    ]  # fmt: skip
    brother[1] = ("i-b", dataclasses.replace(brother[1][1], source="s-b"))
    made = records(more=brother)
    assert cell(made, "deception", 5)[0].state == WITHHELD
    people = People(tabulate(made, "h", bytes))
    assert people.behind(["c-b"]) == {"s-b"} and people.behind(["c1", "c-press"]) == {"w1"}


def test_of_those_who_are_not_listed_none_or_k_stand_behind_a_cell() -> None:
    made = tables(records())
    listed = set(made.codings.index) - {hand().identity("c6")}  # five are listed, one is not
    held = shown(made, by="site", k=5, open_codings=listed).matrix.cell(SITE, PASSPORTS)
    assert held.state == "supported" and "withheld" in held.note and set(held.for_) <= listed
    assert "withheld" not in shown(made, by="site", k=5, open_codings=set()).matrix.cell(SITE, PASSPORTS).note


def test_in_a_row_only_what_may_be_listed_decides() -> None:
    made = tables(records())
    label = hand().label("w2")
    row = shown(made, by="worker", k=5, rows={label}, open_codings=set(), numbers=True).matrix
    assert row.cell(label, PASSPORTS).state == WITHHELD and row.cell(label, PASSPORTS).origins == 0


def test_two_records_of_one_person_are_one_person() -> None:
    made = tables(records(consents=5))
    workers = [str(one) for one in made.entities.index[made.entities["schema"] == "Worker"]]
    assert cell_of(made, 5).state != WITHHELD
    one = dict.fromkeys(workers[:2], workers[0])
    assert People(made, one).behind(made.codings.index) < People(made).behind(made.codings.index)
    assert cell_of(made, 5, same=one).state == WITHHELD and cell_of(made, 4, same=one).state != WITHHELD


def cell_of(made: Tables, k: int, **more):
    return shown(made, by="site", k=k, **more).matrix.cell(SITE, PASSPORTS)
