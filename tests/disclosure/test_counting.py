"""Workers as counts: one node for all, and no claim behind which fewer than k stand."""

from tests.disclosure.shared_case import hand, kinds, records, terms
from workbench.disclosure.counting import counted
from workbench.disclosure.leaving import leaving
from workbench.disclosure.view import View
from workbench.records import Period, Relation
from workbench.tables import tabulate


def drawn(made, to="public"):
    found = terms(made, to)
    workers = frozenset(key for key, one in made if getattr(one, "schema", "") == "Worker")
    return tabulate(View(leaving(kinds(made), found).records, found, hand(), workers).records(), "h", bytes)


def test_all_workers_are_one_and_their_claims_one() -> None:
    found = counted(drawn(records(to="public")), k=5, identity=hand().identity)
    entities = found.tables.entities
    assert "Worker" not in set(entities["schema"]) and "Workers, as a count" in set(entities["label"])
    employed = found.tables.relations
    assert list(employed["schema"]) == ["Employment"] and found.left_out == 0
    assert employed["target_entity"].map(found.tables.label).tolist() == ["Workers, as a count"]
    assert employed["source"].map(found.tables.label).tolist() == ["Accounts of 5 or more workers"]
    assert employed["amount"].tolist() == [None]


def test_a_claim_of_fewer_than_k_is_left_out_and_counted() -> None:
    found = counted(drawn(records(to="public")), k=7, identity=hand().identity)
    assert found.left_out == 6 and not len(found.tables.relations)
    assert "Workers, as a count" not in set(found.tables.entities["label"])


def test_who_is_in_which_group_and_what_joins_two_workers_stays() -> None:
    more = [
        ("m", Relation(schema="Membership", source_entity="w1", target_entity="g", source="press")),
        ("t", Relation(schema="Threat", source_entity="w1", target_entity="w2", source="press")),
        ("o", Relation(schema="SiteOwnership", source_entity="branch", target_entity="site", source="press")),
    ]
    found = counted(drawn(records(to="public", more=more)), k=5, identity=hand().identity)
    assert set(found.tables.relations["schema"]) == {"Employment", "SiteOwnership"}


def test_a_claim_spans_the_time_of_all() -> None:
    more = [
        (f"r{n}", Relation(schema="Recruitment", source_entity="boss", target_entity=f"w{n}", source="press",
                           period=Period(start=f"2024-0{n}")))
        for n in range(1, 7)
    ]  # fmt: skip
    found = counted(drawn(records(to="public", more=more)), k=6, identity=hand().identity).tables.relations
    recruited = found[found["schema"] == "Recruitment"]
    assert recruited["period_start"].tolist() == ["2024-01"]
