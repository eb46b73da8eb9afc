import pytest

from tests.findings.small_case import tables
from tests.findings.test_sites import photographs
from workbench.figures import mapkey, style
from workbench.figures.survey import survey
from workbench.findings.sites import sites


def test_a_line_for_each_place_with_precision_source_and_range() -> None:
    lines = mapkey.keys(survey(sites(tables())))
    assert lines[0] == "1 Plant site: survey, ± 10 m (NGO report N-01)"
    assert lines[2] == "3 Barracks A: testimony, ± 150 m (NGO report N-01); 392 m from the site (232 m to 552 m)"
    assert lines[3] == "4 Barracks A: estimate, precision not said (NGO report N-01); 470 m from the site"


def test_notes_say_what_is_left_out_and_whose_the_base_data_are() -> None:
    notes = " ".join(mapkey.notes(survey(sites(tables()))))
    assert "Too far for these panels, see the table of distances: Agency One." in notes
    assert "2 positions not used" in notes and "EPSG:32634" in notes
    assert "Natural Earth" in notes and "takes no position" in notes


def test_a_coarse_position_is_called_so() -> None:
    found = survey(sites(tables()))
    found.site["precision_m"] = 5000.0
    assert mapkey.notes(found)[0].startswith("The place itself is not told here")


def test_without_a_layer_the_note_says_so() -> None:
    there = {"latitude": -33.5, "longitude": -70.6, "radius_m": None, "altitude_m": None, "direction_deg": None}
    assert "Base data: none that ships reaches here." in mapkey.notes(survey(sites(photographs(there))))


def test_symbols_are_told_apart_by_shape() -> None:
    _, axes = style.sheet(11, 1)
    mapkey.legend(axes, 0.3, 0.5)
    shapes = [(line.get_marker(), line.get_markerfacecolor()) for line in axes.lines]
    assert len(set(shapes)) == len(shapes) == 6


def test_lines_of_a_column_lead_to_their_rows() -> None:
    _, axes = style.sheet(5, 5)
    mapkey.column(axes, ["one", "two"], 0.1, 4.0, ["#place-1", "#place-2"])
    mapkey.column(axes, ["a note"], 0.1, 2.0)
    assert [text.get_url() for text in axes.texts] == ["#place-1", "#place-2", None]


def test_column_and_height_agree() -> None:
    _, axes = style.sheet(5, 5)
    mapkey.column(axes, ["one", "two\nlines", "three"], 0.1, 4.0)
    last = min(text.get_position()[1] for text in axes.texts)
    assert last == pytest.approx(4.0 - mapkey.height(["one", "two\nlines"]))


def test_the_legend_takes_another_line_where_the_page_is_narrow() -> None:
    assert mapkey.legend(None, 0.3, 0) < mapkey.legend(None, 0.3, 0, wide=5)
    with style.fixed():
        _, axes = style.sheet(5, 3)
        assert mapkey.legend(axes, 0.3, 2, wide=5) == mapkey.legend(None, 0.3, 0, wide=5) and mapkey.SIZE >= 7
