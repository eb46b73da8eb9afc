"""How a case shows itself: one line in Python, one card in a notebook; a locked case shows that it is locked."""

from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.markup import table

if TYPE_CHECKING:
    from workbench.casefile.case import Case
    from workbench.casefile.state import State

# What somebody who types `case.` is shown; the other public names serve the code that writes a case.
NAMES = ("head", "info", "is_open", "lock", "path", "sealed", "state", "tables", "unlock")
KINDS = ("item", "source", "entity", "relation", "event", "coding")


def names_of(case: "Case") -> list[str]:
    """The few names that completion shows of a case."""
    return list(NAMES)


def no_such_name(case: "Case", name: str) -> object:
    """Says of a name that a case does not have what to type instead.

    Raises:
        AttributeError: always, as Python expects it.
    """
    verbs = "what one does with a case are functions: `import workbench as wb`, then for example `wb.matrix(case)`"
    raise AttributeError(f"a case has no '{name}'; {verbs}. It has {', '.join(NAMES)}")


def line_of(case: "Case") -> str:
    """One line: title, number of items, head. Nobody is asked for a passphrase, and nothing is raised."""
    if not case.is_open:
        return f"Case({case.path.name!r}, sealed and locked)"
    try:
        return f"Case({case.info.title!r}, {len(case.state().of('item'))} items, head {case.head()[:12]})"
    except WorkbenchError as error:
        return f"Case({error})"


def _dangers(state: "State") -> list[tuple[str, object]]:
    """Before anything else: who is in danger of what, the newest word of each; what leaked and who paid for it."""
    workers = {live.id: live.record.label for live in state.of("entity") if live.record.schema == "Worker"}
    newest = {live.record.subject: live.record for live in state.of("danger")}
    told = "; ".join(
        f"{workers.get(worker, worker[:12])}: {', '.join(one.flags)}" for worker, one in newest.items() if one.flags
    )
    unasked = len(workers.keys() - newest.keys())
    rows: list[tuple[str, object]] = [("DANGER", told)] if told else []
    rows += [("danger not asked", f"{unasked} workers")] if unasked else []
    harm = [f"{one.record.kind}: {one.record.title}" for one in state.of("incident") if not one.record.closed]
    return rows + ([("OPEN", "; ".join(harm))] if harm else [])


def card_of(case: "Case") -> str:
    """A card as HTML: what was recorded, or that the case is locked, or what is wrong with it."""
    name = case.path.name
    try:
        if not case.is_open:
            rows: list[tuple[str, object]] = [("sealed", "locked; `case.unlock()` asks for the passphrase")]
            return table([*rows, ("head", case.head())], ["what", "found"], f"Case {name}")
        state = case.state()
        rows = [*_dangers(state), ("title", case.info.title), ("nature", case.info.nature), ("head", case.head())]
        counted = [(kind, len(state.of(kind))) for kind in KINDS]
        return table([*rows, *counted], ["what", "recorded"], f"Case {case.info.title}")
    except WorkbenchError as error:
        return table([(error.code, str(error))], ["what", "found"], f"Case {name}")
