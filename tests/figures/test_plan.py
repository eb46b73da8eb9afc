import dataclasses

from tests.findings.small_case import tables
from workbench.figures import style
from workbench.figures.plan import fill, listed, panel
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
    photo = {"geometry": found.places[1]["geometry"], "direction_deg": 90.0, "view_deg": 60.0}
    found = dataclasses.replace(
        found, photos=[photo, {**photo, "direction_deg": float("nan"), "view_deg": float("nan")}]
    )
    with style.fixed():
        _, axes = style.sheet(7, 7)
        sheet = panel(axes, found, found.near, (0.5, 0.5, 6, 6))
        before = len(axes.patches)
        fill(sheet, found, [], photographs=True)
    assert [text.get_text() for text in axes.texts] == ["photos 1, 2"]
    assert len(axes.patches) - before == 1, "one direction"
    assert [text.get_url() for text in axes.texts] == ["#photo-1"] == [axes.patches[-1].get_url()]


def test_every_mark_ring_area_and_name_leads_to_the_row_of_its_place() -> None:
    found = survey(sites(tables()))
    with style.fixed():
        _, axes = style.sheet(7, 7)
        sheet = panel(axes, found, found.near, (0.5, 0.5, 6, 6))
        fill(sheet, found, found.near, photographs=False)
    rows = [f"#place-{found.places[row]['number']}" for row in found.near]
    assert [text.get_url() for text in axes.texts] == rows
    shapes = {artist.get_url() for artist in (*axes.patches, *axes.lines)} - {None}
    assert shapes == set(rows), "an area has no mark, and a point has one"


def test_numbers_that_follow_each_other_are_a_range() -> None:
    assert listed([4]) == "4" and listed([1, 2]) == "1, 2" and listed([1, 2, 3, 7]) == "1–3, 7"
