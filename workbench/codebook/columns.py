"""What the columns of CSV files mean, as data: by file, and for those that mean the same wherever they stand."""

import dataclasses
import fnmatch
import functools
from collections.abc import Collection, Mapping
from typing import Any

from workbench.codebook.ground import place, toml
from workbench.codebook.shapes import compiled, matches

NOTHING = ("",)  # what stands where nothing is told


@dataclasses.dataclass(frozen=True)
class Told:
    """One column: what it means, its form (empty for text), and what stands in it where nothing is told."""

    what: str
    form: str = ""
    null: tuple[str, ...] = NOTHING


@dataclasses.dataclass(frozen=True)
class Kept:
    """One kind of CSV file: its title (empty where the file brings its own), the columns that tell its rows apart, and
    its columns by their English headings, of which some stand for several (`*: origins`).

    Example:
        >>> table_of("chronology", ["number", "start"]).key
        ('number',)
    """

    file: str
    title: str
    key: tuple[str, ...]
    null: tuple[str, ...]
    own: Mapping[str, Mapping[str, Any]]
    shared: Mapping[str, Mapping[str, Any]]

    def column(self, heading: str) -> Told | None:
        """What is said of a column, by its English heading; nothing where it is not on file.

        Example:
            >>> table_of("matrix-by-site", ["site", "label"]).column("deception: origins").form
            'integer'
            >>> table_of("chronology", ["number"]).column("shoe size") is None
            True
        """
        said = self.own.get(heading) or self.shared.get(heading)
        if said is None:
            of_many = [one for one in self.own if fnmatch.fnmatchcase(heading, one)]
            said = self.own[of_many[0]] if of_many else None
        if said is None:
            return None
        return Told(said["what"], said.get("form", ""), tuple(said.get("null", self.null)))

    def named(self, headings: Collection[str]) -> list[str]:
        """Of several English headings those that are on file, its own before those of all files.

        Example:
            >>> table_of("chronology", ["number"]).named(["source", "event", "shoe size"])
            ['event', 'source']
        """
        return [*(one for one in headings if one in self.own), *(one for one in headings if one in self.shared)]


@functools.cache
def _read() -> dict[str, Any]:
    file = place("columns", "columns.toml")
    values = toml(file)
    matches(compiled("columns", "schema.json"), values, file)
    return values


def table_of(file: str, headings: Collection[str]) -> Kept | None:
    """What is on file of a CSV file, by its name without its ending and its English headings: the first that fits.

    Two kinds of file bear the name `wages`; the columns of its key tell which it is.

    Example:
        >>> table_of("wages", ["question", "class"]).key, table_of("wages", ["number"]).key
        (('question', 'class'), ('number',))
        >>> table_of("shoes", []) is None
        True
    """
    values = _read()
    fits = [one for one in values["table"] if fnmatch.fnmatchcase(file, one["file"])]
    # A table without rows may lack columns of its key.
    one = next((one for one in fits if set(one.get("key", ())) <= set(headings)), fits[0] if fits else None)
    if one is None:
        return None
    return Kept(one["file"], one.get("title", ""), tuple(one.get("key", ())), tuple(one.get("null", NOTHING)),
                one.get("column", {}), values["column"])  # fmt: skip
