"""Who may open a case, as its ledger states it, and bringing the folder of keys to what the ledger states.

The ledger is where a change of the team happens; the files in `keys/` follow it. A new member is wrapped in before the
ledger says so, everyone else's place is taken away after it: so a change that is cut off leaves a case that opens, and
whoever writes next ends it. That only ever takes away: nobody is given the keys because a line of a ledger says so.
"""

import dataclasses
import hashlib
import os
import re
from collections.abc import Container, Iterable
from pathlib import Path

from workbench.casefile.cipher import KEY, NONCE
from workbench.casefile.disk import changing, sync_folder, whole_bytes
from workbench.casefile.ring import drop_older, has_older, write_generation
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.snapshot import drop
from workbench.casefile.state import Live, State
from workbench.errors import Missing, Refused
from workbench.records import Member

FILE_OR_FRESH = re.compile(r"member-([0-9a-f]{16})\.json(\.new)?")


@dataclasses.dataclass(frozen=True)
class Roster:
    """The members of a case by id, as the records in the open state them.

    `files`: the SHA-256 of each member's key file, None where the member was removed; `recipients` of those who are
    members now; `signing`: the key with which each signs, or signed last; `recovery`: whom the recovery key opens for.
    """

    files: dict[str, str | None]
    recipients: dict[str, str]
    signing: dict[str, str]
    recovery: str = ""

    @property
    def openers(self) -> set[str]:
        """The recipients who may open the ring: all members, and the recovery key."""
        return {*self.recipients.values(), *([self.recovery] if self.recovery else [])}


def by_turn(clear: Iterable[Live]) -> list[Member]:
    """The records of kind `member` among these, in the order of the changes: by their turn, then as given.

    Example:
        >>> by_turn([])
        []
    """
    return sorted((live.record for live in clear if live.kind == "member"), key=lambda one: one.turn or 0)


def roster_of(clear: Iterable[Live], able: Container[str] | None = None) -> Roster:
    """The roster that these records make; other kinds than `member` are passed over.

    With `able`, the recipients who can open the ring, records that name others are passed over too: what anybody may
    have written into the open part of a ledger takes nobody's place.

    Example:
        >>> roster_of([]).openers
        set()
    """
    told = Roster({}, {}, {})
    for one in by_turn(clear):
        if able is not None and one.recipient and one.recipient not in able:
            continue
        if one.action == "recovery":
            told = dataclasses.replace(told, recovery=one.recipient or "")
        elif one.action == "changed" and told.files.get(one.member) is None:
            continue  # of one who was removed meanwhile
        elif one.action in ("added", "changed"):
            told.files[one.member] = one.file
            told.recipients[one.member] = one.recipient or told.recipients.get(one.member, "")
            told.signing[one.member] = one.signing or told.signing.get(one.member, "")
        elif one.action == "removed":
            told.files[one.member] = None
            told.recipients.pop(one.member, None)
    return told


def holders(state: State) -> dict[str, Live]:
    """The agents who hold members' keys, by member.

    Example:
        >>> holders(State((), {}))
        {}
    """
    found = {live.record.member: live for live in state.of("agent") if live.record.member}
    for live in state.all:
        if live.kind == "member" and live.record.agent and (agent := state.get(live.record.agent)):
            found.setdefault(live.record.member, agent)
    return found


def fresh_digest(keys: Path, member: str) -> str | None:
    """The SHA-256 of a member's new file that waits to take its place, or None where none does.

    Raises:
        Unreadable: it may not be read: then nobody knows what it is, and it has to stay.
    """
    try:
        return hashlib.sha256(whole_bytes(keys / f"member-{member}.json.new")).hexdigest()
    except (Missing, Refused):
        return None


def rewrap(vault: SealedVault, recipients: Iterable[str], *, without: Container[str] = ()) -> None:
    """A new generation of the ring under a new ring key, for these recipients. Only under the case's lock.

    The keys of the units `without` are left out of it.

    Raises:
        NotWritten: the system refused; the generation before still counts.
    """
    vault.flush()
    ring, random = vault.ring, vault.door.salt
    ring.refresh()
    held = {unit: key for unit, key in ring.keys.items() if unit not in without}
    key, nonce = bytes.fromhex(random())[:KEY], bytes.fromhex(random())[:NONCE]
    write_generation(vault.keys, ring.generation + 1, held, recipients, key, nonce)
    drop(vault.keys.parent)  # what the old ring key opens
    ring.refresh()


def mend(vault: SealedVault, clear: Iterable[Live]) -> None:
    """Ends what an interrupted change of the team left: files, recipients, generations. Only under the case's lock.

    It takes away and never adds: who is in the ring and not in the ledger goes. Where the ledger no longer names the
    one who works here, nothing is touched but earlier generations: others have to end that.

    Raises:
        NotWritten, Unreadable: the system refused; the next act that writes tries again.
    """
    keys, ring = vault.keys, vault.ring
    ring.refresh()
    told = roster_of(clear, ring.recipients)
    if vault.secrets.recipient in told.openers:
        _files(keys, told)
        if not told.openers.issuperset(ring.recipients):
            rewrap(vault, told.openers)
    if has_older(keys):
        drop_older(keys)


def _files(keys: Path, told: Roster) -> None:
    """Puts each new file that the ledger states in its place, and removes those of who was removed."""
    with changing(keys):
        for name in sorted(os.listdir(keys)):
            match = FILE_OR_FRESH.fullmatch(name)
            if not match:
                continue
            stated = told.files.get(match[1])
            if match[2] and stated and fresh_digest(keys, match[1]) == stated:
                (keys / name).rename(keys / name.removesuffix(".new"))
            elif match[2] or (match[1] in told.files and stated is None):
                (keys / name).unlink()
            else:
                continue
            sync_folder(keys)
