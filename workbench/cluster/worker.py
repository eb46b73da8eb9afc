"""What a worker of a cluster does: it reads, recognises and rehashes as the workbench does at home."""

import functools
import importlib.metadata
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from workbench.casefile.disk import digest_of
from workbench.cluster.lending import Place, borrowed
from workbench.cluster.store import store_at
from workbench.errors import Missing, Unreadable, WorkbenchError
from workbench.extract import ocr
from workbench.extract.outcome import READERS_VERSION
from workbench.extract.reader import Reader
from workbench.extract.worker import packed

# What takes part in reading: where one of these is another, another text may come out.
READING = (
    "beautifulsoup4", "charset-normalizer", "defusedxml", "exifread", "lxml", "openpyxl", "pillow", "pillow-heif",
    "py3langid", "pypdfium2", "python-docx", "python-oxmsg", "tinytag",
)  # fmt: skip
DRAWING_S = 120.0  # a page that is recognised takes longer than a file that is read
_of_thread = threading.local()


def read(place: Place, sha256: str, name: str) -> dict[str, Any]:
    """What reading one file came to, as plain JSON, and by which versions; or that it is not to be seen from here.

    Example:
        >>> read(Place("/nowhere"), "", "note.txt")["unseen"]
        'FileNotFoundError: /nowhere'
    """
    answer: dict[str, Any] = {"worker": os.getpid(), "by": about()}
    try:
        with borrowed(place, sha256) as path:
            return answer | {"found": packed(_reader().read(path, name))}
    except (OSError, WorkbenchError) as error:
        return answer | {"unseen": _why(error)}


def draw(place: Place, sha256: str, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What a child of this worker answers that draws a file or recognises words on a page of it, and by which versions.

    Example:
        >>> draw(Place("/nowhere"), "", "scan.pdf", {"recognise": "pages"})["unseen"]
        'FileNotFoundError: /nowhere'
    """
    answer: dict[str, Any] = {"worker": os.getpid(), "by": about() | recognising()}
    try:
        with borrowed(place, sha256) as path:
            return answer | _drawn(path, name, asked)
    except (OSError, WorkbenchError) as error:
        return answer | {"unseen": _why(error)}


def _drawn(path: Path, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"drawn": _reader(DRAWING_S).draw(path, name, **asked)}
    except Unreadable as error:
        return {"failed": str(error)}


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {getattr(error, 'filename', None) or error}"


def near_rows(bits: bytes, begin: int, end: int, near: int) -> dict[str, Any]:
    """For each of some fingerprints (64 bits each, in a row) the places of those that differ by no more than `near`.

    Example:
        >>> near_rows(np.array([0, 1, 255], dtype=np.uint64).tobytes(), 0, 2, 2)["near"]
        [[0, 1], [0, 1]]
    """
    row = np.frombuffer(bits, dtype=np.uint64)
    found = [np.flatnonzero(np.bitwise_count(row ^ row[at]) <= near).tolist() for at in range(begin, end)]
    return {"worker": os.getpid(), "by": {}, "near": found}


def rehash(places: list[str], store: str | None = None) -> dict[str, Any]:
    """The SHA-256 and size of what lies at each place, as this worker reads it; or why it does not.

    Where a `store` is named, the places are names in it.

    Example:
        >>> rehash(["/nowhere"])["found"]
        [{'unseen': 'missing'}]
    """
    return {"worker": os.getpid(), "by": {}, "found": _digests(places, store)}


def _digests(places: list[str], store: str | None) -> list[dict[str, Any]]:
    if store is None:
        return [_digest(digest_of, Path(place)) for place in places]
    where = store_at(store)
    return [_digest(where.digest, place) for place in places]


def _digest(measured: Callable[[Any], tuple[str, int]], place: str | Path) -> dict[str, Any]:
    try:
        sha256, size = measured(place)
    except WorkbenchError as error:
        return {"unseen": error.code, **({} if isinstance(error, Missing) else {"cause": error.cause})}
    return {"sha256": sha256, "size": size}


def recognising() -> dict[str, str]:
    """The program that recognises words, its version and languages; nothing where it is not installed.

    Example:
        >>> set(recognising()) <= {"tesseract"}
        True
    """
    found = ocr.about()
    return {"tesseract": f"{found['version']} with {', '.join(found['languages'])}"} if found["program"] else {}


@functools.cache
def about() -> dict[str, str]:
    """The versions that reading depends on.

    Example:
        >>> about()["workbench.extract"] == READERS_VERSION
        True
    """
    return {"workbench.extract": READERS_VERSION} | {name: importlib.metadata.version(name) for name in READING}


def _reader(timeout_s: float | None = None) -> Reader:
    """One reader a thread and limit, kept from file to file; its child ends by itself when this process does."""
    held: dict[float | None, Reader] = vars(_of_thread).setdefault("readers", {})
    if timeout_s not in held:
        held[timeout_s] = Reader() if timeout_s is None else Reader(timeout_s=timeout_s)
    return held[timeout_s]
