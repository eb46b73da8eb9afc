"""The lexicons that ship: whole, readable, and pointing to indicators that exist."""

import pytest

from workbench.codebook import framework
from workbench.coding.suggestions.lexicon import covered, languages, lexicon

EVERY = {entry.id for entry in framework("ilo-11").indicators}


def test_the_languages() -> None:
    assert languages() == ["en", "hi", "sr", "tr", "vi", "zh"]
    assert covered() == ("ilo-11",)


@pytest.mark.parametrize("language", languages())
def test_every_indicator_has_a_cue_and_every_pattern_compiles(language: str) -> None:
    words = lexicon(language)
    assert {cue.indicator for cue in words.cues} == EVERY
    assert all(pattern.regex for cue in words.cues for pattern in cue.patterns)
    assert all(pattern.regex for frame in words.frames for pattern in frame.patterns)
    assert {name for frame in words.frames for name in frame.indicators} <= EVERY
    assert {"question", "hypothetical", "elsewhere", "resolved"} <= {frame.kind for frame in words.frames}


@pytest.mark.parametrize("language", languages())
def test_ids_carry_the_language_and_every_cue_has_a_reason(language: str) -> None:
    assert all(cue.id.startswith(f"{language}:") and cue.reason for cue in lexicon(language).cues)


def test_a_cue_that_needs_marks_is_left_out_without_them() -> None:
    with_marks, without = ({cue.id for cue in lexicon("vi", folding).cues} for folding in ("vi", "vi-plain"))
    assert "vi:threat-named" in with_marks - without and without < with_marks
