"""What is asked becomes places: passages by id, words wherever they stand; what cannot be placed is refused by name."""

import pytest

from workbench.errors import BadValue, QuoteNotFound, Refused, Unknown
from workbench.records import Passage
from workbench.redaction.places import Asked, record_of, text_of

TEXT = "Tran Van A told it.\nThey held Tran\nVan A for a week. Bo saw it."


def passage(case, record: Passage) -> str:
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(record)


def test_passages_and_words_become_stretches_and_the_record_holds_no_word(case, taken) -> None:
    item = taken(case, "t.txt", TEXT.encode())
    text = text_of(case, item.id)
    at = TEXT.index("Bo")
    told = passage(case, Passage(item=item.id, derivative=text.id, quote="Bo", start=at, end=at + 2))
    asked = Asked(passages=[told[:12]], words=["Tran Van A"])
    record = record_of(case, item, asked, reason="identity", note="W-02 asked")
    assert [TEXT[start:end] for start, end in record.spans] == ["Tran Van A", "Tran\nVan A", "Bo"]
    assert record.derivative == text.id and "Tran" not in str(record) and not record.whole


def test_a_region_a_stretch_and_a_whole_item_come_from_passages_too(case, taken) -> None:
    item = taken(case, "t.txt", TEXT.encode())
    for made, expected in (
        (Passage(item=item.id, region=(1, 2, 3, 4)), {"regions": ((1, 1, 2, 3, 4),)}),
        (Passage(item=item.id, from_s="1", to_s="2.5"), {"stretches": (("1", "2.5"),)}),
        (Passage(item=item.id), {"whole": True}),
    ):
        record = record_of(case, item, Asked(passages=[passage(case, made)]), reason="child")
        assert {name: getattr(record, name) for name in expected} == expected


def test_what_cannot_be_placed_is_refused(case, taken) -> None:
    item, other = taken(case, "t.txt", TEXT.encode()), taken(case, "u.txt", b"Others spoke.")
    elsewhere = passage(case, Passage(item=other.id))
    for asked, error in (
        (Asked(), Refused),
        (Asked(words=["nobody of this name"]), QuoteNotFound),
        (Asked(passages=[elsewhere]), Unknown),
        (Asked(passages=["abc"]), Unknown),
        (Asked(regions=[(1, 0, 0, 0, 5)]), BadValue),
        (Asked(regions=[(0, 0, 0, 5, 5)]), BadValue),
    ):
        with pytest.raises(error):
            record_of(case, item, asked, reason="other")


def test_words_are_not_sought_in_what_has_no_text(case, taken) -> None:
    item = taken(case, "a.bin", b"\x00\x01\x02")
    with pytest.raises(Refused, match="no text"):
        record_of(case, item, Asked(words=["Tran"]), reason="identity")


def test_a_passage_of_an_earlier_text_is_not_placed_in_a_later_one(case, taken) -> None:
    item = taken(case, "t.txt", TEXT.encode())
    text = text_of(case, item.id)
    told = passage(case, Passage(item=item.id, derivative=text.id, quote="Tran", start=0, end=4))
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(b"Read anew: Tran Van A")
        writer.record(type(text.record)(**{**vars(text.record), "object": kept.name, "sha256": kept.sha256}))
    with pytest.raises(BadValue, match="earlier text"):
        record_of(case, item, Asked(passages=[told]), reason="identity")


def test_words_at_one_place_alone_and_none_where_there_is_no_text(case, taken) -> None:
    item = taken(case, "t.txt", b"Bo saw Bo.")
    record = record_of(case, item, Asked(spans=[(7, 9)]), reason="identity")
    assert record.spans == ((7, 9),) and record.derivative == text_of(case, item.id).id
    with pytest.raises(Refused, match="no text"):
        record_of(case, taken(case, "a.bin", b"\x00\x01\x02"), Asked(spans=[(0, 1)]), reason="identity")
