"""Whether two entities are one, as a record: complete, of three answers, with who says it."""

import pytest

from workbench import codebook
from workbench.errors import WorkbenchError
from workbench.records import Sameness, content, from_content, references

GIVEN = Sameness(entity_a="a" * 64, entity_b="b" * 64, decision="same", agent="c" * 64, note="one passport number")


def test_it_comes_back_and_names_both_and_who_says_it() -> None:
    assert from_content("sameness", content(GIVEN)) == GIVEN
    assert references("sameness", GIVEN) == ["a" * 64, "b" * 64, "c" * 64]
    codebook.check("sameness", content(GIVEN))


@pytest.mark.parametrize("wrong", [{"decision": "probably"}, {"agent": None}, {"entity_b": "W-01"}])
def test_what_is_no_answer_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(WorkbenchError):
        codebook.check("sameness", content(GIVEN) | wrong)
