"""A release goes into a new folder, and never into the record of the case."""

from pathlib import Path

import pytest

from workbench.casefile import create
from workbench.errors import Refused
from workbench.records import Agent, CaseInfo
from workbench.release.free import free


def test_a_release_goes_where_nothing_is(tmp_path: Path) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
    free(case, tmp_path / "out")
    (tmp_path / "empty").mkdir()
    free(case, tmp_path / "empty")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for place in ("full", "full/a.txt", "link", "case/ledger/x", "case/objects", "case/keys", "case/pseudonyms/x"):
        with pytest.raises(Refused):
            free(case, tmp_path / place)
    free(case, tmp_path / "case" / "exports" / "x")
