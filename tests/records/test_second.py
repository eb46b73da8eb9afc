"""A reading and an adjudication: what they may leave unsaid, what they may not, and that they survive the ledger."""

import pytest

from workbench import codebook
from workbench.errors import BadValue
from workbench.records import Adjudication, Reading, content, from_content

READING = Reading(coder="a" * 64, passage="b" * 64, subject="c" * 64, framework="ilo-11", blind=True)
DECIDED = Adjudication(
    passage="a" * 64, subject="b" * 64, framework="ilo-11", indicator="isolation", stance="none", agent="c" * 64,
    reason="He speaks of the village.", codings=("d" * 64, "e" * 64),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "record"), [("reading", READING), ("adjudication", DECIDED)])
def test_it_is_of_its_schema_and_comes_back_as_it_was(kind, record) -> None:
    codebook.check(kind, content(record))
    assert from_content(kind, content(record)) == record


def test_a_reading_is_not_blind_unless_somebody_says_so() -> None:
    assert Reading(coder="a", passage="b", subject="c", framework="ilo-11").blind is False


def test_no_decision_without_a_reason() -> None:
    with pytest.raises(TypeError, match="reason"):
        Adjudication(passage="a", subject="b", framework="f", indicator="i", stance="none", agent="c")  # type: ignore[call-arg]
    with pytest.raises(BadValue):
        codebook.check("adjudication", content(DECIDED) | {"reason": ""})


def test_a_decision_has_one_of_four_stances() -> None:
    with pytest.raises(BadValue):
        codebook.check("adjudication", content(DECIDED) | {"stance": "agreed"})
