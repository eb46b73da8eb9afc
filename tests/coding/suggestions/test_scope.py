"""Where sentences end, and how far a negator and a frame reach."""

import pytest

from workbench.coding.suggestions.lexicon import lexicon
from workbench.coding.suggestions.scope import LONGEST, framed, negated, sentences


def parts(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


def test_sentences() -> None:
    assert parts("He hit me. Who? 护照被收走了。没有人。\n\nNew line\nOther line") == [
        "He hit me.", "Who?", "护照被收走了。", "没有人。", "New line", "Other line"
    ]  # fmt: skip
    assert parts("wrapped at the\nend of a line") == ["wrapped at the\nend of a line"]
    assert parts("3.5 euro") == ["3.5 euro"]
    assert parts("  ") == []


def test_a_sentence_without_an_end_is_cut_and_nothing_is_lost() -> None:
    text = "word " * 1000
    spans = list(sentences(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert max(end - start for start, end in spans) <= LONGEST


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("nobody took my passport", True),
        ("they never took my passport", True),
        ("they took my passport", False),
        ("i did not complain, they took my passport", False),
        ("i did not like it but they took my passport", False),
    ],
)
def test_how_far_a_negator_reaches(text: str, denied: bool) -> None:
    words = lexicon("en")
    cue = next(cue for cue in words.cues if cue.id == "en:documents-taken")
    matches = [match for pattern in cue.patterns if (match := pattern.regex.search(text))]
    assert matches and [negated(words, text, match) for match in matches] == [denied] * len(matches)


def test_a_frame_takes_out_what_follows_it() -> None:
    text = "she asked whether they took it"
    (frame, start, end), *_ = framed(lexicon("en"), lexicon("en").present(text))
    assert (frame.kind, start, end) == ("question", text.index("asked"), len(text))
