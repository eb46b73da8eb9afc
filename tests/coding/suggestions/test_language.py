"""Which lexicon reads a sentence."""

import pytest

from workbench.coding.suggestions.language import folding_of, language_of


@pytest.mark.parametrize(
    ("sentence", "said", "language"),
    [
        ("Узели су нам пасоше", None, "sr"),
        ("Узели су нам пасоше", "en", "sr"),
        ("uzeli su nam pasose", None, "sr"),
        ("họ giữ hộ chiếu", None, "vi"),
        ("ho giu ho chieu cua toi", None, "vi"),
        ("They took our passports", None, "en"),
        ("patron pasaportumu aldı", None, "tr"),
        ("护照被收走了", "vi", "zh"),
        ("पासपोर्ट ले लिया", None, "hi"),
        ("uzeli su", "hr", "sr"),
        ("uzeli su", "sr-Latn", "sr"),
        ("Sie nahmen ihn", "de", None),
        ("1234", None, None),
    ],
)
def test_the_language_of_a_sentence(sentence: str, said: str | None, language: str | None) -> None:
    assert language_of(sentence, said) == language


def test_a_short_sentence_is_read_like_what_stands_around_it() -> None:
    assert language_of("Xyz.", None, "Predradnik nas je tukao. Xyz.") == "sr"


def test_vietnamese_without_marks_is_folded_without_them() -> None:
    assert folding_of("ho giu", "vi") == "vi-plain"
    assert folding_of("họ giữ", "vi") == "vi"
    assert folding_of("they", "en") == "en"
