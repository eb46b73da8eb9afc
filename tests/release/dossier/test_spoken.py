"""Dates and decimals in the forms that people read; what others wrote, and files for programs, stay."""

from decimal import Decimal

import pytest

from workbench.release.dossier.data import values
from workbench.release.dossier.document import Document, Facts, Paragraph, Quote, Section, Table, plain
from workbench.release.dossier.forms import written
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.spoken import Comma, amount, spoken
from workbench.release.gathered import Gathered


def made(*blocks: Paragraph | Quote | Table | Facts, lang: str = "sr-Latn") -> Document:
    told = {"headings": lang, "at": "2024-07-01", "head": "2024-07-01", "notice": "Kopija K, 2024-07-01. Imena",
            "labels": {"made": "dana 2024-07-01"}}  # fmt: skip
    return Document(title="A", case="May 2024-05", lang=lang, sections=(Section("a", "A", blocks),), **told)  # type: ignore[arg-type]


def said(words: str, lang: str = "sr-Latn") -> str:
    block = spoken(made(Paragraph((words,)), lang=lang)).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return plain(block.text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2024-05-21", "21.05.2024."),
        ("2024-05", "05.2024."),
        ("2024", "2024"),
        ("od 2024-03 do 2024-05-21", "od 03.2024. do 21.05.2024."),
        ("од 2024-03 до 2024-05", "од 03.2024. до 05.2024."),
        ("Od 2024 do 2024-05-15, koliko imaju vreme.", "Od 2024 do 15.05.2024, koliko imaju vreme."),
        ("Kako stoji na dan 2024-06-20", "Kako stoji na dan 20.06.2024."),
        ("kako stoji (stanje: 2024-06)", "kako stoji (stanje: 06.2024)"),
        ("Iskaz 3 (radnik); govori za; od 2024-03; rečima", "Iskaz 3 (radnik); govori za; od 03.2024; rečima"),
        (" (report of September 2024, 2024-09; ", " (report of September 2024, 09.2024; "),
        ("2024-05-16: The association writes", "16.05.2024: The association writes"),
        ("isplate: 2024-04 - 2024-06 (7)", "isplate: 04.2024. - 06.2024. (7)"),
        ("Kopija K, 2024-07-01. Imena", "Kopija K, 01.07.2024. Imena"),
        ("Payslip of Radnik A2 for 2024-04", "Payslip of Radnik A2 for 2024-04"),
        ("testimonies/W-01_2024-05-11_vi.txt", "testimonies/W-01_2024-05-11_vi.txt"),
        ("dana (GGGG-MM-DD)", "dana (GGGG-MM-DD)"),
    ],
)
def test_our_dates_are_written_as_serbian_writes_them_and_those_of_others_stay(words: str, expected: str) -> None:
    assert said(words) == expected


def test_english_keeps_the_form_that_no_reader_takes_for_another() -> None:
    assert said("from 2024-03 to 2024-05-21", "en") == "from 2024-03 to 2024-05-21"


def test_quotes_names_and_what_a_program_reads_stay() -> None:
    quote = Quote("2024-05-21", "vi", ("Ev1. 2024-05-21.",), "unit-1")
    table = Table("Na dan 2024-05-21", ("a",), ((Decimal("44.90"), 3, None),), name="2024-05", anchors=("2024-05",))
    told = spoken(made(quote, table, Facts((("Izrađeno", "2024-07-01"),)), lang="sr-Cyrl"))
    first, second, third = told.sections[0].blocks
    assert first == Quote("2024-05-21", "vi", ("Ev1. 2024-05-21.",), "unit-1"), "a number before it is no word of ours"
    assert isinstance(second, Table) and (second.name, second.anchors) == ("2024-05", ("2024-05",))
    assert second.caption == "Na dan 21.05.2024." and [str(one) for one in second.rows[0]] == ["44,90", "3", "None"]
    assert isinstance(second.rows[0][0], Comma) and second.rows[0][0] == Decimal("44.90"), "still a number"
    assert third == Facts((("Izrađeno", "01.07.2024."),))
    assert (told.case, told.at, told.head, told.notice) == (
        "May 2024-05", "2024-07-01", "2024-07-01", "Kopija K, 01.07.2024. Imena",
    )  # fmt: skip
    assert told.labels == {"made": "dana 01.07.2024."}


def test_a_dossier_says_dates_in_the_page_and_keeps_them_in_the_tables_for_programs(held: Gathered) -> None:
    document = dossier(held, "sr-Cyrl")
    page = written(document, "html")["dossier.html"].decode()
    assert ">21.05.2024.<" in page and ">44,9" in page and ">44.9" not in page
    files = written(document, "csv")
    assert b'"2024-05-21"' in files["table-chronology.csv"] and b",44.9" in files["table-places.csv"]


@pytest.mark.parametrize(("lang", "eight", "half"), [("en", "24,000", "1,200.5"), ("sr-Cyrl", "24.000", "1.200,5")])
def test_figures_have_groups_in_cells_as_in_sentences(lang: str, eight: str, half: str) -> None:
    table = Table("Sums", ("a", "b", "c", "d"), ((24000, Decimal("1200.5"), 999, "2024"),), name="sums")
    document = made(table, lang=lang)
    block = spoken(document).sections[0].blocks[0]
    assert isinstance(block, Table) and [plain(one) for one in block.rows[0]] == [eight, half, "999", "2024"]
    assert block.rows[0][0] == 24000 and values(spoken(document))["sections"][0]["blocks"][0]["rows"][0][:3] == [
        {"figures": eight}, {"figures": half}, 999,
    ]  # fmt: skip
    assert b"24000,1200.5,999" in written(document, "csv")["table-sums.csv"], "what programs read stays"


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [("12000", "en", "12,000"), ("12000", "sr-Cyrl", "12.000"), ("1234.5", "sr-Latn", "1.234,5"), ("7", "en", "7")],
)
def test_a_sum_is_grouped_as_its_language_does(value: str, lang: str, expected: str) -> None:
    assert amount(Decimal(value), lang) == expected
