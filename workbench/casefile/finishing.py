"""Ending what an interrupted act had begun, under the lock, before anything else is written."""

import shutil
from pathlib import Path

from workbench.casefile.chains import MERGING
from workbench.casefile.disk import changing, sync_folder


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
            # First: a chain that was moved into a folder whose own name is lost would be lost with it.
            for folder in (place.parent.parent, place.parent.parent.parent):
                sync_folder(folder)
            file.rename(place)
            sync_folder(place.parent)
        shutil.rmtree(laid)
        sync_folder(root)
