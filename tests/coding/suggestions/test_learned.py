"""The learned weights: whole files, the same answer every time, words that can be shown."""

import pytest

from workbench.codebook import framework
from workbench.coding.suggestions.concepts import concepts, marks
from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.learned import Learned, features, learned
from workbench.errors import BadValue

EVERY = {entry.id for entry in framework("ilo-11").indicators}


def weights(language: str) -> Learned:
    found = learned(language)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", "sr", "vi"])
def test_a_file_speaks_of_every_indicator_and_holds_what_it_says(language: str) -> None:
    found = weights(language)
    assert found.language == language and set(found.indicators) == EVERY
    assert len(found.weights) > 1_000 and len(found.bias) == len(EVERY) + 1


@pytest.mark.parametrize("folding", ["zh", "tr", "hi", "vi-plain"])
def test_where_nothing_was_learned_there_is_nothing(folding: str) -> None:
    assert learned(folding) is None


@pytest.mark.parametrize(
    ("language", "text", "indicator"),
    [
        ("en", "The foreman hit him in the face with a shovel.", "physical-and-sexual-violence"),
        ("sr", "Газда нам дугује плату за три месеца.", "withholding-of-wages"),
        ("vi", "Chủ giữ hộ chiếu của chúng tôi trong két.", "retention-of-identity-documents"),
    ],
)
def test_the_likeliest_indicator_and_the_words_that_speak_for_it(language: str, text: str, indicator: str) -> None:
    folded, found, listed = fold(text, language).text, weights(language), concepts(language)
    assert listed is not None
    signs = marks(listed.found(folded))
    reading = found.read(folded, signs)
    assert max(reading.chances, key=lambda name: reading.chances[name]) == indicator
    assert 0 < reading.states < 1 and found.read(folded, signs) == reading
    places = found.telling(folded, indicator)
    assert 1 <= len(places) <= 3 and places == sorted(places)
    assert all(folded[start:end].strip() for start, end in places)


def test_signs_count_whole_whatever_the_length_of_the_text() -> None:
    made = Learned(
        language="en", indicators=("deception",), bias=(0.0, 0.0), weights={"lied": (300, 100)},
        signs={"against": (-50, -200), "#lie_trick": (90, 0)},
    )  # fmt: skip
    plain, denied = made.read("they lied"), made.read("they lied", {"against", "unheard of"})
    assert plain.chances["deception"] > denied.chances["deception"] and denied.states < 0.5 < plain.states
    assert made.read("zzz", {"#lie_trick"}) == made.read("zzz and yyy and more", {"#lie_trick"})


def test_a_word_that_a_concept_lists_can_be_shown_though_no_sentence_taught_it() -> None:
    made = Learned(
        language="en", indicators=("deception",), bias=(0.0, 0.0), signs={"#lie_trick": (90, 0)}, weights={"us": (5, 0)}
    )
    text = "one two three four hoodwinked five six seven eight nine ten us"
    told = made.telling(text, "deception", {(4, "lie_trick")})
    assert "hoodwinked" in [text[start:end] for start, end in told]


def test_a_text_of_words_that_nobody_knows_rests_on_the_bias() -> None:
    made = Learned(language="en", indicators=("deception",), bias=(0.0, 0.0), signs={}, weights={"lied": (300, 100)})
    assert made.read("zzz").chances == {"deception": 0.5} == made.read("").chances


def test_features_of_a_word_reach_its_neighbours_and_its_letters() -> None:
    first, second = features("gave nothing")
    assert {"gave", " gave", "gave ", "gave nothing"} <= first
    assert {"nothing", "othi", "gave nothing"} <= second and "gave" not in second


def test_a_row_that_does_not_fit_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"language": "en", "indicators": ["deception"], "bias": [0.0, 0.0], "signs": {}, "weights": {"lied": [1]}}
    monkeypatch.setattr("workbench.coding.suggestions.learned.json_of", lambda *_: broken)
    with pytest.raises(BadValue, match="lied"):
        learned.__wrapped__("en")
