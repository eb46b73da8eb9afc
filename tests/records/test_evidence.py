"""What was collected: originals with their digest, and which kinds of source are published reports."""

import pytest

from workbench import codebook
from workbench.errors import BadValue
from workbench.records import INFORMATION, PUBLISHED_KINDS, RELIABILITY, Item, Passage, Source, from_content


def test_published_reports_are_those_that_others_wrote() -> None:
    assert {"press", "ngo-report", "official", "institution"} == PUBLISHED_KINDS
    assert not PUBLISHED_KINDS & {
        "worker",
        "colleague",
        "family",
        "investigator",
        "photo",
        "document",
        "company",
        "chat",
    }


def test_an_item_always_has_its_digest_and_size() -> None:
    with pytest.raises(TypeError):
        Item(name="a.txt", media_type="text/plain", kind="text")  # type: ignore[call-arg]
    with pytest.raises(BadValue):
        from_content("item", {"name": "a.txt", "media_type": "text/plain", "kind": "text"})


def test_a_passage_may_be_words_a_region_or_the_whole_item() -> None:
    assert Passage(item="i", region=(0, 0, 10, 10)).quote is None
    assert Passage(item="i") != Passage(item="i", quote="no pay", start=0, end=6)


def test_sources_name_what_they_draw_on() -> None:
    assert Source(key="S", label="S", kind="press", retells=("a",)).retells == ("a",)


@pytest.mark.parametrize("kind", ["worker", "colleague", "family", "investigator", "company", "document", "chat"])
def test_nobody_is_graded_but_publications_and_officials(kind: str) -> None:
    for grade in ({"reliability": "B"}, {"information": "6"}):
        with pytest.raises(BadValue, match="never for a person's account"):
            codebook.check("source", {"key": "S", "label": "S", "kind": kind, **grade})


@pytest.mark.parametrize("kind", sorted(PUBLISHED_KINDS))
def test_grades_are_those_of_the_code_and_unknown_is_one_of_them(kind: str) -> None:
    plain = {"key": "S", "label": "S", "kind": kind}
    codebook.check("source", {**plain, "reliability": "F", "information": "6"})
    for wrong in ({"reliability": "G"}, {"information": "0"}):
        with pytest.raises(BadValue, match="unknown"):
            codebook.check("source", {**plain, **wrong})
    assert list(RELIABILITY) == list("ABCDEF") and list(INFORMATION) == list("123456")
