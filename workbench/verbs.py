"""What one can do with a case, one function a verb: the command line, the notebooks and Python share them."""

import hashlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import codebook
from workbench.casefile import Audit, Case, open_case
from workbench.casefile import verify_with as _verify
from workbench.casefile.in_force import need_key_in_force
from workbench.errors import Missing, NotACase, Unnamed
from workbench.records import Agent
from workbench.tracebacks import hush

if TYPE_CHECKING:
    from workbench.coding.filled import Imported
    from workbench.inbox import Distant
    from workbench.listed import Listing
    from workbench.looked import item_of, items, show
    from workbench.taken import Intake

__all__ = [
    "acting", "add", "chronology", "digest", "evidence", "item_of", "items", "matrix", "network", "open", "register",
    "responses", "show", "sites", "verify", "wages", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in ("item_of", "items", "show"):
        raise AttributeError(f"{__name__} has no '{name}'")
    return getattr(importlib.import_module("workbench.looked"), name)  # who checks a case needs no tables


def open(path: Path | str) -> Case:
    """The case in a folder. In a notebook, errors say little once a sealed one was opened.

    Raises:
        Missing: there is nothing at the path; cases beside it of nearly that name are told.
        NotACase: the folder holds no case; cases within it are told.
        NewerFormat: the case was written by a later version.
    """
    folder = Path(path)
    try:
        case = open_case(folder)
    except Missing:
        raise Missing(folder, near=_beside(folder)) from None
    except NotACase:
        raise NotACase(folder, near=_cases_in(folder)) from None
    if case.sealed:
        hush(lambda said: print(said, file=sys.stderr))
    return case


def _cases_in(folder: Path) -> list[str]:
    """The cases that stand in a folder, at most a handful; none where it may not be listed."""
    try:
        return sorted(str(one) for one in folder.iterdir() if (one / "ledger").is_dir())[:5]
    except OSError:
        return []


def _beside(missing: Path) -> list[str]:
    there = {Path(one).name: one for one in _cases_in(missing.parent)}
    return [there[name] for name in codebook.near(missing.name, there)]


def acting(case: Case, agent: str | None, action: str) -> str:
    """The id of who acts: by key, else by `$WORKBENCH_AGENT`; a key that is new to the case is recorded.

    In a sealed case it is, where neither is given, the agent whose passphrase opened it.

    Raises:
        Unnamed: nobody is named.
        Refused: the key of whoever opened the case was revoked: nothing that it signs is trusted.
    """
    need_key_in_force(case)
    key = agent or os.environ.get("WORKBENCH_AGENT")
    if not key and case.sealed:
        return case.member_agent()
    if not key:
        raise Unnamed(action)
    for live in case.state().of("agent"):
        if live.record.key == key:
            return live.id
    with case.writing(case.state().of("agent")[0].id) as writer:
        return writer.record(Agent(key=key, kind="person", name=key))


def add(
    case: Case,
    *paths: Path | str,
    agent: str | None = None,
    source: str | None = None,
    consent: str | None = None,
    remark: Callable[[str], None] | None = None,
    **options: Any,
) -> "Intake":
    """Takes files and folders in: preserve, extract, record; compare them with what other programs recorded of them.

    A path may also be the address of a store of one's own (`s3://bucket/folder`): its files are read from there.
    `remark` is given a sentence for each thing that such a comparison found wrong, or could not check.
    `source` is the key of a source; one that is new to the case is recorded with the kind `unstated`, until a row
    of the register of sources says who told it, or as told by the worker whose key it is: a sentence says so.
    `options` are those of `workbench.intake.add` (`jobs`, `elsewhere`, `progress`).

    Raises:
        Unnamed: nobody is named as acting.
        Refused, Missing, Unreadable: such an address is no store of one's own, or nothing is to be had there; or
            whoever told `source` has withdrawn.
    """
    from workbench import intake
    from workbench.sidecars import link
    from workbench.taken import source_of

    who = acting(case, agent, "add")
    told = None if source is None else source_of(case, source, who, remark)
    taken = intake.add(case, _named(paths), agent=who, source=told, consent=consent, **options)
    for one in link(case, agent=who):
        for code, message in one.reasons:
            if remark and codebook.severity(code) != "notice":
                remark(f"{code}: {message}")
    return taken


def _named(paths: Sequence[Path | str]) -> "Sequence[Path | str | Distant]":
    """Paths as they are, and in the place of each address of a store the files that lie there."""
    if not any("://" in str(path) for path in paths):
        return paths
    from workbench.cluster.handed import handed_over, is_address

    return [one for path in paths for one in (handed_over(str(path)) if is_address(path) else [path])]


def register(case: Case, kind: str, file: Path | str, *, agent: str | None = None, **options: Any) -> "Imported":
    """Records each row of a CSV register; rows that cannot be taken are listed and the rest goes on.

    Raises:
        Unnamed, BadValue, Missing: as in `workbench.coding.registers.register`.
    """
    from workbench.coding.registers import register as recorded

    return recorded(case, kind, Path(file), agent=acting(case, agent, "register"), **options)


def verify(case: Case, **options: Any) -> Audit:
    """Recomputes everything that can be recomputed; `without_key`, of a sealed case what anyone can.

    `against` a seal that was kept elsewhere, or only what is new `since` one; `certificate` is for its time stamp.
    """
    return _verify(case, **options)


def matrix(
    case: Case, *, by: str = "worker", framework: str = "ilo-11", as_of: str | None = None, granularity: str = "month"
) -> Any:
    """The indicator matrix: `by` worker, source, employer, site or period; `granularity` (of periods) as month.

    `as_of` a date (YYYY, YYYY-MM or YYYY-MM-DD). Raises as `workbench.findings.matrix.matrix`.
    """
    from workbench.findings.matrix import matrix as fold

    return fold(case.tables(), framework=framework, by=by, as_of=as_of, granularity=granularity)


def evidence(case: Case, row: str, indicator: str, *, by: str = "worker", framework: str = "ilo-11") -> "Listing":
    """What one cell of the matrix rests on: its codings for, against, unclear and disputed, each with words and place.

    A list, and `.df`.

    Raises:
        Unknown: the matrix has no such row, or the framework no such indicator.
    """
    from workbench.listed import Listing
    from workbench.release import evidence as found

    cell = matrix(case, by=by, framework=framework).cell(row, indicator)
    codings = found(case.tables(), [*cell.for_, *cell.against, *cell.unclear, *cell.disputed])
    shown = ("stance", "quote", "when", "means", "coder", "file", "place", "item_sha256")
    return Listing(codings, f"{row}, {indicator}: {cell.state}", shown, row=lambda one: one.values())


def network(case: Case, *, as_of: str | None = None) -> Any:
    """The recruiter and employer graph, `as_of` a date."""
    from workbench.findings.network import network as graph

    return graph(case.tables(), as_of=as_of)


def sites(case: Case) -> Any:
    """The sites, photo points and distances of a case."""
    from workbench.findings.sites import sites as places

    return places(case.tables())


def chronology(
    case: Case, *, as_of: str | None = None, known_by: str | None = None, tracks: Sequence[str] = (),
    actor: str | None = None, site: str | None = None,
) -> Any:  # fmt: skip
    """The dated events: `as_of` a day what had happened, `known_by` a day what was on record; filters."""
    from workbench.findings.chronology import chronology as dated

    tables = case.tables(known_by) if known_by else case.tables()
    return dated(tables, as_of=as_of, known_by=known_by, tracks=tracks, actor=actor, site=site)


def wages(case: Case, *, as_of: str | None = None, country: str = "rs") -> Any:
    """The ledger of wages, contracts and debts: `as_of` a date, `country` whose rules it is reckoned by."""
    from workbench.findings.wages import wages as ledger

    return ledger(case.tables(), as_of=as_of, country=country)


def responses(case: Case, *, as_of: str | None = None) -> Any:
    """What institutions owed and did, `as_of` a date."""
    from workbench.findings.responses import responses as owed

    return owed(case.tables(), as_of=as_of)


def write(case: Case, finding: Any, *files: Path | str, agent: str | None = None) -> list[Path]:
    """Writes a finding to files, each in the form that its ending names, and logs that a copy left the case."""
    from workbench.release import write as export

    written = [path for file in files for path in export(finding, case.tables(), Path(file))]
    who = acting(case, agent, "write") if agent or os.environ.get("WORKBENCH_AGENT") else ""
    case.log_access(who, [(path.name, digest(path)) for path in written])
    return written


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
