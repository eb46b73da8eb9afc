"""What each act takes as a case grows, in seconds of the processor, measured in a process of its own."""

import itertools
import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.large_case import grow
from workbench import keeping
from workbench.casefile import Case, open_case, verify
from workbench.casefile.cipher import Signer
from workbench.casefile.seal import make
from workbench.casefile.since import verify_since
from workbench.casefile.tabled import tables_of
from workbench.coding.exchange import export_codings
from workbench.findings.chronology import chronology
from workbench.findings.matrix import matrix
from workbench.findings.network import network
from workbench.records import Count, Relation
from workbench.searching.search import Searchable
from workbench.tables import Tables

Act = tuple[str, Callable[[], object]]
SINGLE = 20  # one record alone is too quick for the clock
NEW = 1_000
SIGNER = Signer(bytes(32))


def measured(place: Path, events: int) -> dict[str, float]:
    """Seconds of the processor of each act on a case of so many events, made anew at a place that is free."""
    return {name: _taking(act) for name, act in acts(place, events)}


def acts(place: Path, events: int) -> Iterator[Act]:
    """Each act on a case of so many events; each has to be done before the next is asked for."""
    yield "write", lambda: grow(place, events, texts=True)
    yield "verify", lambda: verify(open_case(place))
    case = open_case(place)
    yield "fold", case.state
    yield "make and keep the tables", lambda: tables_of(case)
    held: list[Tables] = []

    def opened() -> None:
        tables = tables_of(open_case(place))
        _ = tables.codings, tables.entities, tables.sources, tables.items, tables.recorded("passage")
        held.append(tables)

    yield "open what was kept", opened
    tables = held[-1]
    for by in ("worker", "source", "period"):
        yield f"matrix by {by}", lambda by=by: matrix(tables, by=by).df
    yield "chronology", lambda: chronology(tables)
    yield "search: build the index", lambda: Searchable(tables)
    found = Searchable(tables)
    yield "search: ask", lambda: found.find("keep")
    yield "export the codings", lambda: export_codings(case, place.with_suffix(".csv"))
    yield from _kept(place, case)
    yield from _linked(case, events)


def _kept(place: Path, case: Case) -> Iterator[Act]:
    """Sealing, what came since, one more record, a merge, and a withdrawal."""
    yield "seal", lambda: make(case, SIGNER)
    sealed = make(case, SIGNER)
    _more(case, NEW)
    yield f"verify {NEW:,} records since a seal", lambda: verify_since(case, sealed)
    yield "one more record, to a case that is open", lambda: [(_more(case, 1), case.state()) for _ in range(SINGLE)]
    other = open_case(Path(shutil.copytree(place, place.with_suffix(".copy"))))
    _more(case, NEW), _more(other, NEW)
    yield "merge two copies that grew", lambda: keeping.merge(case, other, agent=case.agent("B"))
    yield (
        "withdraw a worker, and fold again",
        lambda: (keeping.withdraw(case, "W-00003", agent=case.agent("B"), act="stop-using"), case.state()),
    )


def _linked(case: Case, events: int) -> Iterator[Act]:
    """The network, with as many statements as a tenth of the events."""
    people = [live.id for live in case.state().of("entity")]
    told = [live.id for live in case.state().of("source")]
    with case.writing(case.agent("B")) as writer:
        for number, (one, other) in zip(range(events // 10), itertools.cycle(itertools.pairwise(people)), strict=False):
            writer.record(
                Relation(schema="Kinship", source_entity=one, target_entity=other, source=told[number % len(told)])
            )
    tables = case.tables()
    yield "network", lambda: network(tables)


def _more(case: Case, count: int) -> None:
    with case.writing(case.agent("B")) as writer:
        for number in range(count):
            writer.record(Count(what="present", label="w", low=number, high=number, source="ab" * 32))


def _taking(act: Callable[[], object]) -> float:
    began = _processor()
    act()
    return _processor() - began


def _processor() -> float:
    """Of this process and of those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
