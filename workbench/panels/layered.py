"""Where the nodes of a network stand in a panel: a column a tier, the same places each time, however many they are."""

import math
from collections.abc import Sequence
from typing import Any

from workbench.figures.columns import COLUMNS

HIGH = 28  # nodes of one tier that stand above each other before the tier becomes several columns side by side
WIDE, STEP, APART = 3.0, 1.2, 1.2  # the width of a column, the height of a row, the room between two tiers


def layered(nodes: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """The middle of each node (`id`, `tier`) in columns and rows; lines (`from_id`, `to_id`) pull their ends level.

    Example:
        >>> two = [{"id": "a", "tier": "agency"}, {"id": "b", "tier": "brand or buyer"}]
        >>> layered(two, [{"from_id": "a", "to_id": "b"}])
        {'a': (0.0, 0.0), 'b': (4.2, 0.0)}
    """
    order = {tier: at for at, group in enumerate(COLUMNS) for tier in group}
    columns: dict[int, list[str]] = {}
    for node in nodes:
        columns.setdefault(order.get(str(node["tier"]), len(COLUMNS)), []).append(str(node["id"]))
    tied: dict[str, list[str]] = {}
    for line in lines:
        tied.setdefault(line["from_id"], []).append(line["to_id"])
        tied.setdefault(line["to_id"], []).append(line["from_id"])
    rank: dict[str, float] = {}
    for column in columns.values():
        _ranked(column, rank)
    for at in [*sorted(columns), *sorted(columns, reverse=True)]:
        columns[at] = _levelled(columns[at], tied, rank)
        _ranked(columns[at], rank)
    return _placed(columns)


def _ranked(column: Sequence[str], rank: dict[str, float]) -> None:
    rank.update((node, at / max(1, len(column) - 1)) for at, node in enumerate(column))


def _levelled(column: Sequence[str], tied: dict[str, list[str]], rank: dict[str, float]) -> list[str]:
    """A column in the order of what its nodes are tied to; those that are tied to nothing keep their place."""
    own = set(column)

    def level(node: str) -> float:
        others = [rank[one] for one in tied.get(node, ()) if one not in own]
        return math.fsum(others) / len(others) if others else rank[node]

    return sorted(column, key=lambda node: (level(node), rank[node]))


def _placed(columns: dict[int, list[str]]) -> dict[str, tuple[float, float]]:
    places: dict[str, tuple[float, float]] = {}
    left = 0.0
    for at in sorted(columns):
        column = columns[at]
        across = -(-len(column) // HIGH)
        high = -(-len(column) // across)
        for number, node in enumerate(column):
            across_at, down = divmod(number, high)
            rows = min(high, len(column) - across_at * high)
            places[node] = (round(left + across_at * WIDE, 3), round((down - (rows - 1) / 2) * STEP, 3))
        left += across * WIDE + APART
    return places
