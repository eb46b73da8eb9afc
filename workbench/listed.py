"""What a verb gives as plain lists and mappings, shown as a table: in Python a short line, in a notebook a table."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.markup import escape, table

if TYPE_CHECKING:
    import pandas as pd

MOST = 200  # rows that a notebook shows; `.df` has them all


def _itself(one: Any) -> Mapping[str, Any]:
    return dict(one)


class Listing(list[Any]):
    """A list that is also a table: `.df` has every column, `shown` names those that a notebook shows.

    Example:
        >>> found = Listing([{"name": "a.txt", "outcome": "parsed"}], "Items", ("name",))
        >>> found, list(found.df.columns)
        (Items: 1 row; .df is the table, ['name', 'outcome'])
    """

    def __init__(
        self, rows: Iterable[Any], caption: str, shown: tuple[str, ...], *,
        row: Callable[[Any], Mapping[str, Any]] = _itself,
    ) -> None:  # fmt: skip
        super().__init__(rows)
        self.caption, self.shown, self._row = caption, shown, row

    @property
    def df(self) -> "pd.DataFrame":
        """One row each, all columns."""
        import pandas as pd  # not needed to list: the command line does without

        rows = [self._row(one) for one in self]
        return pd.DataFrame(rows, columns=None if rows else list(self.shown))

    def __repr__(self) -> str:
        return f"{self.caption}: {len(self)} row{'' if len(self) == 1 else 's'}; .df is the table"

    def _repr_html_(self) -> str:
        rows = [[_said(self._row(one).get(name)) for name in self.shown] for one in self[:MOST]]
        rest = f"<p>{len(self) - MOST} more; .df has them all</p>" if len(self) > MOST else ""
        return table(rows, [name.replace("_", " ") for name in self.shown], f"{self.caption} ({len(self)})") + rest


class Card(dict[str, Any]):
    """A mapping that a notebook shows as a card: plain values as rows, each list of mappings as a table of its own.

    Example:
        >>> Card({"name": "a.txt", "passages": [{"words": "one"}]}, "a.txt")
        a.txt: name, passages
    """

    def __init__(self, values: Mapping[str, Any], caption: str) -> None:
        super().__init__(values)
        self.caption = caption

    @property
    def df(self) -> "pd.DataFrame":
        """One row a value that stands alone; what is a list is a table by itself, as `Listing(card[name])`."""
        import pandas as pd

        return pd.DataFrame([[name, value] for name, value in self._plain()], columns=["what", "found"])

    def __repr__(self) -> str:
        return f"{self.caption}: {', '.join(self)}"

    def _repr_html_(self) -> str:
        page = table([[name, _said(value)] for name, value in self._plain()], ["what", "found"], self.caption)
        for name, value in self.items():
            if _tabular(value):
                headers = list(dict.fromkeys(key for one in value for key in one))
                rows = [[_said(one.get(key)) for key in headers] for one in value[:MOST]]
                page += table(rows, headers, f"{name} ({len(value)})")
        if isinstance(original := self.get("original"), str):
            page += f"<p><b>original</b></p><p>{escape(original)}</p>"
        return page

    def _plain(self) -> list[tuple[str, Any]]:
        return [(name, value) for name, value in self.items() if not _tabular(value) and name != "original"]


def _tabular(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _said(value: Any) -> str:
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_said(one) for one in value)
    return str(value)
