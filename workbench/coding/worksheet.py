"""Blind second coding: a worksheet of passages without anybody's judgement on them, out of a case and in again."""

import csv
import dataclasses
from collections.abc import Sequence
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case, Writer
from workbench.coding.cells import Context
from workbench.coding.export import codings
from workbench.coding.filled import Imported, blank, taken
from workbench.coding.keys import Keys
from workbench.coding.passages import passage_of
from workbench.coding.rows import COLUMNS, MAKERS
from workbench.coding.sheet import Row, read_sheet, sign_between
from workbench.errors import BadValue, WorkbenchError
from workbench.records import KIND_OF, Coding, Passage, Reading, Record, canonical, content

CODINGS = COLUMNS["codings"][0]
# Where the words stand and whom they are about, so that two codings can be compared. Everything else is the coder's to
# judge, and a column that is new to the register stays empty here until it is named.
GIVEN = [column for column in CODINGS if column in ("file", "quote", "occurrence", "region", "span", "place",
                                                    "framework", "subject")]  # fmt: skip
LEFT_OUT = ("coder", "id", "supersedes", "counsel_memo")
DECLARED = ["done", "blind"]
HEADER = ["coder", *GIVEN, *(column for column in CODINGS if column not in (*GIVEN, *LEFT_OUT)), *DECLARED]


def blind(case: Case, file: Path, coder: str, framework: str = "ilo-11") -> int:
    """Writes the passages that others coded and this coder (a key) did not, and gives how many rows there are.

    One row a passage and worker or group, in the order of the files and of the text: neither how often a passage was
    coded, nor by whom, nor for which indicator can be read from it. Codings of the coder's own are not there either.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Unknown: there is no such framework, or no agent has that key.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.
    """
    rows = to_code(case, case.agent(coder), framework)
    blank(file, HEADER, ({"coder": coder, "blind": "yes"} | row for row in rows))
    return len(rows)


def to_code(case: Case, coder: str, framework: str = "ilo-11") -> list[dict[str, str]]:
    """The passages that others coded and this coder (an id) did not, in the columns that are given to whoever is blind.

    Raises:
        Unknown: there is no such framework.
    """
    framework, state = codebook.framework(framework).id, case.state()
    places = {live.id: _place(live.record) for live in state.of("passage")}
    seen = {
        (places.get(live.record.passage), live.record.subject)
        for kind in ("coding", "reading")
        for live in state.of(kind)
        if live.record.coder == coder and live.record.framework == framework
    }
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for live, row in zip(state.of("coding"), codings(case), strict=True):
        coding: Coding = live.record
        place = places.get(coding.passage)
        if coding.framework == framework and coding.coder != coder and place and (place, coding.subject) not in seen:
            start = state.get(coding.passage).record.start or 0  # type: ignore[union-attr]
            order = (row["file"], f"{start:012}", place.hex(), row["subject"])
            found.setdefault(order, {name: row.get(name, "") for name in GIVEN})
    return [row for _, row in sorted(found.items())]


def _place(passage: Passage) -> bytes:
    """What makes two passages one place, whichever derivative they were found in."""
    return canonical(content(dataclasses.replace(passage, derivative=None, quote=None, language=None)))


def is_worksheet(file: Path) -> bool:
    """True where a file has the column in which a coder declares a passage done.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "w.csv"
        >>> _ = file.write_text("file,done\\n")
        >>> is_worksheet(file)
        True
    """
    if file.suffix != ".csv" or not file.is_file():
        return False
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        header = opened.readline()
    return "done" in [name.strip() for name in next(csv.reader([header], delimiter=sign_between(header, HEADER)), [])]


def take(case: Case, file: Path, *, agent: str) -> Imported:
    """Records a filled worksheet: a coding for each row with an indicator, a reading for each passage declared done.

    A row is copied to code a passage on several indicators; `done` says yes where the whole framework was considered,
    so that what was left empty counts as nothing seen. A row with neither is left for later. A row that cannot be taken
    is listed and the rest goes on; taking a worksheet twice records nothing twice. `agent` is the id of who records;
    the coder is the one that the row names, and can only be whoever records.

    Raises:
        BadValue: the header is not that of a worksheet.
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
    """
    problems: list[WorkbenchError] = []
    rows = read_sheet(file, HEADER, required=["file", "framework", "subject", "done"], problems=problems)
    return take_rows(case, rows, agent=agent, told=problems)


def take_rows(case: Case, rows: Sequence[Row], *, agent: str, told: Sequence[WorkbenchError] = ()) -> Imported:
    """The same for rows that were read, or made by a press; `told` are problems that were found before."""
    return taken(case, rows, _Desk, agent=agent, told=told)


class _Desk:
    """One worksheet under way."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self.case, self.writer, self.already = case, writer, 0
        state = case.state()
        self.keys = Keys(state)
        self.passages: dict[bytes, str] = {}
        first: dict[str, str] = {}
        for live in state.of("passage"):
            first[live.id] = self.passages.setdefault(_place(live.record), live.id)
        same = [(live, first.get(live.record.passage)) for kind in ("coding", "reading") for live in state.of(kind)]
        self.held = {_form(dataclasses.replace(live.record, passage=passage)) for live, passage in same if passage}
        self.saw_drafts = {
            (live.record.agent, state.get(live.record.passage).record.item)  # type: ignore[union-attr]
            for live in state.of("verdict")
        }

    def take(self, row: Row) -> list[str]:
        coder = self.keys.find("agent", row, "coder") or self.writer.agent
        if coder != self.writer.agent:
            raise BadValue(row.file, row.place("coder"), row.need("coder"), "the key of who records: act as that coder")
        passage = passage_of(self.case, self.keys, row)
        if passage is None:
            raise BadValue(row.file, row.place("file"), "", "the file that the passage stands in")
        if row.yes("blind") and (coder, passage.item) in self.saw_drafts:
            raise BadValue(
                row.file, row.place("blind"), "yes", "no: this coder has judged a machine's drafts in this file"
            )
        found = self._found(row, passage, coder)
        wanted = self.passages.get(_place(passage))
        made = []
        for record in found:
            codebook.check(KIND_OF[type(record)], content(record))  # before its passage is recorded
        for record in found:
            if wanted is None:
                wanted = self.passages[_place(passage)] = self.writer.record(passage)
            made += self._once(dataclasses.replace(record, passage=wanted))
        return made

    def _found(self, row: Row, passage: Passage, coder: str) -> list[Coding | Reading]:
        found: list[Coding | Reading] = []
        context = Context(self.keys, coder, "0" * 64)
        if row.text("indicator"):
            found.append(MAKERS["codings"](row, context))  # type: ignore[arg-type]
        elif row.text("stance"):
            raise BadValue(row.file, row.place("indicator"), "", "the indicator that the stance is on")
        framework = codebook.framework(row.need("framework")).id
        if row.yes("done"):
            subject = self.keys.need("entity", row, "subject")
            found.append(Reading(coder=coder, passage="0" * 64, subject=subject, framework=framework,
                                 blind=row.yes("blind")))  # fmt: skip
        for one in found:
            self.keys.refuse_withdrawn(one.subject, row)
        return found

    def _once(self, record: Record) -> list[str]:
        if _form(record) in self.held:
            self.already += 1
            return []
        self.held.add(_form(record))
        return [self.writer.record(record)]


def _form(record: Record) -> bytes:
    return canonical([KIND_OF[type(record)], content(record)])
