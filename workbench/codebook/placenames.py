"""Finding a town of the gazetteer by any of its names, in any script, with or without its accents."""

import functools
import unicodedata

from workbench.codebook.geography import Town, gazetteer
from workbench.codebook.ground import near
from workbench.errors import BadValue, Unknown

# Letters that no accent can be taken from.
PLAIN = str.maketrans("đĐıłŁøØ", "dDilLoO")


def towns_named(name: str) -> list[Town]:
    """The towns that bear a name: those of exactly this name, else those in whose names it begins a word, else none.

    Example:
        >>> [town.name for town in towns_named("зрењанин")], [town.name for town in towns_named("Ha Noi")]
        (['Zrenjanin'], ['Hanoi'])
    """
    sought = folded(name)
    if not sought:
        return []
    known = _names()
    found = known.get(sought) or [town for key, towns in known.items() if f" {key}".find(f" {sought}") >= 0
                                  for town in towns]  # fmt: skip
    return sorted(dict.fromkeys(found), key=lambda town: (town.country, town.name, town.geonames))


def town_of(words: str, file: object, place: str) -> Town:
    """The one town that a cell names, by a name that no other bears or by its number at GeoNames.

    Raises:
        Unknown: the gazetteer has no such town; names that come near are given.
        BadValue: several towns bear the name; their numbers are listed.

    Example:
        >>> town_of("Зрењанин", "m.csv", "line 2").geonames
        783814
    """
    found = [town for town in gazetteer() if words.strip() == str(town.geonames)]
    if not found:
        found = _names().get(folded(words), [])
    if not found:
        raise Unknown(file, place, words, near(words, {town.name for town in gazetteer()}))
    if len(found) > 1:
        listed = ", ".join(f"{town.geonames} ({town.name}, {town.country})" for town in found)
        raise BadValue(file, place, words, f"the number of the one that is meant, of {listed}")
    return found[0]


@functools.cache
def town_numbered(number: str) -> Town | None:
    """The town with a number of GeoNames, or None where the gazetteer does not have it.

    Example:
        >>> town_numbered("783814").name, town_numbered("1")
        ('Zrenjanin', None)
    """
    return next((town for town in gazetteer() if str(town.geonames) == number), None)


def folded(name: str) -> str:
    """A name as it is compared: small letters without accents, one space between words.

    Example:
        >>> folded("Đà  Nẵng"), folded("Ниш")
        ('da nang', 'ниш')
    """
    parts = unicodedata.normalize("NFKD", name.translate(PLAIN).casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join("".join(part if part.isalnum() else " " for part in plain).split())


@functools.cache
def _names() -> dict[str, list[Town]]:
    known: dict[str, list[Town]] = {}
    for town in gazetteer():
        for name in dict.fromkeys(folded(name) for name in (town.name, *town.names)):
            known.setdefault(name, []).append(town)
    return known
