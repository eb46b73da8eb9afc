"""Two versions of one account compared by a person: what differs in what matters, and what only in words."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from workbench.casefile import Case, State
from workbench.coding.filled import blank
from workbench.coding.keys import Keys
from workbench.coding.passages import passage_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Refused
from workbench.records import Difference, Passage

WHERE = ("file", "quote", "occurrence", "region", "span", "place")
OTHER = "other_"
# `origin`, `source` and `other_source` say what is compared, to whoever fills the sheet in; nothing is read from them.
COLUMNS = [
    "origin", "source", "passage", *WHERE, f"{OTHER}source", f"{OTHER}passage", *(OTHER + name for name in WHERE),
    "material", "note",
]  # fmt: skip
NEEDED = ["material"]


def sheet(file: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes pairs of versions as a CSV in which a person fills in `material` (yes or no) and `note`.

    Raises:
        BadValue: the file's ending is not `.csv`.
        Refused: there is a file of that name: it may be half filled in.
        NotWritten: the system refused to write.
    """
    blank(file, COLUMNS, rows)


def left_open(row: Row) -> bool:
    """True for a row that nobody filled in.

    Example:
        >>> left_open(Row("d.csv", 2, {"file": "a.txt", "material": "", "note": ""}))
        True
    """
    return row.text("material") is None and row.text("note") is None


def difference_of(case: Case, keys: Keys, row: Row, agent: str, held: Callable[[Passage], str | None]) -> Difference:
    """What a row says of two passages that are coded; `held` gives the id under which the case holds a passage.

    Each is named by its id (`passage`, `other_passage`), or by file and quote as in the register of codings.

    Raises:
        BadValue: `material` is neither yes nor no, or both are the same passage.
        Refused: who compares is no person, nobody coded one of the two, or the person said otherwise before.
    """
    state = case.state()
    who = state.get(agent)
    if who is None or who.record.kind != "person":
        raise Refused(_at(row), "only a person says whether two versions differ", "Name a person with --agent")
    row.need("material")
    first, second = (_passage(case, keys, state, row, part, held) for part in ("", OTHER))
    if first == second:
        raise BadValue(row.file, row.place(f"{OTHER}quote"), first[:16], "another passage than the first")
    made = Difference(
        passage_a=first, passage_b=second, material=row.yes("material"), agent=agent, note=row.text("note")
    )
    for live in state.of("difference"):
        said = live.record
        if said.agent == agent and {said.passage_a, said.passage_b} == {first, second}:
            if (said.material, said.note) == (made.material, made.note):
                return dataclasses.replace(made, passage_a=said.passage_a, passage_b=said.passage_b)
            raise Refused(_at(row), f"you said otherwise of these two before ({live.id[:12]})",
                          "Undo that first (workbench undo), then say it anew")  # fmt: skip
    return made


def _passage(
    case: Case, keys: Keys, state: State, row: Row, part: str, held: Callable[[Passage], str | None]
) -> str:  # fmt: skip
    identity = row.text(f"{part}passage")
    if identity is None:
        side = dataclasses.replace(row, values={name: row.values.get(part + name, "") for name in WHERE})
        if side.text("file") is None:
            raise BadValue(row.file, row.place(f"{part}file"), "", "the file and the quote, or the id of the passage")
        wanted = passage_of(case, keys, side)
        identity = None if wanted is None else held(wanted)
    if identity is None or not any(live.record.passage == identity for live in state.of("coding")):
        where = f"{row.file}, {row.place(f'{part}quote')}"
        raise Refused(where, "nobody coded these words", "Code both versions first: only what is coded is compared")
    return identity


def _at(row: Row) -> str:
    return f"{row.file}, line {row.line}"
