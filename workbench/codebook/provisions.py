"""Standards that the conditions of a lodging are held against: data, each provision with its source."""

import dataclasses
import functools

from workbench.codebook.ground import place, stems, toml
from workbench.codebook.shapes import compiled, matches


@dataclasses.dataclass(frozen=True, kw_only=True)
class Provision:
    """One number of a standard: `measure` (`per` another) is at least `least`, or at most `most`.

    With `of_part` it holds for a room and not for a whole building. `verified` is false until somebody compared the
    number with its original.
    """

    id: str
    words: str
    measure: str
    source: str
    verified: bool
    unit: str | None = None
    per: str | None = None
    of_part: bool = False
    least: float | None = None
    most: float | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standard:
    """A standard with its provisions; `force` says whether it binds, is recommended, or is practice."""

    id: str
    title: str
    publisher: str
    year: int
    force: str
    source: str
    provisions: tuple[Provision, ...]


@functools.cache
def standards() -> tuple[Standard, ...]:
    """Every standard for lodging, in the order of their names.

    Raises:
        BadValue: a file is not of the form that `standards/schema.json` asks for.

    Example:
        >>> [one.id for one in standards()]
        ['ifc-ebrd-accommodation', 'ilo-housing']
    """
    found = []
    for name in stems(place("standards"), ".toml"):
        file = place("standards", f"{name}.toml")
        values = toml(file)
        matches(compiled("standards", "schema.json"), values, file)
        provisions = tuple(Provision(**entry) for entry in values.pop("provisions"))
        found.append(Standard(id=name, provisions=provisions, **values))
    return tuple(found)
