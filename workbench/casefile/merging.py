"""Bringing two copies of one case together: the union of their chains, each whole, the same whichever side merges.

Nothing is overwritten. Where one copy's chain goes on from the other's, the longer one stands. Where both went on from
the same event in two ways (a backup was put back and worked in), both branches stay: the one whose first event of its
own has the smaller digest under the chain's name, the other beneath `forks/`. Stored objects and keys come along, but
not what was destroyed here. The new chains are laid out whole in `merging/` and count at one moment, by one rename:
whoever is cut off has the case as it was, or as it will be, and the next act that writes ends the work.
"""

import dataclasses
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.casefile.branched import Aside, aside_in
from workbench.casefile.case import Case
from workbench.casefile.chains import MERGING, chains_in
from workbench.casefile.conflicts import Conflict, standing
from workbench.casefile.disk import changing, remove_folder, sync_folder, whole_bytes, write_all
from workbench.casefile.finishing import finish_merging
from workbench.casefile.ledger import read_chain, whole_size
from workbench.casefile.line import Line
from workbench.casefile.mapping_key import take_keys
from workbench.casefile.merged_keys import merge_keys
from workbench.casefile.objects import Objects
from workbench.casefile.recheck import resting_on_destroyed
from workbench.casefile.state import Live
from workbench.casefile.unsettled import devices
from workbench.errors import Damaged, Refused
from workbench.records import Access

FOLDERS = ("ledger", "access", "counsel")
ACTS = ("stop-sharing", "stop-using", "destroy")


@dataclasses.dataclass(frozen=True)
class Carried:
    """A withdrawal that a merge brought, or took back: its id, act, worker (a key), agent (a key), time and reason.

    `counts` is false where it came undone: what the worker told is shared or used again.

    Example:
        >>> Carried("a" * 64, "stop-using", "W-05", "AK", "2026-03-01T09:00:00Z", "by telephone").counts
        True
    """

    record: str
    act: str
    worker: str
    agent: str
    at: str
    reason: str
    counts: bool = True


@dataclasses.dataclass(frozen=True)
class Merged:
    """What a merge brought: how many events and objects are new here, and what the two sides say differently.

    `returned` are the items that can be read and came from somebody whose records were destroyed here.

    `withdrawals` are those that count here since this merge, or count no more. `forks` are the chains that went on in
    two ways, of which one branch stands aside.

    Example:
        >>> Merged(0, 0, ()).conflicts
        ()
    """

    events: int
    objects: int
    conflicts: tuple[Conflict, ...]
    withdrawals: tuple[Carried, ...] = ()
    returned: tuple[Live, ...] = ()
    forks: tuple[Aside, ...] = ()


def merge(case: Case, other: Case, *, agent: str) -> Merged:
    """Brings another copy of the same case into this one; `other` is only read.

    `agent` is the id of who merges: it is logged among the looks, which does not move the head, so that both copies
    have the same head when each has merged the other.

    Raises:
        Refused: it is another case, or one copy is sealed and the other is not, or it is this very folder.
        BrokenLine, Damaged: a chain or an object of the other copy is damaged: nothing is taken from it.
        NotOpened: the other copy was sealed anew for a team that you do not belong to.
        NotWritten: the system refused; the case stands as it was.
    """
    _may(case, other)
    theirs = {folder: branches(other.path / folder) for folder in FOLDERS}
    before, counted = {live.id for live in case.state().all}, _withdrawals(case)
    with case.holding():
        objects = _take_objects(case, other)
        merge_keys(case, other)
        take_keys(case.path, other.path)
        mine = {folder: branches(case.path / folder) for folder in FOLDERS}
        events = _lay_out(case.path, mine, theirs)
        finish_merging(case.path)
    there = {line.id for one in theirs["ledger"] for line in one.lines}
    found = standing(case.state(), [(before, there - before), (before - there, there), devices(case)])
    case.log(agent, Access(action="merge", head=case.head()))
    carried = tuple(_carried(case, counted, _withdrawals(case)))
    back = tuple(resting_on_destroyed(case.state()))
    return Merged(events, objects, tuple(found), carried, back, tuple(aside_in(case)))


def _withdrawals(case: Case) -> dict[str, Live]:
    told = case.state().withdrawals(*ACTS).values()
    return {live.id: live for of_one in told for live in of_one}


def _carried(case: Case, before: dict[str, Live], after: dict[str, Live]) -> Iterator[Carried]:
    both, state = before | after, case.state()
    turned = [both[one] for one in before.keys() ^ after.keys()]
    # By time; a confirmation behind what it confirms.
    for live in sorted(turned, key=lambda live: (live.at, live.record.confirms is not None, live.id)):
        worker, agent = (state.get(one) for one in (live.record.subject, live.agent))
        whose, who = (str(one.record.key) if one else "" for one in (worker, agent))
        yield Carried(live.id, live.record.act, whose, who, live.at, live.record.reason, live.id in after)


