"""The annexes that hold the evidence: matrices in letters, evidence units, the inventory."""

from workbench.disclosure.leaving import PERSONAL
from workbench.figures.matrix import LOOKS
from workbench.findings.said import records, said
from workbench.release.dossier.counted import how, none_counted, short
from workbench.release.dossier.document import Block, Cell, Paragraph, Section, Table, text
from workbench.release.dossier.ground import Ground, Unit
from workbench.release.dossier.worded import numbered, quotes
from workbench.release.evidence import Found

BY = ("worker", "employer", "site", "period")
UNIT = (
    ("unit", 7), ("indicator", 24), ("stance", 12), ("means", 12), ("subject", 18), ("start", 11), ("end", 11),
    ("words", 60), ("language", 9), ("translator", 14), ("checked", 14), ("source", 30), ("source-kind", 14),
    ("coder", 10), ("file", 12), ("digest", 40),
)  # fmt: skip
WORDS = (("unit", 7), ("words", 60), ("language", 9), ("translator", 14), ("checked", 14), ("source", 30),
         ("source-kind", 14))  # fmt: skip
Columns = tuple[tuple[str, int], ...]


def matrix(ground: Ground) -> Section:
    """The matrices in letters, no cell blank, with the denominators below each."""
    blocks: list[Block] = [Paragraph(text(ground.say("matrix.lead"))), _legend(ground)]
    blocks += [letters(ground, by) for by in BY if by in ground.held.matrices]
    blocks.append(_names(ground))
    return Section("matrix", ground.say("heading.matrix"), tuple(blocks), wide=True)


def sources(ground: Ground) -> Section:
    """The matrix by source, as far as a source may have a row."""
    if "source" not in ground.held.matrices:
        return Section("sources", ground.say("heading.sources"), (Paragraph(text(ground.say("matrix.no-sources"))),))
    return Section("sources", ground.say("heading.sources"), (_legend(ground), letters(ground, "source")), wide=True)


def _legend(ground: Ground) -> Paragraph:
    told = [f"{ground.letter(one)} {ground.say('state.' + one)}" for one in LOOKS if one != "sealed"]
    return Paragraph(text("; ".join(told) + "."), "small")


def _names(ground: Ground) -> Paragraph:
    return Paragraph(text("; ".join(f"{one.number} {ground.name(one.id)}" for one in ground.columns) + "."), "small")


def letters(ground: Ground, by: str) -> Table:
    """One matrix: a row each, a column an indicator; the number beside a letter counts origins."""
    say, found = ground.say, ground.held.matrices[by].matrix
    rows: list[tuple[Cell, ...]] = []
    fills: dict[tuple[int, int], str] = {}
    for at, row in enumerate(found.rows):
        cells = [found.cell(row.id, column.id) for column in found.columns]
        answered = ["*" if one.answers else "" for one in cells]
        told = [f"{ground.letter(one.state)}{one.origins or ''}" for one in cells]
        rows.append((ground.row(row.label), *(words + mark for words, mark in zip(told, answered, strict=True))))
        fills |= {(at, n): LOOKS[one.state].ground for n, one in enumerate(cells, 1) if one.state != "not-assessed"}
    if not rows:
        rows.append((say("matrix.no-row"), *(say("share.short-none") for _ in found.columns)))
    counted = not none_counted(ground)
    if counted:
        rows.append((say("matrix.denominators"), *(short(ground, column.id) for column in found.columns)))
    headers = (say("by." + by), *(str(column.number) for column in found.columns))
    dashed = any(cell == say("share.short-none") for row in rows for cell in row)
    note = say("matrix.note" if counted else "matrix.note-alone", shares=say("matrix." + how(ground)))
    note += f" {say('matrix.dash')}" if dashed else ""
    return Table(
        say("matrix.caption", by=say("by." + by)),
        headers,
        tuple(rows),
        name=f"matrix-{by}",
        letters=True,
        counted=counted,
        fills=fills,
        note=note,
        widths=(26, *(10 for _ in found.columns)),
        named=tuple(f"{column.number} {ground.name(column.id)}" for column in found.columns),
    )


def units(ground: Ground) -> Section:
    """Every evidence unit that may be listed, and the words behind events and relations."""
    say = ground.say
    if not ground.units and not numbered(ground):
        return Section("units", say("heading.units"), (Paragraph(text(say("units.none"))),))
    blocks: list[Block] = [Paragraph(text(say("units.lead"))), *_data(ground)]
    sections = []
    for column in ground.columns:
        listed = ground.of(column.id, "supports", "contradicts", "unclear", differing=True)
        if listed:
            found = tuple(ground.quote(one, place=True) for one in listed)
            sections.append(Section(f"units-{column.number}", f"{column.number}. {ground.name(column.id)}", found))
    if words := quotes(ground):
        sections.append(Section("units-words", say("heading.unit-words"), words))
    return Section("units", say("heading.units"), tuple(blocks), tuple(sections))


