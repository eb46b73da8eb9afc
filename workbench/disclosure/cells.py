"""Which cells of tables of counts may be shown, so that no small number of people can be worked out from any edition.

A cell is withheld for itself where it counts fewer than k people, nobody of a group, all of a group, or differs by
fewer than k from what was published before; others are withheld with it so that it cannot be calculated. Protected
means: the whole numbers that fit everything published leave the count open by at least k. The method, and the name
"sliding protection" for that width, follow Hundepool and others, Statistical Disclosure Control (Wiley 2012),
chapter 4, as known from secondary sources (verified = false).
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.disclosure.closing import CHANGE, FULL, REST, SECONDARY, SMALL, WHOLE, ZERO, Closing, Withheld
from workbench.disclosure.counts import LEAST_K, PUBLIC, Cell, Counts, Edition, Key
from workbench.disclosure.finding import Finding, Remedy, ordered
from workbench.errors import BadValue

CODES = {
    SMALL: "cell-small", ZERO: "cell-zero", FULL: "cell-full", REST: "cell-full", CHANGE: "cell-by-subtraction",
    SECONDARY: "cell-completes", WHOLE: "cell-not-protected",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Protected:
    """Tables with their withheld counts, by key; a key stands for one count in every table.

    To a reader all withheld cells look alike: which of them were small is itself a disclosure, and stays with the team.
    `out_already` names counts that would be withheld and that an earlier edition has shown.
    """

    tables: tuple[Counts, ...]
    k: int
    withheld: Mapping[Key, Withheld]
    out_already: tuple[Key, ...] = ()

    @functools.cached_property
    def shown(self) -> dict[Cell, int]:
        """The cells that may be shown, with their numbers."""
        return {cell: count for cell, key, count in self._cells() if key not in self.withheld}

    @functools.cached_property
    def hidden(self) -> dict[Cell, Withheld]:
        """The cells that may not be shown, with the reason."""
        return {cell: self.withheld[key] for cell, key, _ in self._cells() if key in self.withheld}

    @property
    def share(self) -> dict[str, float]:
        """Of all cells, the share that is withheld for itself, for the sake of others, and with everything else.

        Example:
            >>> Protected((Counts("t", ("site",), {("a",): 9}),), 5, {}).share["primary"]
            0.0
        """
        cells = max(1, len(self.shown) + len(self.hidden))
        kinds = ["primary" if one.primary else one.why for one in self.hidden.values()]
        return {kind: kinds.count(kind) / cells for kind in ("primary", SECONDARY, WHOLE)}

    def edition(self, as_of: str, reader: str) -> Edition:
        """What is to be kept with the case when this is released, for the check of the next release."""
        keys = {key for _, key, _ in self._cells()}
        return Edition(as_of, self.tables, frozenset(keys - self.withheld.keys()), reader, self.k)

    def _cells(self) -> list[tuple[Cell, Key, int]]:
        shown = (table for table in self.tables if table.shown)
        return [((table.name, at), table.key(at), count) for table in shown for at, count in table.cells.items()]


def protect(
    tables: Sequence[Counts], k: int, earlier: Sequence[Edition] = (), *, as_of: str = "", reader: str = PUBLIC
) -> Protected:
    """The tables with every count withheld that a reader could use to work out a protected one.

    Three readers are thought of: one who sees this alone; this one, who has what was published and what this reader got
    before; and one who has every edition that ever left, held to the smallest k among them. What cannot be protected
    takes all counts of the same people with it. `as_of` is the state of the case (the head of its ledger) that the
    tables were counted at.

    Raises:
        BadValue: k is under 3, two tables have one name, or tables contradict each other.

    Example:
        >>> table = Counts("t", ("site",), {("a",): 2, ("b",): 9, ("c",): 30, ("*",): 41})
        >>> {at: one.why for (_, at), one in protect([table], 5).hidden.items()}
        {('a',): 'small', ('b',): 'secondary'}
    """
    withheld: dict[Key, Withheld] = {}
    out: set[Key] = set()
    for editions, width in _readers(tables, k, earlier, reader):
        closing = Closing(tables, editions, width, as_of, withheld)
        closing.close()
        out.update(closing.out_already())
    return Protected(tuple(tables), k, withheld, tuple(sorted(out)))


def unprotected(
    tables: Sequence[Counts], shown: Iterable[Key], k: int, earlier: Sequence[Edition] = (), *, as_of: str = "",
    reader: str = PUBLIC,
) -> list[Key]:  # fmt: skip
    """The counts that a release of just these keys leaves open by less than k: the check after a remedy.

    Raises:
        BadValue: k is under 3, two tables have one name, or tables contradict each other.

    Example:
        >>> table = Counts("t", ("site",), {("a",): 2, ("b",): 9, ("*",): 11})
        >>> unprotected([table], [table.key(("b",)), table.key(("*",))], 5)
        [('workers', (('site', 'a', True),))]
    """
    return sorted(set(_closed(tables, set(shown), k, earlier, as_of, reader)))


def opens_nothing(
    tables: Sequence[Counts], shown: Iterable[Key], k: int, earlier: Sequence[Edition] = (), *, as_of: str = "",
    reader: str = PUBLIC,
) -> bool:  # fmt: skip
    """Whether a release of just these keys leaves every count open by k: known as soon as one is not.

    Raises:
        BadValue: as `unprotected`.

    Example:
        >>> table = Counts("t", ("site",), {("a",): 2, ("b",): 9, ("*",): 11})
        >>> opens_nothing([table], [table.key(("b",)), table.key(("*",))], 5), opens_nothing([table], [], 5)
        (False, True)
    """
    return next(_closed(tables, set(shown), k, earlier, as_of, reader), None) is None


def _closed(
    tables: Sequence[Counts], shown: set[Key], k: int, earlier: Sequence[Edition], as_of: str, reader: str
) -> Iterator[Key]:
    for editions, width in _readers(tables, k, earlier, reader):
        keys = {table.key(at) for table in tables for at in table.cells}
        withheld = {key: Withheld(SECONDARY) for key in keys - shown}
        yield from Closing(tables, editions, width, as_of, withheld).still_closed()


def findings(protected: Protected, shown: Iterable[Cell] | None = None) -> list[Finding]:
    """One finding for each cell that is shown and must not be; without `shown`, all cells are taken to be shown.

    Example:
        >>> table = Counts("t", ("site",), {("a",): 2, ("b",): 9, ("*",): 11})
        >>> [(one.code, one.subject) for one in findings(protect([table], 5))]
        [('cell-completes', 't: site b'), ('cell-small', 't: site a')]
    """
    visible = set(protected.hidden if shown is None else shown)
    dims = {table.name: table.dims for table in protected.tables}
    return ordered(
        Finding(
            CODES[one.why], f"{name}: {_words(zip(dims[name], at, strict=True))}", _path(one, protected.k),
            Remedy("withhold-cell", name, at), name,
        )
        for (name, at), one in protected.hidden.items() if (name, at) in visible
    )  # fmt: skip


def _readers(
    tables: Sequence[Counts], k: int, earlier: Sequence[Edition], reader: str
) -> list[tuple[list[Edition], int]]:
    names = [table.name for table in tables]
    if len(set(names)) < len(names):
        raise BadValue("disclosure", "names of tables", sorted(names), "a different name for each")
    least = min([k, *(edition.k for edition in earlier)])
    if least < LEAST_K:
        raise BadValue("disclosure", "k", least, f"{LEAST_K} or more")
    own = [edition for edition in earlier if edition.reader in (PUBLIC, reader)]
    readers: list[tuple[list[Edition], int]] = [([], k), (own, k), (list(earlier), least)]
    return [one for number, one in enumerate(readers) if one not in readers[:number]]


def _words(where: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{dim} {category}" for dim, category in where if category != "*") or "everybody"


def _path(one: Withheld, k: int) -> tuple[str, ...]:
    guarded = [_words((dim, category) for dim, category, _ in key[1]) for key in one.guards]
    return {
        SMALL: (f"it counts fewer than {k} people",),
        ZERO: ("it says that nobody of a group is there",),
        FULL: ("it says that all of a group are there",),
        REST: (f"it says that all but fewer than {k} of a group are there",),
        CHANGE: (f"it differs from what was published before by fewer than {k} people",),
        SECONDARY: tuple(f"with the other numbers it gives the count of {words}" for words in guarded),
        WHOLE: ("some count of these people could not be kept from being worked out, whatever else was left out",),
    }[one.why]
