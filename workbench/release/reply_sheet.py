"""A sheet that is answered line by line: duties of an institution, or allegations; empty columns on the right."""

from collections.abc import Sequence

from workbench.codebook.messages import Messages, messages
from workbench.errors import Unknown
from workbench.figures.labels import labelled
from workbench.figures.words import speaking
from workbench.findings.responses import Response, Responses
from workbench.release.cover import notice
from workbench.release.dossier.alleged import SPEAKS, allegations, words
from workbench.release.dossier.columns import unbroken
from workbench.release.dossier.document import Document, Paragraph, Section, Table
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.spoken import spoken
from workbench.release.dossier.word import as_docx
from workbench.release.page import means
from workbench.release.sheets import Sheet, Value, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

# The columns by the names of their messages: those that stand filled in, and those that are asked.
OWED, ASKED = ("reference", "owed", "by", "about", "last-day"), ("answer", "done", "on", "document", "answered")
ALLEGED, REPLY = ("reference", "paragraph", "alleged"), ("answer-alleged", "own-words", "document", "answered")
ROOM = 20  # millimetres of a row: an answer is written by hand, too
SUFFIXES = (".csv", ".docx", ".xlsx")


def lines(found: Responses, tables: Tables, bearer: str | None = None) -> list[tuple[Response, str]]:
    """The duties to be answered, each with its reference; of one institution (a key) or of all.

    Raises:
        Unknown: no duty on record is borne by an institution of that key.
    """
    keys = {identity: one.key for identity, one in tables.rows.get("entity", [])}
    told = [(row, reference(row.duty.id, keys[row.bearer_id], row.about)) for row in found.rows
            if bearer in (None, keys[row.bearer_id])]  # fmt: skip
    if not told:
        raise Unknown("reply sheet", "institution with a duty on record", bearer or "any",
                      sorted({keys[row.bearer_id] for row in found.rows}))  # fmt: skip
    return told


def reference(duty: str, bearer: str, about: str | None) -> str:
    """What tells one line from another, and is read back.

    Example:
        >>> reference("rs-information", "PB-LAB", None)
        'rs-information | PB-LAB'
    """
    return " | ".join(filter(None, (duty, bearer, about)))


def sheet(told: Sequence[tuple[Response, str]], lang: str = "en") -> Sheet:
    """One row a duty, the last five columns empty. Neither sources nor steps of the team are in it.

    Raises:
        Unknown: there are no messages of that language.
    """
    say = messages(lang)
    rows = tuple(
        (mark, say.of({"en": row.duty.title, **row.duty.titles}),
         f"{say.of({'en': row.duty.instrument, **row.duty.instruments})} ({say('duty.force-' + row.duty.force)})",
         row.about or "",
         str(row.due) if row.due else row.duty.due, *("" for _ in ASKED))
        for row, mark in told
    )  # fmt: skip
    widths = (34, 40, 36, 20, 26, 16, 50, 16, 26, 16)
    return Sheet(say("reply.sheet"), heads(say, OWED, ASKED), rows, widths, freeze=2)


def heads(say: Messages, *columns: Sequence[str]) -> tuple[str, ...]:
    """The headings of columns, by the names of their messages.

    Example:
        >>> heads(messages("sr-Latn"), ["answer"])
        ('odgovor',)
    """
    return tuple(say("reply." + name) for one in columns for name in one)


def texts(told: Sequence[tuple[Response, str]]) -> list[tuple[str, str]]:
    """Every text of the sheet that somebody typed, with where it stands: to be searched before it is handed over."""
    return [(f"line {number}", row.about) for number, (row, _) in enumerate(told, 1) if row.about]


def written(told: Sequence[tuple[Response, str]], suffix: str, day: str, lang: str = "en") -> bytes:
    """The sheet of duties as `.xlsx`, `.csv` or `.docx`.

    Raises:
        Unknown: there is no such form, or there are no messages of that language.
    """
    return _written(sheet(told, lang), suffix, day, messages(lang), _how(messages(lang), "how-", 4))


def alleged(ground: Ground, suffix: str) -> bytes:
    """The sheet of the allegations of a release, one a row, in the language of its dossier.

    Raises:
        Unknown: there is no such form.
    """
    say = ground.say
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (one.reference(ground.book.id), one.number, labelled(words(ground, one), say), *("" for _ in REPLY))
        for one in allegations(ground)
    )
    made = Sheet(say("reply.sheet"), heads(say, ALLEGED, REPLY), rows, (34, 10, 70, 20, 60, 26, 16), freeze=2)
    held = ground.held
    with speaking(say):
        states = "; ".join(f"{say('state.' + one)}: {means(one, ground.held.tables.info)}" for one in SPEAKS)
    told = (*_how(say, "how-alleged-", 6), say("reply.how-states", states=states))
    return _written(made, suffix, held.copy.day, say, told, notice(held.prepared, held.copy, say))


def _how(say: Messages, key: str, last: int) -> tuple[str, ...]:
    return tuple(say(f"reply.{key}{number}") for number in range(1, last + 1))


def _written(
    made: Sheet, suffix: str, day: str, say: Messages, told: Sequence[str], copy: str = ""
) -> bytes:  # fmt: skip
    if suffix == ".csv":
        return as_csv(made)
    if suffix == ".xlsx":
        notes = Sheet(say("reply.how"), (say("reply.how"),), tuple((line,) for line in told), (120,))
        return workbook([made, notes], title=say("reply.title"), notice=copy)
    if suffix == ".docx":
        return as_docx(spoken(_document(made, told, day, say, copy)))
    raise Unknown("reply sheet", "form", suffix, list(SUFFIXES))


def _document(made: Sheet, told: Sequence[str], day: str, say: Messages, copy: str) -> Document:
    cells = tuple(tuple(str(value) for value in row) for row in made.rows)
    title = say("reply.title")
    table = Table(title, tuple(map(unbroken, made.headers)), cells, widths=made.widths, room=ROOM)
    labels = {key.partition(".")[2]: text for key, text in say.words.items() if key.startswith("label.")}
    how = [Paragraph((line,)) for line in told]
    if not say.reviewed:
        how.append(Paragraph((say("cover.unreviewed"),), "small"))
    section = Section("lines", say("heading.reply"), (*how, table), wide=True)
    return Document(
        title=title, case="", lang=say.text_lang, headings=say.lang, at=day, head="", notice=copy, labels=labels,
        pages=1, sections=(section,),
    )  # fmt: skip
