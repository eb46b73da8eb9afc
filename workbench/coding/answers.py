"""What was filled in with the interview form: each answer a passage, ready to be coded; the dangers recorded first."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.casefile import Case, Live
from workbench.codebook.interview import Ask, interview
from workbench.coding.filled import blank
from workbench.coding.rows import COLUMNS
from workbench.danger import record
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.records import FLAGS, Danger, Passage, first_day

CELL = re.compile(r"(?:(.+)!)?([A-Z]+)([0-9]+)")
CLOSED = ("yes", "no")


@dataclasses.dataclass(frozen=True)
class Answer:
    """One answer: the question, the words as they were written, where they stand, and in which row of which sheet."""

    ask: Ask
    words: str
    place: str
    start: int
    end: int
    row: tuple[str, int]


@dataclasses.dataclass(frozen=True)
class Taken:
    """What came of it: the ids of passages and of dangers that are new, and what could not be taken."""

    answers: tuple[Answer, ...]
    passages: tuple[str, ...]
    dangers: tuple[str, ...]
    problems: tuple[WorkbenchError, ...]


def answers(case: Case, item: Live) -> list[Answer]:
    """The answers in an export (CSV, XLSX or JSON) of the interview form, in its order; empty ones are none.

    Raises:
        Refused: the item is no table of submissions, or none of its columns is a question of the form.
    """
    tables = case.tables()
    text, layout = tables.text(item.id), tables.derived(item.id, "layout")
    if text is None or layout is None or tables.derived(item.id, "submissions") is None:
        raise Refused(
            item.record.name, "it is no export of a form server", "Export it as CSV, XLSX or JSON, and add that"
        )
    laid = json.loads(layout)
    found = list((_of_submissions if laid["unit"] == "submission" else _of_cells)(laid["places"], text))
    if not found:
        raise Refused(item.record.name, "no column of it is a question of the interview form",
                      "Export it with the names of questions, not their labels, as CSV, XLSX or JSON")  # fmt: skip
    return found


def _of_cells(places: list[dict[str, Any]], text: str) -> Iterator[Answer]:
    """The cells of tables, each under the name in the first row of its column."""
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    for one in places:
        cell = CELL.fullmatch(one["label"])
        if cell is None:
            continue
        sheet, column, row = cell[1] or "", cell[2], int(cell[3])
        words = text[one["start"] : one["end"]]
        head = heads.setdefault((sheet, column), (row, words))
        ask = interview().ask(head[1]) if head[0] != row else None
        if ask and words.strip():
            yield Answer(ask, words, one["label"], one["start"], one["end"], (sheet, row))


def _of_submissions(places: list[dict[str, Any]], text: str) -> Iterator[Answer]:
    """The answers of submissions in JSON, whose places name the submission, the repeats within, and the question."""
    for one in places:
        submission, *repeats, path = one["label"].split(" · ")
        ask, number = interview().ask(path), submission.removeprefix("submission ")
        if ask and number.isdigit():
            words = text[one["start"] : one["end"]]
            yield Answer(ask, words, one["label"], one["start"], one["end"], (" · ".join(repeats), int(number)))


def take(case: Case, item: Live, *, agent: str) -> Taken:
    """Records each told answer as a passage, and of each submission the dangers; twice records nothing twice.

    A submission is its worker's by `worker_code`, the key of an entity. `agent` is an id.

    Raises:
        Refused: as in `answers`.
    """
    found = answers(case, item)
    dangers, problems = _dangers(case, item, found, agent)
    state = case.state()
    held = {(one.record.start, one.record.end) for one in state.of("passage") if one.record.item == item.id}
    text = [one.id for one in state.of("derivative") if one.record.item == item.id and one.record.kind == "text"][-1]
    passages = []
    with case.writing(agent) as writer:
        for one in found:
            if one.ask.elicits and (one.start, one.end) not in held:
                passage = Passage(item=item.id, derivative=text, quote=one.words, start=one.start, end=one.end)
                passages.append(writer.record(passage))
    return Taken(tuple(found), tuple(passages), tuple(dangers), tuple(problems))


def _dangers(case: Case, item: Live, found: list[Answer], agent: str) -> tuple[list[str], list[WorkbenchError]]:
    """Of each submission what was asked about dangers, where the worker is known and each of the six was answered."""
    made: list[str] = []
    problems: list[WorkbenchError] = []
    for row, told in _by_row(found).items():
        asked = {flag: told.get(f"danger_{flag}", "") for flag in FLAGS}
        if not any(asked.values()):
            continue
        place = f"row {row[1]}"
        open_ = [f"{flag}: {value or 'no answer'}" for flag, value in asked.items() if value not in CLOSED]
        try:
            date = told.get("interview_date", "")
            if first_day(date) is None:
                raise BadValue(item.record.name, f"{place}, interview_date", date, "a date as YYYY-MM-DD")
            rest = f"not answered with yes or no: {', '.join(open_)}" if open_ else None
            danger = Danger(
                subject="", asked=date, flags=tuple(flag for flag in FLAGS if asked[flag] == "yes"),
                referral=told.get("referral"), channel=told.get("safe_channel"), may_say=told.get("safe_words"),
                hours=told.get("safe_hours"), note=rest,
            )  # fmt: skip
            identity, new = record(case, told.get("worker_code", ""), danger, agent=agent)
            made += [identity] * new
        except WorkbenchError as error:
            problems.append(error)
    return made, problems


def _by_row(found: list[Answer]) -> dict[tuple[str, int], dict[str, str]]:
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for one in found:
        rows.setdefault(one.row, {})[one.ask.name] = one.words.strip()
    return rows


def sheet(item: Live, found: list[Answer], file: Path) -> int:
    """Writes a register of codings to be filled in: a row for each answer about an indicator, its stance left empty.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name.
        NotWritten: the system refused to write.
    """
    rows = _by_row(found)
    made = [
        {"file": item.record.name, "place": one.place, "quote": one.words, "framework": "ilo-11",
         "indicator": one.ask.indicator or "", "subject": rows[one.row].get("worker_code", ""),
         "means": "first-hand", "question": one.ask.labels["en"], "elicited": one.ask.elicits or ""}
        for one in found if one.ask.indicator
    ]  # fmt: skip
    blank(file, COLUMNS["codings"][0], made)
    return len(made)
