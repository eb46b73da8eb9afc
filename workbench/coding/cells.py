"""Cells that several registers have: the stretch of time, the decimal number, and what a row is read against."""

import dataclasses
from decimal import Decimal, InvalidOperation

from workbench import codebook
from workbench.coding.keys import Keys
from workbench.coding.sheet import Row
from workbench.errors import BadValue
from workbench.records import Period

PERIOD = ["start", "end", "as_written"]
PASSAGE = ["file", "quote", "occurrence"]


@dataclasses.dataclass(frozen=True)
class Context:
    """What a row is read against: the keys of the case, who records, and the passage that the row names."""

    keys: Keys
    agent: str
    passage: str


def period_of(row: Row) -> Period | None:
    """The stretch of time in the columns `start`, `end` and `as_written`; None where all three are empty.

    Raises:
        BadValue: a date is of another form or does not exist.

    Example:
        >>> period_of(Row("r.csv", 2, {"start": "2024-03"}))
        Period(start='2024-03', end=None, as_written=None)
    """
    start, end, written = (row.text(name) for name in PERIOD)
    if start is None and end is None and written is None:
        return None
    try:
        return Period(start=start, end=end, as_written=written)
    except BadValue as error:
        raise BadValue(row.file, row.place(error.place), error.found, error.expected) from None


def decimal_of(row: Row, column: str) -> str | None:
    """A decimal number as it is written, None where the cell is empty.

    Raises:
        BadValue: it is no number with a point as decimal sign.

    Example:
        >>> decimal_of(Row("r.csv", 2, {"amount": "2200.50"}), "amount")
        '2200.50'
    """
    value = row.text(column)
    if value is None:
        return None
    try:
        # Kept as written: 2200.50 and 2200.5 are the same sum, but only one of them stands in the source.
        finite = Decimal(value).is_finite() and value.isascii() and not set(value) & set("eE_ ")
    except InvalidOperation:
        finite = False
    if not finite:
        raise BadValue(
            row.file,
            row.place(column),
            value,
            "a number with a point as decimal sign and no thousands sign, as 2200.50",
        )
    return value


def money_of(row: Row, column: str) -> str | None:
    """A sum of money as it is written, None where the cell is empty; its currency stands in `currency`.

    Raises:
        BadValue: it is no number with a point as decimal sign, or one that is a thousandfold in other countries.

    Example:
        >>> money_of(Row("r.csv", 2, {"amount": "2800", "currency": "USD"}), "amount")
        '2800'
    """
    value = decimal_of(row, column)
    twofold = codebook.readings(value, row.text("currency")) if value else None
    if twofold:
        expected = f"{twofold[0]} or {twofold[1]}: a point before three digits parts thousands in some countries"
        raise BadValue(row.file, row.place(column), value, expected)
    return value
