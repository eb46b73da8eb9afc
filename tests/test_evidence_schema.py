"""The data of `evidence_schema` is whole: it parses, names its sources, and agrees with the records."""

import dataclasses
import json
import tomllib
import types
import typing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from workbench.records import KINDS, Period

GROUND = Path(__file__).resolve().parent.parent / "evidence_schema"
SCHEMAS = sorted(GROUND.rglob("*schema.json")) + sorted((GROUND / "records").glob("*.json"))
FRAMEWORKS = sorted((GROUND / "frameworks").glob("*.toml"))
LANGUAGES = ("en", "sr-Latn", "sr-Cyrl", "vi")
ILO_ORDER = [
    "abuse-of-vulnerability", "deception", "restriction-of-movement", "isolation", "physical-and-sexual-violence",
    "intimidation-and-threats", "retention-of-identity-documents", "withholding-of-wages", "debt-bondage",
    "abusive-working-and-living-conditions", "excessive-overtime",
]  # fmt: skip
# Item ids of the Delphi list, fixed by what exchanges files with us; its labels here say "person".
IDS_OF_THE_INSTRUMENT = ("violence_on_victims", "threats_of_violence_against_victim")
CYRILLIC = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
CYRILLIC |= {"љ": "lj", "њ": "nj", "џ": "dž"}


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def schema_of(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GROUND / "records" / f"{kind}.json").read_text(encoding="utf-8"))
    return found


def latin(text: str) -> str:
    """Serbian Cyrillic in Latin letters: one letter each, except three that are two."""
    letters = [(CYRILLIC.get(c.lower(), c), c.isupper()) for c in text]
    return "".join(letter.capitalize() if upper else letter for letter, upper in letters)


def test_the_ground_holds_data_and_one_line_of_code() -> None:
    code = [path.relative_to(GROUND).as_posix() for path in GROUND.rglob("*.py")]
    assert code == ["__init__.py"]
    assert len((GROUND / "__init__.py").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("path", sorted(GROUND.rglob("*.toml")), ids=lambda path: path.relative_to(GROUND).as_posix())
def test_every_toml_parses_and_is_not_empty(path: Path) -> None:
    assert load(path)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.relative_to(GROUND).as_posix())
