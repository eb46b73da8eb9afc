"""The page of wages: each month leads to its steps and each step to its words; nothing in it runs."""

from tests.findings.paid import Book, signed
from tests.release.hostile_case import SCRIPT
from tests.release.look import assert_whole
from workbench.findings.wages import wages
from workbench.release.wages_page import as_html
from workbench.tables import Tables


def test_the_page_of_the_demo_is_whole_and_every_link_leads_somewhere(demo: Tables) -> None:
    found = wages(demo)
    seen = assert_whole(as_html(found, demo))
    assert {f"month-{row.number}" for row in found.rows} <= set(seen.ids)
    assert {f"steps-{row.number}" for row in found.rows} <= set(seen.ids)
    assert "750.00 USD × 17 / 26 days" in seen.text and "490.38 USD" in seen.text
    assert "Nobody has compared these rules with the Official Gazette yet" in seen.text
    assert "worse for the worker" in seen.text


def test_no_name_of_a_worker_stands_on_the_page_but_in_quotes_of_the_originals(demo: Tables) -> None:
    entities = demo.entities
    names = [name for names in entities.loc[entities["schema"] == "Worker", "names"] for name in names]
    text = assert_whole(as_html(wages(demo), demo)).text
    before_words = text[: text.rindex("The words behind the figures")]
    assert not [name for name in names if name in before_words]


def test_the_public_record_has_rules_and_no_months(record: Tables) -> None:
    text = assert_whole(as_html(wages(record), record)).text
    assert "No month of a worker is on record." in text
    assert "the whole month's wage is lost" in text and "the day's wage is lost" in text


def test_words_that_try_to_run_are_shown() -> None:
    book = signed(Book()).term("signed", "work", says=SCRIPT, start="2024-03").pay("days", "26")
    tables = book.pay("paid", "1", "USD", name="x").tables()
    tables.rows["case"] = []
    tables = with_case(tables)
    seen = assert_whole(as_html(wages(tables), tables))
    assert "script" not in seen.tags and "broken into" in seen.text


def with_case(tables: Tables) -> Tables:
    from workbench.records import CaseInfo

    return tables.with_rows({**tables.rows, "case": [("c", CaseInfo(title="A", nature="synthetic"))]})
