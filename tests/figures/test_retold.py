"""What findings say is said in the language of the copy, and what nobody translated stays as it is."""

import pytest

from workbench import codebook
from workbench.codebook.messages import languages, messages
from workbench.errors import Unknown
from workbench.figures.retold import coded, head, indicator, own
from workbench.figures.words import speaking

SERBIAN = messages("sr-Latn")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2024-03-04 to 2024-05", "od 04.03.2024. do 05.2024."),
        ("from 2024-04-01", "od 01.04.2024."),
        ("not dated", "bez datuma"),
        ("3 of 12 (1 documented, 2 alleged)", "3 od 12 (1 dokumentovano, 2 navedeno)"),
        ("Publication 1 retells Account 6, Account 12", "Objava 1 prepričava: Iskaz 6, Iskaz 12"),
        ("all of 3 origins through one session (Note 2)", "porekla iz istog razgovora (Note 2): svih 3"),
        ("falls due on 2024-07-20", "dospeva 20.07.2024."),
        ("2024-05-21: Visit to the site, partly", "21.05.2024: Visit to the site, delimično"),
        ("not said", "nije navedeno"),
        ("The state of the barracks, reported by the police", "The state of the barracks, reported by the police"),
        ("Payslip for 2024-04", "Payslip for 2024-04"),
    ],
)  # fmt: skip
def test_a_sentence_is_said_in_serbian_and_nothing_is_changed_in_english(words: str, said: str) -> None:
    assert own(words) == words
    with speaking(SERBIAN):
        assert own(words) == said


def test_a_spreadsheet_keeps_its_days() -> None:
    with speaking(SERBIAN):
        assert own("2024-03-04 to 2024-05", iso=True) == "od 2024-03-04 do 2024-05"


def test_where_only_headings_are_in_a_language_the_sentences_stay_english() -> None:
    with speaking(messages("vi")):
        assert own("not said") == "not said" and head("status") == "status" and coded("means", "hearsay") == "hearsay"


def test_every_way_of_saying_when_a_duty_falls_due_is_known_and_every_bearer() -> None:
    listed = codebook.duties().values()
    with speaking(SERBIAN):
        assert [one.due for one in listed if own(one.due) == one.due] == []
        assert [one.bearer for one in listed if own(one.bearer) == one.bearer] == []


def test_a_column_that_no_table_has_is_named() -> None:
    with speaking(SERBIAN), pytest.raises(Unknown, match=r"column\.cloumn"):
        head("cloumn")


@pytest.mark.parametrize("lang", languages())
def test_an_indicator_has_its_name_in_the_language(lang: str) -> None:
    labels = {one: one.upper() for one in languages()}
    with speaking(messages(lang)):
        assert indicator(labels, "EN") == lang.upper()
