import networkx as nx
import pandas as pd

from workbench.findings.row import Columns

TABLE = pd.DataFrame({"verb": ["employs", "owns"], "count": [3, None]}, dtype="object")


def test_a_row_reads_its_table_and_keeps_what_is_written_to_itself() -> None:
    one, other = Columns(TABLE).rows()
    assert dict(one) == {"verb": "employs", "count": 3} and other["verb"] == "owns"
    one["verb"] = "owes"
    del one["count"]
    assert dict(one) == {"verb": "owes"} and len(one) == 1 and TABLE.at[0, "verb"] == "employs"
    assert repr(other) == "{'verb': 'owns', 'count': None}"


def test_networkx_takes_rows_for_the_data_of_edges() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="r")
    graph._succ["a"]["b"]["r"] = graph._pred["b"]["a"]["r"] = Columns(TABLE).rows()[0]
    assert graph.edges["a", "b", "r"]["verb"] == "employs"
    assert list(graph.edges(data="count", default=1)) == [("a", "b", 3)]
    copied = graph.copy()
    copied.edges["a", "b", "r"]["verb"] = "owes"
    assert graph.edges["a", "b", "r"]["verb"] == "employs"
    assert nx.to_pandas_edgelist(graph)["verb"].tolist() == ["employs"]
