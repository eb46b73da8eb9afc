"""The columns of a large case as they were folded last, kept in `cache/`: to open it again, nothing need be folded.

It is a copy and never the record: it can be deleted at any time, `verify` does not look at it, and it counts only while
the last line that it stands for still ends each chain where it ended. In a sealed case it is sealed under the ring key,
and goes when anything is destroyed or the ring changes; in an unsealed one this device signs it, and takes no other's.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.casefile import cipher
from workbench.casefile.chains import head_of, is_fork, tips_of
from workbench.casefile.columns import Columns
from workbench.casefile.disk import changing, remove_folder, sync_folder, whole_bytes, write_all
from workbench.casefile.growing import FIRST, Known, behind, grown, stands
from workbench.casefile.kept import RECORDS, KeptState, kept_tables
from workbench.casefile.ledger import Place
from workbench.casefile.line import Line
from workbench.casefile.mapped import ENDING, FOLDER, closed, opened_again, readers
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.state import State, folded, in_order
from workbench.casefile.units import Units
from workbench.errors import WorkbenchError
from workbench.records import KINDS, canonical

if TYPE_CHECKING:
    from workbench.casefile.case import Case
    from workbench.tables import Tables

# Fewer records than these are folded faster than anybody notices.
WORTH = 20_000
INDEX = "index.json"
KEPT_FORM = 3  # what was kept in form 2 does not say what rests on a source of which nobody said who it is
# What these say reaches back to records that were read before: then all of it is folded anew.
REACHING_BACK = frozenset({"correction", "withdrawal", "tombstone", "member"})


@dataclasses.dataclass(frozen=True)
class Held:
    """The records that count, and the head of the ledger at which they do."""

    rows: Columns
    head: str


def held(case: "Case") -> Held | None:
    """The kept columns with what came after them, or None where there are none that fit the ledger as it stands.

    Raises:
        BrokenLine, Damaged, BadValue: as `case.state`, of what came after them.
    """
    found = _standing(case)
    if found is None:
        return None
    index, kept, places = found
    lines = [line for file in case.chains() for line in behind(str(file), places.get(str(file), FIRST))[0]]
    more = _state_of(case, index, lines)
    if more is None:
        return None
    kept = {kind: read for kind, read in kept.items() if kind in KINDS}
    tips = {chain: (count, digest) for chain, (count, digest) in index["tips"].items()} | tips_of(lines)
    fresh = {kind: [(live.id, live.record) for live in more.of(kind)] for kind in {one.kind for one in more.all}}
    return Held(Columns(kept, fresh), head_of(tips))


def remembered(case: "Case") -> Known | None:
    """What was known when the columns were kept, with what came after them; None where that does not fit the ledger.

    Whoever writes into a large case thus reads what is new, and opens no record that nobody asks for.

    Raises:
        BrokenLine, Damaged, BadValue: as `case.state`, of what came after them.
    """
    found = _standing(case)
    if found is None or RECORDS not in found[1] or not found[0]["whole"]:
        return None
    index, kept, places = found
    state = KeptState(kept)
    tips = {chain: (count, digest) for chain, (count, digest) in index["tips"].items()}
    units = state.units() if case.sealed else Units()
    known = Known(state, tips, units, places, index["latest"], tuple(index["last"]), index["generation"])
    more = grown(case, known)
    # Much that is new is folded, and kept with the rest when somebody next asks for tables.
    return more if more and _events(more) - _events(known) < WORTH else None


def _events(known: Known) -> int:
    return sum(count for count, _ in known.tips.values())


def _standing(case: "Case") -> tuple[dict[str, Any], dict[str, Callable[[], bytes]], dict[str, Place]] | None:
    """What the kept columns stand for, what reads them, and the place in each chain where what came after begins."""
    folder = case.path / "cache" / FOLDER
    index = _index(case, folder)
    files = case.chains()
    if index is None or any(is_fork(file) for file in files) or not _of_this_ring(case, index):
        return None
    names = {file.name: str(file) for file in files}
    if not index["places"].keys() <= names.keys():
        return None
    places = {names[name]: Place(*place) for name, place in index["places"].items()}
    if not all(stands(name, place) for name, place in places.items()):
        return None
    kept = readers(case, folder, index["kinds"])
    return None if kept is None else (index, kept, places)


def keep(case: "Case", known: Known, tables: "Tables") -> None:
    """Keeps the columns of a large case for the next time; a drive that takes none is no error: they are a copy.

    A ledger with forks is left out, and a shipped case, whose signature anybody could make.
    """
    if known.places is None or case.door.seeded or len(known.state.all) < WORTH:
        return
    if any(known.state.withdrawn(one.id) for said in known.state.completions.values() for one in said):
        return  # of two that say different things of one source the columns would hold but one
    with contextlib.suppress(WorkbenchError):
        _keep(case, known, tables)


def drop(root: Path) -> None:
    """Removes what was kept of a case: nothing that was destroyed may stay behind in a copy.

    Raises:
        NotWritten: the system refused.

    Example:
        >>> drop(Path("no-such-case"))
    """
    cache = root / "cache"
    with changing(cache):
        for folder in sorted(cache.glob(f"{FOLDER}*")) if cache.is_dir() else []:
            remove_folder(folder)
            sync_folder(cache)


def _keep(case: "Case", known: Known, tables: "Tables") -> None:
    from workbench.casefile.columnar import packed

    cache = case.path / "cache"
    fresh = cache / f"{FOLDER}.{os.getpid()}"
    with changing(cache):
        cache.mkdir(exist_ok=True)
        remove_folder(fresh, ignore_errors=True)
        fresh.mkdir()
        kinds = {}
        more = kept_tables(known.state, known.units)
        for kind in dict.fromkeys((*tables.rows, *more)):
            raw = closed(case, packed(more[kind] if kind in more else tables.recorded(kind)))
            kinds[kind] = hashlib.sha256(raw).hexdigest()
            _write(fresh / (kind + ENDING), raw)
        _write(fresh / INDEX, _signed(case, _said(case, known, kinds)))
        remove_folder(cache / FOLDER, ignore_errors=True)
        fresh.rename(cache / FOLDER)


def _said(case: "Case", known: Known, kinds: dict[str, str]) -> dict[str, Any]:
    places = {Path(name).name: [place.size, place.lines, place.digest] for name, place in (known.places or {}).items()}
    state, form = known.state, {"form": KEPT_FORM}
    return form | {
        "kinds": kinds, "places": places, "tips": {chain: list(tip) for chain, tip in known.tips.items()},
        "latest": known.latest, "last": list(known.last), "generation": known.generation, "keys": _keys(case),
        "whole": not (state.sealed or state.destroyed), "plain": not state.withdrawals("stop-using", "destroy"),
    }  # fmt: skip


def _of_this_ring(case: "Case", index: dict[str, Any]) -> bool:
    """Whether the keys are those that were there: with more of them, more records might open."""
    if not isinstance(case.vault, SealedVault):
        return True
    same = bool(case.vault.ring.generation == index["generation"])
    return same and (index["whole"] or _keys(case) == index["keys"])


def _keys(case: "Case") -> int:
    return len(case.vault.ring.keys) if isinstance(case.vault, SealedVault) else 0


def _state_of(case: "Case", index: dict[str, Any], lines: list[Line]) -> State | None:
    """What came after the columns, where it can be added to them; else None."""
    order = in_order(lines, dict(index["latest"]))
    late = bool(order) and order[0][:4] <= tuple(index["last"])
    back = any(line.kind in REACHING_BACK for line in lines) or (lines and not index["plain"])
    if late or back or len(lines) >= WORTH:
        return None
    more = folded([line for *_, line in order], case.vault)
    return None if more.sealed or more.destroyed else more


def _index(case: "Case", folder: Path) -> dict[str, Any] | None:
    """What the kept columns stand for, or None where there are none, or none that this team or device wrote."""
    try:
        told = json.loads(bytes(opened_again(case, whole_bytes(folder / INDEX), folder / INDEX)))
        signature = told.pop("signature", "")
        if not case.sealed and not cipher.signed(case.door.signer(FOLDER).public, canonical(told), signature):
            return None
        return dict(told) if {*_FIELDS} <= told.keys() and told["form"] == KEPT_FORM else None
    except (WorkbenchError, ValueError, TypeError, AttributeError):
        return None


_FIELDS = ("kinds", "places", "tips", "latest", "last", "generation", "keys", "whole", "plain", "form")


def _signed(case: "Case", told: dict[str, Any]) -> bytes:
    if case.sealed:
        return closed(case, canonical(told))
    return canonical({**told, "signature": case.door.signer(FOLDER).sign(canonical(told))})


def _write(file: Path, raw: bytes) -> None:
    with file.open("xb", buffering=0) as out:
        write_all(out, raw)
        os.fsync(out.fileno())
