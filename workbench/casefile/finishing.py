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
            file.rename(place)
            for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
                sync_folder(folder)
        shutil.rmtree(laid)
        sync_folder(root)
