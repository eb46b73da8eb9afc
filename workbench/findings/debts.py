"""Fees and debts of workers: who was paid, who lent, at what interest, and how many months' wages it takes to repay."""

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workbench.findings.due import clause, versions
from workbench.findings.money import Money
from workbench.findings.paylines import PAPERS, Account, Figure, Told, standing
from workbench.findings.said import period, said, when
from workbench.tables import Tables

KINDS = {"Fee": "fee", "Debt": "loan"}
LONGEST = 1200  # months: a debt that is not repaid in a hundred years is never repaid


@dataclasses.dataclass(frozen=True, kw_only=True)
class Debt:
    """One fee or loan as one source has it, with what is said of its interest and repayment.

    `months_promised` and `months_contract`: how many whole wages, as promised and as signed, the sum amounts to;
    `with_interest`: in how many months it is repaid when the whole wage goes to it, `never` where interest eats it.
    """

    number: int
    worker: str
    worker_id: str
    what: str
    to: str
    amount: Money | None
    when: str
    interest: str
    repaid: Money | None
    remaining: Money | None
    months_promised: str
    months_contract: str
    with_interest: str
    source: str
    state: str
    stance: str
    relation: str
    passage: str | None


def debts(tables: Tables, found: Sequence[Account]) -> list[Debt]:
    """Every fee and loan of a worker on record, by worker; rival sums stand side by side.

    Example:
        >>> from workbench.tables import tabulate
        >>> debts(tabulate([], "h", bytes), [])
        []
    """
    by_worker = {account.worker: account for account in found}
    entities, kinds = tables.entities, tables.sources["kind"].to_dict()
    workers = set(entities.index[entities["schema"] == "Worker"])
    rows = [(str(identity), row) for identity, row in tables.relations.iterrows()
            if row["schema"] in KINDS and row["source_entity"] in workers]  # fmt: skip
    order = sorted(rows, key=lambda one: (tables.label(one[1]["source_entity"]), one[1]["schema"] == "Debt",
                                          tables.label(one[1]["target_entity"]), one[0]))  # fmt: skip
    loans: dict[str, int] = {}
    for _, row in rows:
        if row["schema"] == "Debt":
            loans[row["source_entity"]] = loans.get(row["source_entity"], 0) + 1
    made = []
    for number, (identity, row) in enumerate(order, 1):
        account = by_worker.get(row["source_entity"])
        lines = list(_lines(account, row, loans)) if account else []
        paper = row["status"] == "documented" or kinds.get(row["source"]) in PAPERS
        made.append(_debt(number, tables, identity, row, account, lines, paper))
    return made


def _lines(account: Account, row: Any, loans: dict[str, int]) -> Iterator[Told]:
    """What is said of this loan: lines that name its lender, or name nobody where it is the only loan."""
    for one in account.debts:
        to = said(one.row["counterparty"])
        if row["schema"] == "Debt" and (to == row["target_entity"] or (to is None and loans[account.worker] == 1)):
            yield one


def _debt(
    number: int, tables: Tables, identity: str, row: Any, account: Account | None, lines: list[Told], paper: bool
) -> Debt:
    amount = None
    if said(row["amount"]) and said(row["currency"]):
        amount = Money.of(row["amount"], row["currency"])
    promised, signed = monthly_wages(account)
    rate, interest = (standing(one for one in lines if one.what == name) for name in ("interest-rate", "interest"))
    return Debt(
        number=number, worker=tables.label(row["source_entity"]), worker_id=row["source_entity"],
        what=KINDS[row["schema"]], to=tables.label(row["target_entity"]), amount=amount, when=when(period(row)),
        interest=_interest(rate, interest), repaid=_money(lines, "repaid"), remaining=_money(lines, "remaining"),
        months_promised=_months(amount, promised), months_contract=_months(amount, signed),
        with_interest=_with_interest(amount, signed or promised, rate, interest), source=tables.label(row["source"]),
        state="documented" if paper else "stated", stance=row["stance"], relation=identity,
        passage=said(row["passage"]),
    )  # fmt: skip


def monthly_wages(account: Account | None) -> tuple[Money | None, Money | None]:
    """The monthly wage as promised, and as the last version that sets one has it.

    Example:
        >>> monthly_wages(None)
        (None, None)
    """
    if account is None:
        return None, None
    known = {name: money for name in versions(account) if (money := _monthly(account, name))}
    signed = [money for name, money in known.items() if name != "promised"]
    return known.get("promised"), signed[-1] if signed else None


def _monthly(account: Account, version: str) -> Money | None:
    wage = standing(clause(account, version, "wage"))
    if wage is None or any(one.per not in (None, "month") or not one.currency for one in wage.told):
        return None
    currencies = {one.currency for one in wage.told}
    return Money(wage.low, wage.high, str(currencies.pop())) if len(currencies) == 1 else None


def _months(amount: Money | None, wage: Money | None) -> str:
    """How many wages a sum amounts to, to a tenth; empty where either is unknown or the currencies differ."""
    if amount is None or wage is None or amount.currency != wage.currency or not wage.low or not wage.high:
        return ""
    least, most = (_tenth(amount.low / wage.high), _tenth((amount.high or amount.low) / wage.low))
    return str(least) if least == most else f"{least} to {most}"


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _with_interest(amount: Money | None, wage: Money | None, rate: Figure | None, interest: Figure | None) -> str:
    """Whole months to repay a sum with its monthly interest when all of the (least) wage goes to it."""
    if amount is None or wage is None or amount.currency != wage.currency or (rate is None and interest is None):
        return ""
    if any(one.per != "month" for found in (rate, interest) if found for one in found.told):
        return ""
    share = rate.high / 100 if rate else Decimal(0)
    fixed = interest.high if interest else Decimal(0)
    left = amount.high or amount.low
    for month in range(1, LONGEST + 1):
        left = left + left * share + fixed - wage.low
        if left <= 0:
            return str(month)
    return "never"


def _interest(rate: Figure | None, interest: Figure | None) -> str:
    parts = []
    if rate:
        parts.append(f"{rate.high.normalize():f} per cent a {rate.told[0].per or 'time not said'}")
    if interest and interest.told[0].currency:
        money = Money(interest.low, interest.high, interest.told[0].currency)
        parts.append(f"{money.words()} a {interest.told[0].per or 'time not said'}")
    return "; ".join(parts)


def _money(lines: list[Told], what: str) -> Money | None:
    same = [one for one in lines if one.what == what and one.currency]
    found = standing(same)
    return Money(found.low, found.high, str(same[0].currency)) if found else None
