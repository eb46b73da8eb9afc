"""A chart in parts that each fit on a page: claims of one theme stay together, as far as a page has room for them."""

import dataclasses
from collections.abc import Callable

import pandas as pd

from workbench import codebook
from workbench.findings.chart import Chart

# What is read together stands near each other: from being recruited to who owns and buys.
THEMES = ("recruitment", "money", "people", "work", "documents", "coercion", "place", "oversight", "ownership", "trade")


def parted(chart: Chart, fits: Callable[[Chart], bool]) -> list[Chart]:
    """The chart itself where it fits, else charts of as many of its edges, in the order of themes, as fit on each.

    A single edge is never cut: it stands alone, whether it fits or not.

    Example:
        >>> nodes = pd.DataFrame({"id": ["a", "b", "c"]})
        >>> edges = pd.DataFrame({"number": [1, 2], "schema": ["Ownership", "Recruitment"], "from_id": ["a", "b"],
        ...                       "to_id": ["b", "c"]})
        >>> [list(one.edges["number"]) for one in parted(Chart(nodes, edges), lambda part: len(part.edges) < 2)]
        [[2], [1]]
    """
    if fits(chart):
        return [chart]
    rows = sorted(range(len(chart.edges)), key=lambda at: (_theme(str(chart.edges["schema"].iloc[at])), at))
    found: list[list[int]] = []
    for at in rows:
        room = next((one for one in found if fits(_part(chart, [*one, at]))), None)
        if room is None:
            found.append([at])
        else:
            room.append(at)
    return [_part(chart, one) for one in found]


def _theme(schema: str) -> int:
    about = codebook.relation_schema(schema).about
    return THEMES.index(about) if about in THEMES else len(THEMES)


def _part(chart: Chart, rows: list[int]) -> Chart:
    edges = chart.edges.iloc[sorted(rows)]
    ends: pd.Series[bool] = chart.nodes["id"].isin({*edges["from_id"], *edges["to_id"]})
    return dataclasses.replace(chart, nodes=chart.nodes[ends], edges=edges)
