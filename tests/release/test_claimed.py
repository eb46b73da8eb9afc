"""What a bundle says of itself holds, or is named (each code: test_checking.py)."""

from pathlib import Path

from workbench.release.claimed import claimed, described, published, release_id
from workbench.release.listing import Listing, listed


def test_a_good_bundle_says_what_it_was_made_from(small_bundle: Path) -> None:
    there = Listing(small_bundle)
    about = claimed(there, listed(there))
    assert about["release"] == release_id(about)
    assert about["holds"] == "case"
    described(there)
    figures = published(there, ["01_intake.ipynb", "02_testimony.ipynb"])
    assert {one["rests_on"] for one in figures} == {""}


def test_the_root_of_what_is_withheld_is_part_of_the_id() -> None:
    about = {"head": "h", "root": "r"}
    assert release_id(about) != release_id({"head": "h"}) != release_id({**about, "root": "s"})
