"""Keys of releases that are gone, were changed, or belong to no receipt."""

from pathlib import Path

import pytest

from tests.casefile.test_mapping_key import RELEASE, at_once, case, released
from workbench import codebook
from workbench.casefile import Case, verify
from workbench.casefile.mapping_key import file_of

__all__ = ["at_once", "case"]


def said(case: Case) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in verify(case).problems]


@pytest.fixture
def key(case: Case) -> Path:
    released(case)
    assert said(case) == []
    return file_of(case.path, RELEASE)


def test_a_key_that_is_gone_is_missed(case: Case, key: Path) -> None:
    key.unlink()
    assert said(case) == [("missing", f"pseudonyms/{RELEASE}.age")]


def test_a_key_that_was_changed_is_not_the_one_that_was_kept(case: Case, key: Path) -> None:
    key.write_bytes(key.read_bytes() + b"\n")
    assert said(case) == [("changed", f"pseudonyms/{RELEASE}.age")]


def test_what_no_receipt_names_is_left_over_and_other_files_are_strangers(case: Case, key: Path) -> None:
    key.with_name("a" * 64 + ".age").write_bytes(b"left")
    key.with_name("b" * 64 + ".age.new").write_bytes(b"left")
    key.with_name("notes.txt").write_text("x")
    assert sorted(said(case)) == [
        ("unfinished", f"pseudonyms/{'a' * 64}.age"), ("unfinished", f"pseudonyms/{'b' * 64}.age.new"),
        ("unknown-file", "pseudonyms/notes.txt"),
    ]  # fmt: skip
    assert codebook.severity("unfinished") == "notice"
