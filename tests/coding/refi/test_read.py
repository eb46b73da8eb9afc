"""Projects of others: what is a coding of an indicator comes in whole, everything else is named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.indicators import Indicators
from workbench.coding.refi.archive import Package
from workbench.coding.refi.read import read_codebook, read_project
from workbench.coding.shelf import Shelf
from workbench.errors import WorkbenchError

TEXT = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again."
SELECTION = 'guid="E0000000-0000-4000-8000-000000000001" startPosition="0" endPosition="6"'
SOURCE = "50000000-0000-4000-8000-000000000001"
BREAKFAST = "C0000000-0000-4000-8000-000000000002"


@pytest.fixture
def read(rich: Case, foreign: Callable[..., Path]) -> Any:
    def one(sources: str, table: dict[str, dict[str, str]] | None = None, **more: Any) -> tuple[list[Any], list[str]]:
        problems: list[WorkbenchError] = []
        package = Package(foreign(sources, a=TEXT.encode(), **more))
        entries = read_project(package, Shelf(rich), Indicators(table=table or {}), problems)
        return [entry.values for entry in entries], [str(problem) for problem in problems]

    return one


def source(inside: str) -> str:
    return f'<TextSource guid="{SOURCE}" name="a.txt" plainTextPath="internal://a.txt">{inside}</TextSource>'


def test_a_coding_is_taken_with_words_indicator_and_coder(read: Any, coding_of: Any) -> None:
    (values,), problems = read(source(f"<PlainTextSelection {SELECTION}>{coding_of(1)}</PlainTextSelection>"))
    assert problems == []
    assert {name: value for name, value in values.items() if value} == {
        "framework": "ilo-11", "indicator": "debt-bondage", "file": "a.txt", "quote": "No pay", "coder": "AK",
    }  # fmt: skip


def test_a_code_that_is_no_indicator_is_named_and_a_mapping_makes_it_one(read: Any, coding_of: Any) -> None:
    sources = source(f"<PlainTextSelection {SELECTION}>{coding_of(1, BREAKFAST)}{coding_of(2)}</PlainTextSelection>")
    entries, (problem,) = read(sources)
    assert [entry["indicator"] for entry in entries] == ["debt-bondage"]
    assert "coding D0000000-0000-4000-8000-000000000001" in problem and "breakfast" in problem and "--map" in problem
    table = {"breakfast": {"framework": "ilo-11", "indicator": "isolation", "stance": "unclear", "subject": "W-01"}}
    entries, problems = read(sources, table)
    assert [entry["indicator"] for entry in entries] == ["isolation", "debt-bondage"] and problems == []
    assert (entries[0]["stance"], entries[0]["subject"], entries[1].get("stance")) == ("unclear", "W-01", None)


def test_whole_sources_notes_descriptions_and_the_one_case_are_used(read: Any, coding_of: Any) -> None:
    note = "F0000000-0000-4000-8000-000000000001"
    cases = f'<Cases><Case guid="B1" name="W-01"><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    rest = f'<Notes><Note guid="{note}" name="n"><PlainTextContent>ask again</PlainTextContent></Note></Notes>'
    described = (
        f"<PlainTextSelection {SELECTION}><Description>why?</Description>{coding_of(1, note=note)}</PlainTextSelection>"
    )
    entries, problems = read(source(described + coding_of(2)), cases=cases, rest=rest)
    assert problems == []
    assert entries[0] == {"framework": "ilo-11", "indicator": "debt-bondage", "file": "a.txt", "coder": "AK",
                          "memo": "", "subject": "W-01"}  # fmt: skip
    assert (entries[1]["memo"], entries[1]["subject"]) == ("why?\nask again", "W-01")


def test_two_cases_on_one_place_are_not_chosen_between(read: Any, coding_of: Any) -> None:
    one = f'<Case guid="B{{0}}" name="W-0{{0}}"><SourceRef targetGUID="{SOURCE}"/></Case>'
    (values,), problems = read(source(coding_of(1)), cases=f"<Cases>{one.format(1)}{one.format(2)}</Cases>")
    assert values["subject"] == "" and len(problems) == 2


def test_what_stands_on_no_place_or_names_no_code_is_listed_with_its_guid(read: Any, coding_of: Any) -> None:
    broken = SELECTION.replace('"6"', '"999"')
    entries, problems = read(
        source(f"<PlainTextSelection {broken}>{coding_of(1)}</PlainTextSelection>{coding_of(2, 'nowhere')}")
    )
    assert entries == []
    assert "CodeRef" in problems[0] and "selection E0000000" in problems[1]


def test_a_pdf_s_words_are_not_taken_twice_but_other_codes_on_the_rectangle_are(read: Any, coding_of: Any) -> None:
    rectangle = SELECTION.replace("startPosition", 'page="0" firstX').replace("endPosition", "secondX")
    words = "<Representation><PlainTextContent>no pass</PlainTextContent></Representation>"
    other = {"breakfast": {"framework": "ilo-11", "indicator": "isolation"}}
    pdf = (
        f'<PDFSource guid="5" name="a.txt"><PDFSelection {rectangle}>{words}{coding_of(1)}{coding_of(2, BREAKFAST)}'
        '</PDFSelection><Representation plainTextPath="internal://a.txt">'
        f"<PlainTextSelection {SELECTION}>{coding_of(3)}</PlainTextSelection></Representation></PDFSource>"
    )
    entries, problems = read(pdf, other)
    assert [(entry["indicator"], entry["quote"]) for entry in entries] == [
        ("debt-bondage", "No pay"),
        ("isolation", "no pass"),
    ]
    assert problems == []


def test_the_sample_of_another_program_is_read_to_its_last_thing(corpus: Path, rich: Case) -> None:
    package = Package(corpus / "conformance" / "refi-qda" / "TestProject.qdpx")
    problems: list[WorkbenchError] = []
    assert read_project(package, Shelf(rich), Indicators(), problems) == []
    said = [str(problem) for problem in problems]
    assert sum("code: found" in line for line in said) == 14, "sixteen codings, two of them written twice"
    assert sum("no code stands on it" in line for line in said) == 2
    assert sum(", note " in line for line in said) == 2
    assert any("Mabel is not the only person" in line for line in said), "a description is not lost unseen"
    for words in ("sets", "links", "graphs", "transcripts"):
        assert any(words in line for line in said)


def test_the_sample_s_codes_can_be_mapped_and_its_words_are_checked(corpus: Path, rich: Case) -> None:
    package = Package(corpus / "conformance" / "refi-qda" / "TestProject.qdpx")
    every = {code: {"framework": "ilo-11", "indicator": "isolation"} for code in ("cornflakes", '"rushed"', "milk")}
    problems: list[WorkbenchError] = []
    entries = read_project(package, Shelf(rich), Indicators(table=every), problems)
    placed = [(entry.values["file"], entry.values.get("region"), entry.values.get("span")) for entry in entries]
    assert ("cornflakes-n-milk.jpg", "267,1,725,719", None) in placed
    assert ("1960s Coca Cola commercial.mp4", None, None) not in placed
    assert ("1994 Diet Coke-Diet Coke Break.mp4", None, "00:00:14.706-00:00:17.706") in placed
    assert any("text that is in the file" in str(problem) for problem in problems), "its texts were left out"


def test_a_codebook_counts_what_it_knows_and_lists_the_rest(foreign: Callable[..., Path]) -> None:
    problems: list[WorkbenchError] = []
    assert read_codebook(Package(foreign("")), Indicators(), problems) == 1
    assert ["breakfast" in str(problem) for problem in problems] == [True]
