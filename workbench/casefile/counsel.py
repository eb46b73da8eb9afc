"""Counsel's notes: privileged, in chains of their own beside the ledger, so that no copy of it takes them along."""

from collections.abc import Iterable

from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in
from workbench.casefile.disk import changing
from workbench.casefile.ledger import read_chain
from workbench.casefile.state import State, fold
from workbench.casefile.writer import Writer
from workbench.records import Correction, CounselNote

FOLDER = "counsel"


def note_aside(case: Case, agent: str, records: Iterable[CounselNote | Correction]) -> list[str]:
    """Records notes of counsel, or corrections of such notes, and gives their ids; the head of the case does not move.

    The chain is checked by `verify` like every other; bundles and exports copy the ledger and the objects, never this.

    Raises:
        BadValue: a note is empty, or names no id of a coding.
        NotWritten: the system refused; nothing was recorded.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> before = case.head()
        >>> _ = note_aside(case, case.agent("M"), [CounselNote(coding="a" * 64, text="To be put to the witness.")])
        >>> [live.record.text for live in counsel_notes(case).of("counsel")], case.head() == before
        (['To be put to the witness.'], True)
    """
    with case.holding():
        with changing(case.path / FOLDER):
            (case.path / FOLDER).mkdir(mode=0o700, exist_ok=True)
        writer = Writer(case, agent, folder=FOLDER)
        made = [writer.record(record) for record in records]
        writer.commit()
    return made


def counsel_notes(case: Case) -> State:
    """The notes of counsel as they stand; those that were undone are set aside.

    Raises:
        BrokenLine, Damaged, NewerFormat, Unreadable: a chain of theirs cannot be read.
    """
    return fold((line for file in chains_in(case.path / FOLDER) for line in read_chain(file)), case.vault)
