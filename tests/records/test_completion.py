"""Who told a source, said later: read as one with it where all say the same, and not where they do not."""

import dataclasses

import pytest

from workbench import codebook
from workbench.errors import WorkbenchError
from workbench.records import Completion, Source, completed, completing, content, from_content, references

NIGHT = Source(key="S-07", label="S-07", kind="unstated")
TOLD = Source(key="S-07", label="Talk, W-01", kind="worker", worker="b" * 64, language="vi", retells=("c" * 64,))
SAID = completing("a" * 64, TOLD)


def test_it_comes_back_and_names_the_source_and_who_told_it() -> None:
    assert from_content("completion", content(SAID)) == SAID
    assert references("completion", SAID) == ["a" * 64, "b" * 64, "c" * 64]
    codebook.check("completion", content(SAID))


@pytest.mark.parametrize("wrong", [{"kind": "unstated"}, {"source": "S-07"}, {"label": ""}, {"reliability": "A"},
                                   {"key": "S-07"}])  # fmt: skip
def test_what_says_nothing_of_who_told_it_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(WorkbenchError):
        codebook.check("completion", content(SAID) | wrong)


def test_a_publication_is_graded_and_nobody_else() -> None:
    paper = Completion(source="a" * 64, label="A report", kind="ngo-report", reliability="B", published="2024")
    codebook.check("completion", content(paper))


def test_it_says_all_that_a_source_says_but_its_key() -> None:
    fields = [{field.name for field in dataclasses.fields(kind)} for kind in (Source, Completion)]
    assert fields[0] - {"key"} == fields[1] - {"source"}


def test_a_source_is_what_all_say_of_it_and_stays_unstated_where_they_differ() -> None:
    assert completed(NIGHT, [SAID]) == completed(NIGHT, [SAID, SAID]) == TOLD
    other = dataclasses.replace(SAID, worker="d" * 64)
    assert completed(NIGHT, [SAID, other]) == completed(NIGHT, [other, SAID]) == NIGHT == completed(NIGHT, [])


def test_of_a_source_that_said_who_told_it_nothing_is_changed() -> None:
    assert completed(TOLD, [dataclasses.replace(SAID, kind="press", worker=None)]) == TOLD
