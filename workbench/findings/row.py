"""One row of a table as a mapping: what an edge of a network says, without a dictionary of its own for each."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pandas as pd


class Columns:
    """The columns of a table, to be read row by row.

    Example:
        >>> rows = Columns(pd.DataFrame({"verb": ["employs"], "count": [3]})).rows()
        >>> rows[0]["verb"], dict(rows[0])
        ('employs', {'verb': 'employs', 'count': 3})
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.held = {str(name): table[name].astype(object).to_numpy() for name in table.columns}
        self.length = len(table)

    def rows(self) -> "list[Row]":
        """A mapping for each row, in order."""
        return [Row(self, at) for at in range(self.length)]


class Row(MutableMapping[str, Any]):
    """What one row says, by column; what is written into it is its own and leaves the table as it is.

    A network of a million edges has a million of these; as dictionaries they would take a gigabyte.

    Example:
        >>> row = Row(Columns(pd.DataFrame({"verb": ["employs"]})), 0)
        >>> row["weight"] = 2
        >>> sorted(row), row.copy()["verb"]
        (['verb', 'weight'], 'employs')
    """

    __slots__ = ("_at", "_columns", "_own")

    def __init__(self, columns: Columns, at: int) -> None:
        self._columns, self._at = columns, at
        self._own: dict[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        return self._columns.held[name][self._at] if self._own is None else self._own[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._owned()[name] = value

    def __delitem__(self, name: str) -> None:
        del self._owned()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.held if self._own is None else self._own)

    def __len__(self) -> int:
        return len(self._columns.held if self._own is None else self._own)

    def __repr__(self) -> str:
        return repr(self.copy())

    def copy(self) -> dict[str, Any]:
        """The same as a dictionary: what networkx asks of an edge when it copies a graph."""
        return dict(self)

    def _owned(self) -> dict[str, Any]:
        if self._own is None:
            self._own = self.copy()
        return self._own
