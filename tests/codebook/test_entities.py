"""Kinds of entity and relation, and what they are called in FollowTheMoney."""

import pytest

from workbench.codebook.entities import (
    LINK,
    entity_schema,
    entity_schemas,
    properties,
    property_schema,
    relation_schema,
    relation_schemas,
)
from workbench.errors import Unknown

ABSTRACT = {"Thing", "Interval", "Value", "Interest"}


def test_every_kind_has_its_words() -> None:
    for name in entity_schemas():
        kind = entity_schema(name)
        assert kind.label and kind.description and kind.ftm not in ABSTRACT
    for name in relation_schemas():
        edge = relation_schema(name)
        assert edge.label and edge.verb and edge.reverse_verb and edge.source_types and edge.target_types


def test_the_kinds_that_cases_name_are_there() -> None:
    assert {
        "Worker",
        "Group",
        "SubAgent",
        "Branch",
        "Gate",
        "Dwelling",
        "Product",
        "Account",
        "Household",
        "Vehicle",
        "Shipment",
    } <= set(entity_schemas())
    assert {
        "Recruitment", "Fee", "Employment", "Subcontract", "SiteOwnership", "Ownership", "WorksAt", "Lodging",
        "LodgingControl", "DocumentCustody", "Debt", "WageOwed", "Purchase", "Supply", "Kinship", "Membership",
        "Threat", "Representation", "Supervision", "Household", "Act", "Transport", "Directorship", "AccountHolding",
        "Payment", "Succession", "VehicleUse", "Consignment", "Content", "Delivery",
    } <= set(relation_schemas())  # fmt: skip


def test_a_relation_reads_in_both_directions() -> None:
    custody = relation_schema("DocumentCustody")
    assert (custody.verb, custody.reverse_verb) == ("holds documents of", "has documents held by")
    assert custody.joins("Company", "Worker") and not custody.joins("Worker", "Company")


def test_money_runs_from_the_one_who_owes() -> None:
    owed, debt = relation_schema("WageOwed"), relation_schema("Debt")
    assert owed.as_ftm("Company", "Worker") == ("Debt", "debtor", "creditor")
    assert debt.as_ftm("Worker", "Agency") == ("Debt", "debtor", "creditor")
    assert "Worker" in owed.target_types and "Worker" in debt.source_types


def test_what_followthemoney_does_not_know_becomes_a_plain_link() -> None:
    assert relation_schema("Recruitment").as_ftm("Agency", "Worker") == LINK
    assert relation_schema("Employment").as_ftm("Branch", "Group") == LINK
    assert relation_schema("Employment").as_ftm("Branch", "Worker")[0] == "Employment"


def test_unknown_kinds_name_those_that_come_near() -> None:
    with pytest.raises(Unknown) as caught:
        relation_schema("Subcontrct")
    assert caught.value.near == ["Subcontract"]
    with pytest.raises(Unknown) as other:
        entity_schema("worker")
    assert other.value.near[0] == "Worker"


def test_every_property_has_its_words_and_belongs_to_kinds_that_are_there() -> None:
    for name in properties():
        known = property_schema(name)
        assert known.label and known.description and set(known.kinds) <= set(entity_schemas())
    assert property_schema("registrationNumber").ftm == "registrationNumber" and property_schema("taxNumber").one
    with pytest.raises(Unknown, match="property"):
        property_schema("adress")
