"""The form that an audience has, question by question, filled in from the release; what is missing is marked."""

from collections.abc import Callable, Iterable

from workbench.codebook.readers import Field
from workbench.findings.said import said
from workbench.release.dossier import blank, making, owed, replied, submitted
from workbench.release.dossier.counted import shares
from workbench.release.dossier.document import Block, Cell, Link, Paragraph, Points, Section, Strong, Table, Text, text
from workbench.release.dossier.ground import Ground, refs
from workbench.release.dossier.happened import ask, asked, asked_of_reader, bodies, remedies, when
from workbench.release.dossier.submitted import Short

MOST = 8
SPEAKS = ("supported", "alleged", "conflicting")
YOURS = "boxes"  # what whoever receives the copy fills in


def fields(ground: Ground) -> Section:
    """Each question with its answer, after a list that says which of them are answered."""
    say, plan = ground.say, ground.held.prepared.audience.dossier
    title = say.of(plan.fields_title) if plan.fields_title else say("heading.fields")
    filled = [(one, FILLS[one.fill](ground)) for one in plan.fields]
    rows = tuple(_status(ground, number, one, lines) for number, (one, lines) in enumerate(filled, 1))
    columns: tuple[str, ...] = ("number", "question", "reference", "filled")
    widths: tuple[int, ...] = (5, 50, 34, 22)
    if not any(one.reference for one in plan.fields):  # a column of dashes tells nobody anything
        rows = tuple((row[0], row[1], row[3]) for row in rows)
        columns, widths = ("number", "question", "filled"), (5, 84, 22)
    headers = tuple(say("table." + name) for name in columns)
    blocks: list[Block] = [Table(say("fields.caption"), headers, rows, name="fields", widths=widths)]
    lacking = [str(number) for number, (one, lines) in enumerate(filled, 1) if one.needed and not _answers(lines)]
    complete = "fields.complete-but-yours" if any(one.fill == YOURS for one in plan.fields) else "fields.complete"
    said_so = say("fields.lacking", which=", ".join(lacking)) if lacking else say(complete)
    blocks.append(Paragraph(text(Strong(said_so))))
    sections = tuple(_section(ground, number, one, lines) for number, (one, lines) in enumerate(filled, 1))
    return Section("fields", title, tuple(blocks), sections)


def _answers(lines: list[Text]) -> bool:
    return bool(lines) and not isinstance(lines, Short)


def _status(ground: Ground, number: int, one: Field, lines: list[Text]) -> tuple[Cell, ...]:
    say = ground.say
    state = say("fields.filled") if _answers(lines) else blank.state(ground, one)
    if one.fill == YOURS:
        state = say("fields.yours")
    return number, Link(say.in_text(one.label), f"field-{number}"), one.reference or "–", state


def _section(ground: Ground, number: int, one: Field, lines: list[Text]) -> Section:
    label = ground.say.of(one.label)
    title = label if label.startswith("(") else f"{number}. {label}"
    if not lines:
        lines = [blank.line(ground, one)]
    block: Block = Paragraph(lines[0]) if len(lines) == 1 else Points(tuple(lines))
    return Section(f"field-{number}", title, (block,))


def _alleged(ground: Ground) -> list[Text]:
    """Whoever an indicator is supported or alleged of, as an employer, with which."""
    by: dict[str, list[str]] = {}
    for column in ground.columns:
        for name, cell in ground.cells("employer", column.id):
            if cell.state in SPEAKS and name != ground.say("cover.not-said"):
                by.setdefault(name, []).append(ground.name(column.id))
    return [text(f"{name}: {', '.join(named)}") for name, named in sorted(by.items())]


def _period(ground: Ground) -> list[Text]:
    cells = [cell for by in ("employer", "site") for one in ground.columns for _, cell in ground.cells(by, one.id)]
    spans = [cell.period for cell in cells if cell.period and cell.state in SPEAKS]
    spans += [one.of.period for one in ground.listed if one.of.stance == "supports"]  # each stands here with its time
    starts, ends = _dated(one.start for one in spans), _dated(one.end or one.start for one in spans)
    if starts:
        return [text(ground.say("fill.period", start=starts[0], end=ends[-1]))]
    found = ground.held.chronology
    dates = sorted(date for one in (found.df["start"] if found else ()) if (date := said(one)))
    return [text(ground.say("fill.events", start=dates[0], end=dates[-1]))] if dates else []


