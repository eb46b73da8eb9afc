"""What lies in a bundle is seen as it is, within limits, and nothing is followed."""

from pathlib import Path

import pytest

from workbench.release import listing
from workbench.release.listing import Listing, Wrong, compared, listed, value_of


def test_files_are_listed_with_their_sizes_and_digests(small_bundle: Path) -> None:
    there = Listing(small_bundle)
    assert set(there.sizes) == {
        path.relative_to(small_bundle).as_posix() for path in small_bundle.rglob("*") if path.is_file()
    }
    assert list(compared(there, listed(there))) == []
    assert there.digest("bagit.txt") == there.digest("bagit.txt")
    assert there.beneath("data/notebooks/") == ["data/notebooks/01_intake.ipynb", "data/notebooks/02_testimony.ipynb"]


@pytest.mark.parametrize(
    ("limit", "code"),
    [("MOST_FILES", "too-many-files"), ("LARGEST", "too-large"), ("MOST_BYTES", "too-large"), ("DEEPEST", "too-deep")],
)
def test_more_than_is_looked_through_is_said(
    limit: str, code: str, small_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, limit, 1)
    with pytest.raises(Wrong) as wrong:
        Listing(small_bundle)
    assert wrong.value.code == code


def test_a_file_is_not_read_whole_beyond_the_limit(small_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_TEXT", 3)
    with pytest.raises(Wrong, match="more than is read"):
        Listing(small_bundle).read("bagit.txt")


@pytest.mark.parametrize("raw", [b"1.5", b'{"b":1,"a":2}', b"[1", b'{"\xc3\xa9":1}', b"\xff", b"[" * 5000])
def test_json_that_is_not_canonical_is_refused_with_the_code_given(raw: bytes) -> None:
    with pytest.raises(Wrong) as wrong:
        value_of(raw, "line-json", "line 1")
    assert (wrong.value.code, wrong.value.subject) == ("line-json", "line 1")
