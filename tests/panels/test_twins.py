"""What stands in a notebook without a script: dangers before words, and marks that end where their words do."""

import re

from workbench.codebook.messages import messages
from workbench.panels.twins import danger, marked_words


def test_dangers_are_told_or_that_nobody_has_asked() -> None:
    t = messages("en")
    assert danger(t, []) == ""
    assert "nobody has recorded" in danger(t, [{"worker": "W-05", "asked": None, "flags": []}])
    assert "none was named" in danger(t, [{"worker": "W-05", "asked": "2024-05-18", "flags": []}])
    assert "<b>" not in danger(t, [{"worker": "<b>", "asked": "2024-05-18", "flags": ["reprisal"]}])


def test_marks_that_overlap_keep_every_letter_and_number() -> None:
    text = "😀 They <keep> passports."
    found = [{"start": 2, "end": 13, "stance": "supports"}, {"start": 7, "end": 23, "stance": "contradicts"},
             {"start": None, "end": None, "stance": "unclear"}]  # fmt: skip
    told = marked_words(text, found)
    bare = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", told)
    assert bare == "😀 They &lt;keep&gt; passports."
    assert told.count("<mark") == 3 and told.index("[1]") < told.index("[2]") and "[3]" not in told
