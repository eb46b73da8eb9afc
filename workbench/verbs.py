"""What one can do with a case, one function a verb: the command line, the notebooks and Python share them."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench import codebook, intake, wording
from workbench.casefile import Audit, Case, Live, open_case
from workbench.casefile import verify_with as _verify
from workbench.coding.registers import Imported
from workbench.coding.registers import register as _register
from workbench.danger import dangers
from workbench.errors import Unknown, Unnamed
from workbench.extract.times import beside_file
from workbench.records import Agent, Source
from workbench.sidecars import link


def open(path: Path | str) -> Case:
    """The case in a folder.

    Raises:
        Missing: there is nothing at the path.
        NotACase: the folder holds no case.
        NewerFormat: the case was written by a later version.
    """
    return open_case(path)


def acting(case: Case, agent: str | None, action: str) -> str:
    """The id of who acts: by key, else by `$WORKBENCH_AGENT`; a key that is new to the case is recorded.

    In a sealed case it is, where neither is given, the agent whose passphrase opened it.

    Raises:
        Unnamed: nobody is named.
    """
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
) -> intake.Intake:
    """Takes files and folders in: preserve, extract, record; compare them with what other programs recorded of them.

    `remark` is given a sentence for each thing that such a comparison found wrong, or could not check.
    `source` is the key of a source; one that is new to the case is recorded with the kind `unstated`, to be corrected.
    `options` are those of `workbench.intake.add` (`jobs`, `elsewhere`, `progress`).

    Raises:
        Unnamed: nobody is named as acting.
    """
    who = acting(case, agent, "add")
    told = None if source is None else _source(case, source, who)
    taken = intake.add(case, paths, agent=who, source=told, consent=consent, **options)
    for one in link(case, agent=who):
        for code, message in one.reasons:
            if remark and codebook.severity(code) != "notice":
                remark(f"{code}: {message}")
    return taken


def _source(case: Case, key: str, agent: str) -> str:
    for live in case.state().of("source"):
        if live.record.key == key:
            return live.id
    with case.writing(agent) as writer:
        return writer.record(Source(key=key, label=key, kind="unstated"))


def register(case: Case, kind: str, file: Path | str, *, agent: str | None = None, **options: Any) -> Imported:
    """Records each row of a CSV register; rows that cannot be taken are listed and the rest goes on.

    Raises:
        Unnamed, BadValue, Missing: as in `workbench.coding.registers.register`.
    """
    return _register(case, kind, Path(file), agent=acting(case, agent, "register"), **options)


def verify(case: Case, **options: Any) -> Audit:
    """Recomputes everything that can be recomputed; `without_key`, of a sealed case what anyone can.

    `against` a seal that was kept elsewhere, or only what is new `since` one; `certificate` is for its time stamp.
    """
    return _verify(case, **options)


def items(case: Case) -> list[dict[str, Any]]:
    """Every item with its outcome, in the order of intake."""
    custody = _by_item(case, "custody")
    told = dangers(case)
    return [
        {"dangers": told.get(live.id, [])} | _item(live, custody.get(live.id, [])) for live in case.state().of("item")
    ]


def show(case: Case, item: str) -> dict[str, Any]:
    """One item, named by its id, the start of it, or its file name: custody, derivatives, passages, a photo's facts.

    Raises:
        Unknown: nothing, or more than one item, answers to that name.
    """
    live = item_of(case, item)
    tables = case.tables()
    shown = {"dangers": dangers(case).get(live.id, [])} | _item(live, _by_item(case, "custody").get(live.id, []))
    shown["derivatives"] = [
        {name: getattr(one.record, name) for name in ("kind", "tool", "version", "sha256")}
        for one in _by_item(case, "derivative").get(live.id, [])
    ]
    shown["passages"] = wording.passages(tables, live.id)
    shown |= {"recognitions": wording.recognitions(tables, live.id), "original": None}
    shown["translations"] = wording.translations(tables, live.id)
    if shown["translations"]:
        shown["original"] = tables.text(live.id)
    if (exif := tables.derived(live.id, "exif")) is not None:
        facts = json.loads(exif)
        shown |= {name: facts.get(name) for name in ("position", "taken", "device", "times", "gps_time")}
        shown |= beside_file(facts, [one.record.file_time for one in _by_item(case, "custody").get(live.id, [])])
    return shown


def item_of(case: Case, name: str) -> Live:
    """The item that answers to a name: its id, the start of it (six digits or more), or its file name.

    Raises:
        Unknown: nothing, or more than one item, answers to that name.
    """
    everything = case.state().of("item")
    found = [live for live in everything if live.record.name == name or live.id == name]
    if not found and len(name) >= 6:
        found = [live for live in everything if live.id.startswith(name)]
    if len(found) != 1:
        near = codebook.near(name, [live.record.name for live in everything])
        raise Unknown(case.path.name, "item", name, near)
    return found[0]


def _by_item(case: Case, kind: str) -> dict[str, list[Live]]:
    grouped: dict[str, list[Live]] = {}
    for live in case.state().of(kind):
        grouped.setdefault(live.record.item, []).append(live)
    return grouped


def _item(live: Live, custody: list[Live]) -> dict[str, Any]:
    record = live.record
    events = [
        {"at": one.at, "action": one.record.action, "outcome": one.record.outcome, "agent": one.agent}
        for one in custody
    ]
    reasons = [{"code": code, "message": message} for one in custody[:1] for code, message in one.record.reasons]
    return {
        "id": live.id, "sha256": record.sha256, "name": record.name, "size": record.size, "kind": record.kind,
        "media_type": record.media_type, "outcome": custody[0].record.outcome if custody else "unverifiable",
        "reasons": reasons, "custody": events, "parent": record.parent,
    }  # fmt: skip


def matrix(case: Case, **options: Any) -> Any:
    """The indicator matrix: `framework`, `by` (worker, source, employer, site, period), `as_of`, `granularity`."""
    from workbench.findings.matrix import matrix as fold

    return fold(case.tables(), **options)


def evidence(case: Case, row: str, indicator: str, *, by: str = "worker", framework: str = "ilo-11") -> list[Any]:
    """What one cell of the matrix rests on: its codings for, against, unclear and disputed, each with words and place.

    Raises:
        Unknown: the matrix has no such row, or the framework no such indicator.
    """
    from workbench.release import evidence as found

    cells = matrix(case, by=by, framework=framework)
    keys = [one.id for one in cells.rows]
    if row not in keys:
        raise Unknown(case.path.name, f"matrix by {by}", row, codebook.near(row, keys))
    codebook.framework(framework).indicator(indicator)
    cell = cells.cell(row, indicator)
    return found(case.tables(), [*cell.for_, *cell.against, *cell.unclear, *cell.disputed])


def network(case: Case, **options: Any) -> Any:
    """The recruiter and employer graph, `as_of` a date."""
    from workbench.findings.network import network as graph

    return graph(case.tables(), **options)


def sites(case: Case) -> Any:
    """The sites, photo points and distances of a case."""
    from workbench.findings.sites import sites as places

    return places(case.tables())


def chronology(case: Case, **options: Any) -> Any:
    """The dated events of a case, `as_of` a date."""
    from workbench.findings.chronology import chronology as dated

    return dated(case.tables(), **options)


def wages(case: Case, **options: Any) -> Any:
    """The ledger of wages, contracts and debts: `as_of` a date, `country` whose rules it is reckoned by."""
    from workbench.findings.wages import wages as ledger

    return ledger(case.tables(), **options)


def responses(case: Case, **options: Any) -> Any:
    """What institutions owed and did, `as_of` a date."""
    from workbench.findings.responses import responses as owed

    return owed(case.tables(), **options)


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
