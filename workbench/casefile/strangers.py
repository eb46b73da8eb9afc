"""Every file of a case that is not covered by a record: named, so that nothing lies there unseen."""

import os
import re
from collections.abc import Iterator
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
    for here, folders, files in os.walk(root, onerror=lambda error: lost.append(str(error.filename))):
        top = os.path.relpath(here, root)
        inside = "" if top == "." else top + "/"
        keep = []
        for name in sorted(folders):
            is_link = os.path.islink(os.path.join(here, name))
            if FOLDER.fullmatch(inside + name) and not is_link:
                keep.append(name)
            elif inside or name not in FREE_FOLDERS or is_link:
                yield "unknown-file", inside + name
        folders[:] = keep
        for name in sorted(files):
            code = _judged(root, inside + name, named)
            if code:
                yield code, inside + name
    for folder in lost:
        yield "unverifiable", os.path.relpath(folder, root)
    if not os.path.lexists(root / FORMAT_FILE):
        yield "missing", FORMAT_FILE


def _judged(root: Path, inside: str, named: set[str]) -> str | None:
    """The code of a file that is not as it should be, or None."""
    if (stored := OBJECT.fullmatch(inside)) and stored[2] in named:
        return None  # asked first, for it is so of nearly every file of a large case
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
