"""A person's decisions on whether two entities are one, from a file into a case; both entities stay as they are."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workbench import codebook
from workbench.casefile import Case, Writer
from workbench.coding.filled import Imported, blank, taken
from workbench.coding.keys import Keys
from workbench.coding.sheet import Row, read_sheet
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.records import Sameness, content

DECISIONS = ("same", "different", "unsure")
# What stands between the keys and the decision is for whoever fills the sheet in; nothing is read from it.
COLUMNS = ["a", "b", "a_names", "b_names", "score", "reasons", "decision", "note"]


def sheet(file: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Writes pairs of entities as a CSV in which a person fills in `decision` (same, different, unsure) and `note`.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.
    """
    blank(file, COLUMNS, rows)


def decide(case: Case, file: Path, *, agent: str) -> Imported:
    """Records a decision for each row that has one; rows left open are passed over.

    `agent` is the id of who decides: a person. Taking a file twice records nothing twice. To take a decision back, undo
    it; then the two stand apart again.

    Raises:
        BadValue: the header lacks a column.
        Missing, Refused, Unreadable: there is nothing at the path, no regular file, or it may not be read.
        NotWritten: the system refused to write; no row was recorded.
    """
    problems: list[WorkbenchError] = []
    rows = read_sheet(file, COLUMNS, required=["a", "b", "decision"], problems=problems)
    return decide_rows(case, rows, agent=agent, told=problems)


def decide_rows(case: Case, rows: Sequence[Row], *, agent: str, told: Sequence[WorkbenchError] = ()) -> Imported:
    """The same for rows that were read, or made by a press; `told` are problems that were found before."""
    return taken(case, rows, _Desk, agent=agent, told=told)


class _Desk:
    """One file of decisions under way."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self.state, self.writer, self.already = case.state(), writer, 0
        self.keys = Keys(self.state)
        self.said = {
            frozenset((one.record.entity_a, one.record.entity_b)): one.record
            for one in self.state.of("sameness") if one.record.agent == writer.agent
        }  # fmt: skip

    def take(self, row: Row) -> list[str]:
        if row.text("decision") is None:
            return []
        decision, where = row.need("decision"), row.whole
        if decision not in DECISIONS:
            raise BadValue(row.file, row.place("decision"), decision, "one of " + ", ".join(DECISIONS))
        who = self.state.get(self.writer.agent)
        if who is None or who.record.kind != "person":
            raise Refused(where, "only a person says whether two are one", "Name a person with --agent")
        a, b = (self.keys.need("entity", row, name) for name in ("a", "b"))
        if a == b:
            raise BadValue(row.file, row.place("b"), row.need("b"), "another entity than the first")
        a, b = min(a, b), max(a, b)
        made = Sameness(entity_a=a, entity_b=b, decision=decision, agent=self.writer.agent, note=row.text("note"))
        before = self.said.get(frozenset((a, b)))
        if before == made:
            self.already += 1
            return []
        if before is not None:
            raise Refused(where, f"you said {before.decision} of these two before",
                          "Undo that first (workbench undo), then say it anew")  # fmt: skip
        codebook.check("sameness", content(made))
        self.said[frozenset((a, b))] = made
        return [self.writer.record(made)]
