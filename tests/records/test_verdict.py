"""A verdict on a draft: of its schema, back as it was, and no acceptance without a coding nor a rejection with one."""

import pytest

from workbench import codebook
from workbench.errors import BadValue
from workbench.records import Verdict, content, from_content

REJECTED = Verdict(passage="a" * 64, framework="ilo-11", indicator="isolation", polarity="supports",
                   cue="en:isolation-gate", decision="rejected", agent="b" * 64, reason="of another site")  # fmt: skip
ACCEPTED = Verdict(**vars(REJECTED) | {"decision": "accepted", "coding": "c" * 64, "reason": None})


@pytest.mark.parametrize("record", [ACCEPTED, REJECTED])
def test_it_is_of_its_schema_and_comes_back_as_it_was(record: Verdict) -> None:
    codebook.check("verdict", content(record))
    assert from_content("verdict", content(record)) == record


@pytest.mark.parametrize(
    "wrong",
    [
        vars(ACCEPTED) | {"coding": None},
        vars(REJECTED) | {"coding": "c" * 64},
        vars(REJECTED) | {"polarity": "unclear"},
        vars(REJECTED) | {"decision": "maybe"},
        vars(REJECTED) | {"cue": ""},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, str | None]) -> None:
    with pytest.raises(BadValue):
        codebook.check("verdict", {name: value for name, value in wrong.items() if value is not None})
