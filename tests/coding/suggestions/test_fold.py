"""Folding: spellings meet, and every folded letter knows its code point."""

import unicodedata

import pytest

from workbench.coding.suggestions.fold import fold

SERBIAN = ("Ђорђе је узео пасош, љубав и џеп", "Đorđe je uzeo pasoš, ljubav i džep")


def test_the_serbian_scripts_meet_and_so_does_text_without_diacritics() -> None:
    assert fold(SERBIAN[0], "sr").text == fold(SERBIAN[1], "sr").text
    assert (
        fold("oduzeli su nam pasoše, čuvaju ključ", "sr").text == fold("oduzeli su nam pasose, cuvaju kljuc", "sr").text
    )


@pytest.mark.parametrize("language", ["en", "vi", "vi-plain", "sr", "tr", "hi", "zh"])
@pytest.mark.parametrize(
    "text", [*SERBIAN, "Họ giữ hộ chiếu của tôi 😡 2 lần", "ज़ब्त कर लिए", "İstanbul ışık", "ﬁn", ""]
)
def test_composed_and_decomposed_text_fold_alike(text: str, language: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed, language).text == fold(apart, language).text


@pytest.mark.parametrize("language", ["en", "vi", "vi-plain", "sr"])
def test_every_letter_leads_back_to_its_code_point(language: str) -> None:
    text = unicodedata.normalize("NFD", "😡 Họ thu HỘ CHIẾU; љубав")
    folded = fold(text, language)
    assert len(folded.origin) == len(folded.text)
    assert set(folded.origin) <= set(range(len(text)))
    assert list(folded.origin) == sorted(folded.origin) or language == "vi"
    place = folded.text.index("thu")
    assert text[slice(*folded.span(place, place + 3))] == "thu"


def test_a_vietnamese_tone_may_stand_on_either_vowel_and_numbers_stay() -> None:
    assert fold("hòa", "vi").text == fold("hoà", "vi").text
    assert fold("nợ", "vi").text != fold("nó", "vi").text != fold("no", "vi").text
    assert fold("14 tiếng", "vi").text.startswith("14 ")


def test_signs_that_nobody_sees_are_gone() -> None:
    assert fold("pass\u00adport\u200d", "en").text == "passport"
