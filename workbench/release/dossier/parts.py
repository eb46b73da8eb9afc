"""The parts of a dossier by name: an audience lists those that it wants, and here each is made."""

import dataclasses
from collections.abc import Callable, Iterable

from workbench.codebook.messages import Messages, messages
from workbench.release.cover import notice
from workbench.release.dossier import alleged, annexes, booked, filled, findings, happened, joined, method, opening
from workbench.release.dossier.document import Document, Section, Table, linked
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.localised import localised
from workbench.release.gathered import Gathered

Part = Callable[[Ground], Section]
# A section of its own for a new kind of finding is one more line here, and its name in the audiences that want it.
PARTS: dict[str, Part] = {
    "cover": opening.cover,
    "fields": filled.fields,
    "allegations": alleged.part,
    "summary": opening.summary,
    "people": opening.people,
    "findings": findings.findings,
    "chronology": happened.chronology,
    "wages": joined.wages,
    "network": joined.network,
    "site": joined.site,
    "authorities": happened.authorities,
    "law": happened.law,
    "asks": happened.asks,
    "methodology": method.methodology,
    "limitations": method.limitations,
    "matrix": annexes.matrix,
    "sources": annexes.sources,
    "units": annexes.units,
    "inventory": annexes.inventory,
    "codebook": booked.codebook,
    "agreement": booked.agreed,
    "reproduction": booked.reproduction,
}
LABELS = ("contents", "skip", "table", "figure", "page", "notes", "note-what", "note-head", "made", "twin")


def dossier(held: Gathered, lang: str = "en", files: tuple[tuple[str, str], ...] = ()) -> Document:
    """The dossier of a release as its audience wants it, in a language; `files` are the other files with their SHA-256.

    It is made from the view of the audience alone: links to what is not part of it become plain words.

    Raises:
        Unknown: there are no messages of that language, or no part of a name that the audience lists.
    """
    say, plan = messages(lang), held.prepared.audience.dossier
    ground = Ground(held, say, files)
    sections = [_part(name)(ground) for name in plan.parts]
    if plan.annexes:
        letters = say("label.letters")
        annexed = tuple(
            _lettered(letter, _part(name)(ground)) for letter, name in zip(letters, plan.annexes, strict=False)
        )
        sections.append(Section("annexes", say("heading.annexes"), (), annexed))
    title = say("title.dossier", audience=say.of(held.prepared.audience.titles))
    made = linked(
        Document(
            title=title,
            case=held.tables.info.title,
            lang=say.text_lang,
            headings=say.lang,
            at=held.copy.day,
            head=held.tables.head,
            pages=plan.pages,
            notice=notice(held.prepared, held.copy, say),
            sections=tuple(sections),
            labels={name: say("label." + name) for name in LABELS} | _sheets(sections, say),
        )
    )
    return localised(made, say)


def _part(name: str) -> Part:
    return PARTS[name]


def _lettered(letter: str, section: Section) -> Section:
    """An annex under its letter."""
    return dataclasses.replace(section, title=f"{letter}. {section.title}")


def _sheets(sections: Iterable[Section], say: Messages) -> dict[str, str]:
    """What the sheets of these tables are called, by the names of their files."""
    names: dict[str, str] = {}
    for one in sections:
        for table in one.blocks:
            if isinstance(table, Table) and table.name and say.has(f"sheet.{table.name}"):
                names[f"sheet-{table.name}"] = say(f"sheet.{table.name}")
        names |= _sheets(one.sections, say)
    return names
