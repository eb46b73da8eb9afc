"""How others write networks: the names of FollowTheMoney, what they are called here, and the tables of lists."""

import dataclasses
import functools
from pathlib import Path
from typing import Any

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Missing, Unknown


@dataclasses.dataclass(frozen=True)
class Model:
    """The kinds of FollowTheMoney of one version, by name, with what each extends and its properties.

    Source: the schemata published at https://followthemoney.tech/explorer/schemata/.
    """

    version: str
    schemata: dict[str, dict[str, Any]]

    def is_a(self, schema: str, other: str) -> bool:
        """Whether a kind is another one or extends it, at whatever remove.

        Example:
            >>> ftm_model().is_a("Company", "LegalEntity"), ftm_model().is_a("Person", "Organization")
            (True, False)
        """
        return schema == other or any(self.is_a(up, other) for up in self.schemata.get(schema, {}).get("extends", ()))

    def properties(self, schema: str) -> frozenset[str]:
        """Every property of a kind, with those that it inherits; none of a kind that is not known.

        Example:
            >>> "startDate" in ftm_model().properties("Ownership")
            True
        """
        known = self.schemata.get(schema, {"extends": [], "properties": []})
        inherited = (self.properties(up) for up in known["extends"])
        return frozenset(known["properties"]).union(*inherited)

    def labels(self, schema: str) -> dict[str, str]:
        """The words that exports to Excel put in place of a property, in small letters without blanks.

        Example:
            >>> ftm_model().labels("Ownership")["percentageheld"]
            'percentage'
        """
        known = self.schemata.get(schema, {})
        found: dict[str, str] = {}
        for up in known.get("extends", ()):
            found |= self.labels(up)
        pairs: list[list[str]] = [pair.split("=") for pair in known.get("labels", ())]
        return found | dict(pairs)

    def ends(self, schema: str) -> tuple[str, str] | None:
        """The properties for the two ends of a link; None of a kind that is no link.

        Example:
            >>> ftm_model().ends("Ownership"), ftm_model().ends("Person")
            (('owner', 'asset'), None)
        """
        ends = self.schemata.get(schema, {}).get("ends")
        return (str(ends[0]), str(ends[1])) if ends else None

    def leads_to(self, schema: str) -> dict[str, str]:
        """The properties that name another entity, with the kind that it has to be.

        Example:
            >>> ftm_model().leads_to("Ownership")["asset"]
            'Asset'
        """
        known = self.schemata.get(schema, {})
        found: dict[str, str] = {}
        for up in known.get("extends", ()):
            found |= self.leads_to(up)
        own: dict[str, str] = known.get("leads_to", {})
        return found | own


@functools.cache
def ftm_model() -> Model:
    """The model of FollowTheMoney that this version knows.

    Example:
        >>> len(ftm_model().schemata) > 60
        True
    """
    values = toml(place("exchange", "followthemoney.toml"))
    return Model(values["version"], values["schemata"])


@functools.cache
def ftm_mapping() -> dict[str, Any]:
    """What FollowTheMoney's names are called here: `entities`, `fields`, `links`, `events`, `details`.

    Example:
        >>> ftm_mapping()["links"]["Directorship"]
        ['Directorship', 'Representation']
    """
    return toml(place("exchange", "mapping.toml"))


@functools.cache
def layouts() -> dict[str, dict[str, Any]]:
    """The layouts of tables from elsewhere, by id.

    Raises:
        BadValue: a file of them is not of its form.

    Example:
        >>> sorted(layouts())[:2]
        ['company-register', 'edge-list']
    """
    found = {}
    for name in stems(place("exchange", "layouts"), ".toml"):
        file = place("exchange", "layouts", f"{name}.toml")
        values = toml(file)
        matches(compiled("exchange", "schema.json"), values, file)
        found[str(values["id"])] = values
    return found


def layout(name: str) -> dict[str, Any]:
    """The layout of an id, or of one's own in a file that ends in .toml.

    Raises:
        Unknown: there is none of that id.
        BadValue: the file is not of the form of a layout, or no TOML.
        Missing: there is no such file.

    Example:
        >>> layout("edge-list")["needs"]
        ['from', 'to', 'relation']
    """
    if name.endswith(".toml"):
        own = Path(name)
        if not own.is_file():
            raise Missing(name)
        values = toml(own)
        matches(compiled("exchange", "schema.json"), values, own)
        return values
    if name not in layouts():
        raise Unknown("codebook", "layout", name, near(name, layouts()) or sorted(layouts()))
    return layouts()[name]
