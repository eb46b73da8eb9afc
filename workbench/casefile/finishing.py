"""Ending what an interrupted act had begun, under the lock, before anything else is written."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from workbench.casefile.disk import changing, sync_folder
from workbench.casefile.ledger import MERGING, clear_torn, is_fork


def finish_batches(chains: Iterable[Path]) -> None:
    """Takes away what cut-off batches left at the ends of chains. Only under the case's lock.

    Some chains nobody adds to again: that of a key that was lost, or of who was removed.
    """
    for chain in chains:
        if not is_fork(chain):  # a fork came whole, and nobody adds to it
            clear_torn(chain)


def finish_merging(root: Path) -> None:
    """Ends a merge that was laid out: moves each chain into its place. Only under the case's lock; may be repeated."""
    laid = root / MERGING
    with changing(root):
        shutil.rmtree(root / (MERGING + ".new"), ignore_errors=True)
        if not laid.is_dir():
            return
        for file in sorted(laid.rglob("*.jsonl")):
            place = root / file.relative_to(laid)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.rename(place)
            for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
                sync_folder(folder)
        shutil.rmtree(laid)
        sync_folder(root)
