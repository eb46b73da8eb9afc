"""Old workbooks: cells as they are shown, nothing guessed; the forms of others in this format."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from workbench.extract import extract
from workbench.extract.oldtables import read
from workbench.extract.outcome import Unread

PAY = Path(__file__).parent / "oldoffices" / "pay.xls"


def test_cells_dates_truths_and_faults_are_read_and_nothing_vanishes() -> None:
    found = extract(PAY, "pay.xls")
    text, layout = (part.data.decode() for part in found.made)
    assert "007\t380.5\t2024-05-11\tTRUE\t761\nNA\t12\t2024-05-11 08:30:00\tFALSE\t#DIV/0!\nHọ giữ hộ chiếu" in text
    places = {one["label"]: text[one["start"] : one["end"]] for one in json.loads(layout)["places"]}
    assert (places["Pay!A2"], places["Pay!A3"], places["Secret!A1"]) == ("007", "NA", "держе")
    assert [one.code for one in found.reasons] == ["hidden-sheet"] and found.kind == "table"


def test_a_number_is_read_as_the_sheet_shows_it_and_kept_as_it_is_stored() -> None:
    found = extract(PAY.with_name("numbers.xls"), "numbers.xls")
    text, layout = (part.data.decode() for part in found.made)
    assert text == "Workers\n007\t064-1234-567\tW-07\t350.5\t7\t555-1234\n00014\n"
    stored = json.loads(layout)["stored"]
    assert (stored["Workers!A1"], stored["Workers!B1"], stored["Workers!A2"]) == ("7", "641234567", "14")


def test_where_formats_cannot_be_read_the_numbers_still_are_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(book: Any, *_: object) -> None:
        if book.formatting_info:
            raise IndexError("no such format")

    monkeypatch.setattr("workbench.extract.oldtables._format", broken)
    found = read(PAY.with_name("numbers.xls").read_bytes())
    assert found.made[0].data.startswith(b"Workers\n7\t641234567\t7\t350.5")
    assert "formats of cells" in next(one.message for one in found.reasons if one.code == "part-unreadable")


@pytest.mark.parametrize("keep", [600, 3000, 6000])
def test_a_workbook_cut_short_is_damaged(keep: int) -> None:
    with pytest.raises(Unread):
        read(PAY.read_bytes()[:keep])


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="no files by others at hand")
def test_forms_of_others_are_read_as_forms() -> None:
    files = sorted(Path(os.environ["WORKBENCH_CORPUS"]).rglob("*.xls"))
    found = [extract(file, file.name) for file in files]
    assert len(found) >= 30 and {one.outcome for one in found} == {"parsed"}
    assert all("form" in {part.kind for part in one.made} for one in found)
