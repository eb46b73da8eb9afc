"""What somebody is said to have done, paragraph by paragraph, with room for an answer to each: the right of reply."""

import dataclasses

from workbench.findings.assessment import Cell as CellOf
from workbench.findings.matrix import NOT_SAID, Row
from workbench.findings.said import records
from workbench.release.dossier.columns import unbroken
from workbench.release.dossier.document import Block, Paragraph, Section, Table, Text, text
from workbench.release.dossier.ground import Ground, Unit, refs
from workbench.release.dossier.replied import BODIES, COMPANIES

SPEAKS = ("supported", "alleged", "conflicting")
BY = "employer"
ROOM = 22  # millimetres: an answer is written by hand, too
BOX = ("answer-alleged", "own-words", "document", "answered")


@dataclasses.dataclass(frozen=True)
class Allegation:
    """One paragraph: its number, the indicator, of whom it is said (a key of the case, empty where nobody is named).

    Example:
        >>> Allegation(1, "deception", "CO-BR", "A branch", CellOf(state="alleged")).reference("ilo-11")
        'ilo-11 | deception | CO-BR'
    """

    number: int
    indicator: str
    key: str
    who: str
    cell: CellOf

    def reference(self, framework: str) -> str:
        """What tells one paragraph from another, and is read back with its answer."""
        return " | ".join(part for part in (framework, self.indicator, self.key) if part)


def allegations(ground: Ground) -> list[Allegation]:
    """Each indicator that something speaks for, by whom it is said of, numbered in the order of the instrument."""
    shown = ground.held.matrices.get(BY)
    if shown is None:
        return []
    found = shown.matrix
    said = [(column.id, row) for column in found.columns for row in found.rows
            if found.cell(row.id, column.id).state in SPEAKS]  # fmt: skip
    return [Allegation(number, indicator, *_who(ground, row), found.cell(row.id, indicator))
            for number, (indicator, row) in enumerate(said, 1)]  # fmt: skip


def _who(ground: Ground, row: Row) -> tuple[str, str]:
    """The key and the label of whoever it is said of; no key where nobody is named."""
    return ("", ground.say("alleged.unnamed")) if row.id == NOT_SAID[0] else (row.id, row.label)


def part(ground: Ground) -> Section:
    """The paragraphs, each with what it stands on, what speaks against it, what was answered, and an empty box."""
    say, listed = ground.say, allegations(ground)
    title = say("heading.allegations")
    if not listed:
        return Section("allegations", title, (Paragraph(text(say("alleged.none"))),))
    lead = tuple(Paragraph(text(say(f"alleged.{name}"))) for name in ("lead", "how"))
    return Section("allegations", title, lead, tuple(_paragraph(ground, one) for one in listed))


def _paragraph(ground: Ground, one: Allegation) -> Section:
    say, framework = ground.say, ground.book.id
    blocks: list[Block] = [Paragraph(text(words(ground, one)))]
    blocks.append(Paragraph(text(say("alleged.stands-on"), " ", *_units(ground, one.cell.for_), ".")))
    blocks.append(Paragraph(text(say("alleged.against"), " ", *_units(ground, one.cell.against), ".")))
    if one.key and (general := _of_nobody(ground, one.indicator)):
        blocks.append(Paragraph(text(say("alleged.against-general"), " ", *refs(general), ".")))
    blocks.append(Paragraph(_said(ground, one)))
    headers = tuple(unbroken(say("reply." + name)) for name in BOX)
    blocks.append(
        Table(say("alleged.box", number=one.number), headers, (("", "", "", ""),), widths=(30, 54, 22, 24), room=ROOM)
    )
    blocks.append(Paragraph(text(say("alleged.reference", which=one.reference(framework))), "small"))
    title = f"{one.number}. {one.who[:1].upper()}{one.who[1:]}: {ground.name(one.indicator)}"
    return Section(f"allegation-{one.number}", title, tuple(blocks))


def words(ground: Ground, one: Allegation) -> str:
    """What is alleged, of whom, for which time, and how it stands on the record."""
    say, key = ground.say, f"ilo-11.{one.indicator}"
    meaning = say(key) if say.has(key) else ground.indicator(one.indicator).description
    told = say("alleged.words", who=one.who, name=ground.name(one.indicator), when=ground.span(one.cell.period))
    return f"{told} {meaning} {say('alleged.state', state=say('state.' + one.cell.state))}"


def _units(ground: Ground, codings: tuple[str, ...]) -> Text:
    return refs(_listed(ground, codings)) or (ground.say("alleged.withheld"),)


def _listed(ground: Ground, codings: tuple[str, ...]) -> list[Unit]:
    return sorted((ground.units[one] for one in codings if one in ground.units), key=lambda unit: unit.number)


def _of_nobody(ground: Ground, indicator: str) -> list[Unit]:
    """What speaks against it without saying of whom: whoever answers has to know of it."""
    found = ground.held.matrices[BY].matrix
    unnamed = [found.cell(row.id, indicator) for row in found.rows if row.id == NOT_SAID[0]]
    return [unit for cell in unnamed for unit in _listed(ground, cell.against)]


def _said(ground: Ground, one: Allegation) -> Text:
    """What companies have said of it, or public bodies where it is said of one: not everybody who is no worker."""
    schemas = {entity["key"]: entity["schema"] for entity in records(ground.held.people.entities)}
    whose, kinds = ("body", BODIES) if schemas.get(one.key) == "PublicBody" else ("company", COMPANIES)
    units = [unit for unit in _listed(ground, one.cell.answers) if unit.of.found.source_kind in kinds]
    told = refs(units) or text(ground.say("alleged.said-nothing"))
    return text(ground.say("alleged.said-" + whose), " ", *told, ".")
