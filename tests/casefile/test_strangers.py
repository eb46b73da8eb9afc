"""Nothing lies in a case unseen."""

import hashlib
import os
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.casefile.strangers import strangers

NAME = hashlib.sha256(b"kept").hexdigest()


def found(case: Case, named: set[str] = frozenset()) -> list[tuple[str, str]]:
    return list(strangers(case.path, set(named)))


def put(case: Case, inside: str, data: bytes = b"x") -> None:
    path = case.path / inside
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_a_fresh_case_holds_no_stranger(case: Case) -> None:
    assert found(case) == []


@pytest.mark.parametrize("inside", ["output/matrix.csv", "exports/a/b.zip", "cache/x", ".lock"])
def test_what_can_be_made_again_is_free(case: Case, inside: str) -> None:
    put(case, inside)
    assert found(case) == []


@pytest.mark.parametrize(
    ("inside", "code", "subject"),
    [
        ("notes.txt", "unknown-file", "notes.txt"),
        (".DS_Store", "unknown-file", ".DS_Store"),
        ("output", "unknown-file", "output"),
        ("outputs/x", "unknown-file", "outputs"),
        ("ledger/notes.txt", "unknown-file", "ledger/notes.txt"),
        ("ledger/x.jsonl", "unknown-file", "ledger/x.jsonl"),
        ("ledger/sub/x", "unknown-file", "ledger/sub"),
        ("ledger/output/x", "unknown-file", "ledger/output"),
        ("access/notes.txt", "unknown-file", "access/notes.txt"),
        ("objects/loose", "unknown-file", "objects/loose"),
        ("objects/zz/x", "unknown-file", "objects/zz"),
        ("objects/ab/short", "unknown-file", "objects/ab/short"),
        (f"objects/ab/{NAME}", "unknown-file", f"objects/ab/{NAME}"),
        (f"objects/{NAME[:2]}/{NAME}", "object-damaged", f"objects/{NAME[:2]}/{NAME}"),
        ("objects/incoming/12-ab", "unfinished", "objects/incoming/12-ab"),
    ],
)
def test_a_stranger_is_named_by_its_path(case: Case, inside: str, code: str, subject: str) -> None:
    put(case, inside)
    assert found(case) == [(code, subject)]


def test_a_sound_object_that_nothing_names_is_told_from_a_damaged_one(case: Case) -> None:
    put(case, f"objects/{NAME[:2]}/{NAME}", b"kept")
    assert found(case) == [("unreferenced", f"objects/{NAME[:2]}/{NAME}")]
    assert found(case, {NAME}) == []


def test_links_and_pipes_are_strangers_and_are_not_followed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x").touch()
    (case.path / "output").symlink_to(tmp_path / "elsewhere")
    (case.path / "objects" / "ab").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(case.path / "pipe")
    assert sorted(found(case)) == [("unknown-file", "objects/ab"), ("unknown-file", "output"), ("unknown-file", "pipe")]


def test_the_format_file_is_compared_byte_for_byte(case: Case) -> None:
    (case.path / "format.json").unlink()
    assert found(case) == [("missing", "format.json")]
    (case.path / "format.json").symlink_to("/dev/null")
    assert found(case) == [("changed", "format.json")]


def test_a_folder_that_cannot_be_listed_is_unverifiable(case: Case, open_place: Path, without_rights) -> None:
    place = case.path.rename(open_place / "case")
    put(Case(place, case.door, case.vault), "objects/ab/x")
    place.chmod(0o755)
    (place / "objects" / "ab").chmod(0)
    (place / "format.json").chmod(0)
    with without_rights():
        problems = list(strangers(place, set()))
    assert sorted(problems) == [("unverifiable", "format.json"), ("unverifiable", "objects/ab")]
