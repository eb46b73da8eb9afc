import dataclasses

from tests.findings.small_case import tables
from workbench.figures import style
from workbench.figures.plan import fill, panel
from workbench.figures.survey import survey
from workbench.findings.sites import sites


def drawn(*, coarse: bool = False) -> list[str]:
    found = survey(sites(tables()))
    if coarse:
        found.site["precision_m"] = 5000.0
    with style.fixed():
        _, axes = style.sheet(7, 7)
        sheet = panel(axes, found, [found.home] if coarse else found.near, (0.5, 0.5, 6, 6))
        fill(sheet, found, [found.home] if coarse else found.near, photographs=True)
    assert all(sheet.shows((place["geometry"].centroid.x, place["geometry"].centroid.y)) for place in found.places[:4])
    return [text.get_text() for text in axes.texts]


def test_every_near_place_is_named_with_its_number_and_lodging_with_its_distance() -> None:
    assert drawn() == ["1 Plant site", "2 East gate", "3 Barracks A\n392 m", "4 Barracks A\n470 m"]


def test_a_coarse_position_is_shown_among_the_towns_around_it() -> None:
    names = drawn(coarse=True)
    assert "1 Plant site" in names and "Ečka" in names


def test_photographs_near_each_other_are_one_mark_with_their_number() -> None:
    found = survey(sites(tables()))
    photo = {"geometry": found.places[1]["geometry"], "direction_deg": 90.0}
    found = dataclasses.replace(found, photos=[photo, {**photo, "direction_deg": float("nan")}])
    with style.fixed():
        _, axes = style.sheet(7, 7)
        sheet = panel(axes, found, found.near, (0.5, 0.5, 6, 6))
        before = len(axes.patches)
        fill(sheet, found, [], photographs=True)
    assert [text.get_text() for text in axes.texts] == ["2 photos"]
    assert len(axes.patches) - before == 1, "one direction"
