"""The ledger of wages as a picture: for each worker's month a bar of what was due, what was paid, and what is open."""

import math
from collections.abc import Iterable
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from workbench.figures import style
from workbench.findings.money import Money, figures
from workbench.findings.wage_month import Month
from workbench.findings.wages import Wages

PAGE, MARGIN, LABELS, WORDS, ROW, BAR = 11.0, 0.35, 1.45, 2.9, 0.27, 0.13
SIZE = 7


def draw(found: Wages) -> bytes:
    """The months as SVG: one line a worker and month, a scale for each currency.

    Example:
        >>> from workbench.findings.wages import wages
        >>> from workbench.tables import tabulate
        >>> draw(wages(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(found), describe(found))


def png(found: Wages, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.wages import wages
        >>> from workbench.tables import tabulate
        >>> png(wages(tabulate([], "h", bytes)))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(found), dpi)


def describe(found: Wages) -> str:
    """Every month of the picture in words.

    Example:
        >>> from workbench.findings.wages import wages
        >>> from workbench.tables import tabulate
        >>> describe(wages(tabulate([], "h", bytes)))
        'Wages: no month of a worker is on record.'
    """
    if not found.rows:
        return "Wages: no month of a worker is on record."
    return f"Wages, {len(found.rows)} months: " + "; ".join(map(_line, found.rows)) + "."


def _line(row: Month) -> str:
    missing = f"missing {row.missing.words()}" if row.missing else "what is missing cannot be told"
    paid = ", ".join(one.money.words() for one in row.paid) or "not known"
    return f"{row.worker} {row.month}: paid {paid}, {missing} ({row.state})"


def _figure(found: Wages) -> Figure:
    groups = _by_currency(found.rows)
    high = math.fsum(0.5 + len(rows) * ROW for _, rows in groups) + 1.25
    figure, axes = style.sheet(PAGE, high)
    top = high - 0.35
    style.write(axes, MARGIN, top, "What was due, what was paid, what is missing: month by month", size=11, bold=True)
    top -= 0.3
    _legend(axes, top)
    top -= 0.3
    for currency, rows in groups:
        top = _group(axes, currency, rows, top)
    if not groups:
        style.write(axes, MARGIN, top, "No month of a worker is on record.", size=SIZE)
    return figure


def _by_currency(rows: Iterable[Month]) -> list[tuple[str, list[Month]]]:
    """Months by the currency in which what is missing is told; those of which it is not told last."""
    found: dict[str, list[Month]] = {}
    for row in rows:
        found.setdefault(row.missing.currency if row.missing else "", []).append(row)
    return sorted(found.items(), key=lambda one: (not one[0], one[0]))


def _group(axes: Axes, currency: str, rows: list[Month], top: float) -> float:
    title = f"In {currency}" if currency else "What is missing cannot be told"
    style.write(axes, MARGIN, top - 0.12, title, size=8, bold=True)
    top -= 0.32
    most = max((_most(row, currency) for row in rows), default=Decimal(0)) if currency else Decimal(0)
    _ticks(axes, currency, most, top, len(rows))
    for row in rows:
        _row(axes, row, currency, most, top)
        top -= ROW
    return top - 0.18


def _ticks(axes: Axes, currency: str, most: Decimal, top: float, rows: int) -> None:
    """Thin lines at round sums, with the sum above each."""
    if not currency or not most:
        return
    left, wide = MARGIN + LABELS, PAGE - 2 * MARGIN - LABELS - WORDS
    step = Decimal(1).scaleb((most / 2).adjusted())
    for number in range(int(most / step) + 1):
        x = left + wide * float(step * number / most)
        axes.plot([x, x], [top + 0.14, top - (rows - 0.5) * ROW], color=style.PALE, linewidth=0.5, zorder=0)
        words = figures(step * number, currency).removesuffix(".00")
        style.write(axes, x, top + 0.2, words, size=5.5, ha="center", color=style.SOFT)


def _sums(row: Month, currency: str) -> tuple[Decimal, Decimal, Decimal]:
    """What was paid at least, what was deducted, and the most that is missing, in the currency of the group."""
    paid = sum((one.money.low for one in row.paid if one.money.currency == currency), Decimal(0))
    off = sum((one.money.low for one in row.deductions if one.money.currency == currency), Decimal(0))
    return paid, off, _high(row.missing) if row.missing else Decimal(0)


def _high(money: Money) -> Decimal:
    return max(money.low if money.high is None else money.high, Decimal(0))


def _most(row: Month, currency: str) -> Decimal:
    paid, _, missing = _sums(row, currency)
    return paid + missing


def _row(axes: Axes, row: Month, currency: str, most: Decimal, y: float) -> None:
    style.write(axes, MARGIN, y, f"{row.worker}  {row.month}", size=SIZE)
    left, wide = MARGIN + LABELS, PAGE - 2 * MARGIN - LABELS - WORDS
    words = f"{row.missing.words()} ({row.state})" if row.missing else _why(row)
    style.write(axes, PAGE - MARGIN - WORDS + 0.1, y, words, size=SIZE)
    if not currency or not most or row.missing is None:
        axes.plot([left, left + wide], [y, y], color=style.PALE, linewidth=0.8, linestyle=(0, (2, 3)))
        return
    scale = float(wide) / float(most)
    paid, _, _ = _sums(row, currency)
    at = left
    sure = max(row.missing.low, Decimal(0))
    open_ = _high(row.missing) - sure
    for size, ground, hatch in ((paid, style.BLUE, ""), (sure, style.AMBER, ""), (open_, style.SAND, "////")):
        width = float(size) * scale
        if width > 0:
            bar = Rectangle((at, y - BAR / 2), width, BAR, facecolor=ground, edgecolor=style.INK, linewidth=0.4)
            bar.set_hatch(hatch)
            axes.add_patch(bar)
        at += width
    if row.missing.high is None:
        style.write(axes, at + 0.04, y, "→", size=SIZE)
    if not paid:
        axes.plot([left, left], [y - 0.1, y + 0.1], color=style.INK, linewidth=1.4)


def _why(row: Month) -> str:
    """Why nothing is told, cut to the width of its column."""
    words = row.steps[-1].how if row.steps else "nothing on record"
    return style.wrap(words, WORDS - 0.15, SIZE).split("\n")[0]


def _legend(axes: Axes, y: float) -> None:
    x = MARGIN
    for ground, hatch, says in ((style.BLUE, "", "paid"), (style.AMBER, "", "missing at least"),
                                (style.SAND, "////", "missing at most")):  # fmt: skip
        bar = Rectangle((x, y - BAR / 2), 0.28, BAR, facecolor=ground, edgecolor=style.INK, linewidth=0.4, hatch=hatch)
        axes.add_patch(bar)
        style.write(axes, x + 0.36, y, says, size=SIZE)
        x += 0.6 + style.width(says, SIZE)
    says = "a stroke at the left: nothing was paid; an arrow: nobody can say how much more"
    style.write(axes, x, y, says, size=SIZE, color=style.SOFT)
