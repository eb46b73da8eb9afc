"""Audiences: data with a source for each threshold, and nothing below three."""

import pytest

from workbench.codebook.readers import audience, audiences
from workbench.errors import Unknown


@pytest.mark.parametrize("name", audiences())
def test_an_audience_is_protected_as_far_as_it_is_public(name: str) -> None:
    one = audience(name)
    assert one.k >= (11 if one.becomes_public or (one.knows_roster and not one.authority) else 5)
    if one.becomes_public:
        assert one.rows == "totals" and one.time != "day" and one.grid_m >= 10_000
    assert one.sources and not any(verified for _, verified in one.sources)


def test_authorities_are_told_of_the_clause_on_non_punishment() -> None:
    assert all(audience(name).clause for name in audiences() if audience(name).authority)


def test_who_knows_the_roster_gets_no_words_and_no_rows() -> None:
    assert not audience("respondent").quotes and audience("respondent").rows == "totals"


def test_a_misspelt_audience_names_what_comes_near() -> None:
    with pytest.raises(Unknown) as caught:
        audience("ombudsmen")
    assert caught.value.near[0] == "ombudsman"


@pytest.mark.parametrize("name", audiences())
def test_no_audience_asks_for_a_part_that_its_copy_can_never_have(name: str) -> None:
    needed = {"sources": "source", "network": "network", "site": "sites", "chronology": "chronology"}
    one = audience(name)
    listed = {*one.dossier.parts, *one.dossier.annexes} & set(needed)
    assert {needed[part] for part in listed} <= set(one.tables)
