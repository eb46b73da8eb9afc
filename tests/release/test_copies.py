"""A copy's id can be read out, and what was kept back is said in bands."""

import pytest

from workbench import __version__
from workbench.release.copies import PROGRAM, Copy, band


@pytest.mark.parametrize(("count", "words"), [(0, "none"), (1, "fewer than 5"), (5, "5 to 19"), (99, "20 to 99")])
def test_how_much_was_kept_back_is_said_in_bands(count: int, words: str) -> None:
    assert band(count) == words and band(100) == "100 or more"


def test_the_program_that_a_dossier_names_is_this_one() -> None:
    assert __version__ == PROGRAM


def test_a_copy_has_an_id_that_can_be_read_out() -> None:
    one = Copy.of("public", None, "0f" * 32, "2024-07-01")
    assert one.id == Copy.of("public", None, "0f" * 32, "2024-07-01").id and len(one.id) == 9
    assert Copy.of("public", None, "a0" * 32, "2024-07-01").id != one.id
