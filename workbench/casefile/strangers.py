"""Every file of a case that is not covered by a record: named, so that nothing lies there unseen."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.casefile.destroying import ORDER
from workbench.casefile.disk import whole_bytes
from workbench.casefile.formats import FIRST_BYTES, FORMAT_BYTES, FORMAT_FILE, SEALED_BYTES
from workbench.casefile.objects import Objects
from workbench.errors import WorkbenchError

FREE_FOLDERS = {"output", "exports", "cache"}
FREE_FILES = {".lock"}
ORDERS = {ORDER, ORDER + ".new"}
CHAINS = r"(ledger|access|counsel)(/forks(/[0-9a-f]{32})?)?"
FOLDER = re.compile(
    rf"{CHAINS}|merging(\.new)?(/{CHAINS})?|keys|pseudonyms|objects|objects/incoming|objects/[0-9a-f]{{2}}"
)
KEY_FILE = re.compile(r"keys/(ring-[0-9]{6}\.(age|jsonl)|member-[0-9a-f]{16}\.json)(\.new)?")
MAPPING = re.compile(r"pseudonyms/[0-9a-f]{64}\.age")
CHAIN = re.compile(r"(ledger|access|counsel)(/forks/[0-9a-f]{32})?/[0-9a-f]{32}\.jsonl")
LAID_OUT = re.compile(rf"merging(\.new)?/{CHAIN.pattern}")
SHELF = re.compile(r"objects/([0-9a-f]{2})")
OBJECT = re.compile(r"objects/([0-9a-f]{2})/(\1[0-9a-f]{62})")


def strangers(root: Path, named: set[str]) -> Iterator[tuple[str, str]]:
    """The code and the path (relative to the case) of whatever stands in a case and no record covers.

    `named` holds the names of the objects that records name. What stands in `output/`, `exports/` and `cache/` is free,
    and so is the lock. A folder that cannot be listed is `unverifiable`.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "notes.txt").write_text("x"), (folder / "format.json").write_bytes(FORMAT_BYTES)
        >>> list(strangers(folder, set()))
        [('unknown-file', 'notes.txt')]
    """
    lost: list[str] = []
    start = os.fspath(root)
    for here, folders, files in os.walk(start, onerror=lambda error: lost.append(str(error.filename))):
        top = here[len(start) :].lstrip(os.sep)
        inside = top + "/" if top else ""
        keep = []
        for name in sorted(folders):
            is_link = os.path.islink(os.path.join(here, name))
            if FOLDER.fullmatch(inside + name) and not is_link:
                keep.append(name)
            elif inside or name not in FREE_FOLDERS or is_link:
                yield "unknown-file", inside + name
        folders[:] = keep
        shelf = SHELF.fullmatch(top)
        for name in sorted(_left(files, shelf[1], named) if shelf else files):
            if code := _judged(root, inside + name):
                yield code, inside + name
    for folder in lost:
        yield "unverifiable", os.path.relpath(folder, root)
    if not os.path.lexists(root / FORMAT_FILE):
        yield "missing", FORMAT_FILE


def _left(files: Iterable[str], shelf: str, named: set[str]) -> Iterator[str]:
    """The files on a shelf of the store that are no objects which records name: of a large case hardly one."""
    return (name for name in files if name not in named or name[:2] != shelf)


def _judged(root: Path, inside: str) -> str | None:
    """The code of a file that is not as it should be, or None; objects that records name are not asked for."""
    if inside in FREE_FILES or CHAIN.fullmatch(inside):
        return None  # chains are walked line by line
    if key_file := KEY_FILE.fullmatch(inside):
        return "unfinished" if key_file[3] else None  # the keys are checked against the ledger
    if MAPPING.fullmatch(inside):
        return None  # checked against the receipts of releases
    if inside == FORMAT_FILE:
        return _format(root / inside)
    left = inside == FORMAT_FILE + ".new" or LAID_OUT.fullmatch(inside) or inside in ORDERS
    if MAPPING.fullmatch(inside.removesuffix(".new")) or left or inside.startswith("objects/incoming/"):
        return "unfinished"
    stored = OBJECT.fullmatch(inside)
    return "unknown-file" if stored is None else _unnamed(Objects(root / "objects"), stored[2])


def _format(file: Path) -> str | None:
    try:
        sealed = (file.parent / "keys").is_dir()
        return None if whole_bytes(file) in ((SEALED_BYTES,) if sealed else (FORMAT_BYTES, FIRST_BYTES)) else "changed"
    except WorkbenchError as error:
        return "unverifiable" if error.code == "unreadable" else "changed"


def _unnamed(objects: Objects, name: str) -> str:
    try:
        return "unreferenced" if objects.digest(name) == name else "object-damaged"
    except WorkbenchError as error:
        return "unverifiable" if error.code == "unreadable" else "object-damaged"