def _data(ground: Ground) -> list[Table]:
    """The same once more with typed columns, for the workbook and the CSV files alone: a number leads to its row."""
    units = [_unit(ground, one) for one in ground.listed]
    words = [_words(ground, number, place) for number, place in numbered(ground).values()]
    made = (("units", UNIT, units, "units.caption"), ("quotes", WORDS, words, "heading.unit-words"))
    return [_filled(ground, *one) for one in made if one[2]]


def _filled(ground: Ground, name: str, columns: Columns, rows: list[tuple[Cell, ...]], caption: str) -> Table:
    """A table without the columns in which nothing stands; where it tells quarters, its note says how."""
    kept = [at for at in range(len(columns)) if any(row[at] not in (None, "") for row in rows)]
    quarters = ground.held.prepared.audience.time == "quarter" and {"start", "end"} & {columns[at][0] for at in kept}
    told = [*(["empty"] if len(kept) < len(columns) else []), *(["quarters"] if quarters else [])]
    return Table(
        ground.say(caption), tuple(ground.say("table." + columns[at][0]) for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows), name=name, data_only=True,
        note=" ".join(ground.say(f"units.{one}") for one in told),
        widths=tuple(columns[at][1] for at in kept),
    )  # fmt: skip


def _translated(ground: Ground, found: Found) -> tuple[Cell, ...]:
    """The language of a passage, who translated it, and who checked that."""
    spoken = ground.held.prepared.beside.spoken.get(found.passage)
    if spoken is None:
        return (None, None, None)
    check = spoken.checked or (ground.say("quote.unchecked") if spoken.translator else None)
    return (spoken.language or None, spoken.translator or None, check)


def _kind(ground: Ground, found: Found) -> str:
    key = f"source.{found.source_kind}"
    return ground.say(key) if ground.say.has(key) else found.source_kind


def _words(ground: Ground, number: int, found: Found) -> tuple[Cell, ...]:
    return f"Qt{number}", found.quote, *_translated(ground, found), found.source, _kind(ground, found)


def _unit(ground: Ground, unit: Unit) -> tuple[Cell, ...]:
    say, one, found = ground.say, unit.of, unit.of.found
    return (
        f"Ev{unit.number}", ground.name(one.indicator), say("stance." + one.stance), say("means." + one.means),
        one.subject, one.period.start, one.period.end, found.quote, *_translated(ground, found), found.source,
        _kind(ground, found), "; ".join(unit.coders), found.file, found.item_sha256,
    )  # fmt: skip


def inventory(ground: Ground) -> Section:
    """The files that may be listed, each with its salted digest and what was done with it."""
    say, tables = ground.say, ground.held.tables
    kinds, names = tables.sources["kind"].to_dict(), tables.sources["label"].to_dict()
    open_ = {one.of.found.item for one in ground.units.values()} | _behind(ground)
    custody = ground.held.prepared.beside.custody
    rows = []
    for one in records(tables.items.reset_index()):
        source = said(one["source"])
        if not one["sha256"] or (kinds.get(source) in PERSONAL and one["id"] not in open_):
            continue  # how many accounts there are is nobody's to count
        passages = sum(unit.of.found.item == one["id"] for unit in ground.listed)
        steps = custody.get(one["id"], ())
        rows.append(
            (
                one["name"],
                names.get(source, say("cover.not-said")),
                one["sha256"],
                *(("; ".join(steps) or say("inventory.no-custody"),) if custody else ()),
                passages,
            )
        )
    told = ("custody",) if custody else ()  # a column that says the same of each file is a sentence
    headers = tuple(say("table." + name) for name in ("file", "source", "digest", *told, "units"))
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("inventory.lead"), " ", say("inventory.codes" if custody else "inventory.kept"))),
        Table(
            say("inventory.caption"),
            headers,
            tuple(sorted(rows, key=lambda row: _numbered(str(row[0])))),
            name="inventory",
            widths=(16, 34, 42, *(28 for _ in told), 12),
        ),
    )
    return Section("inventory", say("heading.inventory"), blocks, wide=True)


def _behind(ground: Ground) -> set[str]:
    """The files that the other files of this copy name behind events, relations, places and acts."""
    held, items = ground.held, ground.held.tables.passages["item"]
    frames = [one.df for one in (held.chronology, held.network, held.sites) if one is not None]
    named = [passage for df in frames for listed in df["passages"] for passage in listed]
    named += [one for row in (held.responses.rows if held.responses else ()) for one in row.passages]
    return {str(items.at[one]) for one in named if one in items.index}


def _numbered(name: str) -> tuple[str, int]:
    word, _, at = name.rpartition(" ")
    return (word, int(at)) if at.isdigit() else (name, 0)
