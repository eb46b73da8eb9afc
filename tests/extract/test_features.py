"""What is surely a position is taken; what is none, or in an unknown system, is named and never read as degrees."""

import json

import pytest
import shapely

from workbench.extract.features import MOST_FEATURES, Feature, NotTaken, made, wkt

SHAPES = [
    ("Point", [20.4, 45.3]),
    ("LineString", [[20.4, 45.3], [20.5, 45.4]]),
    ("Polygon", [[[20, 45], [21, 45], [21, 46], [20, 45]], [[20.5, 45.2], [20.6, 45.2], [20.6, 45.3], [20.5, 45.2]]]),
    ("MultiPoint", [[20.4, 45.3], [20.5, 45.4]]),
    ("MultiLineString", [[[20.4, 45.3], [20.5, 45.4]], [[1, 2], [3, 4]]]),
    ("MultiPolygon", [[[[20, 45], [21, 45], [21, 46], [20, 45]]]]),
]


@pytest.mark.parametrize(("kind", "coordinates"), SHAPES, ids=[kind for kind, _ in SHAPES])
def test_each_kind_becomes_the_text_that_a_second_reader_understands(kind: str, coordinates: list) -> None:
    text, _ = wkt(Feature("x", kind, coordinates))
    assert shapely.from_wkt(text).equals(shapely.geometry.shape({"type": kind, "coordinates": coordinates}))


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (Feature("x", "Point", [500000, 5000000]), "outside-degrees"),
        (Feature("x", "Point", [20, 91]), "outside-degrees"),
        (Feature("x", "Point", ["nan", 1]), "outside-degrees"),
        (Feature("x", "Point", [0, 0]), "outside-degrees"),
        (Feature("x", "Point", [20.4, 45.3], system=""), "system-unknown"),
        (Feature("x", "Point", [20.4, 45.3], system="EPSG:32634"), "system-unknown"),
        (Feature("x", "Point", ["east", "north"]), "feature-unreadable"),
        (Feature("x", "Point", None), "feature-unreadable"),
        (Feature("x", "Point", "20 45"), "feature-unreadable"),
        (Feature("x", "Polygon", [[[20, 45], [21, 45]]]), "feature-unreadable"),
        (Feature("x", "LineString", []), "feature-unreadable"),
        (Feature("x", "", None), "feature-unreadable"),
        (Feature("x", "Circle", [20, 45]), "feature-unreadable"),
    ],
)
def test_what_is_no_position_is_named_and_not_used(feature: Feature, code: str) -> None:
    with pytest.raises(NotTaken) as caught:
        wkt(feature)
    assert caught.value.code == code
    reasons, (one,) = made([feature], "kml")
    (row,) = json.loads(one.data)["features"]
    assert row["left"] == code and "wkt" not in row and reasons[0].code == code


def test_exchanged_axes_are_noticed_where_everything_lies_far_off_as_written() -> None:
    wrong = [Feature("gate", "Point", [45.38, 20.39]), Feature("yard", "LineString", [[45.3, 20.3], [45.4, 20.4]])]
    reasons, (one,) = made(wrong, "kml")
    assert [found.code for found in reasons] == ["axes-doubtful"]
    assert {row["doubt"] for row in json.loads(one.data)["features"]} == {"axes-doubtful"}
    for good in ([20.39, 45.38], [105.8, 21.0], [55.3, 25.2], [-70.0, -33.0]):
        assert made([Feature("x", "Point", good)], "kml")[0] == ()
    mixed = [*wrong, Feature("town", "Point", [20.39, 45.38])]
    assert made(mixed, "kml")[0] == (), "one that lies near says that the order is right"


def test_a_file_without_features_makes_nothing_and_too_many_are_cut() -> None:
    assert made([], "kml") == ((), ())
    many = (Feature("x", "Point", [20.4, 45.3]) for _ in range(MOST_FEATURES + 5))
    reasons, (one,) = made(many, "kml")
    assert reasons[0].code == "too-many-cells" and len(json.loads(one.data)["features"]) == MOST_FEATURES
