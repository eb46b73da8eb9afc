import pytest

from tests.findings.small_case import tables
from tests.findings.test_sites import photographs
from workbench.figures.survey import radius, survey
from workbench.findings.sites import NoPlace, sites
from workbench.records import Entity, Place, Relation, Source
from workbench.tables import tabulate


def test_panels_and_home() -> None:
    found = survey(sites(tables()))
    assert found.site["site"] == "Plant site" and not found.coarse
    assert [found.places[row]["site"] for row in found.near] == ["Plant site", "East gate", "Barracks A", "Barracks A"]
    assert (found.around, [found.places[row]["site"] for row in found.far]) == ([], ["Agency One"])


def test_the_site_is_that_of_which_most_is_told_where_a_grid_makes_all_alike() -> None:
    stop = Entity(key="B", schema="Site", label="A bus stop")
    there = [Place(entity=key, geometry="POINT (20.45 45.37)", how="gps", source="s", precision_m=m)
             for key, m in (("b", "900"), ("p", "1000"))]  # fmt: skip
    runs = Relation(schema="SiteOwnership", source_entity="o", target_entity="p", source="s")
    plant, log = Entity(key="P", schema="Site", label="Plant"), Source(key="S", label="L", kind="document")
    rows = [("b", stop), ("p", plant), ("s", log),
            ("o", Entity(key="O", schema="Company", label="Owner")), ("x", there[0]), ("y", there[1])]  # fmt: skip
    assert survey(sites(tabulate(rows, "h", bytes))).site["site"] == "A bus stop"
    assert survey(sites(tabulate([*rows, ("r", runs)], "h", bytes))).site["site"] == "Plant"


def test_each_place_knows_its_distance_from_the_site() -> None:
    found = survey(sites(tables()))
    assert set(found.pairs) == {place["place"] for place in found.places} - {found.site["place"]}


def test_photographs_alone_are_enough() -> None:
    good = {"latitude": -33.5, "longitude": -70.6, "radius_m": None, "altitude_m": None, "direction_deg": None}
    found = survey(sites(photographs(good)))
    assert found.places == [] and found.spot == (-70.6, -33.5) and found.elsewhere() == 0


def test_nowhere_is_refused() -> None:
    with pytest.raises(NoPlace):
        survey(sites(tables(without=frozenset({"place"}))))


def test_radius() -> None:
    assert radius({"precision_m": 12.0}) == 12.0
