"""What stands in a notebook without a script: dangers before words, and marks that end where their words do."""

import re

import pytest

from workbench.codebook.messages import messages
from workbench.panels.twins import danger, doubtful, marked_doubt, marked_words


def test_dangers_are_told_or_that_nobody_has_asked() -> None:
    t = messages("en")
    assert danger(t, []) == ""
    assert "nobody has recorded" in danger(t, [{"worker": "W-05", "asked": None, "flags": []}])
    assert "none was named" in danger(t, [{"worker": "W-05", "asked": "2024-05-18", "flags": []}])
    assert "<b>" not in danger(t, [{"worker": "<b>", "asked": "2024-05-18", "flags": ["reprisal"]}])


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "reprisal, locked in"), ("sr-Latn", "odmazda, zaključavanje"), ("vi", "trả thù, bị nhốt")],
)
def test_dangers_are_told_in_the_language_of_the_panel(lang: str, words: str) -> None:
    assert words in danger(messages(lang), [{"worker": "W-05", "asked": "x", "flags": ["reprisal", "confinement"]}])


def test_how_the_worker_is_reached_stands_beside_the_dangers() -> None:
    told = {"worker": "W-05", "asked": "2024-05-18", "flags": ["reprisal"], "referral": "the centre",
            "channel": "message", "hours": "after 20:00", "may_say": "a <friend> calls", "note": None}  # fmt: skip
    for lang in ("en", "sr-Latn", "vi"):
        shown = danger(messages(lang), [told])
        at = [shown.index(one) for one in ("the centre", "message", "after 20:00", "a &lt;friend&gt; calls")]
        assert at == sorted(at) and messages(lang)("coder.danger-note") not in shown


def test_a_key_that_nobody_here_has_is_said_to_be_unknown() -> None:
    shown = danger(messages("en"), [{"worker": "W-99", "asked": None, "flags": [], "unknown": True}])
    assert "W-99" in shown and "nobody has recorded" in shown and "no worker of the case has" in shown


def test_doubtful_words_are_told_where_there_are_any() -> None:
    t = messages("en")
    assert doubtful(t, []) == marked_doubt(t, []) == ""
    assert "&lt;kept&gt; (31)" in doubtful(t, ["<kept> (31)"]) and "<kept> (31)" in marked_doubt(t, ["<kept> (31)"])


def test_marks_that_overlap_keep_every_letter_and_number() -> None:
    text = "😀 They <keep> passports."
    found = [{"start": 2, "end": 13, "stance": "supports"}, {"start": 7, "end": 23, "stance": "contradicts"},
             {"start": None, "end": None, "stance": "unclear"}]  # fmt: skip
    told = marked_words(text, found)
    bare = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", told)
    assert bare == "😀 They &lt;keep&gt; passports."
    assert told.count("<mark") == 3 and told.index("[1]") < told.index("[2]") and "[3]" not in told
