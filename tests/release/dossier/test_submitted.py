"""Who hands a copy in, and whose consent it has: what is no answer says why, and does not count as one."""

from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from workbench import keeping
from workbench.codebook.messages import messages
from workbench.records import Agent
from workbench.release.dossier import submitted
from workbench.release.dossier.document import Facts, Text, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.opening import cover
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


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A case as `init --title T --name "Mira Jović" --agent MJ` begins it, to which nobody added an organisation."""
    path, agent = tmp_path_factory.mktemp("begun") / "case", keeping.custodian("MJ", "Mira Jović")
    return keeping.init(path, title="T", agent=agent, sealed=False)


@pytest.mark.parametrize("audience", ["eu-flr", "ombudsman", "cptv-referral", "un-special-procedures"])
def test_whoever_is_known_by_a_number_alone_submits_nothing(begun: Any, audience: str) -> None:
    ground = Ground(gather(begun, audience), messages("en"))
    assert ground.held.tables.info.custodian == "Investigator 1"
    for made in (submitted.complainant(ground), submitted.submitted(ground)):
        assert isinstance(made, Short), "the question counts as one without an answer"
        assert words(made).startswith("This copy names no organisation that hands it in: to be added") and made
    (facts,) = [one for one in cover(ground).blocks if isinstance(one, Facts)]
    assert dict(facts.pairs)["Submitted by"] == "nobody is named"


def test_an_organisation_on_record_submits_it(begun: Any) -> None:
    with begun.writing(begun.state().of("agent")[0].id) as writer:
        writer.record(Agent(key="FN", kind="organisation", name="Mreža Fenjer"))
    made = submitted.complainant(Ground(gather(begun, "eu-flr"), messages("en")))
    assert words(made) == "Mreža Fenjer, as an organisation." and not isinstance(made, Short)


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
