"""The audiences of a release: what each may hold, and how it is protected."""

import dataclasses
import functools

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Audience:
    """Who receives a release, and with which protection.

    `k` is the least number of workers behind anything shown; `rows` says whether a worker may have a row (`workers`)
    or not (`totals`); `time` is day, month, quarter or year; `grid_m` the width in metres of the grid that places are
    drawn to; `persons` whether others than workers may be named; `naming` whether a worker who agreed may be.
    `sources` pairs each rule's source with whether anybody compared it with the original.
    """

    id: str
    title: str
    description: str
    becomes_public: bool
    authority: bool
    knows_roster: bool
    k: int
    rows: str
    quotes: bool
    persons: bool
    naming: bool
    time: str
    grid_m: int
    tables: tuple[str, ...]
    clause: str
    sources: tuple[tuple[str, bool], ...]


@functools.cache
def _audience(name: str) -> Audience:
    file = place("audiences", f"{name}.toml")
    values = toml(file)
    matches(compiled("audiences", "schema.json"), values, file)
    sources = tuple((one["text"], one["verified"]) for one in values.pop("sources"))
    clause, tables = values.pop("clause", ""), tuple(values.pop("tables"))
    return Audience(id=name, clause=clause, tables=tables, sources=sources, **values)


def audience(name: str) -> Audience:
    """The audience of a name.

    Raises:
        Unknown: there is none of that name.

    Example:
        >>> audience("public").k
        11
    """
    if name not in audiences():
        raise Unknown("codebook", "audience", name, near(name, audiences()) or audiences())
    return _audience(name)


def audiences() -> list[str]:
    """The names of all audiences for whom a protected release can be made, sorted.

    Example:
        >>> "ombudsman" in audiences()
        True
    """
    return stems(place("audiences"), ".toml")
