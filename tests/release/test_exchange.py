import dataclasses
import json
import re

import networkx as nx
import pytest

from workbench.codebook import relation_schemas
from workbench.codebook.entities import relation_schema
from workbench.findings.network import Network, network
from workbench.records import CaseInfo
from workbench.release.exchange import NAMED, as_ftm, node_keys, sentence
from workbench.tables import Tables, tabulate

# FollowTheMoney: the schemata used here, whose kinds they take at their ends, and the properties that they have.
PEOPLE, BODIES = {"Person"}, {"Company", "Organization", "PublicBody", "LegalEntity"}
THINGS = PEOPLE | BODIES | {"RealEstate", "Document", "Asset", "BankAccount", "Vehicle"}
INTERVAL = {"startDate", "endDate", "summary", "recordId"}
ROLE = INTERVAL | {"role", "status"}
VALUE = {"amount", "currency"}
LINKS: dict[str, tuple[tuple[str, set[str]], tuple[str, set[str]], set[str]]] = {
    "UnknownLink": (("subject", THINGS), ("object", THINGS), ROLE),
    "Employment": (("employer", BODIES - {"LegalEntity"}), ("employee", PEOPLE), ROLE),
    "Ownership": (
        ("owner", PEOPLE | BODIES),
        ("asset", {"Company", "RealEstate", "Asset", "BankAccount", "Vehicle"}),
        ROLE | {"percentage"},
    ),
    "Directorship": (("director", PEOPLE | BODIES), ("organization", BODIES), ROLE),
    "Succession": (("predecessor", BODIES), ("successor", BODIES), ROLE),
    "Representation": (("agent", PEOPLE | BODIES), ("client", PEOPLE | BODIES), ROLE),
    "Debt": (("debtor", PEOPLE | BODIES), ("creditor", PEOPLE | BODIES), INTERVAL | VALUE),
    "Payment": (("payer", PEOPLE | BODIES), ("beneficiary", PEOPLE | BODIES), INTERVAL | VALUE | {"purpose"}),
}
THING = {"name", "alias", "country", "summary", "notes", "keywords", "fileName"}
# What sources say of bodies, by the names that FollowTheMoney has for it.
TOLD = {"address", "phone", "email", "website", "legalForm", "registrationNumber", "taxNumber", "sector",
        "incorporationDate", "dissolutionDate", "title"}  # fmt: skip


@pytest.fixture(scope="module")
def found(demo: Tables) -> Network:
    return network(demo)


@pytest.fixture(scope="module", params=["demo", "record"])
def exported(request: pytest.FixtureRequest) -> tuple[Tables, Network, dict]:  # type: ignore[type-arg]
    tables = request.getfixturevalue(request.param)
    return tables, network(tables), as_ftm(network(tables), tables)


def test_every_entity_is_one_that_followthemoney_knows(exported: tuple) -> None:  # type: ignore[type-arg]
    _, _, document = exported
    schema_of = {one["id"]: one["schema"] for one in document["entities"]}
    assert len(schema_of) == len(document["entities"])
    for one in document["entities"]:
        values = one["properties"]
        assert set(one) == {"id", "schema", "properties"}
        assert all(
            isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts)
            for texts in values.values()
        )
        if one["schema"] in LINKS:
            (source, sources), (target, targets), more = LINKS[one["schema"]]
            assert set(values) <= {source, target} | more
            assert schema_of[values[source][0]] in sources and schema_of[values[target][0]] in targets
        else:
            assert one["schema"] in THINGS and set(values) <= THING | TOLD and values["name"]
            body = one["properties"]["keywords"][0].removeprefix("workbench:") in NAMED
            assert body or set(values) <= THING, "of whoever may be a person, a label and no more"
            assert all(re.fullmatch("[a-z]{2}", country) for country in values.get("country", []))


def test_every_relation_is_expressed_or_listed_with_a_reason(exported: tuple) -> None:  # type: ignore[type-arg]
    tables, graph, document = exported
    written = {one["properties"]["recordId"][0] for one in document["entities"] if one["schema"] in LINKS}
    listed = {one["relation"]: one["reason"] for one in document["not_expressed"] if "relation" in one}
    assert written | set(listed) == set(tables.relations.index)
    assert all(listed.values())
    for edge in graph.df.to_dict("records"):
        kept_inside = edge["schema"] in ("Kinship", "Membership")
        assert (edge["relation"] in written) == (edge["stance"] == "supports" and not kept_inside)
        if edge["schema"] == "DocumentCustody" and edge["stance"] == "supports":
            assert "UnknownLink" in listed[edge["relation"]]


