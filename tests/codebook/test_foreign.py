import pytest

from workbench.codebook import entity_schemas, relation_schema, relation_schemas
from workbench.codebook.foreign import ftm_mapping, ftm_model, layout, layouts
from workbench.errors import Unknown


def test_every_name_of_the_mapping_is_known_on_both_sides() -> None:
    model, mapping = ftm_model(), ftm_mapping()
    assert set(mapping["entities"]) | set(mapping["links"]) | set(mapping["events"]) <= set(model.schemata)
    assert set(mapping["entities"].values()) <= set(entity_schemas())
    assert {name for names in mapping["links"].values() for name in names} <= set(relation_schemas())
    known = {name for kind in model.schemata for name in model.properties(kind)}
    assert set(mapping["fields"]) | set(mapping["derived"]) <= known
    assert all(model.ends(kind) for kind in mapping["links"])


def test_what_we_write_is_in_the_model() -> None:
    model = ftm_model()
    for name in relation_schemas():
        known = relation_schema(name)
        if known.ftm:
            assert {known.ftm_source, known.ftm_target} <= model.properties(known.ftm)


def test_kinds_inherit_at_every_remove() -> None:
    model = ftm_model()
    assert model.is_a("Company", "Thing") and model.is_a("Company", "Asset") and not model.is_a("Thing", "Company")
    assert {"name", "birthDate", "registrationNumber"} <= model.properties("Person")
    assert model.properties("Unicorn") == frozenset()
    assert all(model.is_a(kind, up) for kind, values in model.schemata.items() for up in values["extends"])


def test_layouts_name_only_columns_that_they_have() -> None:
    for one in layouts().values():
        named = [rule for rules in (one["entities"], one.get("relations", ()), one.get("events", ())) for rule in rules]
        used = {
            rule[key] for rule in named for key in ("kind_column", "key", "country", "born", "role") if rule.get(key)
        }
        used |= {name for rule in named for key in ("note", "words") for name in rule.get(key, ())}
        used |= {name for rule in one["entities"] for name in rule["name"]} | set(one["needs"])
        assert used <= set(one["columns"]), one["id"]
        kinds = {rule["as"] for rule in one["entities"]}
        assert {rule[end] for rule in one.get("relations", ()) for end in ("from", "to")} <= kinds


def test_a_layout_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(Unknown, match="import-ban"):
        layout("import-bans")
