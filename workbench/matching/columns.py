"""Entities as columns of whole numbers: each part, date, number and address once in a table, and where it is used."""

import dataclasses
import functools
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from workbench.codebook.sounding import folded
from workbench.matching.named import Named
from workbench.matching.parts import HAN, Part, parts

Ints = np.ndarray[Any, np.dtype[np.int64]]
NONE = -1
# More of one entity's names, or parts of one name, tell nothing new and cost time with every pair.
MOST_NAMES, MOST_PARTS, MOST_WORDS, MOST_VALUES = 6, 8, 14, 4
WORD = re.compile(f"[{HAN}]|[^\\W\\d_]+|\\d+")


class Table:
    """Values by number, in the order in which they were met.

    Example:
        >>> table = Table()
        >>> table.number("a"), table.number("b"), table.number("a"), table.values
        (0, 1, 0, ['a', 'b'])
    """

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._at: dict[Hashable, int] = {}

    def number(self, value: Hashable) -> int:
        """The number of a value, a new one where it is new."""
        found = self._at.get(value)
        if found is None:
            found = self._at[value] = len(self.values)
            self.values.append(value)
        return found


@dataclasses.dataclass(frozen=True)
class Words:
    """Names or addresses: for each entity up to so many, each as the numbers of its words; `rows[slot]` is n by words.

    `whole[slot]` numbers the words written as one, `text` says what that is.
    """

    rows: tuple[Ints, ...]
    whole: tuple[Ints, ...]
    table: tuple[Any, ...]
    text: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Values:
    """Dates, numbers or telephones: for each entity up to so many; `rows[slot]` has one number an entity."""

    rows: tuple[Ints, ...]
    table: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Columns:
    """All entities of one kind, ready to be compared."""

    entities: tuple[Named, ...]
    names: Words
    addresses: Words
    born: Values
    numbers: Values
    phones: Values

    def __len__(self) -> int:
        return len(self.entities)


def columns(entities: Sequence[Named]) -> Columns:
    """The columns of entities of one kind.

    Example:
        >>> told = [Named(key="a", schema="Person", names=("Ana Ilić",)), Named(key="b", schema="Person", names=())]
        >>> made = columns(told)
        >>> made.names.rows[0].tolist(), [part.sound for part in made.names.table]
        ([[0, 1], [-1, -1]], ['ana', 'ilic'])
    """
    body = any(one.kind == "body" for one in entities)

    def taken(name: str) -> Sequence[Part]:
        return parts(name, body)[:MOST_PARTS]

    names = _words([one.names[:MOST_NAMES] for one in entities], taken, lambda part: part.coarse, "")
    addresses = _words([one.addresses[:MOST_VALUES] for one in entities], address, str, " ")
    return Columns(
        tuple(entities), names, addresses,
        _values([(one.born,) if one.born else () for one in entities], lambda text: re.sub(r"\D", "", text)),
        _values([one.numbers[:MOST_VALUES] for one in entities], plain_number),
        _values([one.phones[:MOST_VALUES] for one in entities], lambda text: re.sub(r"\D", "", text)[-8:]),
    )  # fmt: skip


def address(text: str) -> list[str]:
    """The words of an address as they are compared.

    Example:
        >>> address("Đorđa Stratimirovića 23a")
        ['dorda', 'stratimirovica', '23', 'a']
    """
    return [word for word in map(_folded, WORD.findall(text)) if word][:MOST_WORDS]


@functools.lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    return folded(word)


def plain_number(text: str) -> str:
    """A number of a paper without what people put between its signs.

    Example:
        >>> plain_number("C 123-45.67")
        'c1234567'
    """
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _words(
    told: Sequence[Sequence[str]], split: Callable[[str], Sequence[Any]], spelt: Callable[[Any], str], between: str
) -> Words:
    table, whole = Table(), Table()
    made = [[split(name) for name in names] for names in told]
    slots = max([1, *map(len, made)])
    width = max([1, *(len(words) for names in made for words in names)])
    rows = [np.full((len(told), width), NONE, np.int64) for _ in range(slots)]
    ones = [np.full(len(told), NONE, np.int64) for _ in range(slots)]
    for at, names in enumerate(made):
        for slot, words in enumerate(names):
            rows[slot][at, : len(words)] = [table.number(word) for word in words]
            ones[slot][at] = whole.number(between.join(map(spelt, words))) if words else NONE
    return Words(tuple(rows), tuple(ones), tuple(table.values), tuple(whole.values))


def _values(told: Sequence[Iterable[str]], plain: Callable[[str], str]) -> Values:
    table = Table()
    made = [[table.number(value) for value in map(plain, values) if value] for values in told]
    rows = [np.full(len(told), NONE, np.int64) for _ in range(max([1, *map(len, made)]))]
    for at, numbers in enumerate(made):
        for slot, number in enumerate(numbers):
            rows[slot][at] = number
    return Values(tuple(rows), tuple(table.values))
