"""Destroying: a tombstone first, then the keys, then the objects; an act that was cut off is ended here alone.

A tombstone comes along with every merge, so it cannot by itself be the order to destroy. The order is the file
`destroying.json` in the case's folder: it names the tombstone, is written before it, and is no part of what merges
read. While it is there, whoever writes next ends the act: the ring is written anew under a new ring key without the
destroyed units, earlier generations are removed, then the objects. Where the tombstone it names is not in the ledger,
the act never counted, and the order is dropped.
"""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.casefile import cipher
from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.ring import drop_older
from workbench.casefile.roster import rewrap
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.snapshot import drop
from workbench.casefile.writer import Writer
from workbench.errors import BadValue, Missing, WorkbenchError
from workbench.records import Record, Tombstone, canonical

if TYPE_CHECKING:
    from workbench.casefile.case import Case
    from workbench.casefile.leaving import Leaving

ORDER = "destroying.json"


def destroy(case: "Case", agent: str, leaving: "Leaving", *, cause: str, trace: tuple[Record, ...] = ()) -> str:
    """Destroys what leaves, and gives the id of the tombstone. Only under the case's lock.

    `trace` is recorded in the same batch, under keys of its own. Once the tombstone is durable the act will be ended,
    by whoever writes next if not here.

    Raises:
        NotWritten: the system refused; before the tombstone nothing has changed, after it the next act goes on.
    """
    writer = Writer(case, agent)
    for record in trace:
        writer.record(record, apart=True)
    identity = writer.record(
        Tombstone(cause=cause, records=leaving.records, units=leaving.units, objects=leaving.objects)
    )
    _order(case.path, identity)
    writer.commit()
    finish_destroying(case)
    return identity


def finish_destroying(case: "Case") -> None:
    """Ends a destruction that was ordered here. Only under the case's lock; may be repeated.

    Raises:
        NotWritten: the system refused; the next act that writes tries again.
    """
    file = case.path / ORDER
    with changing(file):
        file.with_name(ORDER + ".new").unlink(missing_ok=True)
    try:
        identity = json.loads(whole_bytes(file))["tombstone"]
    except Missing:
        return
    except (ValueError, KeyError, TypeError):
        raise BadValue(file, "the whole file", "something else", "the id of a tombstone; or remove the file") from None
    told = next((line.body["content"] for line in case.lines() if line.id == identity), None)
    if told is not None:
        if isinstance(case.vault, SealedVault):
            _drop_keys(case, case.vault, set(told.get("units", ())))
        _drop_objects(case, told.get("objects", ()))
    drop(case.path)
    cipher.part.cache_clear()
    case.forget()
    with changing(file):
        file.unlink()
        sync_folder(case.path)


def ordered(root: Path) -> str:
    """The id of the tombstone whose destruction was ordered in a case and has not ended; or an empty text.

    Example:
        >>> ordered(Path("no-such-case"))
        ''
    """
    try:
        told = json.loads(whole_bytes(root / ORDER))
        return str(told["tombstone"])
    except (WorkbenchError, ValueError, KeyError, TypeError):
        return ""  # `strangers` names the file, whatever is in it


def _order(root: Path, tombstone: str) -> None:
    file = root / ORDER
    fresh = file.with_name(ORDER + ".new")
    with changing(file):
        fresh.unlink(missing_ok=True)
        with fresh.open("xb", buffering=0) as out:
            write_all(out, canonical({"tombstone": tombstone}) + b"\n")
            os.fsync(out.fileno())
        fresh.rename(file)
        sync_folder(root)


def _drop_keys(case: "Case", vault: SealedVault, units: set[str]) -> None:
    ring = vault.ring
    ring.refresh()
    if units & set(ring.keys):
        rewrap(vault, ring.recipients, without=units)
    drop_older(vault.keys)
    ring.refresh()


def _drop_objects(case: "Case", names: "tuple[str, ...] | list[str]") -> None:
    for name in names:
        path = case.objects.path(name)
        with changing(path):
            if path.parent.is_dir():
                path.unlink(missing_ok=True)
                sync_folder(path.parent)
