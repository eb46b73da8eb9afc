"""The annexes on method: the codebook, how far coders agree, and how to check and repeat this release."""

import dataclasses
from decimal import Decimal

from workbench.codebook.messages import Messages
from workbench.findings.agreement import ALL, Agreed, agreement
from workbench.release.copies import PROGRAM, band
from workbench.release.dossier.document import Block, Cell, Document, Facts, Paragraph, Points, Section, Table, text
from workbench.release.dossier.ground import Ground

FEW = (band(0), band(1))
FILES = "files"
NO_PAGE = "page not known"  # as the frameworks write it
LIST = f"table-{FILES}.csv"


def codebook(ground: Ground) -> Section:
    """Every indicator with what shows it and what alone is not enough, in our own words."""
    say, book = ground.say, ground.book
    sections = []
    for one in book.indicators:
        key = f"ilo-11.{one.id}"
        checked = "codebook.verified" if one.verified else "codebook.unverified"
        blocks: tuple[Block, ...] = (
            Paragraph(text(_own(say, key, one.description))),
            Points(tuple(text(_own(say, f"{key}-shows-{at}", shows)) for at, shows in enumerate(one.shows, 1))),
            Paragraph(text(say("findings.not-enough"), " ", _own(say, key + "-limit", one.not_enough))),
            Paragraph(text(f"{say('codebook.source')} {_place(say, str(one.source))}; {say(checked)}."), "small"),
        )
        sections.append(Section(f"cb-{one.number}", f"{one.number}. {ground.name(one.id)}", blocks))
    lead = (Paragraph(text(say("codebook.lead", name=book.name, edition=book.edition, instrument=book.instrument))),)
    return Section("codebook", say("heading.codebook"), lead, tuple(sections))


def _place(say: Messages, source: str) -> str:
    """Where it stands; that no page is known in the words of this language."""
    return source.replace(NO_PAGE, say("codebook.no-page"))


def _own(say: Messages, key: str, english: str) -> str:
    """The words of this language, where it has them; else those of the framework."""
    return say(key) if say.has(key) else english


def agreed(ground: Ground) -> Section:
    """How far the coders agree on what is part of this view, in bands; of a few passages nothing else is said.

    One passage on violence of which nothing else leaves would tell that somebody told of it, and that coders differed.
    """
    say, tables = ground.say, ground.held.prepared.tables
    keys = {key: one.key for key, one in tables.rows.get("agent", [])}
    coders = sorted({keys[coder] for coder in tables.codings["coder"] if coder in keys})
    if len(coders) < 2:
        return Section("agreement", say("heading.agreement"), (Paragraph(text(say("agreement.one-coder"))),))
    found = agreement(tables, coders, framework=ground.book.id)
    numbers = ground.held.prepared.audience.rows == "workers"
    by_indicator = tuple(_row(ground, one) for one in found.rows) if numbers else ()
    rows = (*by_indicator, _row(ground, found.overall))
    headers = tuple(say("table." + name) for name in ("indicator", "read-by-several", "agreed", "alpha"))
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("agreement.lead", count=len(coders)))),
        Table(say("agreement.caption"), headers, rows, name="agreement", widths=(36, 14, 14, 30),
              note=say("agreement.alpha")),
    )  # fmt: skip
    return Section("agreement", say("heading.agreement"), blocks)


def _row(ground: Ground, one: Agreed) -> tuple[Cell, ...]:
    say, value = ground.say, one.alpha.value
    name = say("agreement.all") if one.indicator == ALL else ground.name(one.indicator)
    if band(one.units) in FEW:  # none is said as a few are: that there is one must not show
        return name, ground.band(1), say("agreement.too-few"), say("agreement.too-few")
    alpha: Cell = say("agreement.no-alpha") if value is None else Decimal(f"{float(value):.2f}")
    return name, ground.band(one.units), ground.band(one.agreed), alpha


def reproduction(ground: Ground) -> Section:
    """What a reader holds, what it was made from, and how to check it."""
    say, held = ground.say, ground.held
    steps = ("compare", "seal", "again", "rerun")
    blocks: list[Block] = [
        Facts(
            (
                (say("cover.head"), held.tables.head),
                (say("cover.copy"), held.copy.id),
                (say("cover.day"), held.copy.day),
                (say("reproduction.program"), f"forced-labour-workbench {PROGRAM}"),
                (say("reproduction.framework"), f"{ground.book.name} ({ground.book.edition})"),
            )
        ),
        Points(tuple(text(say("reproduction." + one, audience=held.copy.audience)) for one in steps), numbered=True),
    ]
    if ground.files:
        blocks.append(
            Table(
                say("reproduction.files"),
                (say("table.file"), say("table.sha256")),
                ground.files,
                name=FILES,
                widths=(32, 68),  # in a Word file a digest stands on one line
                note=say("reproduction.not-listed", which=", ".join(_holding(ground))),
            )
        )
    return Section("reproduction", say("heading.reproduction"), tuple(blocks))


def _holding(ground: Ground) -> list[str]:
    """The files that hold the list, and so cannot be in it."""
    forms = ground.held.prepared.audience.forms
    return [*(f"dossier.{form}" for form in forms if form != "csv"), *([LIST] if "csv" in forms else [])]


def relisted(document: Document, files: tuple[tuple[str, str], ...]) -> Document:
    """The document with other files, each with its SHA-256, in its list of files, where it has one.

    Example:
        >>> told = {"lang": "en", "headings": "en", "at": "2024-07-01", "head": "h", "notice": "n", "labels": {}}
        >>> part = Section("a", "A", (Table("Files", ("file", "SHA-256"), (), name="files"),))
        >>> made = relisted(Document(title="A", case="B", sections=(part,), **told), (("a.csv", "00"),))
        >>> made.sections[0].blocks[0].rows
        (('a.csv', '00'),)
    """

    def again(one: Section) -> Section:
        blocks = tuple(
            dataclasses.replace(block, rows=files) if isinstance(block, Table) and block.name == FILES else block
            for block in one.blocks
        )
        return dataclasses.replace(one, blocks=blocks, sections=tuple(again(part) for part in one.sections))

    return dataclasses.replace(document, sections=tuple(again(one) for one in document.sections))
