import pytest

from workbench.figures import style
from workbench.figures.base import View, country_layer, locator, shapes, towns


@pytest.mark.parametrize(
    ("longitude", "latitude", "layer"), [(20.4, 45.4, "countries-balkans"), (105.8, 21.0, "countries-vietnam")]
)
def test_the_most_detailed_layer_that_reaches_there(longitude: float, latitude: float, layer: str) -> None:
    found = country_layer(longitude, latitude)
    assert found is not None and found.name == layer


def test_where_no_layer_reaches_the_map_says_so() -> None:
    with style.fixed():
        figure, axes = style.sheet(3, 3)
        assert locator(axes, (0.5, 0.5, 2, 2), (-70.0, -33.0)) is None
        assert "No base layer" in axes.texts[0].get_text()
        assert style.svg(figure, "x")


def test_the_country_is_named_and_its_neighbours_keep_their_note() -> None:
    with style.fixed():
        _, axes = style.sheet(4, 4)
        layer = locator(axes, (0, 0, 4, 3.3), (20.4, 45.4))
    named = {text.get_text() for text in axes.texts}
    assert layer is not None and {"Serbia", "Kosovo*"} <= named


def test_shapes_are_rings_in_degrees() -> None:
    names = {name for name, _ in shapes("countries-balkans")}
    assert {"Serbia", "Croatia"} <= names
    assert all(len(point) == 2 for _, rings in shapes("regions-serbia") for ring in rings for point in ring)


def test_towns_in_a_box() -> None:
    assert towns(0, 0, 1, 1) == []
    assert "Ečka" in {town.name for town in towns(20.3, 45.2, 20.6, 45.5)}


def test_a_view_shortens_degrees_of_longitude() -> None:
    view = View((0, 0, 2, 2), (20.0, 60.0), 2.0)
    assert view.to((21.0, 60.0)) == pytest.approx((1.5, 1.0))
    assert view.to((20.0, 61.0)) == pytest.approx((1.0, 2.0))
