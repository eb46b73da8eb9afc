"""What of a network is documented, what only alleged, what contradicted: one row a kind of relation."""

import dataclasses
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench import markup
from workbench.codebook import relation_schema
from workbench.findings.chart import bundled
from workbench.findings.said import records
from workbench.findings.way import STRENGTH

if TYPE_CHECKING:
    from workbench.findings.network import Network

COLUMNS = ["what", "about", "pairs", "documented", "alleged", "contradicted", "claims", "denials", "one_source",
           "sources", "undated", "without_passage", "schema"]  # fmt: skip
SHOWN = ["what", "pairs", "documented", "alleged", "contradicted", "claims", "denials", "one_source", "sources",
         "undated"]  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class Documented:
    """How well a network is documented; `df` has a row a kind of relation, in the order of its matter and name.

    `pairs` are two entities between whom something of this kind is claimed, each `documented`, `alleged` or
    `contradicted`; `one_source` how many of them rest on one source alone, `denials` are claims that it was not so.
    """

    df: pd.DataFrame

    def __repr__(self) -> str:
        counts = ", ".join(f"{int(self.df[status].sum())} {status}" for status in reversed(STRENGTH))
        return f"Documented({int(self.df['pairs'].sum())} relations of two: {counts})"

    def _repr_html_(self) -> str:
        rows = [[row[name] for name in SHOWN] for row in records(self.df)]
        return markup.table(rows, SHOWN, f"{self!r}")

    def document(self) -> list[dict[str, Any]]:
        """The rows as plain values, for JSON."""
        return records(self.df)


def documented(network: "Network") -> Documented:
    """Counts what is claimed of any two entities, by kind of relation and by how it is known.

    Example:
        >>> from workbench.findings.network import network
        >>> from workbench.tables import tabulate
        >>> documented(network(tabulate([], "h", bytes)))
        Documented(0 relations of two: 0 documented, 0 alleged, 0 contradicted)
    """
    rows = [_row(str(schema), claims) for schema, claims in network.df.groupby("schema", sort=True)]
    rows.sort(key=lambda row: (row["about"], row["what"]))
    table = pd.DataFrame(rows, columns=COLUMNS, dtype="object")
    numbers = [name for name in COLUMNS if name not in ("what", "about", "schema")]
    return Documented(table.astype(dict.fromkeys(numbers, "int64")))


def _row(schema: str, claims: pd.DataFrame) -> dict[str, Any]:
    kind, pairs = relation_schema(schema), claims.groupby(["from_id", "to_id"], sort=False)
    statuses = [bundled(list(held)) for _, held in pairs["status"]]
    return {
        "what": kind.label, "about": kind.about, "pairs": len(statuses),
        **{status: statuses.count(status) for status in STRENGTH}, "claims": len(claims),
        "denials": int((claims["stance"] == "contradicts").sum()),
        "one_source": int((pairs["source_id"].nunique() == 1).sum()), "sources": claims["source_id"].nunique(),
        "undated": int((claims["start"].isna() & claims["end"].isna()).sum()),
        "without_passage": sum(not held for held in claims["passages"]), "schema": schema,
    }  # fmt: skip
