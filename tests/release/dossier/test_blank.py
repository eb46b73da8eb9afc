"""Where a question has no answer: a copy that withholds something does not say that nothing is on record."""

import dataclasses
from collections import Counter
from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from tests.release.dossier.test_filled import table, words
from workbench.codebook import audience
from workbench.codebook.messages import messages
from workbench.release.dossier import blank
from workbench.release.dossier.document import Link, plain
from workbench.release.dossier.filled import FILLS, fields
from workbench.release.dossier.ground import Ground
from workbench.release.gathered import Gathered

BANDED = ("kept_back", "quotes_withheld", "cells_withheld")
ON_RECORD = ("on this record", "nothing on record")


def changed(held: Gathered, known: Counter[str], about: dict[str, Any]) -> Ground:
    """The same release of which nothing speaks against anything, and of this much of the record."""
    beside = dataclasses.replace(held.prepared.beside, known=known)
    prepared = dataclasses.replace(held.prepared, beside=beside)
    told = dataclasses.replace(held, prepared=prepared, about={**held.about, **about})
    ground = Ground(told, messages("en"))
    vars(ground)["units"] = {key: one for key, one in Ground(held, messages("en")).units.items()
                             if one.of.stance != "contradicts"}  # fmt: skip
    return ground


@pytest.fixture(scope="module")
def held(demo_case: Any) -> Gathered:
    return gather(demo_case, "un-special-procedures")


def against(ground: Ground) -> tuple[str, str, list[str]]:
    """Of the question what speaks against it: how it stands in the list, what stands under it, and where that leads."""
    made = fields(ground)
    status = {plain(row[1]): plain(row[-1]) for row in table(made).rows}["What speaks against it"]
    (one,) = [one for one in made.sections if one.title == "13. What speaks against it"]
    (block,) = one.blocks
    return status, words(one).strip(), [part.to for part in block.text if isinstance(part, Link)]  # type: ignore[union-attr]


def test_what_speaks_against_it_and_is_withheld_is_not_said_to_be_nowhere(held: Gathered) -> None:
    status, told, leads = against(changed(held, Counter(contradicts=2), {}))
    assert status == "nothing that this copy may show" and leads == ["limitations"]
    assert told.startswith("Nothing that this copy may show. Statements against some indicators are on record and with")


def test_where_other_things_are_withheld_nothing_is_said_of_the_record(held: Gathered) -> None:
    bare: dict[str, Any] = {one: {} for one in BANDED}
    status, told, leads = against(changed(held, Counter(), bare | {"kept_back": {"danger": "fewer than 5"}}))
    assert status == "nothing that this copy may show" and leads == ["limitations"]
    assert told.startswith("Nothing that this copy may show. What is withheld") and "Statements" not in told


def test_a_copy_that_withholds_nothing_says_that_nothing_is_on_record(held: Gathered) -> None:
    ground = changed(held, Counter(), {one: {"coding": "none"} for one in BANDED})
    assert not blank.keeps_back(ground)
    assert against(ground) == ("nothing on record", "Nothing on this record.", [])


def test_no_form_of_the_demo_says_of_the_record_what_holds_of_the_copy(demo_case: Any) -> None:
    for name in ("us-307", "respondent", "cptv-referral"):
        ground = Ground(gather(demo_case, name), messages("en"))
        assert blank.keeps_back(ground)
        made = fields(ground)
        empty = [one.label["en"] for one in audience(name).dossier.fields if one.fill not in ("missing", "boxes")
                 and not FILLS[one.fill](ground)]  # fmt: skip
        told = [plain(row[-1]) for row in table(made).rows] + [
            words(one) for one in made.sections if one.title.partition(". ")[2] in empty or one.title in empty
        ]
        assert not [one for one in told for phrase in ON_RECORD if phrase in one.casefold()]


def test_what_no_case_holds_is_not_on_this_record(demo_case: Any) -> None:
    ground = Ground(gather(demo_case, "cptv-referral"), messages("en"))
    (one,) = [one for one in audience("cptv-referral").dossier.fields if one.fill == blank.ADDED]
    assert plain(blank.line(ground, one)) == "Not on this record: to be added by whoever submits this copy."
    assert blank.state(ground, one) == "missing"
