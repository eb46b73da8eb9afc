"""Registers: CSV tables of agents, sources, entities, relations, codings and the like, row by row into a case."""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case, Writer
from workbench.coding import differences
from workbench.coding.cells import Context
from workbench.coding.completing import Completing
from workbench.coding.counsel import keep_notes
from workbench.coding.filled import Imported
from workbench.coding.jsonl import read_lines
from workbench.coding.keys import Keys
from workbench.coding.passages import passage_of
from workbench.coding.rows import COLUMNS, MAKERS
from workbench.coding.sheet import Row, read_sheet
from workbench.coding.site_rows import featured
from workbench.coding.supersede import correction, replacing, superseded
from workbench.errors import BadValue, Unknown, Unreadable, WorkbenchError
from workbench.records import KIND_OF, Coding, Passage, Record, Source, canonical, content
from workbench.records.completion import UNSTATED

KINDS = (*MAKERS, "differences")
# Where a column has another name than the field that it fills.
COLUMN_OF = {"source_entity": "from", "target_entity": "to", "geometry": "wkt", "passage": "file"}


def register(
    case: Case, kind: str, file: Path, *, agent: str, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Records each row of a register (CSV, or JSON Lines); a row that cannot be taken is listed and the rest goes on.

    `kind` is one of `agents`, `entities`, `sources`, `consents`, `relations`, `places`, `events`, `counts`, `codings`,
    `differences`, `pay`, `terms`, `rates`, `acts`, `measures`, `steps`, `approvals`, `incidents`,
    `statements`; `agent` is the id of who records (for codings: of the coder). A row that the case holds is not
    recorded again. A row of `sources` with the key of a source that is `unstated` completes it (`completing`).

    Raises:
        BadValue: the kind or the header is not known, or the file is no CSV in UTF-8.
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        NotWritten: the system refused to write; no row was recorded.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "agents.csv").write_text("key,kind,name\\nAK,person,A. K.\\n")
        >>> case = create(folder / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
        >>> len(register(case, "agents", folder / "agents.csv", agent=case.agent("MJ")).recorded)
        1
    """
    if kind not in KINDS:
        raise BadValue(file, "kind", kind, "one of " + ", ".join(KINDS))
    problems: list[WorkbenchError] = []
    read = read_lines if Path(file).suffix == ".jsonl" else read_sheet
    columns, needed = COLUMNS.get(kind, (differences.COLUMNS, differences.NEEDED))
    rows = read(Path(file), columns, required=needed, problems=problems)
    return take_rows(case, kind, rows, agent=agent, problems=problems, progress=progress)


def take_rows(
    case: Case,
    kind: str,
    rows: Sequence[Row],
    *,
    agent: str,
    problems: list[WorkbenchError],
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Records rows that were read, in whatever form they came; those that cannot be taken are added to `problems`.

    Notes of counsel (column `counsel_memo`) go into the chain of their own once the rows themselves are durable.

    Raises:
        NotWritten, Unreadable: the system refused to write, or to give what is stored; no row was recorded.
    """
    recorded: list[str] = []
    with case.writing(agent) as writer:
        desk = _Desk(case, writer)
        for done, row in enumerate(in_order(kind, list(rows), problems), 1):
            try:
                recorded += desk.take(kind, row)
            except Unreadable:
                raise  # the store it is, not the row: nothing can be said of those behind it either
            except WorkbenchError as error:
                problems.append(_placed(error, row))
            if progress:
                progress(done, len(rows))
    keep_notes(case, agent, desk.notes)
    return Imported(tuple(recorded), desk.already, tuple(problems))


class _Desk:
    """One import under way: what the case holds, what this batch added, and the writer."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self.case, self.writer, self.already = case, writer, 0
        self.notes: list[tuple[str, str]] = []
        self.state = case.state()
        self._held: dict[str, dict[bytes, str]] = {}
        self._same: dict[str, str] = {}  # equal passages recorded twice are one place
        self.keys = Keys(self.state)

    @functools.cached_property
    def _completing(self) -> Completing:
        return Completing(self.state, self.writer.agent)  # sources alone are completed

    def held(self, record: Record) -> str | None:
        """The id of an equal record that counts, recorded earlier or in this batch."""
        return self._of_kind(KIND_OF[type(record)]).get(_form(record))

    def _of_kind(self, kind: str) -> dict[bytes, str]:
        """The records of a kind by what they say: looked through when one of them is recorded."""
        if kind not in self._held:
            if kind != "passage":
                self._of_kind("passage")
            held = self._held[kind] = {}
            for live in (live for live in self.state.recorded(kind) if not self.state.set_aside(live.id)):
                passage = self._same.get(getattr(live.record, "passage", None) or "")
                record = dataclasses.replace(live.record, passage=passage) if passage else live.record
                first = held.setdefault(_form(record), live.id)
                if kind == "passage":
                    self._same[live.id] = first
        return self._held[kind]

    def take(self, kind: str, row: Row) -> list[str]:
        if kind == "differences":
            return self._difference(row)
        passage = passage_of(self.case, self.keys, row)
        row = featured(self.case, self.keys, row) if kind == "places" else row
        context = Context(self.keys, self.writer.agent, "" if passage is None else self._passage(passage, dry=True))
        record = MAKERS[kind](row, context)
        gone = self.keys.withdrew(KIND_OF[type(record)], record)
        # A row that says who told an unstated source is taken: by it the file goes with the worker.
        completes = isinstance(record, Source) and self._completing.awaits(record.key)
        if gone and not completes and not self.held(record):
            self.keys.refuse_withdrawn(gone, row)
        if passage is not None:
            # Judged before its passage is recorded: a row that cannot be taken leaves nothing behind.
            codebook.check(KIND_OF[type(record)], content(record))
            if kind == "codings":
                return self._coding(dataclasses.replace(record, passage=context.passage), passage, row)  # type: ignore[arg-type]
            record = dataclasses.replace(record, passage=self._passage(passage))  # type: ignore[arg-type]
        return self._once(record, row)

    def _coding(self, record: Coding, passage: Passage, row: Row) -> list[str]:
        """A coding with what its row says beside it: which earlier one gives way, and counsel's note."""
        held = self.held(record)
        earlier = superseded(self.state, row)
        anew = earlier is not None and correction(self.state, earlier, held, row)
        made = self._once(dataclasses.replace(record, passage=self._passage(passage)), row)
        identity = made[0] if made else held or ""
        if earlier is not None and anew:
            self.writer.record(replacing(earlier, identity))
        if note := row.text("counsel_memo"):
            self.notes.append((identity, note))
        return made

    def _difference(self, row: Row) -> list[str]:
        if differences.left_open(row):
            return []
        made = differences.difference_of(self.case, self.keys, row, self.writer.agent, self.held)
        codebook.check("difference", content(made))
        return self._once(made, row)

    def _once(self, record: Record, row: Row) -> list[str]:
        completions: list[Record] = []
        if isinstance(record, Source) and not (record.kind == UNSTATED and self.held(record)):
            completions += self._completing.of(record, row)
        fresh = [one for one in completions or [record] if not self.held(one)]
        if not fresh:
            self.already += 1
            return []
        return [self._write(one, row) for one in fresh]

    def _passage(self, passage: Passage, *, dry: bool = False) -> str:
        held = self.held(passage)
        return held or ("0" * 64 if dry else self._write(passage, None))

    def _write(self, record: Record, row: Row | None) -> str:
        key = getattr(record, "key", None)
        if key is not None and row is not None:
            self.keys.claim(KIND_OF[type(record)], key, row)
        identity = self.writer.record(record)
        self._of_kind(KIND_OF[type(record)])[_form(record)] = identity
        if key is not None:
            self.keys.learn(KIND_OF[type(record)], key, identity)
        return identity


def _form(record: Record) -> bytes:
    return canonical([KIND_OF[type(record)], content(record)])


def _placed(error: WorkbenchError, row: Row) -> WorkbenchError:
    """The same error with the file, line and column of its row, where it only knew the field."""
    if isinstance(error, BadValue) and error.file != row.file:
        return BadValue(row.file, row.place(_column(error.place)), error.found, error.expected)
    if isinstance(error, Unknown) and error.file != row.file:
        return Unknown(row.file, row.place(_column(error.place)), error.value, error.near)
    return error


def _column(place: str) -> str:
    """The column of a field that a JSON Pointer names: `/period/end` stands in the column `end`."""
    field = next((part for part in reversed(place.split("/")) if part and not part.isdigit()), place)
    return COLUMN_OF.get(field, field)


def in_order(kind: str, rows: list[Row], problems: list[WorkbenchError]) -> Iterator[Row]:
    """The rows so that each source comes after those that it draws on; rows in a circle are listed as problems."""
    if kind != "sources":
        yield from rows
        return
    waiting = list(rows)
    while waiting:
        unready = {row.text("key") for row in waiting} - {None}
        ready = [row for row in waiting if not _draws_on(row) & (unready - {row.text("key")})]
        if not ready:
            problems.extend(_circles(waiting))
            return
        yield from ready
        waiting = [row for row in waiting if not any(row is one for one in ready)]


def _circles(waiting: list[Row]) -> Iterator[WorkbenchError]:
    """Of rows that wait for each other: those in the circle, and those that only draw on one of them."""
    circle = waiting
    while True:
        drawn_on = {key for row in circle for key in _draws_on(row)}
        smaller = [row for row in circle if row.text("key") in drawn_on]
        if len(smaller) == len(circle):
            break
        circle = smaller
    names = ", ".join(row.need("key") for row in circle)
    for row in waiting:
        expected = f"each link once: {names} draw on each other in a circle"
        yield BadValue(row.file, row.place("retells"), ", ".join(sorted(_draws_on(row))), expected)


def _draws_on(row: Row) -> set[str]:
    return {*row.many("retells"), *row.many("same_origin_as")}
