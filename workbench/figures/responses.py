"""What institutions owed and did as a picture: a line a duty, from what set it off to what was done or found."""

import datetime
import math
from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from workbench.codebook import Duty
from workbench.codebook.messages import messages
from workbench.figures import style
from workbench.figures.retold import coded, own
from workbench.figures.words import day as written
from workbench.figures.words import told, word
from workbench.findings.deadlines import earliest, latest
from workbench.findings.responses import Response, Responses
from workbench.records import last_day

PAGE, MARGIN, LABELS, WORDS, GAP = 11.0, 0.35, 3.9, 1.2, 0.1
SIZE, SMALL = 6.8, 5.8
# Shape, ground and words of each mark; the words of a status stand beside its line, so no mark is told by colour alone.
MARKS = {
    "trigger": ("o", style.INK), "notice": ("o", style.PAPER), "done": ("s", style.BLUE), "partly": ("s", style.SKY),
    "not-done": ("X", style.AMBER), "other-finding": ("D", style.SAND),
}  # fmt: skip


def draw(found: Responses) -> bytes:
    """The duties as SVG, in the order of the table.

    Example:
        >>> from workbench.findings.responses import responses
        >>> from workbench.tables import tabulate
        >>> draw(responses(tabulate([], "h", bytes)))[:5]
        b'<?xml'
    """
    with style.fixed():
        return style.svg(_figure(found), describe(found))


def png(found: Responses, dpi: int = 150) -> bytes:
    """The same picture as PNG.

    Example:
        >>> from workbench.findings.responses import responses
        >>> from workbench.tables import tabulate
        >>> png(responses(tabulate([], "h", bytes)))[1:4]
        b'PNG'
    """
    with style.fixed():
        return style.png(_figure(found), dpi)


def describe(found: Responses) -> str:
    """Every line of the picture in words.

    Example:
        >>> from workbench.findings.responses import responses
        >>> from workbench.tables import tabulate
        >>> describe(responses(tabulate([], "h", bytes)))
        'Responses: no duty is on record.'
    """
    if not found.rows:
        return word("responsesfile.describe-none")
    lines = (
        f"{row.number}. {own(row.bearer)}: {duty(row.duty)} ({_force(row)}): {status(row)}, {own(row.why)}"
        for row in found.rows
    )
    day = own(str(found.as_of))
    return word("responsesfile.describe", n=len(found.rows), day=day, which="; ".join(lines))


def duty(one: Duty) -> str:
    """What is owed, in the language that is spoken here where the table of duties has it, else in English.

    Example:
        >>> from workbench.codebook import duty as named
        >>> duty(named("rs-council")) == named("rs-council").title
        True
    """
    return told().of({"en": one.title, **one.titles})


def status(row: Response) -> str:
    """How a duty stands, in the language that is spoken here."""
    return coded("duty.status", row.status)


def role(name: str) -> str:
    """What a step is, in the word of the dossier: "told", not "notice".

    Example:
        >>> role("notice")
        'told'
    """
    return messages(told().text_lang)(f"responsespanel.role-{name}")  # a panel's word, in the language of the text


def _figure(found: Responses) -> Figure:
    labels = [(style.wrap(_label(row), LABELS - 0.15, SIZE), row) for row in found.rows]
    high = math.fsum(_height(label) for label, _ in labels) + 1.55
    figure, axes = style.sheet(PAGE, high)
    top = high - 0.35
    drawn = word("responsesfile.drawn", day=own(found.as_of)) if found.as_of else word("responsesfile.title", as_of="")
    style.write(axes, MARGIN, top, drawn, size=11, bold=True)
    _legend(axes, top - 0.3)
    top -= 0.75
    days = sorted({*_days(found.rows), *([day] if (day := last_day(found.as_of)) else [])})
    if days:
        _axis(axes, days, top, top - math.fsum(_height(label) for label, _ in labels))
    for label, row in labels:
        _row(axes, row, label, days, top - _height(label) / 2)
        top -= _height(label)
    if not labels:
        style.write(axes, MARGIN, top, word("responsesfile.no-duty"), size=SIZE)
    return figure


def _label(row: Response) -> str:
    about = f" ({row.about})" if row.about else ""
    force, due = _force(row).capitalize(), own(row.duty.due)
    return f"{row.number}. {own(row.bearer)}{about}: {duty(row.duty)}. {force}, {due}"


def _force(row: Response) -> str:
    return word("duty.force-" + row.duty.force)


