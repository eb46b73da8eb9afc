"""A case of an older format becomes one of this: not a byte of its ledger is touched."""

import dataclasses
import os
from pathlib import Path

from workbench.casefile.case import Case
from workbench.casefile.disk import changing, sync_folder, write_all
from workbench.casefile.formats import FORMAT_BYTES, FORMAT_FILE, form_of
from workbench.casefile.lock import locked
from workbench.records import FORMAT, Agent

KEY = "workbench-migration"


@dataclasses.dataclass(frozen=True)
class Migrated:
    """From which format a case came to which; the two are the same where there was nothing to do.

    Example:
        >>> Migrated(1, 2).version
        2
    """

    before: int
    version: int


def migrate(case: Case, agent: str) -> Migrated:
    """Makes a case of an older format writable again; `agent` is the id of who does it.

    `format.json` is replaced, and a record says that this software did it, in a batch of the new format behind the old
    ones. Lines of format 1 carry no signatures, and get none. What was cut off in between is ended by doing it again.

    Raises:
        NotWritten: the system refused; the case is as it was.
        BrokenLine, NewerFormat: as on opening.
    """
    before = form_of(case.path).version
    if before < FORMAT:
        with locked(case.path / ".lock"):
            _replace(case.path / FORMAT_FILE, FORMAT_BYTES)
    old = any(line.v < FORMAT for line in case.lines())
    if old and not any(live.record.key == KEY for live in case.state().of("agent")):
        with case.writing(agent) as writer:
            role = f"took the case from format 1 to format {FORMAT}; the lines before this one stand as they were"
            writer.record(Agent(key=KEY, kind="software", name="forced-labour-workbench", role=role))
    return Migrated(before, FORMAT)


def _replace(file: Path, raw: bytes) -> None:
    fresh = file.with_name(file.name + ".new")
    with changing(file):
        with fresh.open("wb", buffering=0) as out:
            write_all(out, raw)
            os.fsync(out.fileno())
        fresh.rename(file)
        sync_folder(file.parent)
