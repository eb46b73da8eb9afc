import pytest

from workbench.extract import gps

WHOLE = [(45, 1), (22, 1), (516, 10)]


def given(**changes):
    block = {
        "GPSLatitude": WHOLE,
        "GPSLatitudeRef": "N",
        "GPSLongitude": [(20, 1), (23, 1), (0, 1)],
        "GPSLongitudeRef": "E",
    }
    return {name: value for name, value in (block | changes).items() if value is not None}


def test_a_whole_block_gives_decimal_degrees():
    found = gps.position(given())
    assert (found.latitude, found.longitude) == pytest.approx((45.381, 20.38333333))


def test_south_and_west_are_negative():
    found = gps.position(given(GPSLatitudeRef="S", GPSLongitudeRef="W"))
    assert (found.latitude, found.longitude) == pytest.approx((-45.381, -20.38333333))


def test_the_equator_is_a_place():
    assert gps.position(given(GPSLatitude=[(0, 1), (0, 1), (0, 1)])).latitude == 0.0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"GPSLatitude": None, "GPSLongitude": None}, "no-gps"),
        ({"GPSLongitude": None}, "gps-incomplete"),
        ({"GPSLatitude": []}, "gps-incomplete"),
        ({"GPSLatitude": [(45, 1)]}, "gps-incomplete"),
        ({"GPSLatitude": [45, 22, 51]}, "gps-incomplete"),
        ({"GPSLatitudeRef": None}, "gps-no-reference"),
        ({"GPSLatitudeRef": ""}, "gps-no-reference"),
        ({"GPSLatitudeRef": "n"}, "gps-bad-reference"),
        ({"GPSLongitudeRef": "w"}, "gps-bad-reference"),
        ({"GPSLongitudeRef": "O"}, "gps-bad-reference"),
        ({"GPSLatitude": [(0, 0), (0, 0), (0, 0)]}, "gps-zero-denominator"),
        ({"GPSLongitude": [(20, 1), (23, 0), (0, 1)]}, "gps-zero-denominator"),
        ({"GPSLatitude": [(999, 1), (0, 1), (0, 1)]}, "gps-out-of-range"),
        ({"GPSLatitude": [(90, 1), (0, 1), (1, 1)]}, "gps-out-of-range"),
        ({"GPSLatitude": [(45, 1), (60, 1), (0, 1)]}, "gps-out-of-range"),
        ({"GPSLatitude": [(45, 1), (0, 1), (60, 1)]}, "gps-out-of-range"),
        ({"GPSLatitude": [(-45, 1), (0, 1), (0, 1)]}, "gps-out-of-range"),
        ({"GPSLongitude": [(181, 1), (0, 1), (0, 1)]}, "gps-out-of-range"),
        ({"GPSLatitude": [(0, 1)] * 3, "GPSLongitude": [(0, 1)] * 3}, "null-island"),
    ],
)
def test_nothing_is_repaired(changes, code):
    with pytest.raises(gps.NoPosition) as none:
        gps.position(given(**changes))
    assert none.value.code == code
    assert code in gps.REASONS


def test_measures_beside_the_position():
    found = gps.position(
        given(GPSAltitude=[(805, 10)], GPSAltitudeRef=1, GPSImgDirection=[(2715, 10)], GPSHPositioningError=[(47, 10)])
    )
    assert (found.altitude_m, found.direction_deg, found.radius_m) == (-80.5, 271.5, 4.7)


def test_a_measure_divided_by_zero_is_not_known():
    found = gps.position(given(GPSAltitude=[(0, 0)], GPSImgDirection=[(400, 1)]))
    assert (found.altitude_m, found.direction_deg) == (None, None)


def test_blocks_that_disagree_give_no_position():
    with pytest.raises(gps.NoPosition) as none:
        gps.agreed([gps.Position(45.0, 20.0), gps.Position(45.1, 20.0)])
    assert none.value.code == "gps-disagree"


def test_a_position_is_told_with_what_is_written_of_it_or_why_there_is_none() -> None:
    told = gps.told({"latitude": -45.5, "longitude": 20.0, "radius_m": None, "altitude_m": -80.0})
    assert told == "-45.5, 20.0 (no error radius written, altitude -80 m)"
    assert gps.told(None, "gps-disagree").endswith(gps.REASONS["gps-disagree"])
    assert gps.told(None, "no-exif") == "not known: The picture carries no camera data"
    assert gps.told(None) == "not known"
