"""What a protected release holds: a cover, the tables and pictures of its audience, and its dossier."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbench.codebook.messages import ENGLISH, Messages, messages
from workbench.disclosure.headcounts import WITHHELD, lines
from workbench.disclosure.preparing import Prepared
from workbench.figures.words import speaking
from workbench.release import money, reply_sheet, responses
from workbench.release.bag import sha256
from workbench.release.copies import Copy
from workbench.release.cover import COUNTED, about_page, notice
from workbench.release.described import METADATA, beneath, described
from workbench.release.dossier.booked import LIST, relisted
from workbench.release.dossier.cells import captions
from workbench.release.dossier.document import Document
from workbench.release.dossier.forms import written
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered, gathered, institutional, reader, titled
from workbench.release.known_days import as_known
from workbench.release.matrix import document_bytes
from workbench.release.sheets import Sheet, as_csv
from workbench.release.write import put, write
from workbench.tables import Tables

FORMS = {"matrix": ("csv", "xlsx", "html", "json", "svg"), "network": ("svg", "html", "graphml", "json"),
         "sites": ("svg", "html", "geojson"), "chronology": ("csv", "xlsx", "html", "svg", "json"),
         "responses": ("xlsx", "html", "svg", "json")}  # fmt: skip
CSV = "csv"
READ = ("html", "svg", "xlsx")  # forms for people, in the language of the copy; what programs read stays in English
ALLEGATIONS = "allegations"  # the part of a dossier beside which lies a sheet for the answers
Progress = Callable[[str, int, int], None]


def write_contents(
    prepared: Prepared, copy: Copy, folder: Path, *, earlier: Sequence[str] = (), lang: str = "en",
    progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Writes everything of a release into an empty folder; gives the numbers that it publishes, for later releases.

    The bytes depend on the prepared view, the copy's id, the recipient and the language of the dossier alone.

    Raises:
        Unknown: a dossier cannot be written in that language.
    """
    held, say = gathered(prepared, copy, earlier=earlier), messages(lang)
    told = notice(held.prepared, held.copy, say)
    jobs, forms_of_it = _jobs(held), prepared.audience.forms
    steps = len(jobs) + 2 + len(forms_of_it)
    for done, (found, tables, name, forms) in enumerate(jobs, 1):
        own = _noticed(tables, told, say)
        for form in forms:
            with speaking(say if form in READ else None):
                write(found, own if form in READ else tables, folder / f"{name}.{form}")
        if progress:
            progress("release", done, steps)
    _put_tables(held, folder, lang)
    document = _listing(dossier(held, lang, _written(folder)), folder, forms_of_it, say)
    for done, form in enumerate(forms_of_it, len(jobs) + 2):
        for name, data in written(document, form).items():
            put(folder / name, data)
        if progress:
            progress("release", done, steps)
    if progress:
        progress("release", steps, steps)
    return {"counts": held.counted.edition(prepared.population, reader(prepared)).values()}


def _noticed(tables: Tables, told: str, say: Messages) -> Tables:
    """The tables with the notice of the copy in its language."""
    return tables if say.text_lang == ENGLISH else titled(tables, dataclasses.replace(tables.info, mandate=told))


def _written(folder: Path) -> tuple[tuple[str, str], ...]:
    return tuple((path.name, sha256(path)) for path in sorted(folder.iterdir()))


def _listing(document: Document, folder: Path, forms: Sequence[str], say: Messages) -> Document:
    """The dossier with every file in its list that does not hold the list itself: its tables, and the description of
    all CSV files, are written for that."""
    made = written(document, CSV) if CSV in forms else {}
    for name, data in made.items():
        if name != LIST:
            put(folder / name, data)
    about = {"title": f"{document.title} - {document.case}", "description": document.notice, "source": document.head,
             "date": document.at}  # fmt: skip
    put(folder / METADATA, described(beneath(folder) | made, about, say, captions(document)))
    return relisted(document, _written(folder))


def _put_tables(held: Gathered, folder: Path, lang: str) -> None:
    """What is no finding of its own: counts, wages, the sheet for answers, and what the release says of itself."""
    audience = held.prepared.audience
    put(folder / "counts.csv", as_csv(_counts_sheet(held)))
    put(folder / "counts.json", document_bytes(_counts_document(held)))
    if held.responses:
        put(folder / "responses.csv", as_csv(responses.sheet(as_known(held.responses, audience.time))))
    if "wages" in audience.tables:
        put(folder / "wages.csv", as_csv(money.sheet(held)))
        put(folder / "wages.json", document_bytes(money.document(held)))
    if ALLEGATIONS in (*audience.dossier.parts, *audience.dossier.annexes):
        ground = Ground(held, messages(lang))
        for suffix in reply_sheet.SUFFIXES:
            put(folder / f"reply{suffix}", reply_sheet.alleged(ground, suffix))
    put(folder / "about.json", document_bytes(dict(held.about)))
    say = messages(lang)
    with speaking(say):
        about = dict(held.about) | {"title": say.in_text(audience.titles)}
        if audience.clause:
            about["clause"] = say.of({"en": audience.clause, **audience.clauses})
        put(folder / "about.html", about_page(_noticed(held.tables, notice(held.prepared, held.copy, say), say), about))


def _jobs(held: Gathered) -> list[tuple[object, Tables, str, Sequence[str]]]:
    """Each finding with the tables that it is written with, the stem of its files, and its forms."""
    made: list[tuple[object, Tables, str, Sequence[str]]] = [
        (found.matrix, held.read_with(by), f"matrix-by-{by}", FORMS["matrix"]) for by, found in held.matrices.items()
    ]
    if held.network:
        made.append((held.network, held.people, "network", FORMS["network"]))
    if held.sites:
        made.append((held.sites, held.tables, "sites", FORMS["sites"]))
    if held.chronology:
        made.append((held.chronology, held.tables, "chronology", FORMS["chronology"]))
    if held.responses:
        bare = institutional(held.tables, held.prepared.audience)
        known = as_known(held.responses, held.prepared.audience.time)
        made.append((known, bare, "responses", FORMS["responses"]))
    return made


def _counted(held: Gathered) -> list[tuple[str, str, str, int | None]]:
    """The counts with what this copy calls each employer and site: they are kept by keys that stay with the team."""
    labels = held.tables.entities["label"].to_dict()
    return lines(held.counted, {key: labels[body] for body, key in held.prepared.lasting.items() if body in labels})


def _counts_sheet(held: Gathered) -> Sheet:
    rows = tuple((table, who, indicator, WITHHELD if count is None else count)
                 for table, who, indicator, count in _counted(held))  # fmt: skip
    return Sheet("Counts", ("table", "of", "indicator", "workers"), rows, (14, 34, 34, 12), freeze=1)


def _counts_document(held: Gathered) -> dict[str, Any]:
    return {
        "head": held.tables.head, "least_people": held.prepared.audience.k, "how_to_read": COUNTED,
        "counts": [{"table": table, "of": who, "indicator": indicator, "workers": count}
                   for table, who, indicator, count in _counted(held)],
    }  # fmt: skip
