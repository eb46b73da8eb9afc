"""How each member's signing key came to be: who let it in, or that it was made with the recovery key.

A recovery key is a piece of paper: whoever holds it can make new keys in the name of any agent. So what such a key
signs proves that somebody held the paper, and no more; the ledger tells it from all others, with a key or without.
"""

import dataclasses
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from workbench.casefile.ledger import read_chain
from workbench.casefile.line import Line
from workbench.casefile.roster import holders
from workbench.records import Member

if TYPE_CHECKING:
    from workbench.casefile.case import Case

RECOVERY = "recovery key"


@dataclasses.dataclass(frozen=True)
class LetIn:
    """A member's signing key: when it was made (UTC), and the key that signed for it (its own: it began the case).

    `recovery` is true where that was the recovery key.

    Example:
        >>> LetIn("0f" * 8, "5a" * 32, "2026-03-01T09:00:00Z", "77" * 32, recovery=True).recovery
        True
    """

    member: str
    signing: str
    at: str
    by: str
    recovery: bool = False

    def told(self) -> str:
        """A line for whoever relies on a key that was made with the recovery key; it names nobody."""
        return f"key {self.signing[:16]} of member {self.member} was made with it, {self.at}, by whoever held it"


def let_in(lines: Iterable[Line], members: Mapping[str, Member]) -> dict[str, LetIn]:
    """Each signing key that a member was given, in the order of the lines; `members` are the member records by id.

    `lines` are in the order of their chains.

    Example:
        >>> let_in([], {})
        {}
    """
    papers = {one.signing for one in members.values() if one.action == "recovery" and one.signing}
    found: dict[str, LetIn] = {}
    for line in signed_with(lines, members).values():
        one = members[line.id]
        if one.action == "added" and one.signing:
            found.setdefault(one.signing, LetIn(one.member, one.signing, line.at, line.key, line.key in papers))
    return found


def let_in_to(case: "Case") -> dict[str, LetIn]:
    """The same of a case, by signing key.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> let_in_to(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")))
        {}
    """
    members = {live.id: live.record for live in case.state().all if live.kind == "member"}
    return let_in((line for file in case.chains() for line in read_chain(file)), members) if members else {}


def made_by(case: "Case", one: LetIn) -> str:
    """The key of the agent who let a signing key in, `recovery key`, or nothing where no member held the key that did.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> made_by(case, LetIn("0f" * 8, "5a" * 32, "2026-03-01T09:00:00Z", "77" * 32, recovery=True))
        'recovery key'
    """
    if one.recovery:
        return RECOVERY
    state = case.state()
    whose = holders(state)
    owners = [live.record.member for live in state.all if live.kind == "member" and live.record.signing == one.by]
    return next((str(whose[member].record.key) for member in owners if member in whose), "")


def signed_with(lines: Iterable[Line], wanted: Container[str]) -> dict[str, Line]:
    """For each event among those `wanted` (ids) its line, with the key that signed the whole batch.

    `lines` are in the order of their chains.

    Example:
        >>> signed_with([], {"ab" * 32})
        {}
    """
    found, batch = dict[str, Line](), list[Line]()
    for line in lines:
        if batch and batch[-1].chain != line.chain:
            batch = []  # a batch that was cut off
        if line.id in wanted:
            batch.append(line)
        if line.rest == 0:
            found |= {one.id: one._replace(key=line.key) for one in batch}
            batch = []
    return found
