"""What can be said of a sealed case's keys without any of them: files against the ledger, units against the ring."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.casefile.disk import whole_bytes
from workbench.casefile.line import Line
from workbench.casefile.members import member_files
from workbench.casefile.ring_lines import RingLine, generations, lines_of, torn_tail
from workbench.casefile.roster import Roster, fresh_digest, roster_of
from workbench.casefile.sealed_vault import IN_CLEAR
from workbench.casefile.state import Live
from workbench.errors import WorkbenchError

Found = tuple[str, str, str]


def key_problems(keys: Path, lines: Iterable[Line], clear: Iterable[Live]) -> Iterator[Found]:
    """The code, the subject and a detail of whatever is not as the ledger states it; nothing is opened.

    `lines` are the events of all chains, `clear` the records that stand in the open: members and tombstones.
    """
    told = list(clear)
    roster = roster_of(told)
    yield from _members(keys, roster)
    known = generations(keys)
    for number in known[:-1]:
        yield "unfinished", f"keys/ring-{number:06d}", "an earlier generation of the key ring"
    if not known:
        yield "missing", "keys/ring", ""
        return
    held: set[str] = set()
    if torn_tail(keys, known[-1]):
        yield "unfinished", f"keys/ring-{known[-1]:06d}.jsonl", "its last line"
    try:
        ring = lines_of(keys, known[-1])
        yield from _wrapped(keys, known[-1], ring)
        yield from _openers(known[-1], ring[:1], roster) if ring else ()
        held = {unit for line in ring for unit in line.units}
    except WorkbenchError as error:
        yield "ring-broken", str(error.subject), error.cause
        return
    yield from _units(held, list(lines), told)


def _members(keys: Path, told: Roster) -> Iterator[Found]:
    files = member_files(keys)
    for member, file in files.items():
        try:
            found = hashlib.sha256(whole_bytes(file)).hexdigest()
        except WorkbenchError as error:
            yield "unverifiable", f"keys/{file.name}", error.cause
            continue
        if member not in told.files:
            yield "unknown-file", f"keys/{file.name}", "no member of this case"
        elif told.files[member] is None:
            yield "unfinished", f"keys/{file.name}", "a member who was removed"
        elif found != told.files[member]:
            yield _waits(keys, member, told) or ("changed", f"keys/{file.name}", "the ledger states another digest")
    for member in sorted(one for one, digest in told.files.items() if digest and one not in files):
        yield _waits(keys, member, told) or ("missing", f"keys/member-{member}.json", "")


def _waits(keys: Path, member: str, told: Roster) -> Found | None:
    """A new file that the ledger states and that has not taken its place yet."""
    try:
        waits = fresh_digest(keys, member) == told.files[member]
    except WorkbenchError as error:
        return "unverifiable", f"keys/member-{member}.json.new", error.cause
    return ("unfinished", f"keys/member-{member}.json", "the new file waits beside it") if waits else None


def _openers(generation: int, ring: list[RingLine], told: Roster) -> Iterator[Found]:
    held, name = set(ring[0].recipients), f"keys/ring-{generation:06d}.age"
    for one in sorted(held - told.openers):
        yield "unfinished", name, f"it opens for {one[:16]}..., whom the ledger does not name or has removed"
    for one in sorted(told.openers - held):
        yield "shut-out", name, f"{one[:16]}..."


def _wrapped(keys: Path, generation: int, ring: list[RingLine]) -> Iterator[Found]:
    name = f"ring-{generation:06d}.age"
    found = hashlib.sha256(whole_bytes(keys / name)).hexdigest()
    if not ring or ring[0].wrapped != found:
        yield "changed", f"keys/{name}", "the ring states another digest"


def _units(held: set[str], lines: list[Line], clear: list[Live]) -> Iterator[Found]:
    """Events whose key is not in the ring and not said to be destroyed, and destroyed keys that are still there."""
    gone = {unit for live in clear if live.kind == "tombstone" for unit in live.record.units}
    for line in lines:
        unit = line.body.get("unit")
        if line.kind not in IN_CLEAR and unit not in held and unit not in gone:
            yield "key-missing", f"record {line.id[:12]}", f"{line.kind}, unit {str(unit)[:12]}"
