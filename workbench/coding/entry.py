"""An entry of a file that is no table, as a row of the register `codings`."""

import dataclasses

from workbench.casefile import Live
from workbench.coding.sheet import Row
from workbench.records import Item, Passage


@dataclasses.dataclass(frozen=True)
class Entry(Row):
    """A row that does not stand on a line: `where` says which coding or annotation of the file it is.

    Example:
        >>> Entry("p.qdpx", 0, {}, where="coding 4B1F").place("subject")
        'coding 4B1F, subject'
    """

    where: str = ""

    @property
    def whole(self) -> str:
        """The entry itself, for a message."""
        return f"{self.file}, {self.where}" if self.where else self.file

    def place(self, column: str) -> str:
        """Where a value stands, for a message."""
        return f"{self.where}, {column}" if self.where else column


@dataclasses.dataclass(frozen=True)
class Coded:
    """A coding that counts, with its row in the columns of the register, its passage and its item.

    `text` is what the passage's positions count in, or the item's text where all of it is meant, `derivative` its id;
    `taken_back` are the stretches of it whose worker withdrew their use.
    """

    live: Live
    row: dict[str, str]
    passage: Passage
    item: Item
    text: str | None = None
    derivative: str | None = None
    taken_back: tuple[tuple[int, int], ...] = ()
