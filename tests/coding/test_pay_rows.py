"""Registers of money go into a case row by row, each row on the exact words that it rests on."""

from pathlib import Path

from tests.coding.conftest import store
from workbench.casefile import Case
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.records import Period

SLIP = "PAYSLIP 2024-04\nDays 26\nGross for 2024-04: 750.00 USD\nPaid out: 310.00 USD\n"


def take(case: Case, kind: str, text: str, tmp_path: Path) -> Imported:
    file = tmp_path / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    return register(case, kind, file, agent=case.agent("MJ"))


def test_a_line_of_pay_rests_on_its_words(case: Case, tmp_path: Path) -> None:
    store(case, "slip.txt", SLIP.encode())
    made = take(case, "pay", "subject,line,start,end,value,currency,how,paid_on,source,file,quote\n"
                "W-01,paid,2024-04,2024-04,310.00,USD,cash,2024-05-16,S1,slip.txt,Paid out: 310.00 USD\n",
                tmp_path)  # fmt: skip
    assert made.problems == () and len(made.recorded) == 1
    tables = case.tables()
    (row,) = [row for _, row in tables.pay.iterrows()]
    assert (row["line"], row["value"], row["currency"], row["how"]) == ("paid", "310.00", "USD", "cash")
    assert (row["period_start"], row["paid_on"], row["stance"]) == ("2024-04", "2024-05-16", "supports")
    assert tables.passages.loc[row["passage"], "quote"] == "Paid out: 310.00 USD"
    again = take(case, "pay", (tmp_path / "pay.csv").read_text(encoding="utf-8"), tmp_path)
    assert (again.recorded, again.already) == ((), 1)


def test_a_term_and_a_rate(case: Case, tmp_path: Path) -> None:
    made = take(case, "terms", "subject,version,clause,start,says,value,currency,per,rule,source\n"
                "W-01,signed,wage,2024-03-05,full month,750,USD,month,,S1\n"
                "W-01,signed,absence,2024-03-05,three days for one,3,,,days-lost,S1\n", tmp_path)  # fmt: skip
    assert len(made.recorded) == 2
    wage, absence = (record for _, record in case.tables().rows["term"])
    assert (wage.value, wage.currency, wage.period) == ("750", "USD", Period(start="2024-03-05"))
    assert (absence.rule, absence.value) == ("days-lost", "3")
    take(case, "rates", "base,currency,value,day,source\nUSD,RSD,109.25,2024-04-30,S1\n", tmp_path)
    assert case.tables().rates["value"].tolist() == ["109.25"]


def test_a_row_that_cannot_be_taken_is_named_and_leaves_nothing_behind(case: Case, tmp_path: Path) -> None:
    made = take(case, "pay", "subject,line,value,source,file,quote\nW-01,bonus,3,S1,a.txt,No pay\nW-09,paid,3,S1,,\n"
                "W-01,paid,\"1,1\",S1,,\nW-01,paid,3,S1,a.txt,not there\n", tmp_path)  # fmt: skip
    assert [problem.code for problem in made.problems] == ["bad-value", "unknown", "bad-value", "quote-not-found"]
    assert "line 2, column line" in str(made.problems[0])
    assert case.tables().pay.empty and case.tables().passages.empty


def test_sums_that_may_be_a_thousandfold_are_refused_and_hours_are_not(case: Case, tmp_path: Path) -> None:
    made = take(case, "pay", "subject,line,start,end,value,high,currency,source\n"
                "W-01,paid,2024-04,2024-04,2.800,,USD,S1\n"
                "W-01,gross,2024-04,2024-04,2.80,3.100,USD,S1\n"
                "W-01,hours,2024-04,2024-04,207.500,,,S1\n", tmp_path)  # fmt: skip
    assert len(made.recorded) == 1
    first, second = map(str, made.problems)
    assert "line 2, column value" in first and "2800 or 2.80" in first
    assert "line 3, column high" in second and "3100 or 3.10" in second
    terms = "subject,version,clause,start,says,value,currency,per,source\n"
    terms += "W-01,signed,wage,2024-03,m,12.500,VND,month,S1\n"
    (term,) = take(case, "terms", terms, tmp_path).problems
    assert "line 2, column value" in str(term) and "12500 or 12.50" in str(term)
    (rate,) = take(case, "rates", "base,value,currency,day,source\nUSD,25.450,VND,2024-05-01,S1\n", tmp_path).problems
    assert "line 2, column value" in str(rate) and "25450 or 25.45" in str(rate)
