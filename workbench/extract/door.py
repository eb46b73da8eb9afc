"""The door of the room: one file in, one extraction out, whatever the file is."""

import stat
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import Missing
from workbench.extract import passed_on, registry, sniff
from workbench.extract.members import MOST_MEMBERS, Inside, Left
from workbench.extract.outcome import Extraction, File, Reading, Reason, Unread, outcome_of, reason

MOST_BYTES = 300_000_000
KINDS = {"image": "photo", "audio": "recording", "video": "recording", "text": "text", "message": "mail"}


def extract(path: Path, name: str) -> Extraction:
    """Reads one file in this process; `name` is its name as collected (the path may be that of a preserved copy).

    Hostile files can hang or kill the process that reads them: for anything from outside use `Reader`, which does this
    in a child process with limits. A fault without a name becomes the reason `reader-failed`, never a traceback.

    Raises:
        Missing: there is nothing at the path.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = path.write_text("They keep the cards.")
        >>> read = extract(path, "note.txt")
        >>> read.kind, read.outcome, [made.kind for made in read.made]
        ('text', 'parsed', ['text', 'layout'])
    """
    try:
        status = path.stat() if _lent(path) else path.lstat()
    except OSError as error:
        raise Missing(path) from error
    if not stat.S_ISREG(status.st_mode):
        return _told(sniff.OCTETS, Reading("other", (reason("not-a-file"),)), ())
    if status.st_size == 0:
        media = sniff.promised(name) or sniff.OCTETS
        return _told(media, Reading(kind_of(media), (reason("empty"),)), ())
    head, tail = sniff.ends(path)
    media = sniff.media_type(head, tail, name)
    remarks = _remarks(head, tail, media, name)
    return _told(media, _read(File(path, name, media), status.st_size), remarks)


def opened(path: Path, name: str) -> Iterator[Inside | Left]:
    """The files that lie in a file, each to become an item; none for a kind of file that is not opened.

    Faults end as `Left` with a reason: `archive-bomb`, `member-damaged`, `members-broken-off`.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = path.write_text("They keep the cards.")
        >>> list(opened(path, "note.txt"))
        []
    """
    head, tail = sniff.ends(path)
    media = sniff.media_type(head, tail, name)
    opener = registry.OPENERS.get(media)
    if opener is None:
        return
    try:
        for number, found in enumerate(opener(File(path, name, media))):
            if number >= MOST_MEMBERS:
                yield Left("", reason("members-too-many", f"{MOST_MEMBERS} were taken out"))
                return
            yield found
    except Unread as given_up:
        yield Left("", given_up.reason)
    except Exception as error:
        # The same boundary as below: what was taken out stays, and the fault is said.
        yield Left("", reason("members-broken-off", f"{type(error).__name__}: {str(error)[:200]}"))


def not_read(path: Path, name: str, code: str, detail: str = "") -> Extraction:
    """The extraction of a file that no reader finished, for a code of `REASONS`; only its ends are looked at.

    Example:
        >>> not_read(Path("gone.pdf"), "gone.pdf", "reader-timeout", "after 20 s").outcome
        'quarantined'
    """
    try:
        status = path.stat() if _lent(path) else path.lstat()
        head, tail = sniff.ends(path) if stat.S_ISREG(status.st_mode) else (b"", b"")
        media = sniff.media_type(head, tail, name)
    except OSError:
        media = sniff.OCTETS
    return _told(media, Reading(kind_of(media), (reason(code, detail),)), ())


def _lent(path: Path) -> bool:
    """True for a file in another process's memory, which the system names by a link: what a sealed case lends."""
    return path.parts[:2] == ("/", "proc") and path.parts[3:4] == ("fd",)


def kind_of(media: str) -> str:
    """The kind of item that a media type is, before it is read.

    Example:
        >>> kind_of("image/jpeg"), kind_of("application/pdf"), kind_of("application/x-unknown")
        ('photo', 'document', 'other')
    """
    if media in {"application/pdf", sniff.DOCX, "application/x-ole-storage", "text/html", sniff.ODF, "application/rtf"}:
        return "document"
    if media in {sniff.XLSX, "text/csv", "text/tab-separated-values", "application/json"}:
        return "table"
    if media in registry.ARCHIVES:
        return "archive"
    if registry.READERS.get(media) is registry.PROGRAM:
        return "program"
    if media == sniff.MSG:
        return "mail"
    return KINDS.get(media.partition("/")[0], "other")


def _read(file: File, size: int) -> Reading:
    read = registry.READERS.get(file.media_type, registry.OTHER)
    if size > MOST_BYTES and file.media_type not in registry.ANY_SIZE and read not in registry.UNREAD:
        return Reading(kind_of(file.media_type), (reason("too-large", f"{size} bytes, read are up to {MOST_BYTES}"),))
    try:
        return read(file)
    except Unread as given_up:
        return Reading(kind_of(file.media_type), (given_up.reason,))
    except MemoryError:
        return Reading(kind_of(file.media_type), (reason("too-large", "the memory allowed was used up"),))
    except Exception as error:
        # The boundary: libraries raise what they like on broken files, and each such file must end as an outcome.
        return Reading(
            kind_of(file.media_type), (reason("reader-failed", f"{type(error).__name__}: {str(error)[:200]}"),)
        )


def _remarks(head: bytes, tail: bytes, media: str, name: str) -> tuple[Reason, ...]:
    found = []
    if sniff.mismatch(media, name):
        found.append(reason("extension-mismatch", f"named {sniff.promised(name)}, is {media}"))
    if second := sniff.polyglot(head, tail, media):
        found.append(reason("polyglot", f"also a {second}"))
    if messenger := passed_on.named(name):
        found.append(messenger)
    return tuple(found)


def _told(media: str, reading: Reading, remarks: tuple[Reason, ...]) -> Extraction:
    reasons = (*remarks, *reading.reasons)
    return Extraction(reading.kind, media, outcome_of(reasons), reasons, reading.made)
