"""The base layers and the gazetteer that ship, so that a map is drawn without asking anyone."""

import csv
import dataclasses
import functools
import hashlib
import io
from collections.abc import Mapping
from typing import Any

from workbench.codebook.ground import near, place, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Damaged, Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Layer:
    """A base layer: GeoJSON in degrees WGS84, with the credit and the legend that a map drawn on it must show.

    `titles`, `credits` and `legends` say the same in each language, English among them.
    `bounds` is west, south, east, north; `accuracy_m` says how far a line may lie from where its source has it.
    """

    name: str
    title: str
    file: str
    credit: str
    licence: str
    legend: str
    bounds: tuple[float, ...]
    accuracy_m: int
    sha256: str
    titles: Mapping[str, str]
    credits: Mapping[str, str]
    legends: Mapping[str, str]

    def covers(self, west: float, south: float, east: float, north: float) -> bool:
        """True where the layer reaches over the whole of a box in degrees.

        Example:
            >>> layer("countries-balkans").covers(20.3, 45.3, 20.5, 45.4)
            True
        """
        return self.bounds[0] <= west and self.bounds[1] <= south and self.bounds[2] >= east and self.bounds[3] >= north


@dataclasses.dataclass(frozen=True, kw_only=True)
class Town:
    """A town of the gazetteer (GeoNames, CC BY 4.0): its centre in degrees WGS84, not the place of anything in it."""

    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    country: str
    geonames: int
    source: str


def layers() -> list[Layer]:
    """Every base layer, the most detailed of a kind first.

    Example:
        >>> [entry.name for entry in layers() if entry.covers(20.3, 45.3, 20.5, 45.4)]
        ['countries-balkans', 'countries-europe', 'regions-serbia']
    """
    return list(_layers().values())


def layer(name: str) -> Layer:
    """The base layer of a name.

    Raises:
        Unknown: there is no such layer.

    Example:
        >>> layer("countries-vietnam").credit[:20]
        'Natural Earth 4.1.0,'
    """
    if name not in _layers():
        raise Unknown("codebook", "base layer", name, near(name, _layers()) or list(_layers()))
    return _layers()[name]


def base_layer(name: str) -> bytes:
    """The GeoJSON of a base layer, as geopandas reads it from `io.BytesIO`.

    Raises:
        Unknown: there is no such layer.
        Damaged: the file is not the one that `layers.toml` records.

    Example:
        >>> base_layer("regions-serbia")[:27]
        b'{"type":"FeatureCollection"'
    """
    chosen = layer(name)
    data = place("geography", chosen.file).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != chosen.sha256:
        raise Damaged(f"evidence_schema/geography/{chosen.file}", chosen.sha256, found)
    return data


@functools.cache
def gazetteer() -> tuple[Town, ...]:
    """The main towns of Serbia and Vietnam, with their names in Latin, Cyrillic and Han letters.

    Example:
        >>> next(town for town in gazetteer() if "Зрењанин" in town.names).name
        'Zrenjanin'
    """
    text = place("geography", "gazetteer.csv").read_bytes().decode("utf-8")
    return tuple(_town(row) for row in csv.DictReader(io.StringIO(text, newline="")))


def _town(row: dict[str, Any]) -> Town:
    names = tuple(row["names"].split(" ; ")) if row["names"] else ()
    return Town(
        name=row["name"], names=names, latitude=float(row["latitude"]), longitude=float(row["longitude"]),
        country=row["country"], geonames=int(row["geonames"]), source=row["source"],
    )  # fmt: skip


@functools.cache
def _layers() -> dict[str, Layer]:
    file = place("geography", "layers.toml")
    values = toml(file)
    matches(compiled("geography", "schema.json"), values, file)
    return {name: _layer(name, entry) for name, entry in values.items()}


def _layer(name: str, entry: dict[str, Any]) -> Layer:
    told = {f"{what}s": {"en": entry[what], **entry.get(f"{what}s", {})} for what in ("title", "credit", "legend")}
    return Layer(name=name, **{**entry, "bounds": tuple(entry["bounds"]), **told})
