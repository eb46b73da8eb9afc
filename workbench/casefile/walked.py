"""Walking chains and opening records so that nothing stops at what is wrong: each of it becomes a problem."""

import contextlib
import dataclasses
import gc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in, is_fork
from workbench.casefile.ledger import Place, examine
from workbench.casefile.line import Line
from workbench.casefile.state import State, fold
from workbench.casefile.vault import Vault
from workbench.errors import Damaged, WorkbenchError


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is not as it was recorded: a code of `checks.toml`, the thing, and what it means.

    Example:
        >>> Problem("missing", "item a.jpg", "Nothing lies where something was recorded or named").code
        'missing'
    """

    code: str
    subject: str
    message: str


def problem(code: str, subject: str, detail: str = "") -> Problem:
    """A problem with the message that `checks.toml` has for its code.

    Example:
        >>> problem("missing", "item a.jpg").message
        'Nothing lies where something was recorded or named'
    """
    return Problem(code, subject, codebook.message(code) + (f" ({detail})" if detail else ""))


def walk(folder: Path, problems: list[Problem], places: Mapping[str, Place | None] | None = None) -> Iterator[Line]:
    """The sound lines of all chains of a folder, chain by chain; what is not sound becomes a problem.

    `places` says for some chains behind which place the walk begins; a chain whose place is None is left out. Of a fork
    only its own events are given.
    """
    seen: set[str] = set()
    try:
        chains = chains_in(folder)
    except WorkbenchError:
        chains = []  # `strangers` names the folder
        problems.append(problem("unverifiable", folder.name))
    told, forked = places or {}, any(is_fork(file) for file in chains)
    for file in chains:
        place = told.get(file.stem)
        if place is None and file.stem in told:
            continue
        subject, end = f"{folder.name}/{file.name}", place.size if place else 0
        try:
            for entry, position in examine(file, place):
                end = position
                if isinstance(entry, Line):
                    if entry.digest not in seen:
                        yield entry
                    if forked:
                        seen.add(entry.digest)
                else:
                    problems.append(problem(entry.code, f"{folder.name}/{entry.subject}", entry.cause))
            if end != file.stat().st_size:
                problems.append(problem("ledger-torn-tail", subject))
        except WorkbenchError as error:
            code = "unverifiable" if error.code == "unreadable" else "ledger-broken"
            problems.append(problem(code, subject, error.cause))


def refold(case: Case, lines: list[Line], problems: list[Problem]) -> State:
    """The records of these lines, each rechecked against its id and its schema; one that is not sound is a problem."""

    def refused(line: Line, error: WorkbenchError) -> None:
        if isinstance(error, Damaged):
            problems.append(problem("record-changed", error.subject))
        else:
            problems.append(problem("record-malformed", f"record {line.id[:12]}", str(error)))

    judging: Any = _Judging(case.vault)
    return fold(lines, judging, refused=refused)


class _Judging:
    """A vault that judges the shape of what it opens: the values as they stand, before they become a record."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    def open(self, kind: str, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        values = self.vault.open(kind, identity, body)
        codebook.check(kind, values)
        return values


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Leaves off looking for circles among objects: nothing that is read here has any, and it takes half the time.

    Example:
        >>> with uncollected():
        ...     gc.isenabled()
        False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
