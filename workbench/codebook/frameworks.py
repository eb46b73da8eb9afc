"""The frameworks of indicators, one TOML file each: those that ship, and those that a team adds for itself."""

import dataclasses
import functools
import os
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import BadValue, Missing, Unknown

FOLDER = "WORKBENCH_FRAMEWORKS"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a rule stands: the instrument, its year, and the page or section as far as it is known."""

    instrument: str
    year: int
    place: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rule:
    """How a framework goes from indicators to a determination; `determines` is False where it has no such rule."""

    text: str
    explanation: str
    determines: bool
    source: Citation
    verified: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of the instrument and what is known of it."""

    year: int
    note: str
    source: Citation
    verified: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Indicator:
    """An entry of a framework: its names, what shows it, and what alone is not enough.

    `verified` is False until a person has compared the entry with the original; `unreviewed` lists the languages
    whose label no speaker of the language has reviewed.
    """

    id: str
    number: int
    labels: Mapping[str, str]
    unreviewed: tuple[str, ...]
    description: str
    shows: tuple[str, ...]
    not_enough: str
    source: Citation
    verified: bool

    def label(self, lang: str = "en") -> str:
        """The name in a language (BCP 47).

        Raises:
            Unknown: there is no name in this language; none is put in its place.

        Example:
            >>> framework("ilo-11").indicator("debt-bondage").label("vi")
            'Lệ thuộc vì nợ'
        """
        if lang not in self.labels:
            kin = [tag for tag in sorted(self.labels) if tag.partition("-")[0] == lang.partition("-")[0]]
            raise Unknown("codebook", f"label of {self.id}", lang, kin or sorted(self.labels))
        return self.labels[lang]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Framework:
    """A list of indicators with its instrument, its rule and its phases, as one TOML file has it."""

    id: str
    name: str
    instrument: str
    edition: str
    unit: str
    phases: tuple[str, ...]
    rule: Rule
    editions: tuple[Edition, ...]
    indicators: tuple[Indicator, ...]
    verified: bool

    def indicator(self, id: str, *, file: object = "codebook", place: str = "indicator") -> Indicator:
        """The indicator of this id; `file` and `place` say in an error where the id stood.

        Raises:
            Unknown: the framework has no such indicator; `near` lists those that come closest.

        Example:
            >>> framework("ilo-11").indicator("isolation").number
            4
        """
        for entry in self.indicators:
            if entry.id == id:
                return entry
        raise Unknown(file, place, id, near(id, (entry.id for entry in self.indicators)))


def frameworks(extra: Path | None = None) -> list[str]:
    """The ids of all frameworks: those that ship, then those of the team's own folder.

    The folder is `extra`, or else the one that the environment variable WORKBENCH_FRAMEWORKS names.

    Raises:
        Missing: that folder does not exist.

    Example:
        >>> "ilo-11" in frameworks()
        True
    """
    return list(_files(_own(extra)))


def framework(id: str, extra: Path | None = None) -> Framework:
    """The framework of an id, checked against `frameworks/schema.json`.

    Raises:
        Unknown: there is no such framework.
        BadValue: its file is not of the right shape.

    Example:
        >>> [entry.id for entry in framework("ilo-11").indicators][:2]
        ['abuse-of-vulnerability', 'deception']
    """
    files = _files(_own(extra))
    if id not in files:
        raise Unknown("codebook", "framework", id, near(id, files) or list(files))
    return _shipped_one(id) if id in _shipped() else _parsed(files[id], id)


def _own(extra: Path | None) -> Path | None:
    named = extra or (Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else None)
    if named is not None and not named.is_dir():
        raise Missing(named)
    return named


@functools.cache
def _shipped() -> dict[str, Traversable]:
    folder = place("frameworks")
    return {name: folder.joinpath(f"{name}.toml") for name in stems(folder, ".toml")}


def _files(own: Path | None) -> dict[str, Traversable]:
    added = {name: own / f"{name}.toml" for name in stems(own, ".toml")} if own else {}
    for name in set(added) & set(_shipped()):
        raise BadValue(added[name], "the file name", name, "an id that no shipped framework has")
    return {**_shipped(), **added}


def _parsed(file: Traversable, id: str) -> Framework:
    values = toml(file)
    matches(compiled("frameworks", "schema.json"), values, file)
    if values["id"] != id:
        raise BadValue(file, "/id", values["id"], f"the name of the file, {id}")
    _numbered(file, values["indicators"])
    listed = {
        "rule": Rule(**{**values["rule"], "source": Citation(**values["rule"]["source"])}),
        "phases": tuple(values["phases"]),
        "editions": tuple(Edition(**{**entry, "source": Citation(**entry["source"])}) for entry in values["editions"]),
        "indicators": tuple(_indicator(entry) for entry in values["indicators"]),
    }
    return Framework(**{**values, **listed})


@functools.cache
def _shipped_one(id: str) -> Framework:
    return _parsed(_shipped()[id], id)


def _indicator(entry: dict[str, Any]) -> Indicator:
    lists = {name: tuple(entry[name]) for name in ("shows", "unreviewed")}
    return Indicator(**{**entry, **lists, "source": Citation(**entry["source"])})


def _numbered(file: object, entries: list[dict[str, Any]]) -> None:
    for at, entry in enumerate(entries):
        if entry["number"] != at + 1:
            raise BadValue(file, f"/indicators/{at}/number", entry["number"], f"{at + 1}: numbers follow the order")
        if any(entry["id"] == other["id"] for other in entries[:at]):
            raise BadValue(file, f"/indicators/{at}/id", entry["id"], "an id that stands only once")
