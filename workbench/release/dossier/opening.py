"""The opening of a dossier: cover, one-page summary, who is who."""

from typing import Any

from workbench import codebook
from workbench.findings.alphabet import natural
from workbench.findings.said import records, said
from workbench.release.copies import PROGRAM
from workbench.release.dossier.counted import none_counted, shares
from workbench.release.dossier.document import Block, Cell, Facts, Paragraph, Points, Section, Strong, Table, Text, text
from workbench.release.dossier.findings import answer
from workbench.release.dossier.ground import OVERALL, Ground, refs
from workbench.release.dossier.happened import asked, remedies

KINDS = (
    "Agency",
    "SubAgent",
    "Company",
    "Branch",
    "Association",
    "Site",
    "Gate",
    "GuardPost",
    "Fence",
    "Dwelling",
    "Office",
    "PoliceStation",
    "Hospital",
    "Clinic",
    "Embassy",
    "BorderPoint",
    "Shop",
    "BusStop",
    "PublicBody",
    "Person",
    "Product",
    "Document",
    "Group",
)
LINE = (("number", 5), ("indicator", 27), ("state", 16), ("said-of-asked", 20), ("for", 18), ("against", 18),
        ("they-say", 18))  # fmt: skip
SHARE = 3
STRONGEST = ("supported", "conflicting", "alleged")


def cover(ground: Ground) -> Section:
    """For whom the copy is, what it is and is not, from which head of the ledger, and in which edition."""
    say, about, audience = ground.say, ground.held.about, ground.held.prepared.audience
    blocks: list[Block] = [Paragraph(text(Strong(say("cover.allegations"))), "notice")]
    blocks += [Paragraph(text(say.of(words)), "notice") for words in audience.dossier.lead]
    if audience.becomes_public:
        blocks.append(Paragraph(text(say("cover.public"))))
    blocks.append(
        Facts(
            (
                (say("cover.for"), say.in_text(audience.titles)),
                (say("cover.recipient"), about["recipient"] or say("cover.not-said")),
                (say("cover.copy"), about["copy"]),
                (say("cover.day"), about["day"]),
                (say("cover.head"), ground.held.tables.head),
                (say("cover.version"), say("cover.version-is", version=PROGRAM, copy=about["copy"])),
                (say("cover.by"), ground.submitter or say("cover.by-nobody")),
            )
        )
    )
    if audience.clause:
        blocks.append(Paragraph(text(say.of({"en": audience.clause, **audience.clauses}))))
    if not say.reviewed:
        blocks.append(Paragraph(text(say("cover.unreviewed")), "small"))
    if say.partial:
        blocks.append(Paragraph(text(say("cover.partial")), "small"))
    return Section("cover", say("heading.cover"), tuple(blocks))


def summary(ground: Ground) -> Section:
    """What was found, what speaks against it, what was answered, on one page."""
    say = ground.say
    lines = [_line(ground, column.id, column.number) for column in ground.columns]
    counts = {str(line[SHARE]) for line in lines}  # a column that says the same in each row is a line, and stands above
    columns = [at for at in range(len(LINE)) if at != SHARE or len(counts) > 1]
    rows = tuple(tuple(line[at] for at in columns) for line in lines)
    found = [ground.name(one.id) for one in ground.columns if ground.state(one.id) in STRONGEST]
    counter = [ground.name(one.id) for one in ground.columns if ground.of(one.id, "contradicts")]
    said_so = (
        say("summary.found", count=len(found), of=len(ground.columns), which=", ".join(found))
        if found
        else say("summary.nothing")
    )
    blocks: list[Block] = [
        Paragraph(text(said_so)),
        Paragraph(text(say("summary.against", which=", ".join(counter)) if counter else say("summary.no-against"))),
        Paragraph(text(heard(ground))),
        *_alike(ground, counts),
        Table(
            say("summary.caption"),
            tuple(say("table." + LINE[at][0]) for at in columns),
            rows,
            name="summary",
            note=_note(ground),
            widths=tuple(LINE[at][1] for at in columns),
        ),
    ]
    parts = ground.held.prepared.audience.dossier.parts
    told = "summary.asks" if "asks" in parts else "summary.asks-listed"
    short = [say(told, count=len(asked(ground))), say("summary.remedies", count=len(remedies(ground)))]
    if ground.held.chronology is not None:  # a copy without events says nothing of how many there are
        blocks.append(Paragraph(text(" ".join(short))))
    return Section("summary", say("heading.summary"), tuple(blocks), brief=True)


