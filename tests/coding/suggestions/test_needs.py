"""What rules a pattern out must never rule out one that matches."""

import json
import re

import pytest

from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.language import folding_of
from workbench.coding.suggestions.lexicon import languages, lexicon
from workbench.coding.suggestions.needs import needs_of, opening, present
from workbench.coding.suggestions.pattern import TOKEN

LANGUAGES = {"sr-Latn": "sr", "sr-Cyrl": "sr"}


@pytest.mark.parametrize("language", languages())
def test_no_match_is_ruled_out(repository, language: str) -> None:
    """Every pattern of a language on sentences of that language: what would match is allowed."""
    lines = (repository / "benchmarks" / "suggest" / "sentences.jsonl").read_text("utf-8").splitlines()
    mine = [one["text"] for one in map(json.loads, lines) if LANGUAGES.get(one["lang"], one["lang"]) == language][:12]
    matched = 0
    for text in mine:
        words = lexicon(language, folding_of(text, language))
        here = words.present(fold(text, words.folding).text)
        for pattern in [*(one for cue in words.cues for one in cue.patterns), *words.slots.values()]:
            found = re.search(pattern.expression, here.text) is not None
            matched += found
            assert not found or here.allows(pattern.needs), (pattern.written, text)
    assert matched > len(mine)


@pytest.mark.parametrize(
    ("written", "needs"),
    [
        ("{took} .. {papers}?", [{"took", "kept"}]),
        ("x ({took}|y z)", [{"x"}, {"took", "kept", "y"}]),
        ("(a|b)? c", [{"c"}]),
        ("((a)? b|(c)? d) .. e", [{"b", "d"}, {"e"}]),
        ("((a)?|b) c", [{"c"}]),
        ("a & b*", [{"a"}, {"b*"}]),
        ("{unknown} c", [{"c"}]),
    ],
)
def test_what_a_pattern_needs(written: str, needs: list[set[str]]) -> None:
    slots = {"took": ["took", "kept"], "papers": ["passport*"]}
    tokens = TOKEN.findall(written)
    assert [set(one) for one in needs_of(tokens, slots, lambda word: word)] == needs


def test_openings() -> None:
    assert opening("wi-fi", str.lower, spaced=True) == "wi"
    assert opening("12-hour*", str.lower, spaced=True) == "12"
    assert opening("'*", str.lower, spaced=True) is None
    assert opening("护照*", str.lower, spaced=False) == "护照"
    assert present("他拿走护照", spaced=False).allows((frozenset({"护照*"}),))


def test_a_text_that_lacks_what_all_patterns_need_compiles_none_of_them() -> None:
    words = lexicon.__wrapped__("tr")  # not the one that other tests have used
    patterns = [pattern for cue in words.cues for pattern in cue.patterns if pattern.needs]
    assert not any(found for pattern in patterns for found in pattern.matches(words.present("zzz")))
    assert not any("regex" in vars(pattern) for pattern in patterns)
    assert any(found for pattern in patterns for found in pattern.matches(words.present("pasaportlarimizi aldilar")))
    assert 0 < sum("regex" in vars(pattern) for pattern in patterns) < len(patterns) / 4