def _may(case: Case, other: Case) -> None:
    if case.path.resolve() == other.path.resolve():
        raise Refused(other.path, "this is the case itself", "Name the folder of the other copy")
    if _begun(case) != _begun(other):
        raise Refused(other.path, "this is no copy of the same case", "Merge only copies that began as one case")
    if case.sealed != other.sealed:
        raise Refused(other.path, "one copy is sealed and the other is not", "Merge copies of one kind")


def _begun(case: Case) -> set[str]:
    return {line.id for line in case.lines() if line.kind == "case"}


@dataclasses.dataclass(frozen=True)
class Branch:
    """One chain as a copy has it: its name, its whole batches as bytes, and the digest of each event."""

    chain: str
    raw: bytes
    digests: tuple[str, ...]
    lines: tuple["_Known", ...]

    def goes_on_from(self, earlier: "Branch") -> bool:
        """True where this is the same chain, as far or further."""
        return self.digests[: len(earlier.digests)] == earlier.digests


@dataclasses.dataclass(frozen=True)
class _Known:
    id: str
    digest: str


def branches(folder: Path) -> list[Branch]:
    """The chains of a folder and their forks, each with its whole batches.

    Raises:
        BrokenLine, NewerFormat, Unreadable: a chain cannot be read to its end.
    """
    found = []
    for file in chains_in(folder):
        lines = tuple(_Known(line.id, line.digest) for line in read_chain(file))
        if lines:
            raw = whole_bytes(file)[: whole_size(file)]
            found.append(Branch(file.stem, raw, tuple(line.digest for line in lines), lines))
    return found


def union(both: Iterable[Branch]) -> dict[str, list[Branch]]:
    """For each chain its branches, none of which another goes on from; the first is the one under the chain's name.

    The order is that of the digests, event by event: it does not depend on which copy a branch came from.
    """
    by_chain: dict[str, list[Branch]] = {}
    for branch in sorted(both, key=lambda one: (-len(one.digests), one.digests)):
        kept = by_chain.setdefault(branch.chain, [])
        if not any(longer.goes_on_from(branch) for longer in kept):
            kept.append(branch)
    return {chain: sorted(kept, key=lambda one: one.digests) for chain, kept in sorted(by_chain.items())}


def places(kept: list[Branch]) -> Iterator[tuple[str, Branch]]:
    """Where each branch of one chain stands in its folder, the forks under the first digest that is theirs alone."""
    first = kept[0]
    for branch in kept:
        if branch is first:
            yield f"{branch.chain}.jsonl", branch
        else:
            pairs = zip(branch.digests, first.digests, strict=False)
            at = next(n for n, (own, other) in enumerate(pairs) if own != other)
            yield f"forks/{branch.digests[at][:32]}/{branch.chain}.jsonl", branch


def _lay_out(root: Path, mine: dict[str, list[Branch]], theirs: dict[str, list[Branch]]) -> int:
    """Writes what will change into `merging.new`, then renames it: from there on it counts. Gives how many are new."""
    fresh, new = root / (MERGING + ".new"), 0
    with changing(root):
        remove_folder(fresh, ignore_errors=True)
        for folder in FOLDERS:
            new += _lay_out_folder(root, folder, mine[folder], theirs[folder])
        if fresh.exists():
            sync_folder(fresh)
            fresh.rename(root / MERGING)
            sync_folder(root)
    return new


def _lay_out_folder(root: Path, folder: str, mine: list[Branch], theirs: list[Branch]) -> int:
    known = {digest for branch in mine for digest in branch.digests}
    for kept in union([*mine, *theirs]).values():
        for name, branch in places(kept):
            file = root / folder / name
            if not file.exists() or whole_bytes(file) != branch.raw:
                _write(root / (MERGING + ".new") / folder / name, branch.raw)
    found = {digest for branch in theirs for digest in branch.digests} - known
    return len(found) if folder == "ledger" else 0


def _write(file: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb", buffering=0) as out:
        write_all(out, raw)
        os.fsync(out.fileno())
    for folder in (file.parent, file.parent.parent, file.parent.parent.parent):
        sync_folder(folder)


def _take_objects(case: Case, other: Case) -> int:
    """Copies what the other copy's records name and this one has not, each checked against its name."""
    gone = {one for live in case.state().of("tombstone") for one in (*live.record.records, *live.record.units)}
    named = {_object_of(line) for line in other.lines() if line.id not in gone and line.body.get("unit") not in gone}
    here, new = set(case.objects.names()), 0
    stored = Objects(case.path / "objects")  # as they are stored: what is sealed stays so
    for name in sorted(named & set(other.objects.names()) - here):
        kept, source = stored.put_file(other.objects.path(name)), other.objects.path(name)
        if kept.name != name:
            stored.path(kept.name).unlink()
            raise Damaged(source, expected=name, found=kept.name)
        new += 1
    return new


def _object_of(line: Line) -> str:
    return str(line.body.get("object") or (line.body.get("content") or {}).get("object") or "")
