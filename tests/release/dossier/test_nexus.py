"""A product nexus needs labour and production at one place and time: building the plant is not making the tyre."""

from typing import Any

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.nexus import nexus
from workbench.release.gathered import Gathered


def test_building_a_plant_establishes_none(totals: Gathered) -> None:
    found = nexus(Ground(totals, messages("en")))
    assert not found.established and found.building and not found.indicators and not found.makers
    assert [one["status"] for one in found.claims] == ["contradicted"]


def test_an_order_on_tyres_establishes_one_for_its_own_time_alone(public_case: Any) -> None:
    ground = Ground(gather(public_case, "eu-flr"), messages("en"))
    found = nexus(ground)
    assert found.established and "physical-and-sexual-violence" not in found.indicators
    assert {ground.held.tables.entities.at[key, "schema"] for key in found.makers} == {"Site", "Company"}
    assert len(found.indicators) == 9  # the nine of the order; what was said of the builders of 2021 adds none
