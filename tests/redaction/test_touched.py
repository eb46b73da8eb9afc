"""A passage that shares a letter, a pixel or a moment with what is withheld is touched; its neighbours are not."""

import pytest

from workbench.casefile import Live
from workbench.records import Passage, Redaction
from workbench.redaction.touched import touched

ITEM, TEXT, OTHER = "a" * 64, "b" * 64, "c" * 64


def live(identity: str, kind: str, record: object) -> Live:
    return Live(identity, "2026-01-15T09:00:00Z", "d" * 64, kind, record)


def asked(passage: Passage, *redactions: Redaction) -> dict[str, frozenset[str]]:
    return touched(
        [live("p", "passage", passage)], [live(str(n), "redaction", one) for n, one in enumerate(redactions)]
    )


def words(start: int, end: int, text: str = TEXT, item: str = ITEM) -> Passage:
    return Passage(item=item, derivative=text, quote="x", start=start, end=end)


SPAN = Redaction(item=ITEM, reason="identity", derivative=TEXT, spans=((10, 14), (30, 34)))
FACE = Redaction(item=ITEM, reason="child", regions=((1, 9, 9, 5, 5),))


def heard(begin: str, end: str) -> Redaction:
    return Redaction(item=ITEM, reason="child", stretches=((begin, end),))


@pytest.mark.parametrize(
    ("passage", "one", "expected"),
    [
        (words(0, 10), SPAN, False), (words(0, 11), SPAN, True), (words(13, 14), SPAN, True),
        (words(14, 30), SPAN, False), (words(0, 99), SPAN, True), (words(0, 1, OTHER), SPAN, True),
        (words(0, 99, item=OTHER), SPAN, False),
        (Passage(item=ITEM, region=(0, 0, 10, 10)), FACE, True),
        (Passage(item=ITEM, region=(0, 0, 9, 9)), FACE, False),
        (Passage(item=ITEM, from_s="1", to_s="2"), heard("2", "3"), True),
        (Passage(item=ITEM, from_s="1", to_s="2"), heard("2.5", "3"), False),
        (Passage(item=ITEM), SPAN, False), (Passage(item=ITEM), Redaction(item=ITEM, reason="other", whole=True), True),
        (words(0, 1), Redaction(item=ITEM, reason="other", whole=True), True),
    ],
)  # fmt: skip
def test_touched_or_not(passage: Passage, one: Redaction, expected: bool) -> None:
    assert asked(passage, one) == ({"p": frozenset({one.reason})} if expected else {})


def test_every_reason_is_named() -> None:
    more = Redaction(item=ITEM, reason="self-incrimination", derivative=TEXT, spans=((8, 12),))
    assert asked(words(9, 11), SPAN, more) == {"p": frozenset({"identity", "self-incrimination"})}
