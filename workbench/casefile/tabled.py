"""The records of a case as tables: of a large one from the columns that were kept, where they still fit."""

from workbench.casefile.case import Case
from workbench.casefile.earlier import tables_known_by
from workbench.casefile.kept import KeptState
from workbench.casefile.snapshot import held, keep
from workbench.records import KIND_OF
from workbench.tables import Tables, tabulate
from workbench.taken_back import taken_back


def tables_of(case: Case, *, folded: bool = False, known_by: str | None = None) -> Tables:
    """The tables at the head of a case; `folded`: its ledger was read, and only what is new would have to be.

    With `known_by` a day, the tables as they stood at its end.

    Raises:
        Locked, WrongPassphrase: the case is sealed and cannot be opened.
        BrokenLine, Damaged, BadValue: the ledger cannot be read.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> tables_of(case).agents["key"].tolist()
        ['M']
    """
    if known_by:
        return tables_known_by(case, known_by)
    case.vault.touch()
    found = None if folded else held(case)
    # Where somebody withdrew, the state alone says which words of texts no finding may print.
    if found is not None and not {"withdrawal", "tombstone"}.intersection(found.rows):
        return Tables(found.rows, found.head, case.objects.read, found.rows.frame)
    known = case.known()
    gone = taken_back(known.state)
    columns = known.state.columns if isinstance(known.state, KeptState) else None
    if columns is not None:
        return Tables(columns, case.head(), case.objects.read, columns.frame, gone)
    records = ((live.id, live.record) for kind in KIND_OF.values() for live in known.state.of(kind))
    tables = tabulate(records, case.head(), case.objects.read, gone)
    keep(case, known, tables)
    return tables
