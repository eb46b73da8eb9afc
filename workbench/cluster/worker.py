"""What a worker of a cluster does: it reads one file in a limited child process, as the workbench does at home."""

import functools
import importlib.metadata
import os
import threading
from typing import Any

from workbench.cluster.store import borrowed
from workbench.extract.outcome import READERS_VERSION
from workbench.extract.reader import Reader
from workbench.extract.worker import packed

# What takes part in reading: where one of these is another, another text may come out.
READING = (
    "beautifulsoup4", "charset-normalizer", "defusedxml", "exifread", "lxml", "openpyxl", "pillow", "pillow-heif",
    "py3langid", "pypdfium2", "python-docx", "python-oxmsg", "tinytag",
)  # fmt: skip
_of_thread = threading.local()


def read(place: str, sha256: str, name: str) -> dict[str, Any]:
    """What reading one file came to, as plain JSON, and by which versions; or that it is not to be seen from here.

    Example:
        >>> read("/nowhere", "", "note.txt")["unseen"]
        'FileNotFoundError: /nowhere'
    """
    answer: dict[str, Any] = {"worker": os.getpid(), "by": about()}
    try:
        with borrowed(place, sha256) as path:
            return answer | {"found": packed(_reader().read(path, name))}
    except OSError as error:
        return answer | {"unseen": f"{type(error).__name__}: {error.filename or error}"}


@functools.cache
def about() -> dict[str, str]:
    """The versions that reading depends on.

    Example:
        >>> about()["workbench.extract"] == READERS_VERSION
        True
    """
    return {"workbench.extract": READERS_VERSION} | {name: importlib.metadata.version(name) for name in READING}


def _reader() -> Reader:
    """One reader a thread, kept from file to file; its child ends by itself when this process does."""
    if not hasattr(_of_thread, "reader"):
        _of_thread.reader = Reader()
    found: Reader = _of_thread.reader
    return found
