"""A copy's id can be read out, and what was kept back is said in bands."""

import pytest

from workbench import __version__
from workbench.disclosure.spellings import Finder
from workbench.errors import Refused
from workbench.release.copies import PROGRAM, Copy, band, band_of_people


@pytest.mark.parametrize(("count", "words"), [(0, "none"), (1, "fewer than 5"), (5, "5 to 19"), (99, "20 to 99")])
def test_how_much_was_kept_back_is_said_in_bands(count: int, words: str) -> None:
    assert band(count) == words and band(100) == "100 or more"


def test_the_program_that_a_dossier_names_is_this_one() -> None:
    assert __version__ == PROGRAM


def test_a_copy_has_an_id_that_can_be_read_out() -> None:
    one = Copy.of("public", None, "0f" * 32, "2024-07-01")
    assert one.id == Copy.of("public", None, "0f" * 32, "2024-07-01").id and len(one.id) == 9
    assert Copy.of("public", None, "a0" * 32, "2024-07-01").id != one.id


def test_an_id_that_spells_a_name_is_drawn_again() -> None:
    draws = iter(["0f" * 32, "a0" * 32])
    one = Copy.drawn("public", "An office", lambda: next(draws), "2024-07-01", lambda text: text.startswith("B4HQ"))
    assert one == Copy.of("public", "An office", "a0" * 32, "2024-07-01")


def test_a_recipient_who_bears_a_protected_name_is_refused_with_the_remedy() -> None:
    with pytest.raises(Refused, match="--recipient"):
        Copy.drawn("public", "Sava Ilić", lambda: "0f" * 32, "2024-07-01", Finder({"a": ["Sava Ilić"]}).find)


def test_a_band_of_people_says_below_the_threshold_that_alone() -> None:
    assert {band_of_people(count, 11) for count in range(1, 11)} == {"fewer than 11"}
    assert [band_of_people(count, 11) for count in (0, 11, 19, 20)] == ["none", "11 to 19", "11 to 19", "20 to 99"]
    assert [band_of_people(count, 5) for count in (4, 5)] == ["fewer than 5", "5 to 19"]
