"""A coding that takes the place of an earlier one, as a row of the register says it: both stay, one counts."""

from workbench.casefile import Live, State
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Unknown
from workbench.records import Correction

SHORTEST = 6
REASON = "superseded by a later coding"


def superseded(state: State, row: Row) -> Live | None:
    """The earlier coding that a row names under `supersedes`, by its id or the start of it; None where it names none.

    Raises:
        Unknown: no coding, or more than one, has an id that begins so.
    """
    name = row.text("supersedes")
    if name is None:
        return None
    codings = [live for live in state.all if live.kind == "coding"]
    found = [live for live in codings if live.id == name or (len(name) >= SHORTEST and live.id.startswith(name))]
    if len(found) != 1:
        raise Unknown(row.file, row.place("supersedes"), name, [live.id[:12] for live in found])
    return found[0]


def correction(state: State, earlier: Live, identity: str | None, row: Row) -> bool:
    """Whether a correction is still to be recorded for a row whose own coding has this id (None: it is new).

    Raises:
        BadValue: the row is the very coding that it names, or that coding does not count any more.
    """
    name = row.need("supersedes")
    if identity == earlier.id:
        raise BadValue(row.file, row.place("supersedes"), name, "another coding: this row says the same as that one")
    if not state.set_aside(earlier.id):
        return True
    speaking = state.corrections.get(earlier.id, ())
    if identity and any(one.record.replacement == identity and not state.set_aside(one.id) for one in speaking):
        return False
    raise BadValue(row.file, row.place("supersedes"), name, "a coding that counts: this one was set aside before")


def replacing(earlier: Live, identity: str) -> Correction:
    """The correction that puts a coding in the place of an earlier one.

    Example:
        >>> from workbench.records import Coding
        >>> old = Live("a" * 64, "2026-01-15T09:00:00Z", "b" * 64, "coding", None)
        >>> replacing(old, "c" * 64).replacement == "c" * 64
        True
    """
    return Correction(target=earlier.id, reason=REASON, replacement=identity)
