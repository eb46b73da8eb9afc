"""What is told beside a view: translators as numbers, custody as codes, codings by stance; no word of anybody's."""

from collections import Counter

from workbench.disclosure.beside import Spoken, beside
from workbench.records import Coding, CustodyEvent, Derivative, Item, Passage, Source

ITEM = Item(sha256="a" * 64, size=1, object="a" * 64, name="x.txt", media_type="text/plain", kind="text", source="s")
COPY = {"item": "i", "media_type": "text/plain", "object": "b" * 64, "sha256": "b" * 64, "tool": "t", "version": "1"}


def coding(stance: str) -> Coding:
    return Coding(passage="p", framework="ilo-11", indicator="isolation", stance=stance, subject="w", coder="c",
                  means="hearsay")  # fmt: skip


TOLD = [
    ("source", "s", Source(key="T", label="T", kind="worker", language="vi")),
    ("item", "i", ITEM),
    ("derivative", "d", Derivative(kind="translation", language="en", by="Lê A.", checked="Vũ B.", **COPY)),
    ("derivative", "u", Derivative(kind="translation", language="sr-Latn", by="Lê A.", **COPY)),
    ("passage", "p", Passage(item="i", quote="họ giữ")),
    ("passage", "t", Passage(item="i", derivative="d", quote="they kept")),
    ("passage", "v", Passage(item="i", derivative="u", quote="uzeli su")),
    ("passage", "hidden", Passage(item="i", quote="bí mật")),
    ("custody", "c1", CustodyEvent(item="i", action="preserve", outcome="preserved", detail="from Lê A.")),
    ("custody", "c2", CustodyEvent(item="i", action="transfer", outcome="from-le-a", received_from="Lê A.")),
    ("coding", "k1", coding("supports")),
    ("coding", "k2", coding("contradicts")),
]  # fmt: skip


def test_a_translation_says_who_made_it_and_whether_anybody_checked_it() -> None:
    leaves = {key: one for kind, key, one in TOLD if kind in ("source", "item", "passage") or key == "k1"}
    found = beside(TOLD, leaves, lambda key: f"new-{key}", {"new-p", "new-t", "new-v"})
    assert found.spoken == {
        "new-p": Spoken("vi"), "new-t": Spoken("en", "Translator 1", "Translator 2"),
        "new-v": Spoken("sr-Latn", "Translator 1"),
    }  # fmt: skip
    assert (found.known, found.left) == (Counter(supports=1, contradicts=1), Counter(supports=1))
    assert found.custody == {"new-i": ("preserve: preserved", "transfer: done")}
    assert "Lê" not in repr(found) and "bí mật" not in repr(found)


def test_words_of_a_file_in_several_languages_are_each_of_their_own() -> None:
    told = [("source", "s", Source(key="HR", label="House rules", kind="company", language="en")), ("item", "i", ITEM)]
    quotes = {"vi": "Ai vi phạm hai lần sẽ bị trả về nước.", "en": "Every worker may leave the site.",
              "sr-Latn": "udruženje, po nalogu F-2 ne puštati", "short": "F-2"}  # fmt: skip
    told += [("passage", key, Passage(item="i", quote=words)) for key, words in quotes.items()]
    found = beside(told, {key: one for _, key, one in told}, str, set(quotes))
    assert {key: one.language for key, one in found.spoken.items()} == {
        "vi": "vi", "en": "en", "sr-Latn": "sr-Latn", "short": "en",
    }  # fmt: skip


def test_nothing_is_told_of_what_does_not_leave() -> None:
    found = beside(TOLD, {}, str, ())
    assert (found.spoken, found.custody, found.left) == ({}, {}, Counter())
