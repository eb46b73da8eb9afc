"""Leaks and reprisals, with what was done: those that are open first."""

import dataclasses

import pandas as pd

from workbench import markup
from workbench.findings.said import joined, period, said, when
from workbench.tables import Tables

COLUMNS = ["number", "state", "when", "kind", "title", "workers", "by", "done", "done_by", "closed", "source", "note"]


@dataclasses.dataclass(frozen=True, repr=False)
class Incidents:
    """Each leak, reprisal and threat on record, a row each in `df`; it is open until a day of closing is on record."""

    df: pd.DataFrame

    @property
    def open(self) -> int:
        """How many are open."""
        return int((self.df["state"] == "open").sum())

    def __repr__(self) -> str:
        return f"Incidents({len(self.df)}, {self.open} open)"

    def _repr_html_(self) -> str:
        rows = [[said(value) or "" for value in row] for row in self.df.itertuples(index=False)]
        return markup.table(rows, [name.replace("_", " ") for name in COLUMNS], repr(self))


def incidents(tables: Tables) -> Incidents:
    """The leaks and reprisals of a case, the open ones first, then by date.

    Example:
        >>> from workbench.records import Incident, Source
        >>> from workbench.tables import tabulate
        >>> told = [("s", Source(key="S", label="Call", kind="worker")),
        ...         ("i", Incident(kind="leak", title="Names in a newspaper", source="s"))]
        >>> incidents(tabulate(told, "h", bytes))
        Incidents(1, 1 open)
    """
    rows = []
    for key, row in tables.incidents.iterrows():
        stretch, by, closed = period(row), said(row["by"]), said(row["closed"])
        rows.append({
            "state": "closed" if closed else "open", "when": when(stretch), "kind": row["kind"], "title": row["title"],
            "workers": joined(tables.label(one) for one in row["subjects"]), "by": tables.label(by) if by else None,
            "done": said(row["done"]), "done_by": said(row["done_by"]), "closed": closed,
            "source": tables.label(row["source"]), "note": said(row["note"]),
            "order": (closed is not None, stretch.start or stretch.end or "9999", str(key)),
        })  # fmt: skip
    rows.sort(key=lambda row: row.pop("order"))
    for number, one in enumerate(rows, 1):
        one["number"] = number
    return Incidents(pd.DataFrame(rows, columns=COLUMNS, dtype="object"))
