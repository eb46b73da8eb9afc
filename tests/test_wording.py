"""Passages with language and script, translations beside the original."""

import json

import pytest

from workbench import wording
from workbench.records import CustodyEvent, Derivative, Item, Passage
from workbench.tables import Tables, tabulate

TEXT = "Họ giữ hộ chiếu của chúng tôi ở văn phòng. Пасош 7. Không."
CYRILLIC = TEXT.index("Пасош")
LAYOUT = {"language": "vi", "places": [{"label": "page 1 (recognised)", "start": 0, "end": len(TEXT)}],
          "recognised": {"doubtful_below": 70, "words": [[0, 2, 55, 1, 0, 0, 1, 1]]}}  # fmt: skip


@pytest.fixture
def tables() -> Tables:
    same = {"item": "i", "media_type": "text/plain", "sha256": "a" * 64, "tool": "t"}
    said = {"language": "en", "by": "T. L."}
    told = CustodyEvent(item="i", action="recognition", outcome="partial", reasons=(("words-doubtful", "some"),),
                        detail="page 1: vie 93")  # fmt: skip
    records = [
        ("i", Item(sha256="a" * 64, size=1, object="o", name="a.pdf", media_type="application/pdf", kind="document")),
        ("d1", Derivative(kind="text", object="text", version="1", **same)),
        ("d2", Derivative(kind="layout", object="layout", version="1", **same)),
        ("d3", Derivative(kind="translation", object="english", version="of the text", **same, **said)),
        ("c", told),
        ("p1", Passage(item="i", derivative="d1", quote=TEXT[:42], start=0, end=42)),
        ("p2", Passage(item="i", derivative="d1", quote="Пасош 7", start=CYRILLIC, end=CYRILLIC + 7)),
        ("p3", Passage(item="i", derivative="d1", quote="Không", start=53, end=58, language="vi")),
        ("p4", Passage(item="i", region=(0, 0, 9, 9))),
    ]
    store = {"text": TEXT.encode(), "layout": json.dumps(LAYOUT).encode(), "english": b"They keep our passports."}
    return tabulate(records, "head", store.__getitem__)


def test_each_passage_has_its_language_and_script_and_says_from_what(tables: Tables) -> None:
    long, short, said, region = wording.passages(tables, "i")
    assert (long["language"], long["language_from"], long["script"], long["confidence"]) == ("vi", "words", "Latn", 55)
    assert (short["language"], short["language_from"], short["script"]) == ("vi", "text", "Cyrl")
    assert (said["language"], said["language_from"]) == ("vi", "record")
    assert (region["language"], region["script"], region["region"]) == (None, None, [0, 0, 9, 9])
    assert "confidence 55, below 70" in long["place"]
    json.dumps([long, short, said, region])


def test_a_translation_names_its_translator_and_what_was_translated(tables: Tables) -> None:
    (one,) = wording.translations(tables, "i")
    assert (one["language"], one["by"], one["of"], one["text"]) == (
        "en", "T. L.", "of the text", "They keep our passports.")  # fmt: skip


def test_what_recognition_came_to_is_told(tables: Tables) -> None:
    assert wording.recognitions(tables, "i") == [
        {"outcome": "partial", "pages": "page 1: vie 93", "reasons": [["words-doubtful", "some"]]}
    ]


def test_texts_of_other_lengths_stand_whole_beside_each_other() -> None:
    assert wording.beside("Một.\nHai.", "One and two.") == [("Một.\nHai.", "One and two.")]
