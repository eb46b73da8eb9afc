"""What a release is held against: everything on record, also what speaks of somebody who withdrew its use.

Whose use was withdrawn counts nowhere, and is protected as before: other names, kin, two records of one person and what
was decided go on protecting. Only what was destroyed protects nobody, for nobody knows it any more.
"""

from collections.abc import Iterator
from typing import Any

from workbench.casefile import Case
from workbench.casefile.speaking import resting_on
from workbench.casefile.state import State
from workbench.records import KIND_OF
from workbench.tables import Tables, tabulate

Told = tuple[str, str, Any]  # kind, id, record


def on_record(state: State) -> tuple[list[Told], frozenset[str]]:
    """Every record that nobody set aside, as (kind, id, record), by kind; and the ids of those whose use was withdrawn.

    Example:
        >>> on_record(State((), {}))
        ([], frozenset())
    """
    if not (state.withdrawals("stop-using", "destroy") or state.destroyed):
        return [(kind, live.id, live.record) for kind in KIND_OF.values() for live in state.of(kind)], frozenset()
    # What rests on what was destroyed names what nobody can look up.
    lost = resting_on(state.all, [line.id for line in state.destroyed]) if state.destroyed else set[str]()
    by_kind: dict[str, list[Told]] = {kind: [] for kind in KIND_OF.values()}
    for live in state.all:
        if not state.set_aside(live.id) and live.id not in lost:
            by_kind[live.kind].append((live.kind, live.id, state.whole(live).record))
    told = [one for kind in by_kind.values() for one in kind]
    return told, frozenset(key for _, key, _ in told if state.withdrawn(key))


def tables_on_record(case: Case) -> Tables:
    """The tables of a case with what speaks of somebody who withdrew: whom they name is protected.

    Raises:
        Locked: the case is sealed, and nobody opened it.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> tables_on_record(case).agents["key"].tolist()
        ['M']
    """
    told, gone = on_record(case.state())
    if not gone:
        return case.tables()
    return tabulate(((key, record) for _, key, record in told), case.head(), case.objects.read)


def of_kinds(state: State, kinds: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The records of some kinds (id and record), also those that speak of somebody who withdrew.

    Example:
        >>> list(of_kinds(State((), {}), ("entity",)))
        []
    """
    if state.withdrawals("stop-using", "destroy") or state.destroyed:
        yield from ((key, record) for kind, key, record in on_record(state)[0] if kind in kinds)
    else:
        yield from ((live.id, live.record) for kind in kinds for live in state.of(kind))