def _alike(ground: Ground, counts: set[str]) -> tuple[Block, ...]:
    """What is told of workers for each indicator alike; nothing where none is counted, which is said already."""
    if len(counts) != 1 or none_counted(ground):
        return ()
    return (Paragraph(text(ground.say("summary.alike", share=next(iter(counts))))),)


def _note(ground: Ground) -> str:
    """Of which matrices of this copy a letter is the strongest: a copy without rows of workers has none by worker."""
    say = ground.say
    held = [say("by." + by) for by in OVERALL if by in ground.held.matrices and ground.held.matrices[by].matrix.rows]
    listed = ", ".join(held[:-1]) + say("summary.or") + held[-1] if len(held) > 1 else "".join(held)
    return say("summary.note", by=listed) if held else say("summary.note-no-rows")


def _line(ground: Ground, identity: str, number: int) -> tuple[Cell, ...]:
    state = ground.state(identity)
    return (
        number,
        ground.name(identity),
        f"{ground.letter(state)} {ground.say('state.' + state)}",
        shares(ground, identity),
        refs(ground.of(identity, "supports"), 3) or "–",
        refs(ground.of(identity, "contradicts"), 3) or "–",
        answer(ground, [cell for by in OVERALL for _, cell in ground.cells(by, identity)]),
    )


def heard(ground: Ground) -> str:
    """Who was heard, of how many, in bands."""
    workers = ground.held.about["workers"]
    if workers["on_record"] == "none":
        return ground.say("summary.nobody-heard")
    key = "summary.heard-none" if workers["counted"] == "none" else "summary.heard"  # then there are no others
    return ground.say(key, known=ground.banded(workers["on_record"]), counted=ground.banded(workers["counted"]))


def people(ground: Ground) -> Section:
    """Every company, agency, authority, place and person of the case that may be shown, and what each is."""
    say, rows = ground.say, []
    order = {name: number for number, name in enumerate(KINDS)}
    listed = [one for one in records(ground.held.people.entities) if one["schema"] in order]
    unnamed = sorted((one["label"] for one in listed if bare(one)), key=lambda name: (len(name), name))
    listed = [one for one in listed if not bare(one)]
    for one in sorted(listed, key=lambda one: (order[one["schema"]], natural(one["label"]), one["key"])):
        names = "; ".join(name for name in one["names"] if name != one["label"])
        rows.append((one["label"], kind(ground, one["schema"]), said(one["role"]), said(one["country"]), names or None))
    headers = tuple(say("table." + name) for name in ("name", "kind", "role", "country", "names"))
    lead = "people.lead-named" if ground.held.about["protection"]["workers_named"] else "people.lead"
    blocks: tuple[Block, ...] = (Paragraph(text(say(lead))),)
    if rows:
        blocks += (Table(say("people.caption"), headers, tuple(rows), name="people", widths=(30, 18, 30, 9, 40)),)
    else:
        blocks += (Paragraph(text(say("people.none"))),)
    if unnamed:
        blocks += (Paragraph(text(say("people.bare", which=", ".join(unnamed)))),)
    return Section("people", say("heading.people"), blocks)


def bare(one: dict[str, Any]) -> bool:
    """Whether nothing stands in a row but the name that somebody was given for this copy."""
    return one["schema"] in ("Person", "SubAgent") and not (
        said(one["role"]) or said(one["country"]) or set(one["names"]) - {one["label"]}
    )


def kind(ground: Ground, schema: str) -> str:
    """A kind of entity, in words."""
    key = "kind." + schema
    return ground.say(key) if ground.say.has(key) else codebook.entity_schema(schema).label


def points(lines: list[Text]) -> Points:
    """Lines as a list.

    Example:
        >>> points([("a",)]).items
        (('a',),)
    """
    return Points(tuple(lines))
