"""The cues alone: which of several stands, what a frame takes out, and what a lexicon sees."""

import pytest

from workbench.coding.suggestions.hearing import foretold, heard, signs, taken_out
from workbench.coding.suggestions.lexicon import lexicon
from workbench.coding.suggestions.scope import framed


def hits(text: str) -> set[tuple[str, str]]:
    words = lexicon("en")
    here = words.present(text)
    return {(hit.cue.indicator, hit.polarity) for hit in heard(words, here, framed(words, here))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("they took our passports", {("retention-of-identity-documents", "supports")}),
        ("nobody took our passports", {("retention-of-identity-documents", "contradicts")}),
        ("the lawyer asked whether anyone took our passports", set()),
    ],
)
def test_what_fires_is_for_against_or_taken_out(text: str, wanted: set[tuple[str, str]]) -> None:
    assert hits(text) == wanted


def test_what_a_threat_says_will_follow_is_no_fact_of_its_own() -> None:
    words = lexicon("en")
    here = words.present("they warned us that the police would lock us up if we left the camp")
    frames = framed(words, here)
    best = heard(words, here, frames)
    assert {hit.cue.indicator for hit in best} == {"intimidation-and-threats"}
    assert not any(foretold(hit, best, frames) or taken_out(hit, frames) for hit in best)


def test_signs_tell_what_fired_and_how_often_it_is_denied() -> None:
    words = lexicon("en")
    here = words.present("nobody ever hit us")
    seen = signs(words, here.text, [], heard(words, here, []))
    assert {"against", "against physical-and-sexual-violence", "cues 0"} <= seen
    assert any(sign.startswith("negators ") and sign != "negators 0" for sign in seen)
