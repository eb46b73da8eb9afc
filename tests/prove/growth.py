"""What each act takes as a case grows, in seconds of the processor, measured in a process of its own."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.large_case import grow
from workbench.casefile import Case, open_case, verify
from workbench.casefile.tabled import tables_of
from workbench.findings.chronology import chronology
from workbench.findings.matrix import matrix
from workbench.findings.network import network
from workbench.records import Count


def measured(place: Path, events: int) -> dict[str, float]:
    """Seconds of the processor of each act on a case of so many events, made anew at a place that is free."""
    took: dict[str, float] = {}
    took["write"] = _taking(lambda: grow(place, events))
    took["verify"] = _taking(lambda: verify(open_case(place)))
    case = open_case(place)
    took["fold"] = _taking(case.state)
    took["make and keep the tables"] = _taking(lambda: tables_of(case))
    fresh = open_case(place)
    tables: Any = None

    def opened() -> None:
        nonlocal tables
        tables = tables_of(fresh)
        _ = tables.codings, tables.entities, tables.sources, tables.items, tables.recorded("passage")

    took["open what was kept"] = _taking(opened)
    for by in ("worker", "source", "period"):
        took[f"matrix by {by}"] = _taking(lambda by=by: matrix(tables, by=by).df)
    took["network"] = _taking(lambda: network(tables))
    took["chronology"] = _taking(lambda: chronology(tables))
    took["one more record, to a case that is open"] = _taking(lambda: _one(case))
    return took


def _one(case: Case) -> None:
    for number in range(20):  # one alone is too quick for the clock
        with case.writing(case.agent("B")) as writer:
            writer.record(Count(what="present", label="w", low=number, high=99, source="ab" * 32))
        case.state()


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
