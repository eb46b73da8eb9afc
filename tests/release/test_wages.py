"""The ledger of wages as files: every row, every step, every digit; and nothing that a program could run."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from tests.findings.paid import Book, signed
from tests.release.test_write import live
from workbench.findings.wages import Wages, wages
from workbench.release.sheets import as_csv
from workbench.release.wages import FORMS, as_json, as_xlsx, contracts, debts, months, passages, steps, terms
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Wages:
    return wages(demo)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_demo_has_months_debts_contracts_and_terms(found: Wages) -> None:
    assert len(months(found).rows) == len(found.rows) >= 12
    assert {row[1] for row in contracts(found).rows} == {"W-01", "W-04", "W-08"}
    assert len(debts(found).rows) >= 20 and len(terms(found).rows) >= 40
    assert {row[0] for row in steps(found).rows} >= {"W-01", "W-02", "W-04", "W-07", "W-09"}


def test_the_payslips_of_the_demo_come_out_to_the_cent(found: Wages) -> None:
    """W-04, April: 750 × 17 / 26 = 490.38; 386 deducted and 104 paid; he tells of 11 hours a day."""
    row = next(row for row in rows(as_csv(months(found))) if (row["worker"], row["month"]) == ("W-04", "2024-04"))
    assert row["due contract from"] == row["due contract to"] == "490.38"
    assert row["deductions"] == "food 120.00 USD; gloves 6.00 USD; penalty 260.00 USD"
    # By law: 17 × 11 = 187 h, 11 above 176: 750 / 176 × (176 + 11 × 1.26) = 809.06; the minimum at 109.37 is 470.44.
    assert (row["due law from"], row["due minimum from"], row["due minimum currency"]) == ("809.06", "51452.06", "RSD")
    assert (row["missing from"], row["missing to"], row["missing currency"]) == ("-19.56", "705.06", "USD")


def test_json_keeps_every_digit_as_text_and_no_id_of_a_worker(demo: Tables, found: Wages) -> None:
    text = as_json(found, demo).decode()
    document = json.loads(text)
    first = document["months"][0]
    assert (first["worker"], first["paid"][0]["from"]) == ("W-01", "0.00")
    assert [step["what"] for step in first["steps"]][-1] == "Missing"
    assert {claim["worker"] for claim in document["claims"]} == {row.worker for row in found.rows}
    assert not [row.worker_id for row in found.rows if row.worker_id in text]
    assert any("art. 108" in rule for claim in document["claims"] for rule in claim["unverified"])


def test_every_passage_of_a_figure_is_one_of_the_case(demo: Tables, found: Wages) -> None:
    assert set(passages(found)) <= set(demo.passages.index)
    assert len(list(passages(found))) > 40


def test_the_workbook_has_a_sheet_for_each_and_numbers_are_numbers(demo: Tables, found: Wages) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, demo)))
    assert book.sheetnames == ["Months", "Debts", "Contracts", "Terms", "Steps", "Notes"]
    head = [cell.value for cell in book["Months"][1]]
    assert book["Months"].cell(2, head.index("due contract from") + 1).value == pytest.approx(721.15)
    assert {cell.data_type for page in book for line in page for cell in line} <= {"s", "n"}


def test_what_looks_like_a_formula_stays_text() -> None:
    book = signed(Book()).term("signed", "work", says="=1+1", start="2024-03").pay("days", "26", note="=1+1")
    book.owed("Fee", "AG", "1").pay("paid", "1", "USD")
    tables = book.tables()
    for _, form in FORMS[".csv"]:
        cells = [
            cell for line in csv.reader(io.StringIO(form(wages(tables), tables).decode("utf-8-sig"))) for cell in line
        ]
        assert cells and not [cell for cell in cells if live(cell)]


def test_the_same_ledger_gives_the_same_bytes(demo: Tables, found: Wages) -> None:
    again = wages(demo)
    for suffix in (".csv", ".json", ".xlsx"):
        for _, form in FORMS[suffix]:
            assert form(found, demo) == form(again, demo)


def test_a_sum_with_an_open_end_has_no_upper_number() -> None:
    book = Book().term("promised", "wage", "1100", "USD", per="month").term("promised", "days", "26", per="month")
    book.term("promised", "hours", "8", per="day").term("promised", "overtime", "150")
    found = wages(book.pay("days", "26").pay("paid", "300", "USD").tables())
    sheet = months(found)
    line = dict(zip(sheet.headers, sheet.rows[0], strict=True))
    assert (line["missing from"], line["missing to"]) == (Decimal("800.00"), None)
