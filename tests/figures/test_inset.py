"""The small map beside a photograph: the same bytes each time, and words where no layer reaches."""

from workbench.figures.inset import describe, draw


def test_it_repeats_and_marks_the_point() -> None:
    draw.cache_clear()
    first = draw(21.07, 44.9)
    draw.cache_clear()
    assert draw(21.07, 44.9) == first and b"44.9 north, 21.07 east" in first
    assert draw(20.1, 45.9) != first


def test_the_sea_has_no_layer_and_the_words_know_both_halves() -> None:
    assert draw(-30.0, -40.0) and describe(-30.0, -40.0) == "Map of the country around 40 south, 30 west."
