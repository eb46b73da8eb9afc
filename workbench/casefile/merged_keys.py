"""The keys of two copies of a sealed case brought together: whatever either has, except what was destroyed here."""

import hashlib
from pathlib import Path

from workbench.casefile.case import Case
from workbench.casefile.cipher import NONCE, NotOpened
from workbench.casefile.disk import whole_bytes
from workbench.casefile.members import Secrets, member_files, stage_member
from workbench.casefile.ring import Ring
from workbench.casefile.roster import Roster, by_turn, rewrap, roster_of
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.state import fold
from workbench.errors import Refused


def merge_keys(case: Case, other: Case) -> None:
    """Adds the other copy's keys, and whoever joined the team there, to this one's. Only under the case's lock.

    A key that a tombstone of this copy names, and that is not in its ring, was destroyed here: it does not come back. A
    key that only the other copy has destroyed stays until somebody confirms that here. New members are let in before
    the ledger names them; whom it no longer names goes when the merge has ended (`roster.mend`).

    Raises:
        NotOpened: the other copy's ring is not wrapped for whoever opened this case.
        BrokenRing: it was changed.
        Refused: it was made up, or whoever opened this case was removed from the team there.
    """
    mine, theirs = case.vault, other.vault
    if not isinstance(mine, SealedVault) or not isinstance(theirs, SealedVault):
        return
    ring = mine.ring
    ring.refresh()
    try:
        foreign = Ring(other.path / "keys", mine.secrets.identity)
    except NotOpened as error:
        raise _shut_out(case, other, mine.secrets) or error from None
    if not any(ring.key(unit) == key for unit, key in foreign.keys.items()):
        # Anyone can wrap a ring of his own for the team and for himself, but not with a key that stands in this one.
        raise Refused(other.path, "its key ring holds no key of this case: somebody may have made it up",
                      "Get the copy again, from a member of the team")  # fmt: skip
    destroyed = {unit for live in case.state().of("tombstone") for unit in live.record.units} - set(ring.keys)
    fresh = {unit: key for unit, key in sorted(foreign.keys.items()) if unit not in ring.keys and unit not in destroyed}
    if fresh:
        ring.add(fresh, bytes.fromhex(case.door.salt())[:NONCE])
    team = joined(case, other, [*ring.recipients, *foreign.recipients])
    _stage_files(case, other, team)
    if not team.openers.issubset(ring.recipients):
        rewrap(mine, team.openers.union(ring.recipients))


def _shut_out(case: Case, other: Case, own: Secrets) -> Refused | None:
    """What to say to a member whom the other copy removed from the team, or gave new keys; None where it did neither.

    The other copy cannot be opened here: what stands in its open part is told as what it says.
    """
    lines = [line for line in other.lines() if line.kind == "member"]
    told = [live for live in fold(lines, case.vault).all if live.record.member == own.member]
    last = next((one for one in reversed(by_turn(told)) if one.action in ("added", "removed")), None)
    act = next((live for live in reversed(told) if live.record == last), None)
    if act is None or last is None or last.recipient == own.recipient:
        return None
    agent = case.state().get(act.agent)
    who = agent.record.key if agent else f"agent {act.agent[:12]}"
    if last.action == "removed":
        cause = f"it says that you were removed from the team on {act.at[:10]} by {who}: your keys open nothing of it"
        return Refused(other.path, cause, f"Ask {who} to merge your copy into that one, or to add you again")
    cause = f"it says that you were given new keys on {act.at[:10]} by {who}: those that opened this copy do not fit"
    return Refused(other.path, cause, "Ask a member whose keys open both copies to merge them")


def joined(case: Case, other: Case, able: list[str]) -> Roster:
    """The team that the members' records of both copies make, among those who can open either."""
    lines = {line.id: line for line in (*case.lines(), *other.lines()) if line.kind == "member"}
    return roster_of(fold(lines.values(), case.vault).all, able)


def _stage_files(case: Case, other: Case, team: Roster) -> None:
    here, there = member_files(case.path / "keys"), member_files(other.path / "keys")
    for member, stated in team.files.items():
        has = member in here and _digest(here[member]) == stated
        if stated and not has and member in there and _digest(there[member]) == stated:
            stage_member(case.path / "keys", whole_bytes(there[member]))


def _digest(file: Path) -> str:
    return hashlib.sha256(whole_bytes(file)).hexdigest()
