import random

from tests.disclosure.attack import OVERLAPPING, crowd, later, shapes, tables_of
from workbench.disclosure.counts import ALL, Counts, tally
from workbench.disclosure.equations import outside, system
from workbench.disclosure.imagined import Imagined

PEOPLE = [{"site": "abc"[n % 3], "says": ["debt"] * (n % 2) + ["threats"] * (n % 5 == 0)} for n in range(60)]
TABLE = tally("t", PEOPLE, ("site", "says"), frozenset({"says"}))


def test_margins_that_were_published_stay_as_they_are() -> None:
    made = system([[TABLE]])
    price = [0.0] * len(made.values)
    for at in TABLE.cells:
        price[made.at[0, TABLE.key(at)]] = 1.0
    fixed: list[float | None] = list(price)
    for at in TABLE.cells:
        if ALL in at:
            fixed[made.at[0, TABLE.key(at)]] = None
    target = made.at[0, TABLE.key(("a", "threats"))]
    move = Imagined(made, frozenset({"says"})).find(target, 5, fixed)
    assert move is not None and move.width(target) >= 5
    assert all(fixed[unknown] is not None for unknown in move.along)


def test_where_everything_was_published_nobody_can_be_imagined() -> None:
    made = system([[TABLE]])
    imagined = Imagined(made, frozenset({"says"}))
    target = made.at[0, TABLE.key(("a", "threats"))]
    price: list[float | None] = [None] * len(made.values)
    assert imagined.find(target, 3, price) is None
    price[target] = 0.0
    assert imagined.find(target, 3, price) is None


def test_the_cheapest_people_are_taken() -> None:
    table = Counts("t", ("site",), {("a",): 2, ("b",): 9, ("c",): 30, (ALL,): 41})
    move = Imagined(system([[table]]), frozenset()).find(0, 5, [0.0, 1.0, 0.5, 3.0])
    assert move is not None and dict(move.along) == {0: 1, 2: -1} and (move.up, move.down) == (30, 2)


def test_those_outside_a_category_can_be_a_target() -> None:
    table = Counts("t", ("says",), {("debt",): 20, ("threats",): 7, (ALL,): 20}, frozenset({"says"}))
    made = system([[table]])
    rest = made.at[0, outside(table.key(("debt",)), 0)]
    price: list[float | None] = [0.0] * len(made.values)
    price[made.at[0, table.key((ALL,))]] = None
    move = Imagined(made, frozenset({"says"})).find(rest, 5, price)
    assert move is not None and made.at[0, table.key(("debt",))] in move.along


def test_a_change_is_open_where_one_of_its_ends_moves_alone() -> None:
    before, after = ({("a",): 9, ("b",): 30, (ALL,): 39}, {("a",): 11, ("b",): 50, (ALL,): 61})
    tables = [Counts("t", ("site",), cells) for cells in (before, after)]
    made = system([[table] for table in tables])
    price: list[float | None] = [None if state == 0 else 1.0 for state, _ in made.at] + [0.0] * len(made.changes)
    change = made.changes[0, 1, tables[0].key(("a",))]
    move = Imagined(made, frozenset()).find(change, 5, price)
    assert move is not None and move.width(change) >= 5
    assert all(price[unknown] is not None for unknown in move.along)


def test_every_move_leads_to_numbers_that_fit_all_equations() -> None:
    chance = random.Random(7)
    found = 0
    for _ in range(60):
        shape, wanted = shapes(chance)
        people = crowd(chance, chance.choice([20, 200]), shape)
        states = [tables_of(people, wanted), tables_of(later(chance, people, shape), wanted)][: chance.randint(1, 2)]
        made = system(states)
        cost = [chance.choice([0.0, 1.0, None]) for _ in made.values]
        imagined = Imagined(made, OVERLAPPING)
        for target in chance.sample(range(len(made.values)), 3):
            if target not in imagined.ends and target not in imagined.keys:
                continue
            move = imagined.find(target, 4, cost)
            if move is None:
                continue
            found += 1
            assert all(cost[one] is not None for one in move.along)
            assert move.width(target) >= 4
            for steps in (min(move.up, 50), -min(move.down, 50)):
                moved = [value + steps * move.along.get(one, 0) for one, value in enumerate(made.values)]
                assert min(moved) >= 0
                assert not any(sum(factor * moved[one] for one, factor in terms) for terms in made.equations)
    assert found > 20
