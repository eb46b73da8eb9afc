"""The custody record in a bag: valid, complete, found out when touched, and without a clock."""

from pathlib import Path

import bagit
import pytest

from tests.release.custody_sheet import sheet
from workbench.release.bag import check_bag
from workbench.release.custody import FORMS
from workbench.release.custody_bag import fill


def test_the_bag_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    one = fill(tmp_path / "one", found, tables, day="2026-01-15", original=b"bytes")
    two = fill(tmp_path / "two", found, tables, day="2026-01-15", original=b"bytes")
    assert one == two and bagit.Bag(str(tmp_path / "one")).validate()
    assert {f"data/custody{suffix}" for suffix in FORMS} < {file["path"] for file in one}
    assert "Bagging-Date: 2026-01-15" in (tmp_path / "one" / "bag-info.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["data/custody.pdf", "data/custody.json", "bag-info.txt"])
def test_a_file_that_was_touched_is_found_out(tmp_path: Path, name: str) -> None:
    found, tables = sheet(tmp_path)
    fill(tmp_path / "bag", found, tables, day="2026-01-15", original=None)
    assert check_bag(tmp_path / "bag") == []
    data = bytearray((tmp_path / "bag" / name).read_bytes())
    data[10] ^= 1
    (tmp_path / "bag" / name).write_bytes(bytes(data))
    assert [problem.subject for problem in check_bag(tmp_path / "bag")] == [name]
