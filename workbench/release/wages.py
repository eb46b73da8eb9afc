"""The ledger of wages as files: CSV, XLSX, JSON, a page and SVG; each sum with its steps, debts, contracts, claims."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from workbench import codebook
from workbench.figures import wages as drawing
from workbench.findings.backpay import Claim, claims
from workbench.findings.money import Money, rounded
from workbench.findings.swap import clause_words
from workbench.findings.wage_month import AGREED, LEAST, PROMISED, Month
from workbench.findings.wages import COLUMNS, Wages
from workbench.release.matrix import document_bytes
from workbench.release.page import notice
from workbench.release.sheets import Sheet, Value, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

STATES = (
    "documented: papers say it; stated: somebody does; derived: worked out of shifts and days, or of what is said of "
    "a group; unknown: it cannot be told"
)
MISSING = (
    "The least takes every deduction as right and the smallest sum due on any basis; the most takes none, and the "
    "greatest. What was kept as a deposit stays due."
)
BASES = (("due_promised", PROMISED), ("due_contract", None), ("due_law", AGREED), ("due_minimum", LEAST))
WIDTHS = {"worker": 10, "month": 10, "promised_source": 34, "deductions": 44, "break": 22, "paid": 22, "missing": 26}


def months(found: Wages) -> Sheet:
    """One row a worker and month: each figure in words, and every sum as numbers beside it."""
    numbers = [
        f"{name} {end}" for name in (*(name for name, _ in BASES), "missing") for end in ("from", "to", "currency")
    ]
    rows = []
    for row, values in zip(found.rows, found.df.itertuples(index=False), strict=True):
        sums = [_due(row, basis) for _, basis in BASES]
        rows.append((*values, *(cell for money in (*sums, row.missing) for cell in _cells(money)), row.lapses))
    headers = (
        *(name.replace("_", " ") for name in COLUMNS),
        *(name.replace("_", " ") for name in numbers),
        "lapses on",
    )
    widths = tuple(WIDTHS.get(name, 16) for name in COLUMNS) + (14,) * (len(numbers) + 1)
    return Sheet("Months", headers, tuple(rows), widths, freeze=3)


def _due(row: Month, basis: str | None) -> Money | None:
    return row.due(basis) if basis else row.due(row.version) if row.version else None


def _cells(money: Money | None) -> tuple[Value, Value, Value]:
    return (None, None, None) if money is None else (money.low, money.high, money.currency)


def debts(found: Wages) -> Sheet:
    """One row a fee or loan, as one source has it."""
    headers = ("number", "worker", "what", "to", "amount", "currency", "when", "interest", "repaid", "remaining",
               "months of the promised wage", "months of the contract's wage", "months with interest", "source",
               "state", "stance")  # fmt: skip
    rows = tuple(
        (one.number, one.worker, one.what, one.to, *_cells(one.amount)[::2], one.when, one.interest, _words(one.repaid),
         _words(one.remaining), one.months_promised, one.months_contract, one.with_interest, one.source, one.state,
         one.stance)
        for one in found.debts
    )  # fmt: skip
    return Sheet("Debts", headers, rows, (8, 10, 8, 30, 12, 9, 20, 22, 16, 16, 14, 14, 14, 34, 12, 12), freeze=2)


def contracts(found: Wages) -> Sheet:
    """One row a clause in two versions of a contract."""
    headers = ("number", "worker", "clause", "of", "earlier version", "it says", "later version", "it says there",
               "change", "difference", "state")  # fmt: skip
    rows = tuple(
        (one.number, one.worker, one.title, one.name, one.before_version, one.before, one.after_version, one.after,
         one.change, one.difference, one.state)
        for one in found.swaps
    )  # fmt: skip
    return Sheet("Contracts", headers, rows, (8, 10, 24, 12, 14, 40, 14, 40, 24, 22, 12), freeze=3)


def terms(found: Wages) -> Sheet:
    """One row a clause as one source has it, with what it does to pay."""
    headers = ("of", "version", "clause", "piece", "it says", "rule", "from", "source", "state", "stance")
    titles, rules = codebook.clauses(), codebook.clause_rules()
    rows = tuple(
        (label, one.row["version"], titles[one.what][0], one.name, clause_words(one), rules.get(one.row["rule"] or ""),
         one.stretch.start, one.source, one.state, one.stance)
        for label, one in found.clauses
    )  # fmt: skip
    return Sheet("Terms", headers, rows, (10, 12, 24, 12, 44, 34, 12, 34, 12, 12), freeze=2)


def steps(found: Wages) -> Sheet:
    """The annex: every step of every month, and how the months of each worker are added up."""
    rows: list[tuple[Value, ...]] = []
    for claim in claims(found):
        for month in claim.months:
            rows += [(claim.worker, month.month, *_step(one)) for one in month.steps]
        rows += [(claim.worker, "claim", *_step(one)) for one in claim.steps]
    headers = ("worker", "month", "step", "how", "result", "rules that nobody compared with the original")
    return Sheet("Steps", headers, tuple(rows), (10, 10, 44, 90, 30, 60), freeze=2)


def _step(one: Any) -> tuple[Value, ...]:
    return one.what, one.how, one.result, "; ".join(one.unverified)


def as_xlsx(found: Wages, tables: Tables) -> bytes:
    """A workbook: months, debts, contracts, every step, and what a reader must know."""
    notes = tuple(("about" if at == 0 else "", line) for at, line in enumerate(about(found, tables)))
    sheets = [
        months(found),
        debts(found),
        contracts(found),
        terms(found),
        steps(found),
        Sheet("Notes", ("", "what to know"), notes, (10, 120)),
    ]
    return workbook(sheets, title="Wages", notice=notice(tables.info))


def about(found: Wages, tables: Tables) -> list[str]:
    """What stands beside every form: what it is, how to read it, and what nobody has verified."""
    return [
        notice(tables.info), f"Head of the ledger: {tables.head}", f"As of: {found.as_of or 'all that is recorded'}",
        f"States: {STATES}.", MISSING,
        "Sums of different currencies are never added without a rate on record, with its day and its source.",
        f"Rules of law: {found.law.title}. {found.law.note}",
    ]  # fmt: skip


def as_json(found: Wages, tables: Tables) -> bytes:
    """All of it as one JSON document; sums are text with all their digits, passages by their ids."""
    return document_bytes({
        "notice": notice(tables.info), "head": tables.head, "as_of": found.as_of, "about": about(found, tables)[3:],
        "months": [_month(row) for row in found.rows],
        "debts": [_plain(dataclasses.asdict(one)) for one in found.debts],
        "contracts": [_plain(dataclasses.asdict(one)) for one in found.swaps],
        "claims": [_claim(one) for one in claims(found)],
        "apart": [{"worker": worker, "line": told.what, "source": told.source, "passage": told.passage}
                  for worker, told in found.apart],
    })  # fmt: skip


def _month(row: Month) -> dict[str, Any]:
    return {
        "number": row.number, "worker": row.worker, "month": row.month, "version": row.version,
        "due": {one.basis: _range(one.money) for one in row.dues}, "break": row.break_,
        "days": None if row.days is None else [str(row.days.low), str(row.days.high)],
        "deductions": [{"name": one.name, **(_range(one.money) or {})} for one in row.deductions],
        "kept": [{"name": one.name, **(_range(one.money) or {})} for one in row.kept],
        "paid": [_range(one.money) for one in row.paid], "missing": _range(row.missing), "state": row.state,
        "lapses": row.lapses, "steps": [_plain(dataclasses.asdict(one)) for one in row.steps],
        "beside": [{"line": one.what, "source": one.source, "stance": one.stance, "passage": one.passage}
                   for one in row.beside],
    }  # fmt: skip


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "worker": one.worker, "totals": [_range(money) for money in one.totals], "open_months": list(one.open_months),
        "steps": [_plain(dataclasses.asdict(step)) for step in one.steps], "unverified": list(one.unverified),
    }  # fmt: skip


def _range(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    low, high = (None if one is None else str(rounded(one, money.currency)) for one in (money.low, money.high))
    return {"from": low, "to": high, "currency": money.currency}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Decimals as text, tuples as lists; ids of workers stay out, their labels stand for them."""
    return {name: _value(value) for name, value in values.items() if name != "worker_id"}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _value(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_value(one) for one in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _words(money: Money | None) -> str:
    return money.words() if money else ""


def passages(found: Wages) -> Iterable[str]:
    """The ids of the passages that the figures rest on, in the order in which they are met.

    Example:
        >>> from workbench.findings.wages import wages
        >>> from workbench.tables import tabulate
        >>> list(passages(wages(tabulate([], "h", bytes))))
        []
    """
    rows = (place for row in found.rows for step in row.steps for place in step.passages)
    rest = (place for one in found.swaps for place in one.passages)
    owed = (one.passage for one in found.debts if one.passage)
    return dict.fromkeys([*rows, *rest, *owed])


def _page(found: Wages, tables: Tables) -> bytes:
    from workbench.release.wages_page import as_html

    return as_html(found, tables)


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(months(found))), ("-debts", lambda found, tables: as_csv(debts(found))),
             ("-terms", lambda found, tables: as_csv(terms(found))),
             ("-contracts", lambda found, tables: as_csv(contracts(found))),
             ("-steps", lambda found, tables: as_csv(steps(found)))],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", _page)],
    ".svg": [("", lambda found, tables: drawing.draw(found))],
}  # fmt: skip
