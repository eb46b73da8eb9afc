"""The page of what institutions owed and did: each step leads to its words, in the language of the copy."""

import pytest

from tests.release.conftest import leaving
from tests.release.look import assert_whole
from workbench.codebook.messages import messages
from workbench.figures.retold import own
from workbench.figures.words import speaking
from workbench.findings.matrix import matrix
from workbench.findings.responses import Responses, responses
from workbench.release.responses_page import as_html
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(record: Tables) -> Responses:
    return responses(record)


def test_the_page_leads_from_each_step_to_its_words(found: Responses, record: Tables) -> None:
    seen = assert_whole(as_html(found, record))
    assert {f"duty-{row.number}" for row in found.rows} <= set(seen.ids)
    assert "Three months on, the state centre" in seen.text
    assert "a status says what is on record" in seen.text.lower()


def test_the_first_table_has_a_caption_of_its_own_and_no_column_that_nobody_can_write_in(
    found: Responses, record: Tables
) -> None:
    page = as_html(found, record).decode()
    table = page.split('<section id="table">')[1].split("</section>")[0]
    assert "<caption>What was owed, and how it stands</caption>" in table
    assert '<p class="small">What a status says: met; met late; missed: ' in table
    assert "answer of the institution" not in table.split("</table>")[0] and "The workbook of this name" in table
    rows = [row.split("<td") for row in table.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]]
    assert len(rows) == len(found.rows) and all(len({len(row) for row in rows}) == 1 for row in rows)


def test_codes_of_steps_are_words(found: Responses, record: Tables) -> None:
    steps = as_html(found, record).decode().split('<section id="steps">')[1].split("</section>")[0]
    assert "not done" in steps and "speaks for it" in steps
    assert "not-done" not in steps and "supports" not in steps


def test_in_a_serbian_copy_duties_steps_and_reasons_are_serbian(record: Tables) -> None:
    bare = leaving(record)
    with speaking(messages("sr-Latn")):
        page = as_html(responses(bare), bare).decode()
    assert '<html lang="sr-Latn">' in page and "Šta su institucije dugovale i učinile" in page
    assert "Šta je dugovano i kako stoji</caption>" in page and "odgovor institucije na svaki red" in page
    assert "Izvestiti skupštinski odbor" in page
    for words in ("no date is set", "nothing on record says", "not done, as", "any first responder", "None."):
        assert words not in page, words


def test_every_sentence_that_findings_make_of_the_cases_that_ship_is_known(demo: Tables, record: Tables) -> None:
    lines = {line for one in (demo, record) for by in ("worker", "employer") for line in matrix(one, by=by).coverage}
    lines |= {row.why for one in (demo, record) for row in responses(one).rows}
    with speaking(messages("sr-Latn")):
        assert [line for line in sorted(lines) if own(line) == line] == []


def test_what_is_empty_says_so_in_a_sentence(record: Tables) -> None:
    none = record.with_rows(dict(record.rows) | {"act": []})
    text = assert_whole(as_html(responses(none), none)).text
    assert "No step is on record." in text and "No duty is on record." in text and "None." not in text
