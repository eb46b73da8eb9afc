"""The audiences of a release: what each may hold, how it is protected, and what its dossier consists of."""

import dataclasses
import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import BadValue, Missing, Unknown

FOLDER = "WORKBENCH_AUDIENCES"
Texts = Mapping[str, str]  # the same words in several languages, by tag; English is always there


@dataclasses.dataclass(frozen=True, kw_only=True)
class Field:
    """One question of a form that the audience has: its words, where the instrument asks it, what fills it in.

    What is `needed` and not on record is marked as missing.
    """

    label: Texts
    fill: str
    reference: str = ""
    needed: bool = True


@dataclasses.dataclass(frozen=True, kw_only=True)
class Dossier:
    """What the dossier of an audience consists of, in its order.

    `lead` stands on the cover; `law` pairs each text with whether anybody compared it with the original; `left_out` are
    words of the names and roles of public bodies that have no chapter, with `country` (ISO 3166) also those of another
    one, and `left_out_why` says why; `addressee` are words of the body that receives the copy and is none of those that
    it is about; with `pages` above 0 the part before the annexes is a brief that has to fit on so many pages.
    """

    parts: tuple[str, ...]
    annexes: tuple[str, ...] = ()
    lead: tuple[Texts, ...] = ()
    law: tuple[tuple[Texts, bool], ...] = ()
    fields_title: Texts | None = None
    fields: tuple[Field, ...] = ()
    left_out: tuple[str, ...] = ()
    left_out_why: Texts | None = None
    country: str = ""
    addressee: tuple[str, ...] = ()
    pages: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Audience:
    """Who receives a release, and with which protection.

    `k` is the least number of workers behind anything shown; `rows` says whether a worker may have a row (`workers`)
    or not (`totals`); `time` is day, month, quarter or year; `grid_m` the width in metres of the grid that places are
    drawn to; `heard` whether whoever is accused may be heard on it, and so may read it; `approval` whether a quote of a
    worker has to be approved (`required`) or only not refused (`asked`);
    `persons` whether others than workers may be named; `naming` whether a worker who agreed may be.
    `sources` pairs each rule's source with whether anybody compared it with the original; `forms` are the files in
    which the dossier comes.
    """

    id: str
    title: str
    titles: Texts
    description: str
    becomes_public: bool
    heard: bool
    authority: bool
    knows_roster: bool
    k: int
    rows: str
    quotes: bool
    approval: str
    persons: bool
    naming: bool
    time: str
    grid_m: int
    tables: tuple[str, ...]
    clause: str
    clauses: Texts
    sources: tuple[tuple[str, bool], ...]
    forms: tuple[str, ...]
    dossier: Dossier


@functools.cache
def _audience(name: str, file: Any) -> Audience:
    values = toml(file)
    matches(compiled("audiences", "schema.json"), values, file)
    values["sources"] = tuple((one["text"], one["verified"]) for one in values["sources"])
    for listed in ("tables", "forms"):
        values[listed] = tuple(values[listed])
    values["dossier"] = _dossier(values["dossier"])
    values["titles"] = {"en": values["title"], **values.get("titles", {})}
    return Audience(id=name, **{"clause": "", "clauses": {}, "approval": "asked", "heard": False, **values})


def _dossier(values: dict[str, Any]) -> Dossier:
    made: dict[str, Any] = dict(values)
    made["fields"] = tuple(Field(**one) for one in values.get("fields", ()))
    made["law"] = tuple((one["text"], one["verified"]) for one in values.get("law", ()))
    made |= {
        name: tuple(values[name]) for name in ("parts", "annexes", "lead", "left_out", "addressee") if name in values
    }
    return Dossier(**made)


def audience(name: str) -> Audience:
    """The audience of a name.

    Raises:
        Unknown: there is none of that name.
        BadValue: its file is not of the right shape.

    Example:
        >>> audience("public").k
        11
    """
    files = _files()
    if name not in files:
        raise Unknown("codebook", "audience", name, near(name, files) or sorted(files))
    file: Any = files[name]
    return _audience(name, file)


def audiences() -> list[str]:
    """The names of all audiences for whom a protected release can be made, sorted: those that ship, and those of the
    team's own folder, which the environment variable WORKBENCH_AUDIENCES names.

    Raises:
        Missing: that folder does not exist.

    Example:
        >>> "ombudsman" in audiences()
        True
    """
    return sorted(_files())


def _files() -> dict[str, Path]:
    shipped = place("audiences")
    files = {name: shipped.joinpath(f"{name}.toml") for name in stems(shipped, ".toml")}
    if not (named := os.environ.get(FOLDER)):
        return files
    own = Path(named)
    if not own.is_dir():
        raise Missing(own)
    for name in stems(own, ".toml"):
        if name in files or name == "reviewer":
            raise BadValue(own / f"{name}.toml", "the file name", name, "a name that no shipped audience has")
        files[name] = own / f"{name}.toml"
    return files
