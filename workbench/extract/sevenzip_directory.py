"""The directory of a 7z archive: which streams it holds, how each is packed, which files are cut out of it.

Written after 7zFormat.txt of the LZMA SDK. Every count is held against what could stand in the bytes that are there, so
that no claim makes this process build more than the directory itself could say.
"""

import dataclasses
import struct
import zlib
from typing import IO

from workbench.extract.outcome import Unread
from workbench.extract.sevenzip_numbers import MOST_LISTED, Told
from workbench.extract.sevenzip_streams import FAULTS, Coder, Folder, Unknown, whole

MARK = b"7z\xbc\xaf\x27\x1c"
LONGEST_DIRECTORY = 60_000_000
END, HEADER, ARCHIVE_PROPERTIES, ADDITIONAL, MAIN, FILES, PACKED, UNPACKED, SUBSTREAMS = range(9)
SIZE, CHECKS, FOLDERS, SIZES, COUNTS, NO_STREAM, NO_FILE, ANTI, NAMES = range(9, 18)
CHANGED, ATTRIBUTES, ENCODED = 20, 21, 23


@dataclasses.dataclass
class Entry:
    """One file or folder as the directory has it; `home` is the stream that it is cut out of, from `start` on.

    Example:
        >>> Entry("note.txt").size
        0
    """

    name: str
    home: Folder | None = None
    start: int = 0
    size: int = 0
    check: int | None = None
    folder: bool = False
    anti: bool = False
    changed: int | None = None
    attributes: int = 0


@dataclasses.dataclass
class Directory:
    """What a 7z archive says that it holds.

    Example:
        >>> Directory([], []).entries
        []
    """

    folders: list[Folder]
    entries: list[Entry]


def read_directory(raw: IO[bytes], size: int) -> Directory:
    """Reads the directory of an archive of so many bytes.

    Raises:
        Unread: damaged, archive-bomb (for a directory of more than 60 MB), encrypted (for one that is locked).
    """
    try:
        return _read(raw, size)
    except Unknown as why:
        raise Unread("archive-not-opened", f"its directory: {why}") from why
    except FAULTS as error:
        raise Unread("damaged", f"{type(error).__name__}: {str(error)[:100]}") from error


def _read(raw: IO[bytes], size: int) -> Directory:
    head = raw.read(32)
    check, start = struct.unpack("<I", head[8:12])[0], head[12:32]
    if not head.startswith(MARK) or zlib.crc32(start) != check:
        raise ValueError("its first header is broken")
    offset, length, check = struct.unpack("<QQI", start)
    if length > LONGEST_DIRECTORY:
        raise Unread("archive-bomb", f"a directory of {length} bytes")
    if 32 + offset + length > size:
        raise EOFError("it ends before its end")
    raw.seek(32 + offset)
    data = raw.read(length)
    if zlib.crc32(data) != check:
        raise ValueError("the checksum of its directory is another")
    for _ in range(4):  # a directory may itself be packed, and that one again
        if not data:
            return Directory([], [])
        source = Told(data)
        kind = source.number()
        if kind == HEADER:
            return _header(source)
        if kind != ENCODED:
            raise ValueError(f"a directory of the kind {kind}")
        data = _unpacked(raw, source)
    raise Unread("archive-bomb", "a directory within directories")


def _unpacked(raw: IO[bytes], source: Told) -> bytes:
    folders, _ = _streams(source)
    if len(folders) != 1 or max(folders[0].sizes) > LONGEST_DIRECTORY:
        raise Unread("archive-bomb", f"a directory in {len(folders)} streams")
    if folders[0].locked:
        raise Unread("encrypted", "names and all")
    data = whole(raw, folders[0])
    if folders[0].check is not None and zlib.crc32(data) != folders[0].check:
        raise ValueError("the checksum of its directory is another")
    return data


def _header(source: Told) -> Directory:
    folders: list[Folder] = []
    parts: list[Entry] = []
    entries: list[Entry] = []
    while (kind := source.number()) != END:
        if kind == MAIN:
            folders, parts = _streams(source)
        elif kind == FILES:
            entries = _files(source, parts)
        else:
            raise ValueError(f"a part of the kind {kind}")
    return Directory(folders, entries)


