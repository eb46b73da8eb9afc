"""The record in a bundle is gone through line by line, to the head that the case has (codes: test_checking.py)."""

from pathlib import Path
from typing import Any

from workbench.release.listing import Listing
from workbench.release.recorded import recorded, sealed


def test_the_chains_come_to_the_tips_of_the_case(small_bundle: Path, public_case: Any) -> None:
    there = Listing(small_bundle)
    tips = recorded(there, public_case.head())
    assert tips == public_case.tips()
    sealed(there, public_case.head(), tips)
