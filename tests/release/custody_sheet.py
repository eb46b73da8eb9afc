"""A custody record to be written in every form, with far more rows than one page holds where asked for."""

import dataclasses
from pathlib import Path

from tests.custody_of_a_photo import NAME, build
from workbench import custody
from workbench.findings.custody import Custody, Left
from workbench.tables import Tables


def sheet(folder: Path) -> tuple[Custody, Tables]:
    """The custody of the photograph, and the tables of its case."""
    case = build(folder)
    return custody.custody(case, NAME), case.tables()


def crowded(found: Custody, times: int) -> Custody:
    """The same record with each event many times over, and as many copies that left and merges."""
    left = tuple(Left(id=f"{n:064x}", at=f"2026-01-15T09:{n // 60:02}:{n % 60:02}Z", agent="AK", action="export",
                      head="a" * 64, files=((f"matrix-{n}.html", f"{n:064x}"),), whole=True)
                 for n in range(times))  # fmt: skip
    return dataclasses.replace(found, events=found.events * times, copies=found.copies * times, left=left, merged=left)
