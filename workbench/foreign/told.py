"""What a file from elsewhere says of a network, in this house's words, each with the place in its text."""

import collections
import dataclasses

from workbench.errors import WorkbenchError

Span = tuple[int, int]
# Kinds that may be a person: in what is shown stands a number, never the name that a file gives.
HIDDEN = frozenset({"Person", "Worker", "SubAgent"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Told:
    """An entity as a file has it: `key` is the file's own id, `names` as written; `other` are values without a field.

    `named` says whether its name may be shown: of a person it may not, unless the file shows labels instead of names.
    """

    key: str
    schema: str
    names: tuple[str, ...]
    where: str
    country: str | None = None
    role: str | None = None
    born: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    named: bool = True


@dataclasses.dataclass(frozen=True, kw_only=True)
class Link:
    """A relation as a file has it, between the keys of two entities of the file, with the code points that say so."""

    schema: str
    source: str
    target: str
    where: str
    span: Span | None
    start: str | None = None
    end: str | None = None
    as_written: str | None = None
    status: str | None = None
    stance: str = "supports"
    amount: str | None = None
    currency: str | None = None
    count: str | None = None
    note: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened to entities of a file, such as a listing or an import ban."""

    track: str
    title: str
    actors: tuple[str, ...]
    where: str
    span: Span | None
    start: str | None = None
    end: str | None = None
    as_written: str | None = None
    note: str | None = None


@dataclasses.dataclass
class Heard:
    """All that was heard of one file; what has no counterpart here is counted, what is wrong with a row is listed.

    `unknown` counts kinds and properties (`Vessel`, `Company.isinCode`) that are kept in a note or in the file alone;
    `form` says how the file was read, `status` what its relations are where a row does not say.
    """

    form: str
    status: str = "alleged"
    entities: list[Told] = dataclasses.field(default_factory=list)
    links: list[Link] = dataclasses.field(default_factory=list)
    happenings: list[Happening] = dataclasses.field(default_factory=list)
    unknown: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    problems: list[WorkbenchError] = dataclasses.field(default_factory=list)
