from tests.findings.small_case import RELATIONS, tables
from workbench.findings.network import network


def test_every_pair_counts_once_and_every_claim_is_counted() -> None:
    found = network(tables()).documented()
    table = found.df.set_index("schema")
    assert table["claims"].sum() == len(RELATIONS)
    assert (table["documented"] + table["alleged"] + table["contradicted"] == table["pairs"]).all()
    custody = table.loc["DocumentCustody"]
    assert (custody["pairs"], custody["claims"], custody["denials"], custody["contradicted"]) == (2, 3, 1, 1)
    assert (custody["one_source"], custody["sources"], custody["undated"]) == (1, 3, 0)
    assert table.at["Purchase", "without_passage"] == 1 and table.at["WageOwed", "without_passage"] == 0


def test_it_shows_itself() -> None:
    found = network(tables()).documented()
    assert "Custody of documents" in found._repr_html_() and "documented" in repr(found)
    assert found.document()[0]["schema"] == "Threat" or found.document()[0]["about"]
    empty = network(tables(without=frozenset({"relation"}))).documented()
    assert len(empty.df) == 0 and "0 relations" in repr(empty)
