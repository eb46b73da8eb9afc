"""A sheet of a copy in its language: heads, codes and sentences; quotes, digests and days stay."""

import pytest

from workbench.codebook.messages import messages
from workbench.errors import Unknown
from workbench.figures.words import speaking
from workbench.release.sheets import Sheet
from workbench.release.spoken_sheet import called, noted, spoken

MADE = Sheet(
    "Evidence", ("quote", "stance", "start", "period as written", "source"),
    (("not said", "supports", "2024-03", "not dated", "Account 3"), (None, "contradicts", 7, "[withheld: name]", "")),
    links={(0, 1): ("Matrix", 4)},
)  # fmt: skip


def test_codes_and_our_words_are_said_in_serbian_and_quotes_and_days_stay() -> None:
    with speaking(messages("sr-Latn")):
        made = spoken(MADE)
    assert made.headers == ("citat", "stav", "početak", "period kako piše", "izvor")
    assert made.rows[0] == ("not said", "govori za", "2024-03", "bez datuma", "Iskaz 3")
    assert made.rows[1] == (None, "govori protiv", 7, "[izostavljeno: ime]", "")
    assert made.name == "Dokazi" and made.links == {(0, 1): ("Matrica", 4)}


def test_in_english_and_in_english_text_codes_alone_are_said_in_words() -> None:
    made = spoken(MADE)
    assert made.rows == (
        ("not said", "speaks for it", "2024-03", "not dated", "Account 3"),
        (None, "speaks against it", 7, "[withheld: name]", ""),
    )
    assert (made.name, made.headers, made.links) == (MADE.name, MADE.headers, MADE.links)
    with speaking(messages("vi")):
        assert spoken(MADE) == made


def test_no_code_that_a_record_may_have_is_left_as_it_is_in_english() -> None:
    codes = {"stance": "supports", "means": "official-finding", "source kind": "ngo-report", "cell": "not-assessed",
             "finds": "not-done", "how it came up": "closed"}  # fmt: skip
    made = spoken(Sheet("Evidence", tuple(codes), (tuple(codes.values()),)))
    assert made.rows == (("speaks for it", "official finding", "report of an organisation", "not assessed", "not done",
                          "to a yes-or-no question"),)  # fmt: skip


def test_further_columns_can_be_of_codes() -> None:
    made = Sheet("Responses", ("status",), (("met late",),))
    with speaking(messages("sr-Cyrl")):
        assert spoken(made, {"status": "duty.status"}).rows == (("испуњено са закашњењем",),)


def test_a_sheet_that_no_table_names_is_named() -> None:
    with speaking(messages("sr-Latn")), pytest.raises(Unknown, match=r"worksheet\.cloud"):
        called("Cloud")


def test_notes_name_states_in_the_language() -> None:
    with speaking(messages("sr-Latn")):
        made = noted((("as of", "2024"), ("state: denied", "...")), (8, 40))
    assert made.name == "Napomene" and [row[0] for row in made.rows] == ["stanje na dan", "stanje: poreknuto"]
