"""A redaction holds places and a reason, survives the ledger, and a span needs the text that it counts in."""

import pytest

from workbench import codebook
from workbench.errors import BadValue
from workbench.records import Redaction, content, from_content, references

FULL = Redaction(item="a" * 64, reason="child", derivative="b" * 64, spans=((0, 4), (9, 17)),
                 regions=((1, 0, 0, 9, 9),), stretches=(("1", "2.5"),), note="asked for by W-01")  # fmt: skip


def test_it_is_of_its_schema_and_comes_back_as_it_was() -> None:
    codebook.check("redaction", content(FULL))
    assert from_content("redaction", content(FULL)) == FULL
    assert references("redaction", FULL) == ["a" * 64, "b" * 64]


def test_a_span_without_its_text_is_refused() -> None:
    with pytest.raises(BadValue, match="derivative"):
        codebook.check("redaction", content(Redaction(item="a" * 64, reason="child", spans=((0, 4),))))


def test_a_reason_is_one_of_eight() -> None:
    with pytest.raises(BadValue, match="self-incrimination"):
        codebook.check("redaction", content(Redaction(item="a" * 64, reason="secret", whole=True)))
