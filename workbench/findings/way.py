"""The way between two entities: each step with every record of it, and the weakest link by name."""

import dataclasses
from typing import Any

import pandas as pd

from workbench import markup
from workbench.findings.said import said

STRENGTH = ("contradicted", "alleged", "documented")


@dataclasses.dataclass(frozen=True, repr=False)
class Way:
    """Steps from one entity to another; `df` lists every record of every step, `weakest` names one.

    A step is as strong as its best record: documented before alleged before contradicted. Without any way `df` is
    empty, `weakest` is None and the Way is false.
    """

    start: str
    goal: str
    df: pd.DataFrame
    weakest: str | None

    def __bool__(self) -> bool:
        return len(self.df) > 0

    def __repr__(self) -> str:
        if not self:
            return f"Way: nothing on record connects {self.start} and {self.goal}"
        steps = int(self.df["step"].max())
        return f"Way from {self.start} to {self.goal} in {steps} step{'s' * (steps > 1)}; weakest link: {self.weakest}"

    def document(self) -> dict[str, Any]:
        """The way as plain values, for JSON: the ends, the edges with their sources, and the weakest link in words."""
        columns = ["from", "verb", "to", "status", "stance", "start", "end", "source", "passages", "relation"]
        edges = [
            {"step": int(row["step"]), **{name: _plain(said(row[name])) for name in columns}}
            for _, row in self.df.iterrows()
        ]
        return {"from": self.start, "to": self.goal, "edges": edges, "weakest": self.weakest}

    def _repr_html_(self) -> str:
        columns = ["step", "from", "verb", "to", "status", "when", "source"]
        rows = [[str(said(row[column]) or "") for column in columns] for _, row in self.df.iterrows()]
        return markup.table(rows, columns, repr(self))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def way(steps: list[pd.DataFrame], start: str, goal: str, *, columns: list[str]) -> Way:
    """The records of each step in turn; `start` and `goal` are the labels to show, `columns` those of a step.

    Example:
        >>> way([], "W-01", "Brand", columns=[])
        Way: nothing on record connects W-01 and Brand
    """
    if not steps:
        return Way(start, goal, pd.DataFrame(columns=["step", *columns]), None)
    ranked = [_ranked(step) for step in steps]
    weakest = min(ranked, key=lambda step: strength(step["status"].iloc[0]))
    numbered = [step.assign(step=number) for number, step in enumerate(ranked, start=1)]
    table = pd.concat(numbered, ignore_index=True)
    return Way(start, goal, table[["step", *columns]], _sentence(weakest.iloc[0]))


def strength(status: Any) -> int:
    """The rank of a status: contradicted 0, alleged 1, documented 2.

    Example:
        >>> strength("documented") > strength("alleged") > strength("contradicted")
        True
    """
    return STRENGTH.index(status)


def _ranked(step: pd.DataFrame) -> pd.DataFrame:
    rank = [-strength(status) for status in step["status"]]
    return step.assign(rank=rank).sort_values(["rank", "number"]).drop(columns="rank")


def _sentence(edge: "pd.Series[Any]") -> str:
    return f"{edge['from']} {edge['verb']} {edge['to']} ({edge['status']}, {edge['source']})"
