"""One table of kinds, in step with the schemas on the ground floor."""

import dataclasses
import json

import pytest

from workbench.records import KIND_OF, KINDS, REFERENCES, Coding, Correction, Record, Source, references


def test_kinds_and_nouns_are_one_to_one() -> None:
    assert {KIND_OF[type_]: type_ for type_ in KIND_OF} == KINDS
    assert set(Record.__args__) == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_each_noun_has_the_fields_of_its_schema(kind: str, repository) -> None:
    schema = json.loads((repository / "evidence_schema" / "records" / f"{kind}.json").read_text("utf-8"))
    fields = {field.name: field for field in dataclasses.fields(KINDS[kind])}
    assert set(schema["properties"]) == set(fields)
    needed = {name for name, field in fields.items() if field.default is dataclasses.MISSING}
    assert needed <= set(schema["required"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_holds_an_id_is_followed(kind: str, repository) -> None:
    """What the schema calls an id of a record is in REFERENCES, so that `verify` follows it."""
    schema = json.loads((repository / "evidence_schema" / "records" / f"{kind}.json").read_text("utf-8"))
    ids = {name for name, entry in schema["properties"].items() if "/id" in json.dumps(entry) or name == "actor"}
    assert ids == set(REFERENCES.get(kind, ()))


def test_references_are_the_ids_that_are_said() -> None:
    source = Source(key="S", label="S", kind="press", retells=("a", "b"), same_origin_as=("c",))
    assert references("source", source) == ["a", "b", "c"]
    coding = Coding(
        passage="p",
        framework="f",
        indicator="i",
        stance="unclear",
        subject="s",
        coder="c",
        means="hearsay",
        actor="unknown",
    )
    assert references("coding", coding) == ["p", "s", "c"]
    assert references("correction", Correction(target="t", reason="r", replacement="n")) == ["t", "n"]
    assert references("agent", source) == []
