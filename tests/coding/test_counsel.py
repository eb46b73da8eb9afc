"""Counsel's memos: marked, kept, and in nothing that leaves."""

from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case, open_case, verify
from workbench.coding.counsel import counsel_memos
from workbench.coding.exchange import ENDINGS, export_codings
from workbench.coding.registers import register
from workbench.release.bundle import copy_case

SECRET = "Privileged: weak on cross-examination"


@pytest.fixture
def noted(rich: Case, tmp_path: Path, sheet_of: Any) -> Case:
    row = {"file": "a.txt", "quote": "No pay", "framework": "ilo-11", "indicator": "withholding-of-wages",
           "stance": "supports", "subject": "W-01", "means": "first-hand", "memo": "open memo",
           "counsel_memo": SECRET}  # fmt: skip
    file = sheet_of(tmp_path / "c.csv", [row])
    assert len(register(rich, "codings", file, agent=rich.agent("AK")).recorded) == 1
    again = register(rich, "codings", file, agent=rich.agent("AK"))
    assert (again.recorded, again.already) == ((), 1)
    return rich


def test_the_memo_is_kept_once_with_its_coding_and_its_writer(noted: Case) -> None:
    (memo,) = counsel_memos(open_case(noted.path))
    assert (memo["text"], memo["subject"], memo["indicator"]) == (SECRET, "W-01", "withholding-of-wages")
    assert (memo["agent"], memo["counts"]) == ("AK", True)
    assert noted.state().get(memo["coding"]).record.memo == "open memo"


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_export_has_it(noted: Case, tmp_path: Path, ending: str) -> None:
    export_codings(noted, tmp_path / f"out{ending}")
    data = (tmp_path / f"out{ending}").read_bytes()
    assert b"Privileged" not in data
    assert ending == ".qdc" or b"open memo" in data, "an ordinary memo does go out"


def test_neither_the_ledger_nor_a_bundle_s_copy_nor_a_table_has_it(noted: Case, tmp_path: Path) -> None:
    copy = copy_case(noted.path, tmp_path / "copy")
    for folder in (noted.path / "ledger", noted.path / "objects", copy):
        assert not [path for path in folder.rglob("*") if path.is_file() and b"Privileged" in path.read_bytes()]
    assert not (copy / "counsel").exists()
    assert verify(open_case(copy)).ok, "the copy is whole without it"
    assert "Privileged" not in noted.tables().codings.to_csv()
    kept = [path for path in (noted.path / "counsel").iterdir() if b"Privileged" in path.read_bytes()]
    assert len(kept) == 1, "and the team still has it"
