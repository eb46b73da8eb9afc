"""Adjudication: a third person's decisions from a file into a case, each on a dispute that is open and not his own."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case, Writer
from workbench.coding.filled import Imported, blank, taken
from workbench.coding.keys import Keys
from workbench.coding.passages import passage_of
from workbench.coding.rows import COLUMNS
from workbench.coding.sheet import Row, read_sheet
from workbench.errors import BadValue, Refused, Unknown, WorkbenchError
from workbench.records import Adjudication, Passage, content

Key = tuple[str, str, str, str]  # framework, passage, subject, indicator
WHERE = [column for column in COLUMNS["codings"][0] if column in ("file", "quote", "occurrence", "region", "span",
                                                                  "place")]  # fmt: skip
HEADER = ["passage", *WHERE, "framework", "indicator", "subject", "readings", "stance", "reason"]
STANCES = ("supports", "contradicts", "unclear", "none")


@dataclasses.dataclass(frozen=True)
class Differing:
    """What may be decided: the coders who differ, the codings behind it, the decision that stands, if one does."""

    coders: tuple[str, ...]
    codings: tuple[str, ...]
    standing: str | None = None


def sheet(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Writes disputes as a CSV in which a third person fills in `stance` and `reason`.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.
    """
    blank(file, HEADER, rows)


def decide(case: Case, file: Path, *, agent: str, differing: Mapping[Key, Differing]) -> Imported:
    """Records a decision for each row with a stance; the readings that it decides on stay as they are.

    A passage is named by its id, or by file and quote as in the register of codings. The framework may be left out
    where only one is in dispute there. `agent` is the id of who decides: a person, and none of the coders of the
    dispute. Taking a file twice records nothing twice. To take a decision back, correct it.

    Raises:
        BadValue: the header lacks a column.
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
    """
    problems: list[WorkbenchError] = []
    rows = read_sheet(file, HEADER, required=["indicator", "subject", "stance", "reason"], problems=problems)
    return decide_rows(case, rows, agent=agent, differing=differing, told=problems)


def decide_rows(
    case: Case,
    rows: Sequence[Row],
    *,
    agent: str,
    differing: Mapping[Key, Differing],
    told: Sequence[WorkbenchError] = (),
) -> Imported:
    """The same for rows that were read, or made by a press; `told` are problems that were found before."""
    return taken(case, rows, lambda case, writer: _Desk(case, writer, differing), agent=agent, told=told)


class _Desk:
    """One file of decisions under way."""

    def __init__(self, case: Case, writer: Writer, differing: Mapping[Key, Differing]) -> None:
        self.case, self.writer, self.differing, self.already = case, writer, differing, 0
        self.state = case.state()
        self.keys = Keys(self.state)
        self.held = {live.record: live.id for live in self.state.of("adjudication")}
        self.decided: set[Key] = set()

    def take(self, row: Row) -> list[str]:
        if row.text("stance") is None and row.text("reason") is None:
            return []
        stance = row.need("stance")
        if stance not in STANCES:
            raise BadValue(row.file, row.place("stance"), stance, "one of " + ", ".join(STANCES))
        key = self._key(row)
        dispute = self.differing[key]
        made = Adjudication(
            framework=key[0], passage=key[1], subject=key[2], indicator=key[3], stance=stance, agent=self.writer.agent,
            reason=row.need("reason"), codings=dispute.codings,
        )  # fmt: skip
        if made in self.held:
            self.already += 1
            return []
        self._allow(row, key, dispute)
        codebook.check("adjudication", content(made))
        self.decided.add(key)
        return [self.writer.record(made)]

    def _allow(self, row: Row, key: Key, dispute: Differing) -> None:
        """Refuses whoever may not decide, and a second decision beside the first."""
        subject = row.whole
        who = self.state.get(self.writer.agent)
        if self.writer.agent in dispute.coders:
            raise Refused(subject, "whoever coded a passage does not decide a dispute about it",
                          "Let a third person decide")  # fmt: skip
        if who is None or who.record.kind != "person":
            raise Refused(subject, "only a person decides a dispute", "Name a person with --agent")
        if dispute.standing or key in self.decided:
            raise Refused(subject, f"this dispute is decided ({(dispute.standing or 'in this file')[:16]})",
                          "Correct the earlier decision first, then decide again")  # fmt: skip

    def _key(self, row: Row) -> Key:
        """The dispute that a row names.

        Raises:
            Unknown: there is none there.
            BadValue: the row fits disputes of several frameworks.
        """
        subject, indicator = self.keys.need("entity", row, "subject"), row.need("indicator")
        named = row.text("passage")
        place = None if named else passage_of(self.case, self.keys, row)
        if named is None and place is None:
            raise BadValue(row.file, row.place("passage"), "", "the id of the passage, or its file and quote")
        fits = [
            key for key in self.differing
            if key[2:] == (subject, indicator) and key[0] == (row.text("framework") or key[0])
            and (key[1] == named if named else _same(self.state.get(key[1]).record, place))  # type: ignore[union-attr]
        ]  # fmt: skip
        if not fits:
            here = sorted({key[3] for key in self.differing if key[2] == subject and key[1] == named})
            wanted = f"a dispute on {indicator} about {row.need('subject')}"
            raise Unknown(row.file, row.place("indicator"), wanted, here)
        if len(fits) > 1:
            raise BadValue(row.file, row.place("framework"), "", "one of " + ", ".join(key[0] for key in fits))
        return fits[0]


def _same(one: Passage, other: Passage | None) -> bool:
    """True where two passages are one place, whichever derivative they were found in."""
    bare = {"derivative": None, "quote": None, "language": None}
    return other is not None and dataclasses.replace(one, **bare) == dataclasses.replace(other, **bare)  # type: ignore[arg-type]
