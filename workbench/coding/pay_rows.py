"""Registers of money: lines of pay and debt, terms of contracts, rates between currencies."""

from collections.abc import Callable

from workbench.coding.cells import PASSAGE, PERIOD, Context, decimal_of, money_of, period_of
from workbench.coding.sheet import Row
from workbench.records import PayLine, Rate, Record, Term

WHERE = ["source", *PASSAGE, "region"]
COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "pay": (
        ["subject", "line", *PERIOD, "value", "high", "currency", "per", "name", "counterparty", "how", "paid_on",
         "inside", "stance", *WHERE, "note"],
        ["subject", "line", "source"],
    ),
    "terms": (
        ["subject", "version", "clause", *PERIOD, "says", "value", "high", "currency", "per", "name", "rule", "stance",
         *WHERE, "note"],
        ["subject", "version", "clause", "source"],
    ),
    "rates": (["base", "value", "currency", "day", *WHERE, "note"], ["base", "value", "currency", "day", "source"]),
}  # fmt: skip


def _pay(row: Row, context: Context) -> PayLine:
    plain = {name: row.text(name) for name in ("currency", "per", "name", "how", "paid_on", "inside", "note")}
    return PayLine(
        subject=context.keys.need("entity", row, "subject"),
        line=row.need("line"),
        source=context.keys.need("source", row, "source"),
        value=_sum(row, "value"),
        high=_sum(row, "high"),
        counterparty=context.keys.find("entity", row, "counterparty"),
        stance=row.text("stance") or "supports",
        period=period_of(row),
        passage=context.passage or None,
        **plain,
    )


def _term(row: Row, context: Context) -> Term:
    plain = {name: row.text(name) for name in ("says", "currency", "per", "name", "rule", "note")}
    return Term(
        subject=context.keys.need("entity", row, "subject"),
        version=row.need("version"),
        clause=row.need("clause"),
        source=context.keys.need("source", row, "source"),
        value=_sum(row, "value"),
        high=_sum(row, "high"),
        stance=row.text("stance") or "supports",
        period=period_of(row),
        passage=context.passage or None,
        **plain,
    )


def _rate(row: Row, context: Context) -> Rate:
    return Rate(
        base=row.need("base"),
        currency=row.need("currency"),
        value=_needed(row, "value"),
        day=row.need("day"),
        source=context.keys.need("source", row, "source"),
        passage=context.passage or None,
        note=row.text("note"),
    )


def _needed(row: Row, column: str) -> str:
    row.need(column)
    return money_of(row, column) or ""


def _sum(row: Row, column: str) -> str | None:
    """Days, hours and per cents have no currency, and three digits after their point are no thousands."""
    return money_of(row, column) if row.text("currency") else decimal_of(row, column)


MAKERS: dict[str, Callable[[Row, Context], Record]] = {"pay": _pay, "terms": _term, "rates": _rate}
