"""A question about the making of a product is answered only where the record links the labour with the product."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.release.dossier.conftest import gather
from workbench.codebook.messages import messages
from workbench.release.dossier import making
from workbench.release.dossier.document import Text, plain
from workbench.release.dossier.filled import FILLS, fields
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.nexus import nexus
from workbench.release.dossier.submitted import Short
from workbench.release.gathered import Gathered

APART = "This is on record. That it belongs to the making of the product is not shown."
OF_MAKING = ("production", "producers", "making-period")


def words(lines: list[Text]) -> str:
    return " | ".join(map(plain, lines))


@pytest.fixture(scope="module")
def tyres(public_case: Any) -> Ground:
    """The public record, in which an order says that tyres are made at the plant."""
    return Ground(gather(public_case, "us-307"), messages("en"))


@pytest.mark.parametrize("fill", OF_MAKING)
def test_what_is_on_record_of_a_plant_that_is_being_built_is_printed_and_is_no_answer(
    totals: Gathered, fill: str
) -> None:
    made = FILLS[fill](Ground(totals, messages("en")))
    assert isinstance(made, Short) and len(made) > 1 and plain(made[-1]) == APART
    latin = FILLS[fill](Ground(totals, messages("sr-Latn")))
    assert isinstance(latin, Short) and "nije pokazano" in plain(latin[-1])


def test_the_eu_form_does_not_count_a_building_site_as_a_site_of_production(totals: Gathered) -> None:
    made = fields(Ground(totals, messages("en")))
    (table,) = [one for one in made.blocks if hasattr(one, "rows")]
    told = {plain(row[1]): plain(row[3]) for row in table.rows}
    assert told["Site of production"] == told["Part of the product, and stage of production"] == "missing"
    assert told["Product"] == told["Economic operators concerned"] == told["Period"] == "answered"
    assert "Ravnica Tyre building site" in words(making.production(Ground(totals, messages("en"))))


@pytest.mark.parametrize("fill", OF_MAKING)
def test_where_a_product_is_made_in_that_time_the_questions_are_answered(tyres: Ground, fill: str) -> None:
    made = FILLS[fill](tyres)
    assert made and not isinstance(made, Short) and APART not in words(made)


def test_a_site_of_production_is_one_at_which_the_product_is_made(
    tyres: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site,) = making.production(tyres)
    entities = tyres.held.tables.entities
    assert {str(entities.at[key, "schema"]) for key in nexus(tyres).makers} == {"Site", "Company"}
    company = tuple(key for key in nexus(tyres).makers if entities.at[key, "schema"] == "Company")
    monkeypatch.setattr(making, "nexus", lambda ground: replace(nexus(ground), makers=company))
    made = making.production(tyres)  # that a company makes it says of no site that it is made there
    assert isinstance(made, Short) and site in made and plain(made[-1]) == APART


def test_a_name_is_no_description_of_goods(tyres: Ground) -> None:
    made = making.goods(tyres)
    assert isinstance(made, Short) and "automobile tyres" in plain(made[0])
    assert "named here and not described" in plain(made[-1])
    assert not isinstance(FILLS["products"](tyres), Short), "another form asks for the name alone"


def test_nothing_on_record_is_nothing_to_print(tyres: Ground) -> None:
    people: Any = SimpleNamespace(entities=tyres.held.people.entities.iloc[:0])
    bare = Ground(replace(tyres.held, people=people), messages("en"))
    assert making.goods(bare) == making.production(bare) == FILLS["producers"](bare) == []


def test_the_nexus_says_why_it_is_no_answer(totals: Gathered, tyres: Ground) -> None:
    made = making.linked(Ground(totals, messages("en")))
    assert isinstance(made, Short) and "construction work" in words(made)
    assert not isinstance(making.linked(tyres), Short) and "At the place and in the time" in words(making.linked(tyres))
