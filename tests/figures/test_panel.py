import itertools

import pytest

from workbench.figures import style
from workbench.figures.panel import Panel, nice, spoken


def panel() -> Panel:
    return Panel(style.sheet(7, 7)[1], (1, 1, 5, 5), (1000.0, 2000.0), 500.0)


def test_metres_become_inches_of_the_box() -> None:
    found = panel()
    assert found.to((1000, 2000)) == (3.5, 3.5)
    assert found.to((1500, 2500)) == (6.0, 6.0)
    assert found.metres == 200
    assert found.shows((1400, 2000)) and not found.shows((1600, 2000))


def test_labels_of_one_spot_do_not_lie_on_each_other() -> None:
    found = panel()
    with style.fixed():
        for number in range(12):
            found.label((1000, 2000), f"{number} Barracks")
    for one, other in itertools.combinations(found.taken, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_label_at_the_edge_stays_inside() -> None:
    found = panel()
    found.label((1490, 2490), "a rather long name of a place")
    left, bottom, right, top = found.taken[-1]
    assert left >= 1 and bottom >= 1 and right <= 6 and top <= 6


def test_a_mark_a_direction_and_a_label_lead_where_they_are_told_to() -> None:
    found = panel()
    found.mark((1000, 2000), "Photo", url="#photo-1")
    found.look((1000, 2000), 45.0, "#photo-1")
    found.circle((1000, 2000), 90.0, True, "#place-2")
    found.label((1000, 2000), "2 gate", url="#place-2")
    words = found.axes.texts[-1]
    assert found.axes.lines[-1].get_url() == "#photo-1"
    assert [patch.get_url() for patch in found.axes.patches[-2:]] == ["#photo-1", "#place-2"]
    assert words.get_url() == words.get_bbox_patch().get_url() == "#place-2", "a click between the letters counts too"


def test_a_label_inside_stands_on_its_point() -> None:
    found = panel()
    found.label((1000, 2000), "site", inside=True)
    left, bottom, right, top = found.taken[-1]
    assert ((left + right) / 2, (bottom + top) / 2) == pytest.approx((3.5, 3.5))


@pytest.mark.parametrize(("metres", "round_"), [(999, 500), (1000, 1000), (0.3, 0.2), (24_000, 20_000)])
def test_scale_bars_are_round(metres: float, round_: float) -> None:
    assert nice(metres) == pytest.approx(round_)


def test_lengths_are_spoken() -> None:
    assert [spoken(metres) for metres in (0, 999.4, 1000, 1549, 9_960, 12_345)] == [
        "0 m",
        "999 m",
        "1 km",
        "1.5 km",
        "10 km",
        "12 km",
    ]
