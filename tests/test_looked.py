"""What is looked at first: lists for JSON and pandas, one card an item."""

import gzip
from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from tests.extract.test_warc import INFO, PAGE, digest, record
from workbench.errors import BadValue, Unknown


def test_items_are_a_list_and_a_table(demo_case: Any) -> None:
    found = wb.items(demo_case)
    assert len(found) == len(found.df) == len(demo_case.state().of("item"))
    assert {"name", "kind", "outcome", "sha256"} <= set(found.df.columns)
    assert "<caption" in found._repr_html_()


def test_one_item_is_shown_with_its_passages(demo_case: Any) -> None:
    card = wb.show(demo_case, "testimonies/W-05_2024-05-18_vi.docx")
    page = card._repr_html_()
    assert card["kind"] and "passages (" in page and card["sha256"] in page


def test_a_part_of_a_name_leads_to_the_name(demo_case: Any) -> None:
    with pytest.raises(Unknown, match=r"Did you mean testimonies/W-05_2024-05-"):
        wb.show(demo_case, "W-05_2024-05")


def test_of_two_items_with_one_name_the_ids_are_told(tmp_path: Path) -> None:
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", sealed=False)
    for folder, words in (("a", "One."), ("b", "Another.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "IMG_1.txt").write_text(words)
        wb.add(case, tmp_path / folder, agent="MJ")
    first, second = (one["id"] for one in wb.items(case))
    with pytest.raises(BadValue, match=f"the id of the one that is meant, of {first[:12]}, {second[:12]}"):
        wb.show(case, "IMG_1.txt")
    assert wb.show(case, second[:12])["id"] == second


def test_a_page_of_a_web_archive_is_shown_with_its_address_and_time_as_written(tmp_path: Path) -> None:
    changed = PAGE.replace(b"our", b"all")
    parts = (
        INFO,
        record(PAGE, WARC_Payload_Digest=digest(PAGE)),
        record(changed, WARC_Payload_Digest=digest(PAGE)),
    )
    (tmp_path / "web.warc.gz").write_bytes(b"".join(map(gzip.compress, parts)))  # a gzip member for each record
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", sealed=False)
    wb.add(case, tmp_path / "web.warc.gz", agent="MJ")
    good, bad = (wb.show(case, f"web.warc.gz/web.warc/0000{number} agency.example_jobs") for number in (2, 3))
    assert good["captured"] == {
        "address": "http://agency.example/jobs?x=1",
        "captured_as_written": "2021-11-15T08:14:03Z",
        "digest_checked": "matches",
    }
    assert bad["captured"]["digest_checked"] == "differs"
    assert "captured" not in wb.show(case, "web.warc.gz")
