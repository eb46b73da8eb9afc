"""What an institution wrote into the sheet that it was asked to answer: each answer an act of its own words."""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.codebook import check
from workbench.errors import BadValue, Refused, Unknown, WorkbenchError
from workbench.records import Act, Passage, Period, content, first_day

CELL = re.compile(r"(?:(.+)!)?([A-Z]+)([0-9]+)")
WORD_CELL = re.compile(r"(.+), row ([0-9]+), column ([0-9]+)")
# The columns by the words that their headings begin with, and the answers in the forms that are asked for.
COLUMNS = {"reference": "reference", "answered on": "answered", "answer": "answer", "what was done": "done",
           "on (": "on", "document": "document"}  # fmt: skip
ANSWERS = {"done": "done", "yes": "done", "partly": "partly", "refused": "refused", "not done": "not-done",
           "no": "not-done", "not clear": "not-clear"}  # fmt: skip
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
    """What came of a sheet: the ids of acts that are new, how many were held already, lines left empty, problems."""

    acts: tuple[str, ...]
    already: int
    empty: int
    problems: tuple[WorkbenchError, ...]


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


def _head(words: str) -> str:
    plain = " ".join(words.casefold().split())
    return next((name for begins, name in COLUMNS.items() if plain.startswith(begins)), "")


def take(case: Case, item: Live, *, agent: str) -> Taken:
    """Records each answer of a sheet as an act of its institution, resting on its exact words; twice records nothing.

    What an institution says it did is an act, with how far; that it did not, or that it is not clear, is a check on the
    day on which it answered. The file stays as it came. `agent` is an id.

    Raises:
        Refused: as in `replies`, or the item has no source: whose answer is it?
    """
    if item.record.source is None:
        raise Refused(item.record.name, "it does not say who answered", "Add it with --source, a source of its own")
    state = case.state()
    bodies = {live.record.key: live.id for live in state.of("entity")}
    held = {json.dumps(_form(case, live.record), sort_keys=True) for live in state.of("act")}
    text = [one.id for one in state.of("derivative") if one.record.item == item.id and one.record.kind == "text"][-1]
    acts, problems, already, empty = list[str](), list[WorkbenchError](), 0, 0
    with case.writing(agent) as writer:
        for one in replies(case, item):
            if not any(one.words(name) for name in ("answer", "done", "on", "document")):
                empty += 1
                continue
            try:
                act, column = _act(item, one, bodies)
                words, start, end = one.cells[column]
                passage = Passage(item=item.id, derivative=text, quote=words, start=start, end=end)
                if json.dumps([content(act), content(passage)], sort_keys=True) in held:
                    already += 1
                    continue
                act = dataclasses.replace(act, passage="0" * 64)
                check("act", content(act))
                acts.append(writer.record(dataclasses.replace(act, passage=writer.record(passage))))
            except WorkbenchError as error:
                problems.append(error)
    return Taken(tuple(acts), already, empty, tuple(problems))


def _form(case: Case, act: Act) -> list[Any]:
    live = case.state().get(act.passage) if act.passage else None
    return [content(dataclasses.replace(act, passage=None)), content(live.record) if live else None]


def _act(item: Live, one: Reply, bodies: dict[str, str]) -> tuple[Act, str]:
    """The act that a line says, and the column whose words it rests on."""
    name, place = item.record.name, one.place
    duty, bearer, *rest = [part.strip() for part in one.reference.split("|")] + [""] * (1 - one.reference.count("|"))
    if duty not in codebook.duties():
        raise Unknown(name, f"{place}, reference", duty, codebook.near(duty, codebook.duties()))
    if bearer not in bodies:
        raise Unknown(name, f"{place}, reference", bearer, codebook.near(bearer, bodies))
    said = " ".join(one.words("answer").casefold().replace("-", " ").split())
    finds = ANSWERS.get(said)
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
