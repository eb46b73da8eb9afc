"""The file that says what a folder is: a case, in which version of the format, sealed or not."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from workbench.casefile.disk import whole_bytes
from workbench.errors import BadValue, Missing, NewerFormat, NotACase, Refused, WorkbenchError
from workbench.records import FORMAT, canonical

FORMAT_FILE = "format.json"
FORMAT_NAME = "forced-labour-workbench-case"
FORMAT_BYTES = canonical({"format": FORMAT_NAME, "version": FORMAT}) + b"\n"
SEALED_BYTES = canonical({"format": FORMAT_NAME, "sealed": True, "version": FORMAT}) + b"\n"
FIRST_BYTES = canonical({"format": FORMAT_NAME, "version": 1}) + b"\n"


class OlderFormat(WorkbenchError):
    """The case is of an older format: it can be read as it is, and written only once it was migrated.

    Example:
        >>> OlderFormat("site-a", 1).code
        'older-format'
    """

    code = "older-format"

    def __init__(self, path: object, found: int) -> None:
        self.found = found
        super().__init__(path, f"the case is of format {found}, which is read and no longer written",
                         "Run `workbench migrate CASE`: it leaves every line of the old ledger as it is")  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Form:
    """What `format.json` says: the version, and whether content is sealed.

    Example:
        >>> Form(version=1, sealed=False).version
        1
    """

    version: int
    sealed: bool


def form_of(path: Path) -> Form:
    """What the case in a folder is.

    Raises:
        NotACase: the folder holds no case.
        NewerFormat: the case was written by a later version.
        BadValue: a ledger is there, and `format.json` does not say what it is.
        Unreadable: the system does not let it be read.
    """
    found: Any = None
    try:
        found = json.loads(whole_bytes(path / FORMAT_FILE))
        known = found["format"] == FORMAT_NAME and type(found["version"]) is int and found["version"] >= 1
    except (Missing, Refused, ValueError, KeyError, TypeError, RecursionError):
        known = False
    if not known and (path / "ledger").is_dir() and (path / "objects").is_dir():
        raise BadValue(path / FORMAT_FILE, "the whole file", found, FORMAT_BYTES.decode().strip())
    if not known:
        raise NotACase(path)
    if found["version"] > FORMAT:
        raise NewerFormat(path, found=found["version"], known=FORMAT)
    # Not what the file says alone: a case whose keys are there is never taken for an open one.
    return Form(found["version"], found.get("sealed") is True or (path / "keys").is_dir())


def may_write(path: Path) -> None:
    """Passes where the case in a folder is of the format that is written now.

    Raises:
        OlderFormat: it has to be migrated first.
        as `form_of`.
    """
    form = form_of(path)
    if form.version < FORMAT:
        raise OlderFormat(path, form.version)
