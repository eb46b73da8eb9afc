"""Cases that the files of a release are tried on: the demo, and a small one whose every text is an attack."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from tests.release.hostile_case import build as build_hostile
from workbench.casefile import open_case
from workbench.tables import Tables


@pytest.fixture(scope="session")
def demo(demo_case: Any) -> Tables:
    """The tables of the demo case."""
    return demo_case.tables()  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def record(public_case: Any) -> Tables:
    """The tables of the public-record case."""
    return public_case.tables()  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a confidential case in which file names, labels, quotes and notes try to do harm."""
    return build_hostile(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def hostile(hostile_path: Path) -> Tables:
    """The tables of that case."""
    return open_case(hostile_path).tables()


def leaving(tables: Tables) -> Tables:
    """The same tables as those of a protected copy."""
    rows = dict(tables.rows)
    rows["case"] = [(key, dataclasses.replace(one, nature="released", mandate="A copy.")) for key, one in rows["case"]]
    return tables.with_rows(rows)
