"""Words for a safe house in the languages of the cases, and words that only sound like one."""

import pytest

from workbench.codebook.safe import SafePlace, safe_place_in

SAFE = ["safe house in the north", "Women's shelter", "sigurna kuća", "Сигурне куће", "nhà tạm lánh", "庇护所",
        "SAFE-HOUSE", "safe_house_2"]  # fmt: skip


@pytest.mark.parametrize("words", SAFE)
def test_a_safe_house_is_told_by_its_words(words: str) -> None:
    assert safe_place_in(f"here: {words}.")


@pytest.mark.parametrize(
    "words", ["bus shelter", "barracks", "hostel for refugees", "safety office", "motel", "", None]
)
def test_other_places_are_none(words: str | None) -> None:
    assert safe_place_in(words) is None


def test_the_error_says_what_to_do_instead() -> None:
    assert "keep such an address on paper" in str(SafePlace("a.csv", "safe house"))
