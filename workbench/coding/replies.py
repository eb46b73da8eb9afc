"""What an institution wrote into the sheet that it was asked to answer: each answer an act of its own words."""

import dataclasses
import functools
import json
import re
from collections.abc import Iterator
from typing import Any

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.codebook import check
from workbench.codebook.messages import languages, messages
from workbench.coding.replied import STANCES, answered
from workbench.errors import BadValue, Refused, Unknown, Unreadable, WorkbenchError
from workbench.records import KIND_OF, Act, Coding, Passage, Period, content, first_day

CELL = re.compile(r"(?:(.+)!)?([A-Z]+)([0-9]+)")
WORD_CELL = re.compile(r"(.+), row ([0-9]+), column ([0-9]+)")
# The columns that are read, by the names of their headings among the messages.
HEADINGS = {"reference": "reference", "answered": "answered", "answer": "answer", "answer-alleged": "answer",
            "done": "done", "own-words": "done", "on": "on", "document": "document"}  # fmt: skip
ANSWERS = ("done", "partly", "refused", "not-done", "not-clear")
SHORT = {"yes": "done", "no": "not-done"}
NONE = "0" * 64
LONGEST = 200


@dataclasses.dataclass(frozen=True)
class Reply:
    """One line of a sheet as it was filled in: its reference, and each answered cell with where its words stand."""

    place: str
    reference: str
    cells: dict[str, tuple[str, int, int]]

    def words(self, column: str) -> str:
        """The words of a column, without blanks and dashes around them: an empty cell of a Word table has a dash."""
        return self.cells.get(column, ("", 0, 0))[0].strip(" \t\r\n\u00a0-\u2013\u2014")


@dataclasses.dataclass(frozen=True)
class Taken:
    """What came of a sheet: the ids of acts and of codings that are new, how many answers were held already, lines left
    empty, problems."""

    acts: tuple[str, ...]
    already: int
    empty: int
    problems: tuple[WorkbenchError, ...]
    codings: tuple[str, ...] = ()


def replies(case: Case, item: Live) -> list[Reply]:
    """The lines of a sheet that was filled in and added, in its order; those that nobody answered among them.

    Raises:
        Refused: the item is no table, or none of its columns is the reference.
    """
    tables = case.tables()
    text, layout = tables.text(item.id), tables.derived(item.id, "layout")
    if text is None or layout is None:
        raise Refused(item.record.name, "it is no table that can be read", "Add the sheet as CSV, XLSX or DOCX")
    found = list(_lines(json.loads(layout)["places"], text))
    if not found:
        raise Refused(item.record.name, "none of its columns is the reference of a line",
                      "Have the sheet answered that `workbench reply-sheet` wrote")  # fmt: skip
    return found


def _lines(places: list[dict[str, Any]], text: str) -> Iterator[Reply]:
    heads: dict[tuple[str, str], str] = {}
    rows: dict[tuple[str, int], dict[str, tuple[str, int, int]]] = {}
    first: dict[str, int] = {}
    for one in places:
        cell = _cell(one["label"])
        if cell is None:
            continue
        sheet, row, column = cell
        words = text[one["start"] : one["end"]]
        if row == first.setdefault(sheet, row):
            heads[sheet, column] = _head(words)
        elif name := heads.get((sheet, column), ""):
            rows.setdefault((sheet, row), {})[name] = (words, one["start"], one["end"])
    for (sheet, row), cells in rows.items():
        if "reference" in heads.values() and cells.get("reference", ("", 0, 0))[0].strip():
            yield Reply(f"{sheet + ', ' if sheet else ''}row {row}", cells["reference"][0].strip(), cells)


def _cell(label: str) -> tuple[str, int, str] | None:
    """Sheet, row and column of a cell of a spreadsheet, a CSV file or a table in a Word document."""
    if found := CELL.fullmatch(label):
        return found[1] or "", int(found[3]), found[2]
    if found := WORD_CELL.fullmatch(label):
        return found[1], int(found[2]), found[3]
    return None


@functools.cache
def _headings() -> list[tuple[str, str]]:
    """What headings begin with in every language, the longest first, and which column each is."""
    begins = {_plain(messages(lang)(f"reply.{key}").partition(" (")[0]): name
              for lang in languages() for key, name in HEADINGS.items()}  # fmt: skip
    return sorted((begins | {"document": "document"}).items(), key=lambda one: -len(one[0]))


@functools.cache
def _answers(names: tuple[str, ...]) -> dict[str, str]:
    """The answers that are asked for, in the words of every language."""
    return {_plain(messages(lang)(f"reply.is-{name}")): name for lang in languages() for name in names}


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").split())


def _head(words: str) -> str:
    """The column of a heading: whole words of it count, whatever follows them in brackets or by a colon."""
    plain = _plain(words)
    return next((name for begins, name in _headings()
                 if plain.startswith(begins) and not plain[len(begins) : len(begins) + 1].isalnum()), "")  # fmt: skip


