"""What happened, as each source has it: the chronology, what was tried and asked, and a ledger for each authority."""

from collections.abc import Iterable
from typing import Any

from workbench.codebook.sounding import folded
from workbench.figures import timeline
from workbench.findings.alphabet import natural
from workbench.findings.said import period, records, said
from workbench.release.dossier import owed
from workbench.release.dossier.document import (
    Block,
    Cell,
    Figure,
    Link,
    Paragraph,
    Points,
    Section,
    Strong,
    Table,
    Text,
    text,
)  # fmt: skip
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.worded import worded
from workbench.release.gathered import addressed, outside

ASK, TRIED, BODY = "ask", "complaint", "PublicBody"
TO = "addressee-"
# Inches of an A4 page that a drawing may take: no more than half its height, so that it finds room on a page begun.
PAGE, HIGH = 6.85, 4.4  # inches: two drawings with their captions on a page, also in a Word file
Row = dict[str, Any]


def events(ground: Ground) -> list[Row]:
    """The events of the chronology as this audience may see them, in their order."""
    return records(ground.held.chronology.df) if ground.held.chronology else []


def asked(ground: Ground) -> list[Row]:
    """What somebody asked of somebody: events of the track `ask`, save of bodies that have no chapter."""
    return [one for one in events(ground) if one["track"] == ASK and _within(ground, one)]


def remedies(ground: Ground) -> list[Row]:
    """What was tried before: complaints in which a public body took part."""
    return [one for one in events(ground) if one["track"] == TRIED and BODY in _schemas(ground, one)]


def asked_of_reader(ground: Ground) -> list[Row]:
    """What is asked of whoever receives the copy, and not of others."""
    known = ground.held.tables.entities.index
    return [one for one in asked(ground) if any(key in known and _to(ground, key) for key in one["actor_ids"])]


def _schemas(ground: Ground, one: Row) -> set[str]:
    entities = ground.held.tables.entities
    return {str(entities.at[key, "schema"]) for key in one["actor_ids"] if key in entities.index}


def _within(ground: Ground, one: Row) -> bool:
    """False where every body that is asked has no chapter for this audience."""
    entities = ground.held.tables.entities
    named = [key for key in one["actor_ids"] if key in entities.index and entities.at[key, "schema"] == BODY]
    return not named or any(not left_out(ground, key) for key in named)


def left_out(ground: Ground, body: str) -> bool:
    """Whether a public body, by id, is outside what the audience looks into."""
    return outside(ground.held.tables, ground.held.prepared.audience, body)


def chronology(ground: Ground) -> Section:
    """Every event with its date as precise as it is known, its status and its source; rivals beside each other."""
    say, listed = ground.say, events(ground)
    if ground.held.chronology is None or not listed:
        return Section("chronology", say("heading.chronology"), (Paragraph(text(say("chronology.none"))),))
    drawn = timeline.draw_for_paper(ground.held.chronology, width=PAGE, height=HIGH, say=say)
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("chronology.lead"))),
        *figures(ground, drawn, "chronology", len(listed)),
        table(ground, listed, say("chronology.caption"), name="chronology"),
    )
    return Section("chronology", say("heading.chronology"), blocks)


def figures(ground: Ground, drawn: list[bytes], part_of: str, count: int) -> tuple[Figure, ...]:
    """Drawings of one thing, in parts where a page has no room for it whole, each with its caption, which names the
    table that says the same: on paper a drawing may stand pages away from it."""
    say = ground.say
    parts = [say("figure.part", number=at, of=len(drawn)) if len(drawn) > 1 else "" for at in range(1, len(drawn) + 1)]
    return tuple(
        Figure(svg, f"{say(part_of + '.figure')}{part}", twin(ground, part_of, count))
        for svg, part in zip(drawn, parts, strict=True)
    )


def twin(ground: Ground, part_of: str, count: int) -> str:
    """What a drawing shows, and which table says it in words."""
    return ground.say("figure.twin", count=count, table=ground.say(part_of + ".caption"))


def table(ground: Ground, listed: list[Row], caption: str, *, name: str = "") -> Table:
    """Events as a table; in the chronology each row is a place that others lead to."""
    say = ground.say
    headers = ("number", "when", "event", "who", "track", "status", "source", "words")
    rows = tuple(_line(ground, one, linked=not name) for one in listed)
    anchors = tuple(f"event-{one['number']}" for one in listed) if name else ()
    return Table(
        caption,
        tuple(say("table." + one) for one in headers),
        rows,
        name=name,
        anchors=anchors,
        widths=(5, 19, 42, 26, 12, 13, 24, 8),
    )


def _line(ground: Ground, one: Row, *, linked: bool) -> tuple[Cell, ...]:
    say, number = ground.say, int(one["number"])
    rivals = f" ({say('status.beside')} {', '.join(str(rival) for rival in one['rivals'])})" if one["rivals"] else ""
    return (
        Link(str(number), f"event-{number}") if linked else number,
        when(ground, one),
        one["title"],
        one["actors"] or "–",
        say("track." + one["track"]),
        say("status." + (said(one["status"]) or "reported")) + rivals,
        one["source"],
        worded(ground, one["passages"]),
    )


def when(ground: Ground, one: Row) -> str:
    """When an event was, in words."""
    return ground.span(
        period({"period_start": one["start"], "period_end": one["end"], "period_as_written": one["as_written"]})
    )


