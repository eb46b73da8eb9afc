"""Old office containers (DOC, XLS, PPT; [MS-CFB]): what they hold, by the names of their streams, and who reads it."""

import io
from typing import Any

from workbench.extract import oldtables, oldwords
from workbench.extract.outcome import File, Reading, Reason, Unread, reason

WORDS, BOOKS = "WordDocument", ("Workbook", "Book")
LOCKED, MACROS = "EncryptedPackage", "_VBA_PROJECT"


def read(file: File) -> Reading:
    """Reads the words of a Word document or the cells of a workbook; of other containers, says what they hold.

    Raises:
        Unread: encrypted, damaged.
    """
    data = file.data()
    if LOCKED.encode("utf-16-le") in data:
        raise Unread("encrypted")
    macros = (reason("macros"),) if MACROS.encode("utf-16-le") in data else ()
    try:
        found = _held(data)
    except Unread as given_up:
        return Reading("document", (given_up.reason, *macros))
    return Reading(found.kind, (*found.reasons, *macros), found.made)


def _held(data: bytes) -> Reading:
    streams = _streams(data)
    if WORDS in streams:
        table = oldwords.table_of(streams[WORDS])
        return oldwords.read(streams[WORDS], streams.get(table, b""))
    if any(name in streams for name in BOOKS):
        return oldtables.read(data)
    if not streams:
        raise Unread("damaged", "no stream in it can be reached")
    return Reading("document", (_unread(streams),))


def _unread(streams: dict[str, bytes]) -> Reason:
    return reason("old-office-format", "PowerPoint" if "PowerPoint Document" in streams else "")


def _streams(data: bytes) -> dict[str, bytes]:
    """The streams at the root of the container, by name.

    Raises:
        Unread: damaged.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as held:
            names: list[list[str]] = held.listdir()
            return {name[0]: _bytes(held, name[0]) for name in names if len(name) == 1}
    except Exception as error:
        # The library fails in many ways on a broken container; it is damaged, whichever it was.
        raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error


def _bytes(held: Any, name: str) -> bytes:
    with held.openstream(name) as stream:
        found: bytes = stream.read()
        return found
