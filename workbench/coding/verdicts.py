"""From draft to coding: drafts written out to be judged by a person, and what he decided recorded."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case, Writer
from workbench.coding.cells import PERIOD, Context
from workbench.coding.drafts import Draft, drafts, standing
from workbench.coding.filled import blank, placed
from workbench.coding.keys import Keys
from workbench.coding.rows import MAKERS
from workbench.coding.sheet import Row, read_sheet
from workbench.errors import BadValue, Refused, Unreadable, WorkbenchError
from workbench.records import KIND_OF, Coding, Passage, Verdict, content

DECISIONS = ("accepted", "rejected")
GIVEN = ["file", "item", "place", "from_code_point", "to_code_point", "quote", "framework", "indicator", "polarity",
         "cue", "cue_reason"]  # fmt: skip
# `start` and `end` are those of the period, as in the register of codings.
OF_THE_CODING = ["subject", "means", "stance", "scope", *PERIOD, "site", "actor", "phase", "question", "elicited",
                 "memo"]  # fmt: skip
HEADER = [*GIVEN, "decision", "reason", *OF_THE_CODING]
NEEDED = ["item", "from_code_point", "to_code_point", "quote", "framework", "indicator", "polarity", "cue", "decision"]
UNKNOWN = "0" * 64  # in the place of an id that is not known before the record is written
Spot = tuple[str, int | None, int | None, str | None]


@dataclasses.dataclass(frozen=True)
class Judged:
    """What came of a file of verdicts: how many of each, rows held already, rows left open, rows not taken."""

    accepted: int
    rejected: int
    already: int
    left_open: int
    problems: tuple[WorkbenchError, ...]


def sheet(file: Path, found: Sequence[Draft]) -> None:
    """Writes drafts as a CSV in which a person fills in `decision`, and for what he accepts the coding.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.
    """
    rows = []
    for one in found:
        moved = {"from_code_point": one.start, "to_code_point": one.end, "cue_reason": one.reason}
        rows.append({name: getattr(one, name) for name in GIVEN if name not in moved} | moved)
    blank(file, HEADER, rows)


def judge(case: Case, file: Path, *, agent: str) -> Judged:
    """Records a verdict for each row with a decision; an accepted draft becomes a coding by whoever judges.

    `agent` is the id of a person. A row without a decision is left open; a row that cannot be taken is listed and the
    rest goes on; taking a file twice records nothing twice. A draft that has a verdict gets no second one: undo the
    first.

    Raises:
        BadValue: the header lacks a column.
        Refused: who judges is no person.
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
    """
    problems: list[WorkbenchError] = []
    return judge_rows(case, read_sheet(file, HEADER, required=NEEDED, problems=problems), agent=agent, told=problems)


def judge_rows(case: Case, rows: Sequence[Row], *, agent: str, told: Sequence[WorkbenchError] = ()) -> Judged:
    """The same for rows that were read, or made by a press; `told` are problems that were found before.

    Raises:
        Refused: who judges is no person.
    """
    problems = list(told)
    who = case.state().get(agent)
    if who is None or who.record.kind != "person":
        raise Refused("drafts", "only a person accepts or rejects a draft", "Name a person with --agent")
    with case.writing(agent) as writer:
        desk = _Desk(case, writer)
        for row in rows:
            try:
                desk.take(row)
            except Unreadable:
                raise  # the store it is, not the row: nothing can be said of those behind it either
            except WorkbenchError as error:
                problems.append(placed(error, row))
    tally = desk.tally
    return Judged(tally["accepted"], tally["rejected"], tally["already"], tally["open"], tuple(problems))


class _Desk:
    """One file of verdicts under way."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self.case, self.writer, self.state = case, writer, case.state()
        self.keys = Keys(self.state)
        self.judged = {key: [live.record for live in verdicts] for key, verdicts in standing(self.state).items()}
        self.tally = dict.fromkeys(("accepted", "rejected", "already", "open"), 0)
        self.drafts: dict[tuple[str, str], list[Draft]] = {}
        self.passages: dict[Spot, str] = {}
        first = {live.id: self.passages.setdefault(_spot(live.record), live.id) for live in self.state.of("passage")}
        # What is held, by content: the same passage recorded twice is one place.
        self.codings = {
            dataclasses.replace(live.record, passage=first[live.record.passage]): live.id
            for live in self.state.of("coding")
            if live.record.coder == writer.agent and live.record.passage in first
        }

    def take(self, row: Row) -> None:
        decision = row.text("decision")
        if decision is None:
            self.tally["open"] += 1
            return
        if decision not in DECISIONS:
            raise BadValue(row.file, row.place("decision"), decision, "accepted, rejected, or nothing to leave it open")
        if decision == "accepted":  # asked first: drafts from words that were withdrawn are no longer there
            self.keys.refuse_withdrawn(self.keys.need("entity", row, "subject"), row)
        draft = self._draft(row)
        passage = Passage(
            item=draft.item, derivative=draft.derivative, quote=draft.quote, start=draft.start, end=draft.end
        )
        held = self.passages.get(_spot(passage), UNKNOWN)
        coding = self._coding(row, draft, held) if decision == "accepted" else None
        if coding is None:
            _no_coding(row)
        verdict = Verdict(
            passage=held, framework=draft.framework, indicator=draft.indicator, polarity=draft.polarity, cue=draft.cue,
            decision=decision, agent=self.writer.agent, coding=UNKNOWN if coding else None, reason=row.text("reason"),
        )  # fmt: skip
        for record in (coding, verdict):
            if record is not None:
                codebook.check(KIND_OF[type(record)], content(record))  # before its passage is recorded
        if not self._again(row, draft, verdict, coding):
            self._record(draft, passage, verdict, coding)

    def _draft(self, row: Row) -> Draft:
        """The draft that a row names, as the cues make it today.

        Raises:
            BadValue: there is none like it.
        """
        item, framework = self.keys.item(row, "item").id, row.need("framework")
        if (item, framework) not in self.drafts:
            self.drafts[item, framework] = drafts(self.case, framework, item)
        # As it stands, not stripped: a quote may begin or end with what looks like a blank.
        wanted = (
            row.number("from_code_point"), row.number("to_code_point"), row.values["quote"], row.need("indicator"),
            row.need("polarity"), row.need("cue"),
        )  # fmt: skip
        for one in self.drafts[item, framework]:
            if (one.start, one.end, one.quote, one.indicator, one.polarity, one.cue) == wanted:
                return one
        remedy = "a draft as this case has it: leave the given columns as they are, or write the drafts out anew"
        raise BadValue(row.file, row.place("cue"), row.need("cue"), remedy)

    def _coding(self, row: Row, draft: Draft, passage: str) -> Coding:
        stance = row.text("stance") or draft.polarity
        if stance != draft.polarity:
            remedy = f"{draft.polarity}, as in the draft, or reject it and code the words with `workbench code`"
            raise BadValue(row.file, row.place("stance"), stance, remedy)
        made = MAKERS["codings"](
            dataclasses.replace(row, values=row.values | {"stance": stance}),
            Context(self.keys, self.writer.agent, passage),
        )
        assert isinstance(made, Coding)
        return made

    def _again(self, row: Row, draft: Draft, verdict: Verdict, coding: Coding | None) -> bool:
        """True where the very same was recorded before.

        Raises:
            Refused: the draft has another verdict.
        """
        earlier = self.judged.get(draft.key, [])
        if not earlier:
            return False
        for one in earlier:
            before = None if one.coding is None else self._held(one.coding)
            alike = dataclasses.replace(verdict, passage=one.passage, coding=one.coding) == one
            if alike and (coding is None or (before and dataclasses.replace(coding, passage=before.passage) == before)):
                self.tally["already"] += 1
                return True
        raise Refused(row.whole, f"this draft is {earlier[0].decision} already",
                      "Undo that verdict first (workbench undo), or code the words with workbench code")  # fmt: skip

    def _held(self, coding: str) -> Coding | None:
        live = self.state.get(coding)
        return None if live is None else live.record

    def _record(self, draft: Draft, passage: Passage, verdict: Verdict, coding: Coding | None) -> None:
        spot = _spot(passage)
        if spot not in self.passages:
            self.passages[spot] = self.writer.record(passage)
        identity = None
        if coding is not None:
            coding = dataclasses.replace(coding, passage=self.passages[spot])
            if coding not in self.codings:
                self.codings[coding] = self.writer.record(coding)
            identity = self.codings[coding]
        verdict = dataclasses.replace(verdict, passage=self.passages[spot], coding=identity)
        self.writer.record(verdict)
        self.judged[draft.key] = [verdict]
        self.tally[verdict.decision] += 1


def _spot(passage: Passage) -> Spot:
    """A stretch of words, whichever derivative it was found in; pictures and recordings have none."""
    return passage.item, passage.start, passage.end, passage.quote


def _no_coding(row: Row) -> None:
    """Makes sure that a rejected row says nothing of a coding: what somebody wrote is not dropped in silence.

    Raises:
        BadValue: a column of the coding is filled in.
    """
    for column in OF_THE_CODING:
        if row.text(column):
            remedy = "nothing here: a rejected draft makes no coding; code the words with `workbench code` instead"
            raise BadValue(row.file, row.place(column), row.need(column), remedy)
