"""Findings by indicator: what the instrument says, what was found, for and against, what was answered, the gaps."""

from collections.abc import Iterable

from workbench.figures.labels import labelled
from workbench.findings.assessment import STATES
from workbench.findings.assessment import Cell as CellOf
from workbench.findings.origins import ANSWERING
from workbench.release.dossier.blank import seals
from workbench.release.dossier.counted import shares, withheld
from workbench.release.dossier.document import Block, Cell, Paragraph, Points, Section, Strong, Table, Text, text
from workbench.release.dossier.ground import STANCES, Ground, Unit, refs

QUOTES = 3
BY = ("employer", "site")


def findings(ground: Ground) -> Section:
    """A section for each indicator, in the order of the instrument."""
    say = ground.say
    lead = [Paragraph(text(say("findings.lead")))]
    if not ground.book.verified:
        lead.append(Paragraph(text(say("findings.unverified")), "small"))
    sections = tuple(_one(ground, column.id, column.number) for column in ground.columns)
    return Section("findings", say("heading.findings"), tuple(lead), sections)


def _one(ground: Ground, identity: str, number: int) -> Section:
    say, state = ground.say, ground.state(identity)
    title = f"{number}. {ground.name(identity)}: {say('heading.state-' + state)}"
    parts = [
        Section(f"indicator-{number}-says", say("heading.says"), _says(ground, identity)),
        Section(f"indicator-{number}-found", say("heading.found"), _found(ground, identity)),
        Section(f"indicator-{number}-against", say("heading.against"), _against(ground, identity)),
        Section(f"indicator-{number}-answers", say("heading.answers"), _answers(ground, identity)),
        Section(f"indicator-{number}-gaps", say("heading.gaps"), (Points(tuple(_gaps(ground, identity))),)),
    ]
    if state == "not-assessed":  # then there is nothing to lay out but what it would be, and that silence is not no
        parts = parts[:1]
        return Section(f"indicator-{number}", title, (Paragraph(text(say("findings.not-assessed"))),), tuple(parts))
    return Section(f"indicator-{number}", title, (), tuple(parts))


def _says(ground: Ground, identity: str) -> tuple[Block, ...]:
    say, key = ground.say, f"ilo-11.{identity}"
    one = ground.indicator(identity)
    meaning = say(key) if say.has(key) else one.description
    limit = say(f"{key}-limit") if say.has(f"{key}-limit") else one.not_enough
    own = f" {say('findings.own-name', name=one.labels['en'])}" if say.lang != "en" else ""
    return (Paragraph(text(f"{meaning}{own}")), Paragraph(text(Strong(say("findings.not-enough")), " ", limit)))


def _found(ground: Ground, identity: str) -> tuple[Block, ...]:
    say, units = ground.say, ground.of(identity, "supports")
    blocks: list[Block] = [Paragraph(text(say("findings.share", share=shares(ground, identity))))]
    rows: list[tuple[Cell, ...]] = []
    for by in BY:
        rows += [
            (
                say("by." + by),
                name,
                f"{ground.letter(cell.state)} {say('state.' + cell.state)}",
                cell.origins or None,
                ground.span(cell.period) if cell.period else None,
                answer(ground, [cell]),
            )
            for name, cell in ground.cells(by, identity)
        ]
    beside = [f"{name}: {others}" for by in BY for name, cell in ground.cells(by, identity)
              if (others := _others(ground, cell))]  # fmt: skip
    if rows:
        headers = tuple(say("table." + name) for name in ("by", "name", "state", "origins", "period", "they-say"))
        blocks.append(
            Table(
                say("findings.caption" + only(ground), name=ground.name(identity)),
                headers,
                tuple(rows),
                note=say("findings.several", order=_order(ground), which="; ".join(beside)) if beside else "",
                widths=(14, 32, 22, 11, 26, 23),
            )
        )
    if units:
        blocks.append(Paragraph(text(say("findings.stands-on", count=len(units)), " ", *refs(units), ".")))
    return (*blocks, *_quotes(ground, [one for one in units if not _answering(one)]))


def _order(ground: Ground) -> str:
    return ", ".join(ground.say("state." + one) for one in STATES[:-1])


