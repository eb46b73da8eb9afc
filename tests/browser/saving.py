"""Reading a notebook that Lab may be saving at this moment."""

import time
from pathlib import Path
from typing import Any

import nbformat


def whole(file: Path) -> Any:
    """A notebook once all of it is there: Jupyter writes a file in its place, and a reader may come in between."""
    for _ in range(100):
        try:
            return nbformat.read(file, 4)
        except (nbformat.reader.NotJSONError, FileNotFoundError):
            time.sleep(0.05)
    return nbformat.read(file, 4)
