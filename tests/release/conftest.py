"""Cases that the files of a release are tried on: the demo, and a small one whose every text is an attack."""

import dataclasses
from pathlib import Path

import pytest

from tests.release.hostile_case import build as build_hostile
from workbench.casefile import open_case
from workbench.demo import build, shipped
from workbench.tables import Tables


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The demo case, built from its raw files."""
    return build(shipped("demo_synthetic"), tmp_path_factory.mktemp("release") / "demo").case.tables()


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The public-record case."""
    return build(shipped("zrenjanin_public_record"), tmp_path_factory.mktemp("release") / "record").case.tables()


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
