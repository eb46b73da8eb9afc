"""A redaction is a record, its copy a derivative; the item stays, verify is content, undoing brings the words back."""

import os

import pytest

from tests.redaction import planted
from workbench import verbs
from workbench.casefile import open_case
from workbench.coding.undo import undo
from workbench.errors import Refused
from workbench.redaction.log import read
from workbench.redaction.places import Asked, record_of
from workbench.redaction.redact import copy_of, redact, standing

TEXT = b"Tran Van A told it. Bo saw it.\n"


def withhold(case, item, *words: str, reason: str = "identity"):
    return redact(case, item, record_of(case, item, Asked(words=words), reason=reason), agent=case.agent("MJ"))


@pytest.mark.parametrize("kind", ["case", "sealed"])
def test_the_item_stays_and_the_copy_stands_beside_it(kind, taken, request) -> None:
    case = request.getfixturevalue(kind)
    item = taken(case, "t.txt", TEXT)
    stored = case.objects.path(item.record.object).read_bytes()
    done = withhold(case, item, "Tran Van A")
    assert case.objects.path(item.record.object).read_bytes() == stored
    assert case.objects.read(item.record.object) == TEXT
    copy, data, log = copy_of(case, item.id)
    assert data == b"[withheld: name] told it. Bo saw it.\n" and copy.id == done.derivative
    assert copy.record.kind == "redacted" and copy.record.tool == "workbench.redaction.text" and copy.record.version
    assert b"Tran" not in log and read(log)["entries"][0]["by"] == "MJ"
    assert verbs.verify(case).ok, verbs.verify(case).problems
    if kind == "sealed":
        raw = b"".join(file.read_bytes() for file in case.path.rglob("*") if file.is_file())
        assert b"Tran" not in raw and b"withheld" not in raw
        assert case.objects.unit_of(copy.record.object) == case.objects.unit_of(item.record.object)
        units = {line.id: line.body.get("unit") for line in case.lines()}
        assert units[done.redaction] == units[item.id] == units[done.derivative]


def test_redactions_add_up_and_undoing_one_brings_its_words_back_in_the_next_copy(case, taken) -> None:
    item = taken(case, "t.txt", TEXT)
    withhold(case, item, "Tran Van A")
    second = withhold(case, item, "Bo", reason="child")
    assert copy_of(case, item.id)[1] == b"[withheld: name] told it. [withheld] saw it.\n"
    assert [one.by for one in standing(case, item.id)] == ["MJ", "MJ"]
    undo(case, second.redaction, agent=case.agent("MJ"))
    with pytest.raises(Refused, match="anew"):
        copy_of(case, item.id)
    again = redact(case, item, None, agent=case.agent("MJ"))
    assert again.redaction is None
    assert copy_of(case, item.id)[1] == b"[withheld: name] told it. Bo saw it.\n" and verbs.verify(case).ok


def test_a_copy_is_shown_without_the_original(case, taken) -> None:
    item = taken(case, "t.txt", TEXT)
    withhold(case, item, "Tran Van A")
    os.unlink(case.objects.path(item.record.object))
    assert copy_of(open_case(case.path), item.id)[1].startswith(b"[withheld: name]")


def test_a_copy_that_cannot_be_built_leaves_no_record(case, taken) -> None:
    item = taken(case, "a.jpg", planted.jpeg(1))
    head = case.head()
    with pytest.raises(Exception, match="region"):
        redact(case, item, record_of(case, item, Asked(regions=[(1, 999, 1, 5, 5)]), reason="other"),
               agent=case.agent("MJ"))  # fmt: skip
    assert case.head() == head and standing(case, item.id) == [] and copy_of(case, item.id) is None


def test_all_of_an_item_withheld_still_names_what_was_withheld_before(case, taken) -> None:
    item = taken(case, "t.txt", TEXT)
    withhold(case, item, "Bo")
    done = redact(case, item, record_of(case, item, Asked(whole=True), reason="child"), agent=case.agent("MJ"))
    assert sorted(one.place for one in done.entries) == ["", "within what is withheld"]
    assert copy_of(case, item.id)[1].endswith(b"by those who collected it.\n")


def test_a_file_that_was_only_redacted_can_be_taken_out_with_its_copies(sealed, taken) -> None:
    from workbench import keeping

    item = taken(sealed, "t.txt", TEXT)
    done = withhold(sealed, item, "Tran Van A")
    out = keeping.take_out(sealed, "t.txt", agent=sealed.agent("MJ"), reason="of another case")
    assert {item.id, done.redaction, done.derivative, done.log} <= set(out.removed)
    assert verbs.verify(open_case(sealed.path).unlock("five words that nobody knows")).ok