def take(case: Case, item: Live, *, agent: str) -> Taken:
    """Records each answer of a sheet, resting on its exact words; twice records nothing.

    What an institution says it did is an act, with how far; that it did not, or that it is not clear, is a check on the
    day on which it answered. An answer to an allegation is a coding of the group that it is about, by whoever takes it:
    admitted supports it, denied contradicts it, all else leaves it open. The file stays as it came. `agent` is an id.

    Raises:
        Refused: as in `replies`, or the item has no source: whose answer is it?
    """
    item = _of_who_answered(case, item)
    state = case.state()
    bodies = {live.record.key: live.id for live in state.of("entity")}
    held = {json.dumps(_form(case, live.record), sort_keys=True) for kind in ("act", "coding")
            for live in state.of(kind)}  # fmt: skip
    text = [one.id for one in state.of("derivative") if one.record.item == item.id and one.record.kind == "text"][-1]
    made, problems, already, empty = dict[str, list[str]](act=[], coding=[]), list[WorkbenchError](), 0, 0
    with case.writing(agent) as writer:
        for one in replies(case, item):
            if not any(one.words(name) for name in ("answer", "done", "on", "document")):
                empty += 1
                continue
            try:
                record, column = _read(case, item, one, bodies, agent)
                words, start, end = one.cells[column]
                passage = Passage(item=item.id, derivative=text, quote=words, start=start, end=end)
                blank = content(dataclasses.replace(record, passage=NONE))
                if json.dumps([blank, content(passage)], sort_keys=True) in held:
                    already += 1
                    continue
                kind = KIND_OF[type(record)]
                check(kind, blank)
                made[kind].append(writer.record(dataclasses.replace(record, passage=writer.record(passage))))
            except Unreadable:
                raise  # the store it is, not the cell: nothing can be said of those behind it either
            except WorkbenchError as error:
                problems.append(error)
    return Taken(tuple(made["act"]), already, empty, tuple(problems), tuple(made["coding"]))


def _of_who_answered(case: Case, item: Live) -> Live:
    """The item with the source whose answer it is: its own, or the first from which the file came since."""
    if item.record.source:
        return item
    known = case.state().tellers.get(item.id, ())
    if not known:
        raise Refused(item.record.name, "it does not say who answered", "Add it with --source, a source of its own")
    return dataclasses.replace(item, record=dataclasses.replace(item.record, source=known[0]))


def _form(case: Case, record: Act | Coding) -> list[Any]:
    live = case.state().get(record.passage) if record.passage else None
    return [content(dataclasses.replace(record, passage=NONE)), content(live.record) if live else None]


def _read(
    case: Case, item: Live, one: Reply, bodies: dict[str, str], agent: str
) -> tuple[Act | Coding, str]:  # fmt: skip
    """What a line says, and the column whose words it rests on: its reference says whether a duty or an allegation."""
    if one.reference.partition("|")[0].strip() in codebook.frameworks():
        answer = _answers(tuple(STANCES)).get(_plain(one.words("answer")))
        note = "; ".join(
            f"{what}: {said}"
            for what, name in (("document", "document"), ("answered", "answered"))
            if (said := one.words(name))
        )
        made = answered(case, item, one.place, one.reference, answer, note, agent)
        return made, "done" if one.words("done") else "answer"
    return _act(item, one, bodies)


def _act(item: Live, one: Reply, bodies: dict[str, str]) -> tuple[Act, str]:
    """The act that a line says, and the column whose words it rests on."""
    name, place = item.record.name, one.place
    duty, bearer, *rest = [part.strip() for part in one.reference.split("|")] + [""] * (1 - one.reference.count("|"))
    if duty not in codebook.duties():
        raise Unknown(name, f"{place}, reference", duty, codebook.near(duty, codebook.duties()))
    if bearer not in bodies:
        raise Unknown(name, f"{place}, reference", bearer, codebook.near(bearer, bodies))
    said = _plain(one.words("answer"))
    finds = (_answers(ANSWERS) | SHORT).get(said)
    if finds is None:
        raise BadValue(name, f"{place}, answer", one.words("answer"), "done, partly, refused, not done or not clear")
    did = finds in ("done", "partly", "refused")
    on = one.words("on" if did else "answered")
    if on and first_day(on) is None:
        raise BadValue(name, f"{place}, {'on' if did else 'answered on'}", on, "a date as YYYY, YYYY-MM or YYYY-MM-DD")
    title = " ".join(one.words("done").split())
    document = one.words("document")
    return Act(
        duty=duty, bearer=bodies[bearer], role="act" if did else "check", finds=finds,
        title=title[:LONGEST] or f"Answer of the institution: {said}", source=item.record.source or "",
        about=" | ".join(rest) or None, period=Period(start=on, end=on) if on else None,
        note=f"document: {document}" if document else None,
    ), "done" if title else "answer"  # fmt: skip
