"""The frameworks of indicators, one TOML file each: those that ship, and those that a team adds for itself."""

import functools
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.instruments import Citation, Edition, Framework, Group, Indicator, Rule
from workbench.codebook.rules import minima, outcomes, sound
from workbench.codebook.shapes import compiled, matches
from workbench.errors import BadValue, Missing, Unknown

FOLDER = "WORKBENCH_FRAMEWORKS"


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
def _shipped() -> dict[str, Path]:
    folder = place("frameworks")
    return {name: folder.joinpath(f"{name}.toml") for name in stems(folder, ".toml")}


def _files(own: Path | None) -> dict[str, Path]:
    added = {name: own / f"{name}.toml" for name in stems(own, ".toml")} if own else {}
    for name in set(added) & set(_shipped()):
        raise BadValue(added[name], "the file name", name, "an id that no shipped framework has")
    return {**_shipped(), **added}


def _parsed(file: Path, id: str) -> Framework:
    values = toml(file)
    matches(compiled("frameworks", "schema.json"), values, file)
    if values["id"] != id:
        raise BadValue(file, "/id", values["id"], f"the name of the file, {id}")
    groups = tuple(_group(entry) for entry in values.get("groups", ()))
    indicators = tuple(_indicator(entry) for entry in values["indicators"])
    _numbered(file, values["indicators"])
    _grouped(file, indicators, groups)
    listed = {
        "rule": _rule(file, values["rule"], indicators, groups),
        "phases": tuple(values["phases"]),
        "editions": tuple(Edition(**{**entry, "source": Citation(**entry["source"])}) for entry in values["editions"]),
        "indicators": indicators,
        "groups": groups,
    }
    return Framework(**{**values, **listed})


def _rule(
    file: Path, entry: dict[str, Any], indicators: tuple[Indicator, ...], groups: tuple[Group, ...]
) -> Rule:
    if "reads" in entry:
        counted: Iterable[Indicator] = _shipped_one(_one_of(file, "/rule/reads", entry["reads"])).indicators
    else:
        counted = [one for one in indicators if not one.outside]
    roles = {one.role for one in counted} if entry.get("sets") == "role" else {group.id for group in groups}
    sound(file, entry, {one.kind for one in counted} - {""}, roles)
    if entry["determines"] and not entry.get("positive"):
        raise BadValue(file, "/rule/positive", "nothing", "the alternatives that make a set positive")
    made = {
        **{name: minima(entry.get(name, ())) for name in ("positive", "child")},
        **{name: tuple(entry.get(name, ())) for name in ("all_of", "notes")},
        "typology": outcomes(entry.get("typology", ())),
        "also": tuple(Citation(**source) for source in entry.get("also", ())),
        "source": Citation(**entry["source"]),
    }
    return Rule(**{**entry, **made})


def _one_of(file: Path, at: str, id: str) -> str:
    if id not in _shipped():
        raise BadValue(file, at, id, f"a framework that ships: {', '.join(_shipped())}")
    return id


@functools.cache
def _shipped_one(id: str) -> Framework:
    return _parsed(_shipped()[id], id)


def _group(entry: dict[str, Any]) -> Group:
    return Group(**{**entry, **{name: tuple(entry[name]) for name in ("phases", "unreviewed")}})


def _indicator(entry: dict[str, Any]) -> Indicator:
    lists = {name: tuple(entry.get(name, ())) for name in ("shows", "unreviewed", "aliases", "phases")}
    return Indicator(**{**entry, **lists, "source": Citation(**entry["source"])})


def _grouped(file: object, indicators: tuple[Indicator, ...], groups: tuple[Group, ...]) -> None:
    known = {group.id for group in groups} or {""}
    for at, entry in enumerate(indicators):
        if entry.group not in known:
            wanted = f"{' or '.join(sorted(known))} before the full stop" if groups else "an id without a full stop"
            raise BadValue(file, f"/indicators/{at}/id", entry.id, wanted)


def _numbered(file: object, entries: list[dict[str, Any]]) -> None:
    for at, entry in enumerate(entries):
        if entry["number"] != at + 1:
            raise BadValue(file, f"/indicators/{at}/number", entry["number"], f"{at + 1}: numbers follow the order")
        if any(entry["id"] == other["id"] for other in entries[:at]):
            raise BadValue(file, f"/indicators/{at}/id", entry["id"], "an id that stands only once")
