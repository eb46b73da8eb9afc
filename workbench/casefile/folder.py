"""Beginning a case in a new folder, and opening one that is there."""

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from workbench.casefile.case import Case
from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.door import Door, system_door
from workbench.casefile.vault import PlainVault
from workbench.errors import BadValue, Missing, NewerFormat, NotACase, Refused
from workbench.records import FORMAT, Agent, CaseInfo, canonical

FORMAT_FILE = "format.json"
FORMAT_NAME = "forced-labour-workbench-case"
FORMAT_BYTES = canonical({"format": FORMAT_NAME, "version": FORMAT}) + b"\n"


def create(path: Path, info: CaseInfo, custodian: Agent, *, door: Door | None = None) -> Case:
    """A new case in a folder that is empty or does not exist yet.

    Raises:
        Refused: the folder holds something.
    """
    path = Path(os.path.abspath(path))
    with changing(path):
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise Refused(path, "the folder is not empty", "Name a new folder for the case")
        path.parent.mkdir(parents=True, exist_ok=True)
        # Built beside its place and renamed whole: a case that was cut off while it began is not there at all.
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    door = door or system_door(path)
    try:
        with changing(path):
            _begin(fresh, info, custodian, door)
            fresh.rename(path)
            sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return Case(path, door, PlainVault())


def _begin(fresh: Path, info: CaseInfo, custodian: Agent, door: Door) -> None:
    for name in ("ledger", "objects"):
        (fresh / name).mkdir()
    with (fresh / FORMAT_FILE).open("xb", buffering=0) as out:
        write_all(out, FORMAT_BYTES)
        os.fsync(out.fileno())
    with Case(fresh, door, PlainVault()).writing("") as writer:
        writer.record(info)
        writer.record(custodian)
    fresh.chmod(0o700)
    sync_folder(fresh)


def open_case(path: Path | str, *, door: Door | None = None) -> Case:
    """The case in a folder; nothing is written by opening or reading it.

    Raises:
        Missing: there is nothing at the path.
        NotACase: the folder holds no case.
        NewerFormat: the case was written by a later version.
        BadValue: a ledger is there, and `format.json` does not say what it is.
        Unreadable: the system does not let it be read.
    """
    path = Path(path)
    if not os.path.lexists(path):
        raise Missing(path)
    _check_format(path)
    return Case(path, door or system_door(path), PlainVault())


def _check_format(path: Path) -> None:
    try:
        found: Any = json.loads(whole_bytes(path / FORMAT_FILE))
        known = found["format"] == FORMAT_NAME and type(found["version"]) is int and found["version"] >= 1
    except (Missing, Refused):
        found, known = None, False
    except (ValueError, KeyError, TypeError, RecursionError):
        found, known = None, False
    if not known and (path / "ledger").is_dir() and (path / "objects").is_dir():
        raise BadValue(path / FORMAT_FILE, "the whole file", found, FORMAT_BYTES.decode().strip())
    if not known:
        raise NotACase(path)
    if found["version"] > FORMAT:
        raise NewerFormat(path, found=found["version"], known=FORMAT)
