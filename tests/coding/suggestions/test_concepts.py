"""Concepts: found by word, stem and phrase in every script, listed alike in each language, and paired where near."""

import pytest

from workbench.codebook.ground import place, toml
from workbench.coding.suggestions.concepts import NEAR, Concepts, concepts, marks
from workbench.coding.suggestions.fold import fold

LANGUAGES = ("en", "sr", "vi")


def listed(language: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = toml(place("lexicons", "concepts") / f"{language}.toml")["concepts"]
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_lists_the_same_concepts_each_with_entries_that_can_be_met(language: str) -> None:
    assert set(listed(language)) == set(listed("en")) and len(listed("en")) > 100
    for concept, entries in listed(language).items():
        assert len(entries) == len(set(entries)) >= 3, concept
        assert all(entry == entry.strip().lower() and entry for entry in entries), concept


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "He locked it in his drawer.", "storage_place"),
        ("en", "They owe the broker for the flight.", "broker_agent"),
        ("sr", "Gazda drži pasoše u sefu.", "document"),
        ("sr", "Газда држи пасоше у сефу.", "storage_place"),
        ("vi", "Chủ giữ hộ chiếu của chúng tôi.", "document"),
    ],
)
def test_words_stems_and_phrases_are_found_as_texts_are_folded(language: str, text: str, concept: str) -> None:
    found = concepts(language)
    assert found is not None
    assert concept in {name for _, name in found.found(fold(text, language).text)}


def test_an_entry_counts_whole_and_where_it_begins() -> None:
    made = Concepts("en", {"debt": ["in the red", "owe*"], "key": ["key"]})
    assert made.found("the red keys in the redness") == set()
    assert made.found("owed and in the red with a key") == {(0, "debt"), (2, "debt"), (7, "key")}
    assert Concepts("en", {"none": ["", "!"]}).found("anything") == set()


def test_concepts_far_from_each_other_are_no_pair() -> None:
    assert "#a #b" in marks([(0, "b"), (NEAR, "a")])
    assert marks([(0, "b"), (NEAR + 1, "a")]) == {"#a", "#b"}
    assert marks([(0, "a"), (3, "a")]) == {"#a"}


@pytest.mark.parametrize("folding", ["zh", "tr", "hi", "vi-plain"])
def test_where_no_concepts_are_listed_there_are_none(folding: str) -> None:
    assert concepts(folding) is None
