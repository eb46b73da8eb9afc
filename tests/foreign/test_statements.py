import csv
import random

from tests.foreign.texts import FILES, read
from workbench.foreign.reading import hear
from workbench.foreign.statements import entities_of_statements


def rows() -> list[tuple[dict[str, str], str, None]]:
    with (FILES / "fiction.statements.csv").open(encoding="utf-8") as file:
        return [(dict(row), f"row {number}", None) for number, row in enumerate(csv.DictReader(file), 2)]


def test_statements_say_what_the_entities_say() -> None:
    whole = hear(*read(FILES / "fiction.ftm.json"), "f")
    stated = hear(*read(FILES / "fiction.statements.csv"), "f")
    assert stated.form == "ftm-statements" and stated.unknown == whole.unknown
    assert {(one.key, frozenset(one.names)) for one in stated.entities} == {
        (one.key, frozenset(one.names)) for one in whole.entities
    }
    assert {(one.source, one.schema, one.target) for one in stated.links} == {
        (one.source, one.schema, one.target) for one in whole.links
    }


def test_the_order_of_statements_does_not_matter() -> None:
    def told(found: list) -> set:  # type: ignore[type-arg]
        return {(one.id, one.schema, name, text) for one in found for name in one.properties
                for text in one.properties[name]}  # fmt: skip

    mixed = rows()
    random.Random(5).shuffle(mixed)
    assert told(entities_of_statements(mixed, "f", [])) == told(entities_of_statements(rows(), "f", []))


def test_a_canonical_id_joins_what_its_publisher_joined_and_packs_name_the_kind_in_the_property() -> None:
    one = {"canonical_id": "N", "entity_id": "a", "schema": "LegalEntity", "prop": "name", "value": "A"}
    other = {"canonical_id": "N", "entity_id": "b", "prop": "Company:alias", "value": "B"}
    (found,) = entities_of_statements([(one, "row 2", None), (other, "row 3", None)], "f", [])
    assert found.id == "N" and found.schema == "Company" and found.properties == {"name": ["A"], "alias": ["B"]}


def test_a_row_that_says_nothing_is_listed() -> None:
    problems: list = []  # type: ignore[type-arg]
    assert entities_of_statements([({"prop": "name"}, "row 9", None)], "s.csv", problems) == []
    assert "s.csv, row 9" in str(problems[0])
