"""The parts of a dossier by name: an audience lists those that it wants, and here each is made."""

from collections.abc import Callable

from workbench.codebook.messages import Messages, messages
from workbench.release.dossier import alleged, annexes, booked, filled, findings, happened, joined, method, opening
from workbench.release.dossier.document import Document, Section, linked
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
        annexed = tuple(_lettered(number, _part(name)(ground)) for number, name in enumerate(plan.annexes))
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
            notice=_notice(held, say),
            sections=tuple(sections),
            labels={name: say("label." + name) for name in LABELS},
        )
    )
    return localised(made, say)


def _part(name: str) -> Part:
    return PARTS[name]


def _lettered(number: int, section: Section) -> Section:
    """An annex under its letter."""
    return Section(
        section.anchor, f"{chr(ord('A') + number)}. {section.title}", section.blocks, section.sections, section.wide
    )


def _notice(held: Gathered, say: Messages) -> str:
    synthetic = say("notice.synthetic") + " " if held.prepared.tables.info.nature == "synthetic" else ""
    whose = say("notice.for", who=held.copy.recipient) if held.copy.recipient else ""
    return synthetic + say(
        "notice.copy", copy=held.copy.id, whose=whose, audience=say.of(held.prepared.audience.titles), day=held.copy.day
    )
