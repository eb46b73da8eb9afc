"""The log names places, reasons and agents, comes back as it was written, and holds no word and no length."""

from workbench.redaction.log import Entry, document, read, redactions_of

ENTRIES = [
    Entry("text", "block 1, page 2", "identity", "MJ", "a" * 64),
    Entry("line", "page 3", "child", "AK", "b" * 64, "n"),
]


def test_it_comes_back_as_it_was() -> None:
    data = document("c" * 64, "d" * 64, ENTRIES)
    found = read(data)
    assert (found["item"], found["copy"]) == ("c" * 64, "d" * 64)
    assert [Entry(**one) for one in found["entries"]] == ENTRIES
    assert redactions_of(data) == {"a" * 64, "b" * 64}
    assert set(found["entries"][0]) == {"kind", "place", "reason", "by", "redaction", "note"}
