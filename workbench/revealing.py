"""The name behind a pseudonym, for whoever in the team needs it: never shown by itself, logged before it is given."""

import dataclasses
from typing import TYPE_CHECKING

from workbench import codebook
from workbench.casefile import Case
from workbench.casefile.released import looks
from workbench.disclosure.protected import NAMING
from workbench.errors import Refused, Unknown
from workbench.listed import Listing
from workbench.records import Access
from workbench.verbs import acting

if TYPE_CHECKING:
    from workbench.casefile import Live

REVEALED = "reveal"
SHOWN = ("at", "by", "whom", "reason")


@dataclasses.dataclass(frozen=True)
class Revealed:
    """Who stands behind a key: `names` as the register and the sources write them, the register's first.

    Shown by itself it has no name in it, neither as text nor in a notebook, so that none is saved unasked.

    Example:
        >>> Revealed("W-05", ("Sava Ilić",))
        W-05: logged. The name is in .names, and what prints it may keep it; panels.Reveal(case, 'W-05') does not.
    """

    key: str
    names: tuple[str, ...]

    def __repr__(self) -> str:
        kept = f"and what prints it may keep it; panels.Reveal(case, {self.key!r}) does not"
        return f"{self.key}: logged. The name is in .names, {kept}."


def reveal(case: Case, key: str, *, reason: str, agent: str | None = None) -> Revealed:
    """The names of one worker, person or body (by key), after the look has been logged: who, when, of whom, and why.

    The look stands in the chain of looks before a name is given; where it cannot be written, no name is given.

    Raises:
        Unnamed: nobody is named as acting.
        Refused: no reason is given; there is no name on record; or the worker withdrew what was told.
        Unknown: nobody in the case has that key; the nearest are named.
        NotWritten: the look could not be logged.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> with case.writing(case.agent("M")) as writer:
        ...     _ = writer.record(Entity(key="W-05", schema="Worker", label="W-05", names=("Sava Ilić",)))
        >>> reveal(case, "W-05", reason="to call back", agent="M").names
        ('Sava Ilić',)
        >>> [(one["whom"], one["reason"]) for one in revealed(case)]
        [('W-05', 'to call back')]
    """
    if not reason.strip():
        raise Refused(key, "no reason is given", "Say what the name is needed for: reason='to call back'")
    live = _entity(case, key)
    if live.id in case.state().withdrawals("stop-using", "destroy"):
        raise Refused(key, "the worker withdrew what was told", "Nobody is named who asked not to be used any more")
    names = _names(case, live)
    if not names:
        raise Refused(key, "there is no name on record", "Look at what the register has of this key")
    who = acting(case, agent, "reveal")
    case.log(who, Access(action=REVEALED, head=case.head(), items=(live.id,), reason=reason.strip()))
    return Revealed(key, names)


def revealed(case: Case) -> Listing:
    """Whose name was looked up, when, by whom and why, the latest first; keys alone, no name stands in it."""
    state = case.state()
    keys = {live.id: live.record.key for kind in ("entity", "agent") for live in state.of(kind)}
    rows = [
        {"at": one.at, "by": keys.get(one.agent, "nobody named"), "whom": keys.get(whom, whom[:12]),
         "reason": one.record.reason}
        for one in looks(case) if one.record.action == REVEALED for whom in one.record.items
    ]  # fmt: skip
    return Listing(sorted(rows, key=lambda row: row["at"], reverse=True), "Names looked up", SHOWN)


def _entity(case: Case, key: str) -> "Live":
    found = {live.record.key: live for live in case.state().of("entity")}
    if key not in found:
        raise Unknown(case.path.name, "entities", key, codebook.near(key, list(found)))
    return found[key]


def _names(case: Case, live: "Live") -> tuple[str, ...]:
    """What the register has, then what sources say of the name; what a source denies is no name."""
    said = [one.record for one in case.state().of("statement") if one.record.entity == live.id]
    stated = [one.value for one in said if one.property in NAMING and one.stance == "supports"]
    return tuple(dict.fromkeys([*live.record.names, *stated]))
