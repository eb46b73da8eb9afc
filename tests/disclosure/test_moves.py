import random

from tests.disclosure.attack import crowd, shapes, tables_of
from workbench.disclosure.counts import ALL, Counts
from workbench.disclosure.equations import system
from workbench.disclosure.moves import Move, find

SQUARE = Counts(
    "t", ("row", "column"),
    {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 7, ("b", "y"): 30, ("a", ALL): 11, ("b", ALL): 37, (ALL, "x"): 9,
     (ALL, "y"): 39, (ALL, ALL): 48},
)  # fmt: skip


def test_a_rectangle_keeps_every_margin() -> None:
    made = system([[SQUARE]])
    number = {at: made.at[0, SQUARE.key(at)] for at in SQUARE.cells}
    cost = [1.0 if ALL not in at else None for at in SQUARE.cells]
    move = find(made, number["a", "x"], 5, cost)
    assert move is not None
    assert {at for at, one in number.items() if one in move.along} == {
        ("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")
    }  # fmt: skip
    assert (move.up, move.down) == (7, 2)
    assert find(made, number["a", "x"], 10, cost) is None, "the rectangle moves nine steps and no more"


def test_what_was_published_does_not_move() -> None:
    made = system([[SQUARE]])
    cost: list[float | None] = [1.0] * len(made.values)
    target = made.at[0, SQUARE.key(("a", "x"))]
    cost[target] = None
    assert find(made, target, 5, cost) is None
    cost = [None] * len(made.values)
    cost[target] = 0.0
    assert find(made, target, 5, cost) is None


def test_a_margin_moves_where_that_costs_less() -> None:
    table = Counts("t", ("site",), {("a",): 2, ("b",): 3, (ALL,): 5})
    made = system([[table]])
    move = find(made, 0, 6, [0.0, 1.0, 3.0])
    assert move == Move({0: 1, 2: 1}, up=10**9, down=2), "the other part is too small to give way"


def test_every_move_leads_to_numbers_that_fit_all_equations() -> None:
    chance = random.Random(5)
    found = 0
    for _ in range(80):
        shape, wanted = shapes(chance)
        made = system([tables_of(crowd(chance, chance.choice([20, 200]), shape), wanted)])
        cost = [chance.choice([0.0, 1.0, None]) for _ in made.values]
        for target in chance.sample(range(len(made.values)), 3):
            move = find(made, target, 4, cost)
            if move is None:
                continue
            found += 1
            assert all(cost[one] is not None for one in move.along)
            assert move.width(target) >= 4
            for steps in (min(move.up, 50), -min(move.down, 50)):
                moved = [value + steps * move.along.get(one, 0) for one, value in enumerate(made.values)]
                assert min(moved) >= 0
                assert not any(sum(factor * moved[one] for one, factor in terms) for terms in made.equations)
    assert found > 40
