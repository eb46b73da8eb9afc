"""The angle that a picture shows, from what the camera wrote; a camera that wrote nothing gives none."""

import pytest

from workbench.records.lens import view_deg


@pytest.mark.parametrize(
    ("exif", "angle"),
    [
        ({"tags": {"EXIF FocalLengthIn35mmFilm": "50"}}, 39.6),
        ({"tags": {"EXIF FocalLengthIn35mmFilm": 26}, "pixels": [4000, 3000], "orientation": 1}, 69.4),
        ({"tags": {"EXIF FocalLengthIn35mmFilm": 26}, "pixels": [4000, 3000], "orientation": 6}, 49.6),
        ({"tags": {"EXIF FocalLengthIn35mmFilm": 26}, "pixels": [3000, 4000], "orientation": 1}, 49.6),
        ({"tags": {"EXIF FocalLengthIn35mmFilm": 0}}, None),
        ({"tags": {"EXIF FocalLengthIn35mmFilm": "unknown"}}, None),
        ({"tags": {}}, None),
        ({}, None),
    ],
)
def test_the_angle_is_that_of_the_frame_of_a_film(exif: dict[str, object], angle: float | None) -> None:
    assert view_deg(exif) == angle