def test_every_schema_is_valid_2020_12(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_a_schema_for_each_kind_of_record_and_no_other() -> None:
    assert {path.stem for path in (GROUND / "records").glob("*.json")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_schema_has_the_fields_of_its_dataclass(kind: str) -> None:
    schema, fields = schema_of(kind), dataclasses.fields(KINDS[kind])
    no_default = [field.name for field in fields if field.default is dataclasses.MISSING]
    assert set(schema["properties"]) == {field.name for field in fields}
    assert sorted(schema["required"]) == sorted(no_default)
    assert schema["additionalProperties"] is False
    assert schema["title"] == KINDS[kind].__name__


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_schema_has_the_types_of_its_dataclass(kind: str) -> None:
    names = {str: "string", int: "integer", bool: "boolean", tuple: "array", Period: "object"}
    properties, defs = schema_of(kind)["properties"], schema_of(kind).get("$defs", {})
    for name, hint in typing.get_type_hints(KINDS[kind]).items():
        choices = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        plain = next(choice for choice in choices if choice is not type(None))
        node = properties[name]
        merged = {**defs.get(node.get("$ref", "").removeprefix("#/$defs/"), {}), **node}
        said = merged.get("type") or ("string" if all(isinstance(value, str) for value in merged["enum"]) else "mixed")
        assert said == names[typing.get_origin(plain) or plain], f"{kind}.{name}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_holds(kind: str) -> None:
    for name, node in schema_of(kind)["properties"].items():
        assert node["description"].endswith("."), name


def test_a_definition_is_the_same_in_every_record_schema() -> None:
    seen: dict[str, Any] = {}
    for kind in KINDS:
        for name, node in schema_of(kind).get("$defs", {}).items():
            assert seen.setdefault(name, node) == node, f"{kind} {name}"


@pytest.mark.parametrize(("kind", "folder"), [("entity", "entities"), ("relation", "entities/relations")])
def test_the_kinds_that_a_record_may_name_are_the_files(kind: str, folder: str) -> None:
    files = sorted(path.stem for path in (GROUND / folder).glob("*.toml"))
    assert schema_of(kind)["properties"]["schema"]["enum"] == files


def test_relations_join_kinds_of_entity_that_exist_and_every_kind_is_joined() -> None:
    kinds = {path.stem for path in (GROUND / "entities").glob("*.toml")}
    joined: set[str] = set()
    for path in (GROUND / "entities/relations").glob("*.toml"):
        edge = load(path)["edge"]
        joined |= set(edge["source"]) | set(edge["target"])
        assert set(edge["source"]) | set(edge["target"]) <= kinds, path.name
        assert set(load(path)["ftm"]["not_for"]) <= set(edge["source"]) | set(edge["target"]), path.name
    # Places that stand on a map alone, and papers that are told of by property.
    places = {path.stem for path in (GROUND / "entities").glob("*.toml") if load(path)["tier"] == "place"}
    assert kinds - joined == {"Document"} | (places - joined)
    assert {"Site", "Dwelling"} <= joined


@pytest.mark.parametrize("path", sorted((GROUND / "entities/relations").glob("*.toml")), ids=lambda path: path.stem)
def test_a_relation_names_its_followthemoney_ends_or_says_why_not(path: Path) -> None:
    ftm = load(path)["ftm"]
    named = [bool(ftm[name]) for name in ("schema", "source", "target")]
    assert all(named) or (not any(named) and ftm["note"])


def test_ilo_11_has_the_eleven_indicators_in_the_order_of_the_ilo() -> None:
    indicators = load(GROUND / "frameworks/ilo-11.toml")["indicators"]
    assert [entry["id"] for entry in indicators] == ILO_ORDER
    assert [entry["number"] for entry in indicators] == list(range(1, 12))


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_labels_are_complete_and_unreviewed_ones_are_marked(path: Path) -> None:
    for entry in load(path)["indicators"]:
        assert set(LANGUAGES) <= set(entry["labels"]), entry["id"]
        assert all(entry["labels"].values())
        assert set(entry["labels"]) - {"en"} >= set(entry["unreviewed"])
        assert "en" not in entry["unreviewed"]


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_the_cyrillic_label_is_the_latin_one_in_other_letters(path: Path) -> None:
    for entry in load(path)["indicators"]:
        assert latin(entry["labels"]["sr-Cyrl"]) == entry["labels"]["sr-Latn"]
        assert all(c.lower() in CYRILLIC for c in entry["labels"]["sr-Cyrl"] if c.isalpha()), entry["id"]


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_every_rule_and_indicator_names_its_source_and_whether_it_was_verified(path: Path) -> None:
    framework = load(path)
    for entry in [framework["rule"], *framework["editions"], *framework["indicators"]]:
        assert set(entry["source"]) == {"instrument", "year", "place"}
        assert isinstance(entry["verified"], bool)


def test_ilo_11_neither_counts_nor_weighs() -> None:
    framework = load(GROUND / "frameworks/ilo-11.toml")
    assert framework["rule"]["determines"] is False
    assert "no threshold" in framework["rule"]["text"]
    assert not any("weight" in key or "score" in key for entry in framework["indicators"] for key in entry)


def test_the_phases_of_frameworks_are_those_that_a_coding_may_name() -> None:
    allowed = set(schema_of("coding")["properties"]["phase"]["enum"])
    for path in FRAMEWORKS:
        assert set(load(path)["phases"]) <= allowed


def test_every_code_that_an_error_carries_is_a_check() -> None:
    from workbench import errors

    codes = {thing.code for thing in vars(errors).values() if isinstance(thing, type)}
    assert codes <= set(load(GROUND / "checks.toml"))


def test_no_check_calls_anyone_a_victim_or_anything_a_violation() -> None:
    for path in GROUND.rglob("*.toml"):
        words = path.read_text(encoding="utf-8").lower()
        for id in IDS_OF_THE_INSTRUMENT:
            words = words.replace(f'.{id}"', "")
        assert "violation" not in words and "victim" not in words, path.name
