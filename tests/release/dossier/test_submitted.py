"""Who hands a copy in, and whose consent it has: what is no answer says why, and does not count as one."""

from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier import submitted
from workbench.release.dossier.document import Text, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.submitted import Short
from workbench.release.gathered import Gathered


def words(lines: list[Text]) -> str:
    return " ".join(map(plain, lines))


@pytest.fixture
def ground(totals: Gathered) -> Ground:
    return Ground(totals, messages("en"))


def test_who_submits_says_how_people_are_protected(ground: Ground) -> None:
    assert words(submitted.submitted(ground)) == (
        f"{words(submitted.complainant(ground))} {words(submitted.protection(ground))}"
    )
    assert "Mreža Fenjer, as an organisation." in words(submitted.complainant(ground))
    assert "fewer than 5 people" in words(submitted.protection(ground))


def test_nobody_is_no_answer_to_who_submits_it(ground: Ground) -> None:
    vars(ground)["submitter"] = ""  # a case of which nobody said whose it is
    assert submitted.complainant(ground) == submitted.submitted(ground) == []


@pytest.mark.parametrize(("audience", "starts", "short"), [
    ("cptv-referral", "No worker is counted in this copy", True),
    ("ombudsman", "Each worker who is counted here", False),
])  # fmt: skip
def test_whose_consent_a_copy_has(demo_case: Any, audience: str, starts: str, short: bool) -> None:
    made = submitted.consent(Ground(gather(demo_case, audience), messages("en")))
    assert words(made).startswith(starts) and isinstance(made, Short) == short
    assert not short or words(made).endswith("not asked for, taken back, or has run out.")  # as most of the demo's have


def test_of_a_record_in_which_nobody_was_heard_that_is_the_answer(record: Gathered) -> None:
    ground = Ground(record, messages("en"))
    made = submitted.consent(ground)
    assert words(made) == "No worker was heard: what stands here was published by others."
    assert not isinstance(made, Short) and submitted.referred(ground) == [] and words(submitted.workers(ground))
