"""Places of nodes: a column a tier, none on another, the same each time."""

from typing import Any

from workbench.panels.layered import HIGH, layered


def many(count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    tiers = ("sub-agent", "agency", "workers", "employer or contractor", "brand or buyer")
    nodes = [{"id": f"n{n}", "tier": tiers[n % 5]} for n in range(count)]
    lines = [{"from_id": f"n{n}", "to_id": f"n{(n * 7 + 1) % count}"} for n in range(count)]
    return nodes, lines


def test_no_two_stand_on_one_place_however_many() -> None:
    nodes, lines = many(2000)
    places = layered(nodes, lines)
    assert len(set(places.values())) == len(nodes) == 2000
    assert layered(nodes, lines) == places


def test_tiers_stand_from_recruiter_to_brand() -> None:
    nodes, lines = many(10)
    places = layered(nodes, lines)
    assert places["n0"][0] < places["n1"][0] < places["n2"][0] < places["n3"][0] < places["n4"][0]


def test_a_tall_tier_becomes_several_columns() -> None:
    nodes = [{"id": str(n), "tier": "workers"} for n in range(HIGH * 2 + 1)]
    assert len({x for x, _ in layered(nodes, []).values()}) == 3


def test_what_is_tied_stands_level() -> None:
    nodes = [{"id": f"a{n}", "tier": "agency"} for n in range(4)] + [
        {"id": f"b{n}", "tier": "brand or buyer"} for n in range(4)
    ]
    places = layered(nodes, [{"from_id": f"a{n}", "to_id": f"b{3 - n}"} for n in range(4)])
    assert all(places[f"a{n}"][1] == places[f"b{3 - n}"][1] for n in range(4))


def test_a_tier_that_nobody_foresaw_stands_last() -> None:
    assert layered([{"id": "x", "tier": "moon"}, {"id": "a", "tier": "agency"}], [])["x"][0] > 0
