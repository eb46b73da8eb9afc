"""Towns by any of their names: every name of the gazetteer finds its town, and what two bear is never guessed."""

import pytest

from workbench.codebook.geography import gazetteer
from workbench.codebook.placenames import folded, town_numbered, town_of, towns_named
from workbench.errors import BadValue, Unknown


def test_every_name_in_every_script_finds_its_town() -> None:
    missing = [name for town in gazetteer() for name in (town.name, *town.names) if town not in towns_named(name)]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "country"),
    [("Ниш", "RS"), ("Đà Nẵng", "VN"), ("da nang", "VN"), ("Temesvár", "RO"), ("索菲亞", "BG"), ("Скопље", "MK"),
     ("Vientiane", "LA"), ("ភ្នំពេញ", "KH"), ("กรุงเทพมหานคร", "TH"), ("Приштина", "XK"), ("Segedin", "HU")],
)  # fmt: skip
def test_neighbours_are_found_too(name: str, country: str) -> None:
    assert country in {town.country for town in towns_named(name)}


def test_the_start_of_a_word_is_enough_to_look_and_not_enough_to_name() -> None:
    assert "Zrenjanin" in [town.name for town in towns_named("zrenj")]
    with pytest.raises(Unknown) as caught:
        town_of("Zrenjani", "m.csv", "line 2, column town")
    assert caught.value.near[0] == "Zrenjanin"
    assert towns_named("  ") == [] == towns_named("no such town at all")


def test_a_name_that_several_bear_asks_for_the_number() -> None:
    shared = [town for town in gazetteer() if len(towns_named(town.name)) > 1]
    borne = [folded(name) for town in gazetteer() for name in {town.name, *town.names}]
    several = next(town for town in shared if borne.count(folded(town.name)) > 1)
    with pytest.raises(BadValue, match=str(several.geonames)):
        town_of(several.name, "m.csv", "line 2, column town")
    assert town_of(str(several.geonames), "m.csv", "line 2") == several == town_numbered(str(several.geonames))
