"""How much a shared name says: nothing where many bear it."""

import numpy as np

from workbench.matching.columns import columns
from workbench.matching.named import Named
from workbench.matching.rarity import known, rarity


def chances(*names: str) -> dict[str, float]:
    made = columns([Named(key=str(n), schema="Worker", names=(name,)) for n, name in enumerate(names)])
    found = rarity(made).chance(np.arange(len(made.names.table)))
    return {part.sound: float(np.exp(one)) for part, one in zip(made.names.table, found, strict=True)}


def test_a_listed_name_is_common_even_where_a_case_has_it_once() -> None:
    found = chances("Nguyễn Krstonja")
    assert found["nguyen"] > 20 * found["krstonja"]


def test_what_a_case_counts_adds_to_the_lists_and_the_two_compared_do_not() -> None:
    alone, two = chances("Krstonja"), chances("Krstonja", "Krstonja")
    assert alone["krstonja"] == two["krstonja"]
    assert chances(*["Krstonja"] * 300)["krstonja"] > 0.5


def test_every_list_is_known() -> None:
    assert {"nguien", "milan", "vei", "tire"} <= known()