def _height(label: str) -> float:
    return style.height(label, SIZE) + GAP


def _days(rows: Iterable[Response]) -> Iterable[datetime.date]:
    for row in rows:
        for one in row.steps:
            yield from (day for day in (earliest(one.stretch), latest(one.stretch)) if day)
        if row.due:
            yield row.due


def _x(day: datetime.date, days: list[datetime.date]) -> float:
    left, right = MARGIN + LABELS + 0.15, PAGE - MARGIN - WORDS - 0.2
    span = (days[-1] - days[0]).days or 1
    return left + (right - left) * (day - days[0]).days / span


def _axis(axes: Axes, days: list[datetime.date], top: float, bottom: float) -> None:
    """The first of each year, or of each month where all is within two years."""
    first, last = days[0], days[-1]
    step = 1 if (last - first).days < 400 else 3 if (last - first).days < 800 else 6
    year, month, before = first.year, 1, -9.0
    while datetime.date(year, month, 1) <= last:
        day = datetime.date(year, month, 1)
        if day >= first:
            x = _x(day, days)
            axes.plot([x, x], [bottom, top], color=style.PALE, linewidth=0.5, zorder=0)
            if x - before > 0.45:
                style.write(axes, x, top + 0.1, written(day, short=True), size=SMALL, ha="center", color=style.SOFT)
                before = x
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def _row(axes: Axes, row: Response, label: str, days: list[datetime.date], y: float) -> None:
    style.write(axes, MARGIN, y, label, size=SIZE)
    bold = row.status in ("missed", "met late", "open")
    style.write(axes, PAGE - MARGIN - WORDS + 0.05, y, status(row), size=SIZE, bold=bold)
    known = [day for one in row.steps if (day := earliest(one.stretch) or latest(one.stretch))]
    reach = sorted([*known, *([row.due] if row.due else [])])
    if not reach:
        style.write(axes, MARGIN + LABELS + 0.2, y, word("when.undated"), size=SMALL, color=style.SOFT)
        return
    axes.plot([_x(reach[0], days), _x(reach[-1], days)], [y, y], color=style.SOFT, linewidth=0.8, zorder=1)
    for one in row.steps:  # a date that is not exact
        vague = [day for day in (earliest(one.stretch), latest(one.stretch)) if day]
        if len(vague) == 2 and vague[0] < vague[1]:
            axes.plot([_x(day, days) for day in vague], [y, y], color=style.SOFT, linewidth=0.7,
                      linestyle=(0, (1, 2)), zorder=1)  # fmt: skip
    if row.due:
        x = _x(row.due, days)
        axes.plot([x, x], [y - 0.1, y + 0.1], color=style.INK, linewidth=1.6, zorder=2)
    for one in row.steps:
        shape, ground = MARKS[_mark(one.role, one.finds, one.stance)]
        day = earliest(one.stretch) or latest(one.stretch)
        if day is not None:
            axes.plot([_x(day, days)], [y], shape, markersize=6, markerfacecolor=ground, markeredgecolor=style.INK,
                      markeredgewidth=0.6, zorder=3)  # fmt: skip


def _mark(role: str, finds: str | None, stance: str) -> str:
    if role in ("trigger", "notice"):
        return role
    if stance != "supports" or finds in ("not-clear", "refused"):
        return "other-finding"
    return {"not-done": "not-done", "partly": "partly"}.get(
        finds or "", "done" if role == "act" or finds else "other-finding"
    )


def _legend(axes: Axes, y: float) -> None:
    x = MARGIN
    for mark, (shape, ground) in MARKS.items():
        says = _says(mark)
        axes.plot([x + 0.06], [y], shape, markersize=6, markerfacecolor=ground, markeredgecolor=style.INK,
                  markeredgewidth=0.6)  # fmt: skip
        style.write(axes, x + 0.18, y, says, size=SIZE)
        x += 0.42 + style.width(says, SIZE)
    axes.plot([x + 0.06, x + 0.06], [y - 0.1, y + 0.1], color=style.INK, linewidth=1.6)
    says = style.wrap(word("responsesfile.key"), PAGE - MARGIN - x - 0.18, SIZE)
    style.write(axes, x + 0.18, y, says, size=SIZE)


def _says(mark: str) -> str:
    if mark in ("trigger", "notice"):
        return role(mark)
    return word("responsesfile.other-finding" if mark == "other-finding" else f"duty.finds-{mark}")
