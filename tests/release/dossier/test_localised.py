"""Labels that a release draws are in the language of the dossier; what others wrote stays."""

import dataclasses

import pytest

from workbench.codebook.messages import messages
from workbench.disclosure import identifiers, naming, pseudonyms
from workbench.findings.placing import label
from workbench.redaction.text import BLOCKS
from workbench.release.dossier.document import Document, Paragraph, Quote, Section, Table, plain
from workbench.release.dossier.localised import labels, localised
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import Gathered

TOLD = {"lang": "sr-Latn", "headings": "sr-Latn", "at": "", "head": "h", "notice": "n", "labels": {}}


def said(words: str, lang: str = "sr-Latn") -> str:
    part = Section("a", "A", (Paragraph((words,)),))
    block = localised(Document(title="A", case="B", sections=(part,), **TOLD), messages(lang)).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return plain(block.text)


def test_every_word_that_a_label_begins_with_has_a_message() -> None:
    drawn = {*naming.WORDS.values(), *pseudonyms.WORDS.values(), pseudonyms.PERSON, naming.ITEM, naming.GROUP}
    drawn |= {naming.INTERPRETER, "Source"}
    english = {messages("en")(key, code="7") for key in messages("en").words if key.startswith("drawn.")
               and "{code}" in messages("en").words[key]}  # fmt: skip
    assert english == {f"{word} 7" for word in drawn}


def test_every_reason_that_stands_for_withheld_words_has_a_message() -> None:
    kinds = {kind for kind, _ in (*identifiers.PATTERNS, *identifiers.NAMED)} | {"date", "hour", "telephone"}
    english = set(messages("en").words.values())
    assert {f"[withheld: {kind}]" for kind in kinds} | set(BLOCKS.values()) <= english


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("Company paper 3 (company)", "sr-Latn", "Dopis preduzeća 3 (company)"),
        ("Worker K7, Group 2; Person 10", "sr-Cyrl", "Радник K7, Група 2; Лице 10"),
        (label("2021-11", "month"), "sr-Latn", "novembar 2021"),
        (label("2021", "month"), "sr-Cyrl", "2021, месец није наведен"),
        (label("2021-Q3", "quarter"), "sr-Latn", "3. tromesečje 2021"),
        (label("unknown", "month"), "sr-Latn", "vreme nije navedeno"),
        ("Workers, as a count", "sr-Latn", "Radnici, kao broj"),
        ("Accounts of 11 or more workers", "sr-Latn", "Iskazi 11 ili više radnika"),
        ("until [withheld: date]", "sr-Latn", "until [izostavljeno: datum]"),
        ("Accounts of the company, Document signed", "sr-Latn", "Accounts of the company, Document signed"),
        ("an account (worker); first-hand", "sr-Latn", "jedan iskaz (worker); first-hand"),
        ("gave an account", "sr-Latn", "gave an account"),
        ("report of September 2024", "sr-Latn", "report of September 2024"),
        ("Oznaka: ilo-11 | isolation | Person 10", "sr-Latn", "Oznaka: ilo-11 | isolation | Person 10"),
        ("Worker K7", "en", "Worker K7"),
        ("Worker K7", "vi", "Worker K7"),
    ],
)
def test_a_label_is_said_in_the_language_of_the_dossier(words: str, lang: str, expected: str) -> None:
    assert said(words, lang) == expected


def test_words_of_others_and_names_of_files_stay() -> None:
    quote = Quote("Account 3 says [withheld], not [withheld: hour]", "en", ("Account 3",), "unit-1")
    table = Table("Account 3", ("a",), (("Account 3",),), name="Account 3", anchors=("Account 3",))
    made = localised(
        Document(title="A", case="Account 3", sections=(Section("a", "A", (quote, table)),), **TOLD),
        messages("sr-Latn"),
    )
    assert made.case == "Account 3"
    assert made.sections[0].blocks == (
        dataclasses.replace(quote, words="Account 3 says [izostavljeno], not [izostavljeno: sat]", under=("Iskaz 3",)),
        dataclasses.replace(table, caption="Iskaz 3", rows=(("Iskaz 3",),)),
    )


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("sr-Latn", "Person 2, Radnik K7 and Group 3 signed Document 5; a worker saw Account 3"),
        ("sr-Cyrl", "Person 2, Радник K7 and Group 3 signed Document 5; a worker saw Account 3"),
        ("en", "Person 2, Worker K7 and Group 3 signed Document 5; a worker saw Account 3"),
    ],
)
def test_in_quotes_too_a_worker_has_one_name_and_what_somebody_may_have_said_stands(lang: str, told: str) -> None:
    quote = Quote("Person 2, Worker K7 and Group 3 signed Document 5; a worker saw Account 3", "en", (), "unit-1")
    made = localised(Document(title="A", case="B", sections=(Section("a", "A", (quote,)),), **TOLD), messages(lang))
    block = made.sections[0].blocks[0]
    assert isinstance(block, Quote) and block.words == told


def test_a_serbian_dossier_has_no_english_label_and_says_how_they_are_called_elsewhere(held: Gathered) -> None:
    made = dossier(held, "sr-Latn")
    cells = [plain(cell) for table in made.tables() for row in table.rows for cell in row]
    assert any(cell.startswith("Radnik ") for cell in cells) and any(cell.startswith("Iskaz ") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("Worker ", "Account ", "Company paper "))]
    limits = next(one for _, one in made.walk() if one.anchor == "limitations")
    assert labels(messages("sr-Latn")) in " ".join(plain(one) for one in limits.blocks[0].items)
