"""The keys of two copies of a sealed case brought together: whatever either has, except what was destroyed here."""

import hashlib
from collections.abc import Iterable

from workbench.casefile.case import Case
from workbench.casefile.cipher import NONCE
from workbench.casefile.disk import whole_bytes
from workbench.casefile.line import Line
from workbench.casefile.members import member_files, write_member
from workbench.casefile.ring import Ring, drop_older, write_generation
from workbench.casefile.sealed_vault import SealedVault


def merge_keys(case: Case, other: Case) -> None:
    """Adds the other copy's keys and members' files to this one's; wraps the ring anew where the team has changed.

    A key that a tombstone of this copy names, and that is not in its ring, was destroyed here: it does not come back. A
    key that only the other copy has destroyed stays until somebody confirms that here. Only under the case's lock.

    Raises:
        NotOpened: the other copy's ring is not wrapped for whoever opened this case.
        BrokenRing: it was changed.
    """
    mine, theirs = case.vault, other.vault
    if not isinstance(mine, SealedVault) or not isinstance(theirs, SealedVault):
        return
    keys = case.path / "keys"
    ring, foreign = mine.ring, Ring(other.path / "keys", mine.secrets.identity)
    ring.refresh()
    destroyed = {unit for live in case.state().of("tombstone") for unit in live.record.units} - set(ring.keys)
    fresh = {unit: key for unit, key in sorted(foreign.keys.items()) if unit not in ring.keys and unit not in destroyed}
    if fresh:
        ring.add(fresh, _random(case, NONCE))
    lines = {line.id: line for line in (*case.lines(), *other.lines()) if line.kind == "member"}
    team = standing(lines.values())
    before = standing(line for line in case.lines() if line.kind == "member")
    _take_files(case, other, team)
    if recipients(team) != recipients(before):
        write_generation(
            keys, ring.generation + 1, dict(ring.keys), recipients(team), _random(case, 32), _random(case, NONCE)
        )
        drop_older(keys)
        ring.refresh()


def standing(lines: Iterable[Line]) -> dict[str, dict[str, str]]:
    """The members as their records in the open leave them, by id: recipient, file; those removed are not there.

    Of two records of one member the later counts, by the time and the id that they state: in whichever order they came.
    """
    found: dict[str, dict[str, str]] = {}
    for line in sorted(lines, key=lambda one: (one.at, one.chain, one.n)):
        told = line.body["content"]
        if told["action"] in ("added", "changed", "recovery"):
            found[told["member"]] = {**found.get(told["member"], {}), **told}
        elif told["action"] == "removed":
            found.pop(told["member"], None)
    return found


def recipients(team: dict[str, dict[str, str]]) -> list[str]:
    """The public halves for which a ring is wrapped, sorted.

    Example:
        >>> recipients({"0a": {"recipient": "age1b"}, "0b": {"recipient": "age1a"}})
        ['age1a', 'age1b']
    """
    return sorted({told["recipient"] for told in team.values() if "recipient" in told})


def _take_files(case: Case, other: Case, team: dict[str, dict[str, str]]) -> None:
    here, there = member_files(case.path / "keys"), member_files(other.path / "keys")
    for member, told in team.items():
        for files in (here, there):
            raw = whole_bytes(files[member]) if member in files else b""
            if hashlib.sha256(raw).hexdigest() == told.get("file"):
                if files is there:
                    write_member(case.path / "keys", raw)
                break
    for member, file in here.items():
        if member not in team:
            file.unlink()


def _random(case: Case, size: int) -> bytes:
    return bytes.fromhex(case.door.salt())[:size]
