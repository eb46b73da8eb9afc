"""Ending what an interrupted act had begun, under the lock, before anything else is written."""

import os
from collections.abc import Iterable
from pathlib import Path

from workbench.casefile.chains import MERGING, is_fork
from workbench.casefile.disk import changing, remove_folder, set_aside, sync_folder
from workbench.casefile.ledger import whole_size


def finish_batches(chains: Iterable[Path]) -> None:
    """Takes away what cut-off batches left at the ends of chains. Only under the case's lock.

    Some chains nobody adds to again: that of a key that was lost, or of who was removed.

    Raises:
        NotWritten: the system refused.
    """
    for chain in chains:
        if is_fork(chain):
            continue  # it came whole, and nobody adds to it
        with changing(chain):
            whole = whole_size(chain)
            if whole < chain.stat().st_size:
                with chain.open("ab", buffering=0) as file:
                    set_aside(chain, whole)
                    file.truncate(whole)
                    os.fsync(file.fileno())


def finish_merging(root: Path) -> None:
    """Ends a merge that was laid out: moves each chain into its place. Only under the case's lock; may be repeated."""
    laid = root / MERGING
    with changing(root):
        remove_folder(root / (MERGING + ".new"), ignore_errors=True)
        if not laid.is_dir():
            return
        for file in sorted(laid.rglob("*.jsonl")):
            place = root / file.relative_to(laid)
            place.parent.mkdir(parents=True, exist_ok=True)
            # First: a chain that was moved into a folder whose own name is lost would be lost with it.
            for folder in (place.parent.parent, place.parent.parent.parent):
                sync_folder(folder)
            file.rename(place)
            sync_folder(place.parent)
        remove_folder(laid)
        sync_folder(root)