def authorities(ground: Ground) -> Section:
    """For each public body what it is, what it did or left undone as each source has it, what it was asked."""
    say, entities = ground.say, ground.held.tables.entities
    told = ground.held.prepared.audience.dossier

    def by_name(keys: Iterable[Any]) -> list[str]:
        return sorted(map(str, keys), key=lambda key: (natural(str(entities.at[key, "label"])), key))

    bodies = by_name(entities.index[entities["schema"] == BODY])
    bodies += by_name(key for key in owed.bearers(ground) if key not in bodies)
    blocks: list[Block] = [Paragraph(text(say("authorities.lead"))), *owed.overall(ground)]
    blocks.append(Paragraph(text(say("authorities.unknown")), "small"))
    if owed.bearers(ground):
        blocks.append(Paragraph(text(say("duty.note")), "small"))
    if any(left_out(ground, key) for key in bodies) and told.left_out_why:
        blocks.append(Paragraph(text(say.of(told.left_out_why))))
    bodies = sorted((key for key in bodies if not left_out(ground, key)), key=lambda key: _to(ground, key))
    kept = tuple(chapter for chapter in (_body(ground, key) for key in bodies) if chapter is not None)
    if not kept:
        blocks.append(Paragraph(text(say("authorities.none"))))
    return Section("authorities", say("heading.authorities"), tuple(blocks), kept)


def concerned(ground: Ground) -> list[Section]:
    """The chapters of the bodies that this copy is about: whoever receives it is none of them."""
    return [one for one in authorities(ground).sections if not one.anchor.startswith(TO)]


def bodies(ground: Ground) -> list[Text]:
    """Each body that this copy is about by its name, which leads to its chapter, with its task."""
    made = []
    for one in concerned(ground):
        task = one.blocks[0]
        told = task.text if isinstance(task, Paragraph) else ()
        made.append(text(Link(one.title, one.anchor), ". ", *told))
    return made


def called(ground: Ground, key: str) -> str:
    """What a body is called: in a dossier that is not in English with its other names, among which may be its own."""
    row = ground.held.tables.entities.loc[key]
    others = [name for name in row["names"] if name != row["label"]] if ground.say.text_lang != "en" else []
    return f"{row['label']} ({'; '.join(others)})" if others else str(row["label"])


def _to(ground: Ground, key: str) -> bool:
    return addressed(ground.held.tables, ground.held.prepared.audience, key)


def _body(ground: Ground, key: str) -> Section | None:
    say, row = ground.say, ground.held.tables.entities.loc[key]
    listed, duties = [one for one in events(ground) if key in one["actor_ids"]], owed.chapter(ground, key)
    if not listed and not duties:
        return None
    requests, told = sum(one["track"] in (ASK, TRIED) for one in listed), owed.notices(ground, key)
    role = said(row["role"])
    blocks: list[Block] = [Paragraph(text(say("authorities.role", role=role) if role else say("authorities.no-role")))]
    blocks += duties
    if listed:
        blocks.append(table(ground, listed, say("authorities.caption", name=row["label"])))
    counted = [say("authorities.asked", count=requests)] if requests else []
    counted += [say("authorities.told", count=told)] if told else []  # each number counts rows of one table above
    blocks.append(Paragraph(text(" ".join(counted) or say("authorities.not-asked"))))
    slug, label = _slug(str(row["key"])), called(ground, key)
    if _to(ground, key):
        return Section(TO + slug, say("heading.addressee", name=label), tuple(blocks))
    return Section(f"body-{slug}", label, tuple(blocks), named=True)


def _slug(key: str) -> str:
    words = "-".join(folded(word) for word in key.lower().split())
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in words)


def asks(ground: Ground) -> Section:
    """What is asked, numbered, with who asks and since when."""
    say, listed = ground.say, asked(ground)
    if not listed:
        return Section("asks", say("heading.asks"), (Paragraph(text(say("asks.none"))),), brief=True)
    first = asked_of_reader(ground)  # whoever reads it sees at once what it is asked itself
    ordered = [*first, *(one for one in listed if one not in first)]
    blocks: tuple[Block, ...] = (
        Paragraph(text(say("asks.lead"))),
        Points(tuple(ask(ground, one, own=one in first) for one in ordered), numbered=True),
    )
    return Section("asks", say("heading.asks"), blocks, brief=True)


def ask(ground: Ground, one: Row, *, own: bool = False) -> Text:
    """One ask in a line: what, of whom, since when, by whom; `own` sets off whom where that is the reader."""
    say, to = ground.say, one["actors"]
    of = say("asks.of", who=to) if to else ""
    return text(
        one["title"],
        ". " if of else ".",
        Strong(of) if own else of,
        f" ({one['source']}, {when(ground, one)}; ",
        Link(say("asks.event", number=one["number"]), f"event-{one['number']}"),
        ")",
    )


def law(ground: Ground) -> Section:
    """The law that the audience applies, each text with whether anybody compared it with the original."""
    say, listed = ground.say, ground.held.prepared.audience.dossier.law
    lines = [text(say.of(words), "" if verified else f" [{say('law.unverified')}]") for words, verified in listed]
    blocks: tuple[Block, ...] = (Points(tuple(lines)),) if lines else (Paragraph(text(say("law.none"))),)
    return Section("law", say("heading.law"), blocks)
