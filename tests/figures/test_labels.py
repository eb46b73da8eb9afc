"""Labels that a release draws are said in the language of a copy, wherever they stand."""

import pytest

from workbench.codebook.messages import messages
from workbench.figures.labels import held_back, labelled


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        ("Worker K7 asks for the passport back", "sr-Latn", "Radnik K7 asks for the passport back"),
        ("Worker K7", "sr-Cyrl", "Радник K7"),
        ("Worker K7", "en", "Worker K7"),
        ("Worker K7", "vi", "Worker K7"),
        ("May 2024", "sr-Latn", "maj 2024"),
        ("since May 2024", "sr-Latn", "since May 2024"),
        ("Coder 3; Coder 7", "sr-Latn", "Koder 3; Koder 7"),
    ],
)
def test_a_label_is_said_in_the_language_and_a_sentence_of_others_stays(words: str, lang: str, said: str) -> None:
    assert labelled(words, messages(lang)) == said


def test_what_stands_for_withheld_words_is_said_in_the_language_and_the_words_stay() -> None:
    assert held_back("[withheld: name] of May 2024", messages("sr-Latn")) == "[izostavljeno: ime] of May 2024"
    assert held_back("[withheld: name]", messages("en")) == "[withheld: name]"


@pytest.mark.parametrize("lang", ["sr-Latn", "sr-Cyrl"])
def test_whatever_a_speaker_may_have_said_stands_as_it_was_said(lang: str) -> None:
    for words in ("I was in Group 3", "Person 2 hit me", "Interpreter 1 lied", "Worker 7 fell", "Coder 3", "file 4"):
        assert held_back(words, messages(lang)) == words
    assert held_back("[withheld: name] of Group 3", messages("sr-Latn")) == "[izostavljeno: ime] of Group 3"
    assert labelled("Group 3", messages("sr-Latn")) != "Group 3", "as a label it is said"
