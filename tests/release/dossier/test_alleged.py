"""The right of reply: each allegation a paragraph with a number, a reference and an empty box."""

import dataclasses
from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier.alleged import Allegation, allegations, part, words
from workbench.release.dossier.document import Paragraph, Table, plain
from workbench.release.dossier.ground import Ground


@pytest.fixture(scope="module")
def asked(public_case: Any) -> Ground:
    """The public record for whoever is said to have done it."""
    return Ground(gather(public_case, "respondent"), messages("en"))


def test_each_allegation_is_numbered_and_has_a_reference_of_its_own(asked: Ground) -> None:
    listed = allegations(asked)
    assert len(listed) > 10 and [one.number for one in listed] == list(range(1, len(listed) + 1))
    references = [one.reference("ilo-11") for one in listed]
    assert len(set(references)) == len(references) and all(one.startswith("ilo-11 | ") for one in references)
    assert {one.cell.state for one in listed} <= {"supported", "alleged", "conflicting"}


def test_each_paragraph_has_what_it_stands_on_and_an_empty_box(asked: Ground) -> None:
    made = part(asked)
    assert [one.title.split(".")[0] for one in made.sections] == [str(one.number) for one in allegations(asked)]
    for section in made.sections:
        told = " ".join(plain(one.text) for one in section.blocks if isinstance(one, Paragraph))
        assert "It is alleged of" in told and "It stands on:" in told and "Reference: ilo-11 | " in told
        (box,) = [one for one in section.blocks if isinstance(one, Table)]
        assert box.rows == (("", "", "", ""),) and not box.name and box.room > 15


def test_the_words_are_those_of_the_language(asked: Ground) -> None:
    first = allegations(asked)[0]
    assert words(Ground(asked.held, messages("sr-Cyrl")), first).startswith("Наводи се за ")
    assert words(Ground(asked.held, messages("sr-Latn")), first).startswith("Navodi se za ")


def test_where_nothing_may_be_put_the_part_says_so(asked: Ground) -> None:
    bare = Ground(dataclasses.replace(asked.held, matrices={}), messages("en"))
    (told,) = part(bare).blocks
    assert isinstance(told, Paragraph) and "without somebody being found" in plain(told.text)
    first = allegations(asked)[0]
    assert (
        Allegation(1, first.indicator, "", "not said", first.cell).reference("ilo-11") == f"ilo-11 | {first.indicator}"
    )


@pytest.fixture(scope="module")
def demo_asked(demo_case: Any) -> Ground:
    """The demo for whoever is said to have done it."""
    return Ground(gather(demo_case, "respondent"), messages("en"))


def test_an_authority_does_not_answer_for_a_company(demo_asked: Ground) -> None:
    kinds = {f"Ev{one.number}": one.of.found.source_kind for one in demo_asked.listed}
    lines = _lines(demo_asked, "have said of it so far:")
    heard = {kinds[unit.strip(" ,.")] for line in lines for unit in line.split(":")[1].split() if unit.startswith("Ev")}
    assert heard == {"company"} and "official" in kinds.values()


def test_units_stand_in_their_order_and_what_speaks_against_nobody_named_is_told(demo_asked: Ground) -> None:
    for line in _lines(demo_asked, "It stands on:"):
        numbers = [int(one.strip(" ,.")) for one in line.split("Ev")[1:]]
        assert numbers == sorted(numbers)
    assert _lines(demo_asked, "Against it, without saying of whom: Ev")


def _lines(ground: Ground, head: str) -> list[str]:
    blocks = [block for section in part(ground).sections for block in section.blocks]
    return [told for one in blocks if isinstance(one, Paragraph) and head in (told := plain(one.text))]


def test_what_nobody_said_is_said_in_the_gender_of_its_question(asked: Ground) -> None:
    made = part(Ground(asked.held, messages("sr-Latn")))
    told = [plain(block.text) for one in made.sections for block in one.blocks if isinstance(block, Paragraph)]
    assert "Šta su preduzeća do sada rekla o tome: ovde ništa nije navedeno." in told
    assert not any("ovde nije naveden." in one for one in told)
