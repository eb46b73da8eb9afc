"""The kinds of entity and relation: their ends, their verbs, and their names in FollowTheMoney."""

import dataclasses
import functools

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown

LINK = ("UnknownLink", "subject", "object")


@dataclasses.dataclass(frozen=True, kw_only=True)
class EntitySchema:
    """A kind of entity; `tier` is its place in the layered network, empty where its relations decide."""

    name: str
    label: str
    description: str
    tier: str
    ftm: str
    ftm_note: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class PropertySchema:
    """A property of entities of these `kinds`; `one` says that an entity has one value of it at a time.

    `compared` is how two values are held against each other: by their words, digits or signs, or not at all (empty);
    `ftm` the name of the property in FollowTheMoney, empty where that model has none.
    """

    name: str
    label: str
    description: str
    kinds: tuple[str, ...]
    one: bool
    compared: str
    ftm: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class RelationSchema:
    """A kind of relation, read from `source_types` to `target_types` with `verb`, and back with `reverse_verb`.

    `about` is the matter it concerns: money, documents, place, kinship, ...; `ftm` is the FollowTheMoney schema,
    empty where that model has no counterpart, and `ftm_source` and `ftm_target` are its properties for the two ends.
    """

    name: str
    label: str
    description: str
    about: str
    source_types: tuple[str, ...]
    target_types: tuple[str, ...]
    verb: str
    reverse_verb: str
    ftm: str
    ftm_source: str
    ftm_target: str
    ftm_not_for: tuple[str, ...]
    ftm_note: str

    def joins(self, source: str, target: str) -> bool:
        """True where entities of these two kinds may stand at its ends.

        Example:
            >>> relation_schema("Lodging").joins("Worker", "Dwelling")
            True
        """
        return source in self.source_types and target in self.target_types

    def as_ftm(self, source: str, target: str) -> tuple[str, str, str]:
        """The FollowTheMoney schema for ends of these kinds, and its properties for the two.

        Where that model has no counterpart it is a plain link, to be given the verb as its role.

        Example:
            >>> relation_schema("Employment").as_ftm("Company", "Worker")
            ('Employment', 'employer', 'employee')
            >>> relation_schema("Employment").as_ftm("Company", "Group")
            ('UnknownLink', 'subject', 'object')
        """
        if not self.ftm or {source, target} & set(self.ftm_not_for):
            return LINK
        return self.ftm, self.ftm_source, self.ftm_target


def entity_schema(name: str) -> EntitySchema:
    """The kind of entity of a name.

    Raises:
        Unknown: there is no such kind.

    Example:
        >>> entity_schema("Worker").ftm
        'Person'
    """
    return _entities()[_known("entity", name, tuple(_entities()))]


def relation_schema(name: str) -> RelationSchema:
    """The kind of relation of a name.

    Raises:
        Unknown: there is no such kind.

    Example:
        >>> relation_schema("DocumentCustody").verb
        'holds documents of'
    """
    return _relations()[_known("relation", name, tuple(_relations()))]


def property_schema(name: str) -> PropertySchema:
    """The property of a name.

    Raises:
        Unknown: there is no such property.

    Example:
        >>> property_schema("phone").compared
        'digits'
    """
    return _properties()[_known("property", name, tuple(_properties()))]


def properties() -> list[str]:
    """The names of all properties of entities, sorted.

    Example:
        >>> "address" in properties()
        True
    """
    return list(_properties())


def entity_schemas() -> list[str]:
    """The names of all kinds of entity, sorted.

    Example:
        >>> "Worker" in entity_schemas()
        True
    """
    return list(_entities())


def relation_schemas() -> list[str]:
    """The names of all kinds of relation, sorted.

    Example:
        >>> "Kinship" in relation_schemas()
        True
    """
    return list(_relations())


@functools.cache
def _properties() -> dict[str, PropertySchema]:
    return {name: _property(name) for name in stems(place("entities", "properties"), ".toml")}


def _property(name: str) -> PropertySchema:
    file = place("entities", "properties", f"{name}.toml")
    values = toml(file)
    matches(compiled("entities", "properties", "schema.json"), values, file)
    return PropertySchema(name=name, **values | {"kinds": tuple(values["kinds"])})


def _known(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise Unknown(
            "codebook", what if what == "property" else f"kind of {what}", name, near(name, known) or list(known)
        )
    return name


@functools.cache
def _entities() -> dict[str, EntitySchema]:
    return {name: _entity(name) for name in stems(place("entities"), ".toml")}


@functools.cache
def _relations() -> dict[str, RelationSchema]:
    return {name: _relation(name) for name in stems(place("entities", "relations"), ".toml")}


def _entity(name: str) -> EntitySchema:
    file = place("entities", f"{name}.toml")
    values = toml(file)
    matches(compiled("entities", "schema.json"), values, file)
    ftm = values.pop("ftm")
    return EntitySchema(name=name, **values, ftm=ftm["schema"], ftm_note=ftm["note"])


def _relation(name: str) -> RelationSchema:
    file = place("entities", "relations", f"{name}.toml")
    values = toml(file)
    matches(compiled("entities", "relations", "schema.json"), values, file)
    edge, ftm = values.pop("edge"), values.pop("ftm")
    return RelationSchema(
        name=name, **values, verb=edge["verb"], reverse_verb=edge["reverse_verb"],
        source_types=tuple(edge["source"]), target_types=tuple(edge["target"]),
        ftm=ftm["schema"], ftm_source=ftm["source"], ftm_target=ftm["target"],
        ftm_not_for=tuple(ftm["not_for"]), ftm_note=ftm["note"],
    )  # fmt: skip