def _streams(source: Told) -> tuple[list[Folder], list[Entry]]:
    """The streams, and the parts that they are cut into, without names so far."""
    position, packed = 0, []
    folders: list[Folder] = []
    parts: list[Entry] | None = None
    while (kind := source.number()) != END:
        if kind == PACKED:
            position = source.number()
            packed = _packed_sizes(source)
        elif kind == UNPACKED:
            folders = _folders(source)
        elif kind == SUBSTREAMS:
            parts = _substreams(source, folders)
        else:
            raise ValueError(f"streams of the kind {kind}")
    at, left = 32 + position, iter(packed)
    for folder in folders:
        folder.packed = []
        for _ in folder.wanted:
            size = next(left, None)
            if size is None:
                raise ValueError("fewer packed streams than are named")
            folder.packed.append((at, size))
            at += size
    if parts is None:
        parts = [Entry("", folder, 0, folder.size, folder.check) for folder in folders]
    return folders, parts


def _packed_sizes(source: Told) -> list[int]:
    count, sizes = source.count(), []
    while (kind := source.number()) != END:
        if kind == SIZE:
            sizes = [source.number() for _ in range(count)]
        elif kind == CHECKS:
            source.checks(count)
        else:
            raise ValueError(f"packed streams of the kind {kind}")
    return sizes


def _folders(source: Told) -> list[Folder]:
    if source.number() != FOLDERS:
        raise ValueError("no streams where they are announced")
    count = source.count()
    source.nothing_elsewhere()
    folders = [_folder(source) for _ in range(count)]
    while (kind := source.number()) != END:
        if kind == SIZES:
            for folder in folders:
                folder.sizes = [source.number() for _ in range(sum(coder.gives for coder in folder.coders))]
        elif kind == CHECKS:
            for folder, check in zip(folders, source.checks(count), strict=True):
                folder.check = check
        else:
            raise ValueError(f"streams of the kind {kind}")
    if any(not folder.sizes for folder in folders):
        raise ValueError("streams without a size")
    return folders


def _folder(source: Told) -> Folder:
    coders = []
    for _ in range(source.count(32)):
        (mark,) = source.take(1)
        method = source.take(mark & 15)
        takes, gives = (source.count(32), source.count(32)) if mark & 16 else (1, 1)
        coders.append(Coder(method, source.take(source.number()) if mark & 32 else b"", takes, gives))
    takes, gives = sum(coder.takes for coder in coders), sum(coder.gives for coder in coders)
    bound = {source.number(): source.number() for _ in range(max(gives - 1, 0))}
    many = takes - len(bound)
    wanted = [source.number() for _ in range(many)] if many > 1 else [n for n in range(takes) if n not in bound]
    return Folder(tuple(coders), bound, tuple(wanted))


def _substreams(source: Told, folders: list[Folder]) -> list[Entry]:
    counts, kind = [1] * len(folders), source.number()
    if kind == COUNTS:
        counts, kind = [source.number() for _ in folders], source.number()
    if sum(counts) > MOST_LISTED:
        raise Unread("archive-bomb", f"{sum(counts)} files")
    parts = []
    for folder, count in zip(folders, counts, strict=True):
        at = 0
        for number in range(count):
            last = number == count - 1
            size = folder.size - at if last else source.number() if kind == SIZE else -1
            if size < 0:
                raise ValueError("files that are longer than their stream")
            parts.append(Entry("", folder, at, size, folder.check if count == 1 else None))
            at += size
    kind = source.number() if kind == SIZE else kind
    while kind != END:
        if kind != CHECKS:
            raise ValueError(f"parts of the kind {kind}")
        unsaid = [part for part in parts if part.check is None]
        for part, check in zip(unsaid, source.checks(len(unsaid)), strict=True):
            part.check = check
        kind = source.number()
    return parts


def _files(source: Told, parts: list[Entry]) -> list[Entry]:
    count = source.count()
    told: dict[int, Told] = {}
    while (kind := source.number()) != END:
        told[kind] = Told(source.take(source.number()))
    without = told[NO_STREAM].bits(count) if NO_STREAM in told else [False] * count
    empty = sum(without)
    plain = iter(told[NO_FILE].bits(empty) if NO_FILE in told else [False] * empty)
    anti = iter(told[ANTI].bits(empty) if ANTI in told else [False] * empty)
    names = told[NAMES].names(count) if NAMES in told else iter([f"file {n + 1}" for n in range(count)])
    rest, entries = iter(parts), []
    for bare, name in zip(without, names, strict=True):
        entry = Entry(name) if bare else next(rest, None)
        if entry is None:
            raise ValueError("more files than parts of streams")
        entry.name = name
        if bare:
            entry.folder, entry.anti = not next(plain), next(anti)
        entries.append(entry)
    for kind, size, field in ((CHANGED, "<Q", "changed"), (ATTRIBUTES, "<I", "attributes")):
        if kind in told:
            for entry, value in zip(entries, told[kind].defined(count, size), strict=True):
                if value is not None:
                    setattr(entry, field, value)
    return entries