def _dated(days: Iterable[str | None]) -> list[str]:
    """Days in their order; beside them a bare year says nothing and is left out."""
    found = sorted(day for day in days if day)
    return [day for day in found if len(day) > 4] or found


def _reasons(ground: Ground) -> list[Text]:
    """The indicators that something speaks for, each with its state, who said it of whom, and where to read it."""
    lines = []
    for one in ground.columns:
        if (state := ground.state(one.id)) in SPEAKS:
            units = ground.of(one.id, "supports")
            share = ground.say("findings.share", share=shares(ground, one.id))
            words = f"{ground.say('state.' + state)}. {share} "
            lines.append(text(Link(ground.name(one.id), f"indicator-{one.number}"), ": ", words, *refs(units, MOST)))
    return lines


def _against(ground: Ground) -> list[Text]:
    lines = []
    for one in ground.columns:
        if units := ground.of(one.id, "contradicts"):
            lines.append(text(Link(ground.name(one.id), f"indicator-{one.number}-against"), ": ", *refs(units, MOST)))
    return lines


def _indicators(ground: Ground) -> list[Text]:
    return [
        text(f"{one.number} {ground.name(one.id)}: {ground.say('state.' + ground.state(one.id))}")
        for one in ground.columns
    ]


def _evidence(ground: Ground) -> list[Text]:
    if not ground.units:
        return []
    return [
        text(ground.say("fill.evidence", count=len(ground.listed)), " ", Link(ground.say("heading.units"), "units"))
    ]


def _remedies(ground: Ground) -> list[Text]:
    return [*(_event(ground, one) for one in remedies(ground)), *owed.asked(ground)]


def _event(ground: Ground, one: dict[str, object]) -> Text:
    return text(
        f"{when(ground, one)}: {one['title']} ({one['source']}; ",
        Link(ground.say("asks.event", number=one["number"]), f"event-{one['number']}"),
        ")",
    )


def _asks(ground: Ground) -> list[Text]:
    return [ask(ground, one) for one in asked(ground)]


def _asks_of_reader(ground: Ground) -> list[Text]:
    """What is asked of whoever receives the copy; what is asked of others has its chapter, and is no answer."""
    say, own = ground.say, [ask(ground, one) for one in asked_of_reader(ground)]
    if own or not asked(ground) or "asks" not in ground.held.prepared.audience.dossier.parts:
        return own
    return Short([text(say("fill.asked-of-others"), " ", Link(say("heading.asks"), "asks"))])


def _applies(ground: Ground) -> list[Text]:
    return [text(ground.say.of(words)) for words in ground.held.prepared.audience.dossier.lead]


def _nothing(ground: Ground) -> list[Text]:
    return []


FILLS: dict[str, Callable[[Ground], list[Text]]] = {
    "complainant": submitted.complainant,
    "submitted": submitted.submitted,
    "bodies": bodies,
    "operators": making.entities("Company", "Branch"),
    "economic-operators": making.entities("Company", "Branch", part=True),
    "taking-part": making.entities("Company", "Branch", "Agency", "SubAgent", part=True),
    "producers": making.of_making(making.entities("Company", "Branch", "Agency", "SubAgent", part=True)),
    "alleged": _alleged,
    "agencies": making.entities("Agency", "SubAgent"),
    "products": making.entities("Product"),
    "goods": making.goods,
    "nexus": making.linked,
    "sites": making.entities("Site", "Dwelling"),
    "production": making.production,
    "period": _period,
    "making-period": making.of_making(_period),
    "reasons": _reasons,
    "against": _against,
    "indicators": _indicators,
    "workers": submitted.workers,
    "referred": submitted.referred,
    "evidence": _evidence,
    "remedies": _remedies,
    "asks": _asks,
    "asks-of-reader": _asks_of_reader,
    "answers": replied.replies,
    "body-answers": replied.of_bodies,
    "company-answers": replied.of_companies,
    "boxes": replied.boxes,
    "protection": submitted.protection,
    "consent": submitted.consent,
    "missing": _nothing,
    "applies": _applies,
}
