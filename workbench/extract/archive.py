"""ZIP archives: what lies in them, one level at a time.

Nothing is ever unpacked to a path: names inside an archive are words that are recorded. Links, devices and whatever is
locked or damaged stay where they are and are named; the archive itself is an item whatever comes out of it.
"""

import contextlib
import json
import lzma
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from workbench.extract import members
from workbench.extract.members import Allowance, Inside, Left, shown
from workbench.extract.outcome import File, Made, Reading, Reason, Unread, reason, version_of

MOST_LISTED, LONGEST_DIRECTORY = 200_000, 60_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
          ValueError, KeyError, IndexError, OverflowError, struct.error, RuntimeError)  # fmt: skip


def read(file: File) -> Reading:
    """Lists what a ZIP archive says that it holds: names, sizes and times as written.

    Raises:
        Unread: damaged, archive-bomb or encrypted (when every file in it is locked).
    """
    with _zip(file) as archive:
        infos = archive.infolist()
        _bounded(file, infos)
        files = [info for info in infos if not info.is_dir()]
        if files and all(info.flag_bits & 1 for info in files):
            raise Unread("encrypted", f"{len(files)} files")
        listed = [
            {"name": shown(info.filename), "size": info.file_size, "packed": info.compress_size,
             "time_as_written": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*info.date_time),
             "comment": shown(info.comment.decode("utf-8", "backslashreplace"))}
            for info in infos
        ]  # fmt: skip
    return Reading("archive", tuple(names_said([info.filename for info in infos])), (listing(listed, "archive"),))


def listing(entries: list[dict[str, Any]], reader: str) -> Made:
    """The derivative that lists what a file says that it holds.

    Example:
        >>> listing([{"name": "a.jpg"}], "archive").kind
        'listing'
    """
    text = json.dumps({"members": entries}, ensure_ascii=False, sort_keys=True, indent=1)
    return Made("listing", "application/json", text.encode("utf-8", "replace") + b"\n",
                f"workbench.extract.{reader}", version_of())  # fmt: skip


def inside(file: File) -> Iterator[Inside | Left]:
    """The files in a ZIP archive, one by one.

    Raises:
        Unread: damaged or archive-bomb.
    """
    with _zip(file) as archive:
        infos = archive.infolist()
        _bounded(file, infos)
        allowance = Allowance(_size(file))
        for info in infos:
            if info.is_dir():
                continue
            if code := _kept_in(info):
                yield Left(info.filename, code)
            else:
                yield Inside(info.filename, lambda info=info: pieces_of(archive, info, allowance))  # type: ignore[misc]


@contextlib.contextmanager
def _zip(file: File) -> Iterator[zipfile.ZipFile]:
    # The directory's own claim is looked at before anything is built from it.
    with file.path.open("rb") as raw:
        raw.seek(max(0, _size(file) - 65_557))
        tail = raw.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 22:
        _, _, _, count, size, _, _ = struct.unpack("<HHHHIIH", tail[at + 4 : at + 22])
        if size > LONGEST_DIRECTORY and size != 0xFFFFFFFF:
            raise Unread("archive-bomb", f"a directory of {size} bytes for {count} files")
    try:
        with zipfile.ZipFile(file.path) as archive:
            if len(archive.infolist()) > MOST_LISTED:
                raise Unread("archive-bomb", f"{len(archive.infolist())} files")
            yield archive
    except BROKEN as error:
        raise Unread("damaged", f"{type(error).__name__}: {str(error)[:120]}") from error


def _bounded(file: File, infos: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(info.file_size for info in infos), _size(file)
    if size > Allowance(packed).left:
        raise Unread("archive-bomb", f"{len(infos)} files, {size} bytes out of {packed}")


def names_said(names: list[str]) -> Iterator[Reason]:
    """What has to be said of the names inside an archive: some stand twice, some lead out, or there is none.

    Example:
        >>> [why.code for why in names_said(["a", "a", "../b"])]
        ['names-twice', 'names-lead-out']
    """
    times = Counter(names)
    if twice := [shown(name)[:80] for name, many in times.items() if many > 1]:
        yield reason("names-twice", ", ".join(twice[:5]))
    if led := [shown(name)[:80] for name in times if leads_out(name)]:
        yield reason("names-lead-out", ", ".join(led[:5]))
    if not times:
        yield reason("nothing-inside")


def leads_out(name: str) -> bool:
    r"""Whether a name inside an archive would write outside of where it is unpacked.

    Example:
        >>> leads_out("../x"), leads_out("C:\\x"), leads_out("photos/..x.jpg")
        (True, True, False)
    """
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or bool(members.DRIVE.match(name))


def _kept_in(info: zipfile.ZipInfo) -> Reason | None:
    name = shown(info.filename)[:200]
    if info.flag_bits & 1:
        return reason("member-locked", name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.create_system == 3 and kind not in (0, stat.S_IFREG):
        return reason("member-not-taken", f"{name}: a link, pipe or device")
    return None


def pieces_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> Iterator[bytes]:
    """The bytes of one file in an archive, counted against what may still come out of it.

    Raises:
        Unread: member-damaged or archive-bomb.
    """
    try:
        with archive.open(info) as stream:
            while piece := stream.read(members.PIECE):
                allowance.take(len(piece))
                yield piece
    except BROKEN as error:
        said = f"{shown(info.filename)[:200]}: {type(error).__name__}: {shown(str(error))[:100]}"
        raise Unread("member-damaged", said) from error


def _size(file: File) -> int:
    return file.path.stat().st_size
