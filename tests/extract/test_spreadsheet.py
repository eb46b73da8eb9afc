import datetime
import io
import json
import time

import openpyxl
import xlsxwriter


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(found):
    words = found.made[0].data.decode()
    return {place["label"]: words[place["start"] : place["end"]] for place in json.loads(found.made[1].data)["places"]}


def test_cells_sheets_and_hidden_sheets(read):
    book = openpyxl.Workbook()
    book.active.title = "Plate"
    for place, value in {
        "A1": "NA",
        "B1": "007",
        "C1": 350,
        "D1": 12.5,
        "A2": datetime.date(2021, 11, 15),
        "B2": True,
    }.items():
        book.active[place] = value
    other = book.create_sheet("Sakriveno")
    other["B4"] = "Đorđe"
    other.sheet_state = "veryHidden"
    found = read(saved(book), "a.xlsx")
    told = cells(found)
    assert [told[f"Plate!{at}"] for at in ("A1", "B1", "C1", "D1", "A2", "B2")] == [
        "NA",
        "007",
        "350",
        "12.5",
        "2021-11-15",
        "TRUE",
    ]
    assert told["Sakriveno!B4"] == "Đorđe"
    assert [(reason.code, "Sakriveno" in reason.message) for reason in found.reasons] == [("hidden-sheet", True)]


def test_a_formula_keeps_its_words_and_its_last_value(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("S")
        sheet.write_formula("A1", "=350-120", None, 230)
        sheet.write_string("A2", "=not a formula")
    found = read(out.getvalue(), "a.xlsx")
    assert cells(found)["S!A1"] == "=350-120 [last computed: 230]"
    assert "formulas" in [reason.code for reason in found.reasons]


def test_a_number_is_read_as_the_sheet_shows_it_and_kept_as_it_is_stored(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("S")
        for row, (value, code) in enumerate([(7, "000"), (641234567, "000-0000-000"), (350.5, "000"), (7, "0.00")]):
            sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
        sheet.write_formula("B1", "=A1", book.add_format({"num_format": "00000"}), 7)
        sheet.write_datetime("B2", datetime.datetime(2024, 5, 11), book.add_format({"num_format": "yyyy-mm-dd"}))
    found = read(out.getvalue(), "a.xlsx")
    assert cells(found) == {"S!A1": "007", "S!B1": "=A1 [last computed: 00007]", "S!A2": "064-1234-567",
                            "S!B2": "2024-05-11", "S!A3": "350.5", "S!A4": "7"}  # fmt: skip
    assert json.loads(found.made[1].data)["stored"] == {"S!A1": "7", "S!B1": "7", "S!A2": "641234567"}


def test_one_far_cell_costs_no_memory(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("S")
        sheet.write_string(1048575, 16383, "far")
    begun = time.monotonic()
    assert cells(read(out.getvalue(), "a.xlsx")) == {"S!XFD1048576": "far"}
    assert time.monotonic() - begun < 15


def test_a_book_of_nothing_says_so(read):
    found = read(saved(openpyxl.Workbook()), "a.xlsx")
    assert "".join(made.data.decode() for made in found.made[:1]).strip() in {"", "Sheet"}
