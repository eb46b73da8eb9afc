from pathlib import Path

from tests.foreign.texts import FILES, read, written
from workbench.foreign.grid import grids


def test_rows_have_numbers_cells_and_their_own_words() -> None:
    text, layout = read(FILES / "wro.csv")
    (grid,) = grids(text, layout)
    assert grid.header[:3] == ("Country", "Industry", "Status") and grid.sheet == ""
    assert [line.number for line in grid.lines] == [2, 3, 4], "the row of commas alone is none"
    assert grid.lines[0].cells["Entity"] == "Izmišljena tekstil Co., Ltd"
    start, end = grid.lines[0].span
    assert text[start:end].startswith("Fictionland\tApparel") and text[start:end].endswith("CN")


def test_a_workbook_has_a_table_a_sheet() -> None:
    found = {grid.sheet: grid for grid in grids(*read(FILES / "fiction.xlsx"))}
    assert found["Companies"].lines[0].where == "sheet Companies, row 2"
    assert found["People"].header[0] == "ID"


def test_a_header_that_stands_twice_loses_no_cell(tmp_path: Path) -> None:
    (grid,) = grids(*written(tmp_path, "a.csv", "name,name\nA,B\n"))
    assert grid.lines[0].cells == {"name": "A", "name (B)": "B"}


def test_a_cell_without_a_header_keeps_its_column(tmp_path: Path) -> None:
    (grid,) = grids(*written(tmp_path, "a.csv", "name,\nA,B\n"))
    assert grid.lines[0].cells == {"name": "A", "B": "B"}


def test_text_without_cells_is_no_table() -> None:
    assert grids('{"a": 1}', {"unit": "line", "places": []}) == []