def _others(ground: Ground, cell: CellOf) -> str:
    """The states that a row of several groups or people does not show: what is listed beside it is of these, too."""
    return ", ".join(ground.say("state." + state) for state, _ in cell.tally if state != cell.state)


def only(ground: Ground) -> str:
    """The ending of words that speak of employers and sites, in a copy that has but one of the two."""
    had = [by for by in BY if by in ground.held.matrices]
    return f"-{had[0]}" if len(had) == 1 else ""


def _quotes(ground: Ground, units: list[Unit]) -> tuple[Block, ...]:
    """A few quotes of different sources; each of the others is a link away."""
    chosen: dict[str, Unit] = {}
    for one in units:
        if not withheld(one.of.found.quote):
            chosen.setdefault(
                one.of.found.source if ground.held.prepared.audience.rows == "workers" else one.of.found.passage, one
            )
    return tuple(ground.quote(one) for one in list(chosen.values())[:QUOTES])


def _against(ground: Ground, identity: str) -> tuple[Block, ...]:
    units = ground.of(identity, "contradicts")
    if not units:
        told = "findings.no-against-sealed" if seals(ground, "contradicts") else "findings.no-against"
        return (Paragraph(text(ground.say(told))),)
    return (
        Paragraph(text(ground.say("findings.against", count=len(units)), " ", *refs(units), ".")),
        *_quotes(ground, units),
    )


def _answers(ground: Ground, identity: str) -> tuple[Block, ...]:
    """What the employer and authorities said on it, for or against."""
    units = [one for one in ground.of(identity, *STANCES, differing=True) if _answering(one)]
    if not units:
        return (Paragraph(text(ground.say("findings.no-answer"))),)
    return _quotes(ground, units) or (Paragraph(text(ground.say("findings.answer-withheld"), " ", *refs(units), ".")),)


def answer(ground: Ground, cells: Iterable[CellOf]) -> Text:
    """What the employer and authorities answered in cells of a matrix: the way to it, or that none is on record."""
    ids = {one for cell in cells for one in cell.answers}
    return refs([one for key, one in ground.units.items() if key in ids]) or text(ground.say("findings.none-here"))


def _answering(one: Unit) -> bool:
    return one.of.found.source_kind in ANSWERING


def _gaps(ground: Ground, identity: str) -> list[Text]:
    """What is not known: cells that are withheld or open, one origin, hearsay alone, who was not asked."""
    say, cells = ground.say, [cell for by in BY for _, cell in ground.cells(by, identity)]
    units = ground.of(identity, "supports")
    told: list[Text] = [text(say("gap.silence"))]
    if any(cell.state == "withheld" or "withheld" in cell.note for cell in cells):
        told.append(text(say("gap.withheld", k=ground.held.prepared.audience.k)))
    if any(cell.origins == 1 for cell in cells):
        told.append(text(say("gap.one-origin")))
    if units and all(one.of.means == "hearsay" for one in units):
        told.append(text(say("gap.hearsay")))
    if ground.of(identity, "unclear"):
        told.append(text(say("gap.unclear"), " ", *refs(ground.of(identity, "unclear")), "."))
    differing = [one for one in ground.of(identity, *STANCES, differing=True) if one.number in ground.differing]
    if differing:
        told.append(text(say("gap.disputed"), " ", *refs(differing), "."))
    elif any(cell.disputed for cell in cells):
        told.append(text(say("gap.disputed")))
    notes = dict.fromkeys(_once(ground, note) for cell in cells for note in cell.dependencies)
    told += [text(f"{say('gap.shared')} {note}.") for note in notes]
    return told


def _once(ground: Ground, note: str) -> str:
    """A note with sources under the names that they have elsewhere, each that is retold once: how often "an account"
    recurs is nobody's to count."""

    def called(key: str) -> str:
        return labelled(ground.sources.get(key, key), ground.say)

    head, verb, listed = note.partition(" retells ")
    whom = "; ".join(dict.fromkeys(called(key) for key in listed.split(", ")))
    if verb:
        return ground.say("gap.retells", who=called(head), whom=whom)
    head, verb, grade = note.partition(" is graded ")
    return f"{called(head)}{verb}{grade}"
