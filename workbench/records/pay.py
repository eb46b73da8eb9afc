"""What is said of a worker's money: lines of pay, hours and debt, terms of a contract, rates between currencies."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class PayLine:
    """What one source says of one line of a worker's pay, hours or debt in a stretch of time, usually a month.

    `line` says which: days, shift, break, deduction, paid, repaid and so on. `value` to `high` is a range, and no
    `value` says that the source leaves it open. `name` tells deductions apart; `inside` says whether a break stands
    inside the hours of the shift as told.

    Example:
        >>> PayLine(subject="a" * 64, line="paid", source="b" * 64, value="310.00", currency="USD").stance
        'supports'
    """

    subject: str
    line: str
    source: str
    value: str | None = None
    high: str | None = None
    currency: str | None = None
    per: str | None = None
    name: str | None = None
    counterparty: str | None = None
    how: str | None = None
    paid_on: str | None = None
    inside: str | None = None
    stance: str = "supports"
    period: Period | None = None
    passage: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Term:
    """One clause of what was promised to a worker or group, or signed by them, as one source has it.

    `version` tells contracts apart (promised, signed, house-rules); `rule` names what the clause does to pay, such as
    `days-lost` with a `value` of 3. Two versions of one clause stand side by side: that is the swap.

    Example:
        >>> Term(subject="a" * 64, version="promised", clause="wage", source="b" * 64, value="1100",
        ...      currency="USD", per="month").rule is None
        True
    """

    subject: str
    version: str
    clause: str
    source: str
    says: str | None = None
    value: str | None = None
    high: str | None = None
    currency: str | None = None
    per: str | None = None
    name: str | None = None
    rule: str | None = None
    stance: str = "supports"
    period: Period | None = None
    passage: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Rate:
    """How much of one currency one unit of another (`base`) was worth on a day, as one source has it.

    Example:
        >>> Rate(base="USD", currency="RSD", value="109.25", day="2024-04-30", source="a" * 64).currency
        'RSD'
    """

    base: str
    currency: str
    value: str
    day: str
    source: str
    passage: str | None = None
    note: str | None = None
