"""A made-up network of any size as a Network: what overviews, charts and explorers of large cases are tried on."""

import networkx as nx
import numpy as np
import pandas as pd

from workbench.codebook import relation_schema
from workbench.findings.edges import COLUMNS
from workbench.findings.network import Network

# Kind, tier and share of the entities; then who stands in which relation to whom, and the share of the claims.
ENTITIES = (
    ("SubAgent", "sub-agent", 0.03), ("Agency", "agency", 0.01), ("Worker", "workers", 0.8),
    ("Company", "employer or contractor", 0.1), ("Site", "place", 0.03), ("Company", "site owner", 0.02),
    ("Company", "parent or product", 0.007), ("Company", "brand or buyer", 0.003),
)  # fmt: skip
CLAIMS = (
    ("Recruitment", 1, 2, 0.3), ("Recruitment", 0, 2, 0.15), ("Employment", 3, 2, 0.3), ("DocumentCustody", 3, 2, 0.1),
    ("Subcontract", 5, 3, 0.05), ("SiteOwnership", 5, 4, 0.03), ("Ownership", 6, 5, 0.04), ("Purchase", 7, 5, 0.03),
)  # fmt: skip
STARTS, ENDS = ("2020", "2021-03", None, "2021-05-06"), (None, "2021-12", "2022")


def crowded(claims: int, seed: int = 1) -> Network:
    """A network of so many claims between a quarter as many entities; the same seed gives the same one."""
    chance = np.random.default_rng(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    keys = [[f"{at}-{n}" for n in range(max(3, int(claims / 4 * share)))] for at, (_, _, share) in enumerate(ENTITIES)]
    for (schema, tier, _), group in zip(ENTITIES, keys, strict=True):
        for number, key in enumerate(group):
            graph.add_node(
                key, key=key, schema=schema, label=f"{schema} {key}", tier=tier, role=None, scope=None, names=(),
                country=("VN", "RS", None)[number % 3], told_us=False, members=(key,), keys=(key,), labels=(key,),
            )  # fmt: skip
    rows = []
    for schema, one, other, share in CLAIMS:
        size = round(claims * share)
        ends = chance.zipf(1.6, size) % len(keys[one]), chance.integers(0, len(keys[other]), size)
        status = chance.choice(["documented", "alleged", "contradicted"], size)
        rows += [(keys[one][a], keys[other][b], schema, said) for a, b, said in zip(*ends, status, strict=True)]
    return Network(graph, _frame(graph, rows))


def _frame(graph: "nx.MultiDiGraph[str]", rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    labels = dict(graph.nodes(data="label"))
    table = pd.DataFrame(rows, columns=["from_id", "to_id", "schema", "status"])
    size = len(table)
    plain = {
        "number": range(1, size + 1), "relation": [f"r{n}" for n in range(size)], "source": "Register",
        "source_id": [f"s{n % 50}" for n in range(size)], "stance": "supports", "when": "", "timing": "",
        "start": [STARTS[n % 4] for n in range(size)], "end": [ENDS[n % 3] for n in range(size)],
        "from": table["from_id"].map(labels), "to": table["to_id"].map(labels), "passages": [()] * size,
        "verb": table["schema"].map({name: relation_schema(name).verb for name, *_ in CLAIMS}),
    }  # fmt: skip
    nothing = dict.fromkeys(["amount", "currency", "share", "share_high", "count", "note"])
    return table.assign(**plain, **nothing)[COLUMNS]
