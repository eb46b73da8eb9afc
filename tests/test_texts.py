"""A passage is placed by the layout of the text that it counts in, and says how surely recognised words were read."""

import json

from workbench.records import Derivative
from workbench.texts import Texts, confidence_in, doubtful_in, place_in

WORDS = [[0, 4, 96, 1, 0, 0, 9, 9], [5, 9, 41, 1, 10, 0, 19, 9]]
READ = {"places": [{"label": "page 1 (recognised)", "start": 0, "end": 9}],
        "recognised": {"doubtful_below": 70, "words": WORDS}}  # fmt: skip
TYPED = {"places": [{"label": "page 7", "start": 0, "end": 9}]}


def derivative(kind: str, stored: str) -> Derivative:
    return Derivative(item="i", kind=kind, media_type="text/plain", object=stored, sha256="a" * 64, tool="t",
                      version="1")  # fmt: skip


def test_each_text_keeps_its_own_layout() -> None:
    store = {"t1": b"typed one", "l1": json.dumps(TYPED).encode(), "t2": b"They kept", "l2": json.dumps(READ).encode()}
    made = [("d1", derivative("text", "t1")), ("d2", derivative("layout", "l1")), ("d3", derivative("text", "t2")),
            ("d4", derivative("layout", "l2"))]  # fmt: skip
    texts = Texts(made, store.__getitem__)
    assert texts.text("i", "d1") == "typed one" and texts.text("i") == "They kept"
    assert texts.place("i", "d1", 0, 5) == "page 7"
    assert texts.place("i", "d3", 0, 4) == "page 1 (recognised, confidence 96)"
    assert texts.place("i", None, 0, 4) == texts.place("i", "d3", 0, 4), "the newest where none is named"
    assert texts.place("i", "d1", None) is None and texts.text("another") is None


def test_a_text_without_a_layout_borrows_none() -> None:
    made = [("d1", derivative("text", "t")), ("d2", derivative("text", "t")), ("d3", derivative("layout", "l"))]
    texts = Texts(made, {"t": b"words", "l": json.dumps(TYPED).encode()}.__getitem__)
    assert texts.place("i", "d1", 0, 2) is None and texts.place("i", "d2", 0, 2) == "page 7"


def test_doubtful_words_are_named_with_their_confidence_in_the_stretch_alone() -> None:
    read = {
        "doubtful_below": 70,
        "words": [[0, 4, 69, 1, 0, 0, 9, 9], [5, 9, 70, 1, 0, 0, 9, 9], [10, 12, 3, 1, 0, 0, 9, 9]],
    }
    stored = {"t": b"They kept it", "l": json.dumps({"places": [], "recognised": read}).encode()}
    texts = Texts([("d", derivative("text", "t")), ("e", derivative("layout", "l"))], stored.__getitem__)
    assert texts.doubtful("i", "d", 0, None) == ["They (69)", "it (3)"]
    assert texts.doubtful("i", "d", 4, 10) == [] and texts.doubtful("i", "d", None, None) == []
    assert doubtful_in({"places": []}) == []


def test_the_least_sure_word_counts_and_doubt_is_said() -> None:
    assert place_in(READ, 0, 9) == "page 1 (recognised, confidence 41, below 70: compare it with the picture)"
    assert (confidence_in(READ, 0, 4), confidence_in(READ, 4, 5), confidence_in(TYPED, 0, 9)) == (96, None, None)
    assert place_in(READ, 20) is None and place_in(READ, 4, 5) == "page 1 (recognised)"
