"""Wages, fees and debts as counts of workers and what these add up to: nothing of any one worker's money."""

from decimal import Decimal

from workbench import codebook
from workbench.disclosure import sums
from workbench.disclosure.brackets import NOTHING, SEVERAL, UNSAID, bounds
from workbench.disclosure.earnings import BELOW, NOT_BELOW
from workbench.release.dossier.document import Block, Cell, Paragraph, Table, text
from workbench.release.dossier.ground import STANCES, Ground
from workbench.release.dossier.spoken import amount

WAGES = "wages"


def counted(ground: Ground) -> tuple[Block, ...]:
    """How many workers are in which class, what that adds up to, for which time, and what is withheld."""
    if WAGES not in ground.held.prepared.audience.tables:
        return ()
    say, found = ground.say, ground.held.counted
    listed = sums.lines(found)
    if not any(ground.held.prepared.money.known.values()):
        return (Paragraph(text(say("wages.no-records"))),)
    blocks: list[Block] = [Paragraph(text(say("wages.counted-lead", k=ground.held.prepared.audience.k)))]
    if listed:
        blocks += [_lines(ground, listed), _totals(ground), Paragraph(text(say("wages.silence")), "small")]
    else:
        blocks.append(Paragraph(text(say("wages.all-withheld"))))
    blocks.append(Paragraph(text(_time(ground))))
    if any(one.theme == "paid" for one in listed):
        blocks.append(Paragraph(text(_law(ground)), "small"))
    if listed or sums.withheld(found):  # "all are withheld: none" contradicts itself where no worker is in this copy
        blocks.append(Paragraph(text(say("wages.kept", band=ground.band(sums.withheld(found))))))
    blocks.append(_sides(ground))
    return tuple(blocks)


def _lines(ground: Ground, listed: list[sums.Line]) -> Table:
    say, of = ground.say, sums.counted_of(ground.held.counted)
    rows = tuple((say("money." + one.theme), class_words(ground, one), one.workers, of) for one in listed)
    headers = tuple(say("table." + name) for name in ("question", "class", "workers", "counted"))
    return Table(say("wages.counted"), headers, rows, name="wages-counted", widths=(34, 60, 10, 12))


def _totals(ground: Ground) -> Table:
    say = ground.say
    rows = tuple(
        (say("money." + one.theme), one.currency, one.workers, _whole(one.least), _whole(one.most))
        for one in sums.totals(ground.held.counted)
    )
    headers = tuple(say("table." + name) for name in ("question", "currency", "workers", "least", "most"))
    note = say("wages.totals-note")
    return Table(say("wages.totals"), headers, rows, name="wages-totals", note=note, widths=(34, 12, 10, 14, 14))


def _whole(amount: Decimal | None) -> Cell:
    return None if amount is None else int(amount)


def class_words(ground: Ground, line: sums.Line) -> str:
    """A class in words: the stretch that a sum lies in, and what is said beside it.

    Example:
        >>> from types import SimpleNamespace
        >>> from workbench.codebook.messages import messages
        >>> class_words(SimpleNamespace(say=messages("en")), sums.Line("fee", "1000-3000 USD", 9))
        '1,000 to 3,000 USD'
    """
    say, first, second = ground.say, *_halves(line.name)
    if line.theme == "wage":
        return say("money.promised-signed", promised=_sum(ground, first), signed=_sum(ground, second))
    if line.theme == "paid":
        floor = second if second in (BELOW, NOT_BELOW) else "open"
        paid = say("money.unpaid") if first == NOTHING else _sum(ground, first)
        return f"{paid}; {say('money.floor-' + floor)}"
    if line.theme == "deductions" and second:
        return f"{_sum(ground, first)}; {say('money.' + second)}"
    return _sum(ground, first)


def _halves(name: str) -> tuple[str, str]:
    first, _, second = name.partition(">" if ">" in name else "|")
    return first, second


def _sum(ground: Ground, name: str) -> str:
    span = bounds(name)
    if span is None:
        return ground.say("money." + {NOTHING: "nothing", UNSAID: "unsaid", SEVERAL: "several"}[name])
    (low, high, currency), lang = span, ground.say.text_lang
    if high is None:
        return ground.say("money.or-more", low=amount(low, lang), currency=currency)
    return ground.say("money.between", low=amount(low, lang), high=amount(high, lang), currency=currency)


def _time(ground: Ground) -> str:
    """The quarters of which pay of enough workers is on record."""
    shown = sums.quarters(ground.held.counted)
    if not shown:
        return ground.say("wages.no-time")
    return ground.say("wages.time", which="; ".join(f"{name} ({count})" for name, count in shown))


def _law(ground: Ground) -> str:
    law = codebook.pay_law("rs")
    rules = [one for one in law.rules if one.kind == "minimum-hour"]
    shown = {name[:4] for name, _ in sums.quarters(ground.held.counted)}
    told = [f"{one.value} {one.unit}, {one.start} - {one.until} ({one.source})" for one in rules
            if one.start[:4] in shown]  # fmt: skip
    checked = "" if all(one.verified for one in rules) else f" [{ground.say('law.unverified')}]"
    return ground.say("wages.law", law=law.title, rules="; ".join(told) or ground.say("cover.not-said")) + checked


def _sides(ground: Ground) -> Table:
    """In bands, how many lines of pay, clauses, fees and debts speak for, against or neither; how many were read."""
    say, money = ground.say, ground.held.prepared.money
    rows = tuple(
        (say("stance." + one), ground.band(money.known.get(one, 0)), ground.band(money.used.get(one, 0)))
        for one in STANCES
    )
    headers = tuple(say("table." + name) for name in ("stance", "known", "read"))
    note = say("wages.sides-note")
    return Table(say("wages.sides"), headers, rows, name="wages-for-against", note=note, widths=(24, 20, 24))
