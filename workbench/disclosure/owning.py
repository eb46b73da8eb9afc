"""Whose a paper is: a document of which all that is told speaks of one worker is that worker's, and so is a line."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workbench.disclosure.behind import WORKER, spoken_of, tellers_of
from workbench.disclosure.leaving import PERSONAL
from workbench.records import PUBLISHED_KINDS, Entity, Source

OTHERS = ("Person", "SubAgent", "Group", "Household")
NOBODYS = ""  # stands for something that is told of others alone


@dataclasses.dataclass(frozen=True)
class Owners:
    """The worker, by id, whose a source is that names none, and whose a passage of such a source is.

    Example:
        >>> Owners({}, {"p": "w"}).passages["p"]
        'w'
    """

    sources: Mapping[str, str]
    passages: Mapping[str, str]


def owners(told: Iterable[tuple[str, str, Any]], told_by: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Owners:
    """Whose the papers of a case are, from its records as (kind, id, record); `told_by` gives all sources of an item.

    A paper is no person who spoke and no publication: a payslip, a receipt, a list of a company. It is a worker's where
    whatever was taken from it about people speaks of that worker; a line of another paper, where whatever rests on it
    does. Two workers, or a group beside one, make it nobody's.

    Example:
        >>> from workbench.records import PayLine
        >>> slip, boy = Source(key="S", label="slip", kind="document"), Entity(key="W", schema="Worker", label="W")
        >>> days = PayLine(subject="w", line="days", value="25", source="s")
        >>> owners([("source", "s", slip), ("entity", "w", boy), ("pay", "p", days)]).sources
        {'s': 'w'}
    """
    every = [(key, record) for _, key, record in told]
    records = dict(every)
    papers = {key for key, one in every if isinstance(one, Source) and _is_paper(one)}
    of_source, of_passage = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for _, record in every:
        if named := _named(record, records):
            passage = getattr(record, "passage", None) or ""
            source = getattr(record, "source", None)
            for one in papers.intersection([source] if source else tellers_of(passage, records, told_by)):
                of_source[one] |= named
                of_passage[passage] |= named
    sources = _single(of_source)
    rest = {passage: named for passage, named in of_passage.items() if passage}
    return Owners(sources, _single(rest))


def assigned(told: Sequence[tuple[str, str, Any]], found: Owners) -> list[tuple[str, str, Any]]:
    """The same records, each source with the worker whose it is.

    Example:
        >>> slip = Source(key="S", label="slip", kind="document")
        >>> assigned([("source", "s", slip)], Owners({"s": "w"}, {}))[0][2].worker
        'w'
    """
    return [
        (kind, key, dataclasses.replace(record, worker=found.sources[key]) if key in found.sources else record)
        for kind, key, record in told
    ]


def _is_paper(one: Source) -> bool:
    return not one.worker and one.kind not in PERSONAL and one.kind not in PUBLISHED_KINDS and one.kind != "worker"


def _named(record: Any, records: Mapping[str, Any]) -> set[str]:
    """The workers of whom something is told; `NOBODYS` where it is told of others, nothing where it is of no people."""
    schemas = {key: one.schema for key in spoken_of(record) if isinstance(one := records.get(key), Entity)}
    workers = {key for key, schema in schemas.items() if schema == WORKER}
    return workers or ({NOBODYS} if any(schema in OTHERS for schema in schemas.values()) else set())


def _single(named: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: worker for key, (worker, *more) in ((key, sorted(one)) for key, one in named.items())
            if worker and not more}  # fmt: skip