def test_every_value_of_a_body_is_expressed_or_listed_with_a_reason(exported: tuple) -> None:  # type: ignore[type-arg]
    _, graph, document = exported
    of = {one["id"]: one["properties"] for one in document["entities"]}
    listed = {one["statement"]: one["reason"] for one in document["not_expressed"] if "statement" in one}
    keys = node_keys(graph)
    told = graph.stated[graph.stated["schema"].isin(NAMED)].to_dict("records")
    for row in told:
        said = {value.lower() for values in of[keys[row["of_id"]]].values() for value in values}
        assert {row["value"].lower(), row["value"].replace(" ", "")} & said or listed[row["statement"]]
    assert told
    denied = [row for row in told if row["stance"] != "supports"]
    assert all("no denial" in listed[row["statement"]] for row in denied)


def test_a_share_stands_as_per_cent_or_as_a_range(demo: Tables, found: Network) -> None:
    owned = [one["properties"] for one in as_ftm(found, demo)["entities"] if one["schema"] == "Ownership"]
    recorded = demo.relations[(demo.relations["schema"] == "Ownership") & demo.relations["share"].notna()]
    assert sum("percentage" in one for one in owned) == len(recorded) > 0
    assert set(recorded["share"]) <= {one["percentage"][0].split("-")[0] for one in owned if "percentage" in one}


def test_no_persons_name_and_no_kinship_leaves(demo: Tables, found: Network) -> None:
    text = json.dumps(as_ftm(found, demo), ensure_ascii=False)
    people = demo.entities[~demo.entities["schema"].isin(NAMED | {"Site", "Dwelling", "Gate", "Document"})]
    names = {name for names in people["names"] for name in names} - set(demo.entities["label"])
    assert names and not [name for name in names if name in text]
    assert "is kin of" not in text and "Family" not in text


def test_ids_are_of_a_form_that_followthemoney_takes_and_stay_apart() -> None:
    graph = nx.MultiDiGraph()
    for key in ("W-01", "Group 2", "Group-2", "Група 2", "Група 3.", "ạ"):
        graph.add_node(key, key=key, schema="Group", label=key, names=(), country=None, role=None, scope=None)
    tables = tabulate([("c" * 64, CaseInfo(title="A"))], "h", bytes)
    found = dataclasses.replace(network(tables), graph=graph)
    ids = [one["id"] for one in as_ftm(found, tables)["entities"]]
    assert sorted(ids) == ["2", "3", "Group-2", "Group-2-2", "W-01", "entity"]


def test_a_telephone_goes_out_with_its_country_code_or_not_at_all(demo: Tables, found: Network) -> None:
    document = as_ftm(found, demo)
    phones = {text for one in document["entities"] for text in one["properties"].get("phone", ())}
    assert phones and all(re.fullmatch(r"\+[0-9]{8,15}", one) for one in phones)
    left = [one["said"] for one in document["not_expressed"] if "country code" in one["reason"]]
    assert left and not [one for one in left if "+" in one]


@pytest.mark.parametrize(
    "value", ["+381 23 555, +381 64 555", "+381 23 555 012/013", "+44 (0)20 5550 0123", "+381 23 555 ext. 4"]
)
def test_of_two_numbers_or_an_extension_no_third_number_is_made(demo: Tables, found: Network, value: str) -> None:
    stated = found.stated.copy()
    stated.loc[stated["property"] == "phone", "value"] = value
    document = as_ftm(dataclasses.replace(found, stated=stated), demo)
    assert not [one for one in document["entities"] if "phone" in one["properties"]]
    assert [one for one in document["not_expressed"] if value in one["said"]]


def test_sums_and_dates_stay_as_they_were_written(demo: Tables, found: Network) -> None:
    fees = [one["properties"] for one in as_ftm(found, demo)["entities"] if one["schema"] == "Payment"]
    recorded = demo.relations[(demo.relations["schema"] == "Fee") & (demo.relations["stance"] == "supports")]
    assert sorted(fee["amount"][0] for fee in fees if "amount" in fee) == sorted(recorded["amount"].dropna())
    assert all(fee["purpose"] == ["recruitment fee"] for fee in fees)


def test_a_denial_is_never_written_as_a_fact(hostile: Tables) -> None:
    document = as_ftm(network(hostile), hostile)
    denied = [one for one in document["not_expressed"] if "contradicts" in one["reason"]]
    assert len(denied) == 1 and denied[0]["said"].startswith("it is disputed that ")
    kin = [one for one in document["not_expressed"] if one["schema"] == "Kinship"]
    assert len(kin) == 1 and "P-01" not in kin[0]["said"]


def test_every_kind_of_relation_has_a_form_that_is_known() -> None:
    for name in relation_schemas():
        for source in relation_schema(name).source_types:
            for target in relation_schema(name).target_types:
                schema = relation_schema(name).as_ftm(source, target)[0]
                assert schema in LINKS or name in ("Household", "Kinship", "Membership"), name


def test_a_sentence_says_against_what_speaks_against() -> None:
    edge = {"from": "A", "verb": "employs", "to": "B", "status": "contradicted", "source": "S"}
    assert sentence({**edge, "stance": "contradicts"}) == "it is disputed that A employs B (contradicted, S)"
