"""Bad bundles, each named after the code that it must provoke: both verifiers refuse it with that code alone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.release.bad_bundles import CASE, OF_A_CASE, WITHHELD, crated, rewritten
from workbench.casefile.formats import FORMAT_NAME
from workbench.release import verify_bundle
from workbench.release.checking import check_bundle


def both(bundle: Path) -> tuple[set[str], int]:
    """The codes of the two verifiers, which must be the same, and their exit code."""
    alone, inside = verify_bundle.check(str(bundle)), check_bundle(bundle)
    codes = {code for code, _, _ in alone}
    assert codes == {one.code for one in inside.problems}
    assert verify_bundle.exit_code(alone) == inside.exit_code
    assert all(message and subject for _, subject, message in alone)
    return codes, inside.exit_code


def test_a_good_bundle_passes_with_both(small_bundle: Path) -> None:
    assert both(small_bundle) == (set(), 0)


def test_a_good_bundle_of_rows_passes_with_both(rows_bundle: Path) -> None:
    assert both(rows_bundle) == (set(), 0)


@pytest.mark.parametrize("code", OF_A_CASE)
def test_a_bad_bundle_is_refused_with_its_own_code(code: str, small_bundle: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(small_bundle, tmp_path / "bundle"))
    OF_A_CASE[code](bundle)
    codes, exit_code = both(bundle)
    assert codes == {code}
    assert exit_code == (2 if code in verify_bundle.ERRORS else 3 if code in verify_bundle.UNCHECKED else 1)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ([], "case-form"), ({}, "case-form"), ("x", "case-form"), ({"version": 2}, "case-form"),
        ({"format": "another", "version": 2}, "case-form"), ({"format": FORMAT_NAME, "version": "9"}, "case-form"),
        ({"format": FORMAT_NAME, "version": True}, "case-form"), ({"format": FORMAT_NAME, "version": 0}, "case-form"),
        ({"format": FORMAT_NAME, "version": 3}, "case-format"),
        ({"format": FORMAT_NAME, "version": 2, "sealed": False}, "case-form"),
    ],
)  # fmt: skip
def test_what_a_case_says_of_its_format_is_judged_alike_by_both(
    told: Any, code: str, small_bundle: Path, tmp_path: Path
) -> None:
    bundle = Path(shutil.copytree(small_bundle, tmp_path / "bundle"))
    rewritten(bundle / CASE, lambda _: told)
    crated(bundle)
    assert both(bundle) == ({code}, 3 if code == "case-format" else 1)


@pytest.mark.parametrize("code", WITHHELD)
def test_a_bad_bundle_of_rows_is_refused_with_its_own_code(code: str, rows_bundle: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(rows_bundle, tmp_path / "bundle"))
    WITHHELD[code](bundle)
    codes, exit_code = both(bundle)
    assert codes == {code}
    assert exit_code == (3 if code in verify_bundle.UNCHECKED else 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{}", "opening-form"),
        (b"no json", "opening-form"),
        (b'{"field":"a","kind":"b","leaf":3,"row":"c","salt":"%s","value":null}' % (b"0" * 64), "opening-wrong"),
    ],
)
def test_a_bad_opening_is_refused_with_its_own_code(text: bytes, code: str, rows_bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "opening.json"
    file.write_bytes(text)
    assert [one[0] for one in verify_bundle.check(str(rows_bundle), str(file))] == [code]
    assert [one.code for one in check_bundle(rows_bundle, file).problems] == [code]


def test_there_are_as_many_bad_bundles_as_were_promised() -> None:
    assert len(OF_A_CASE | WITHHELD) >= 110


def test_several_files_that_were_changed_are_all_named(small_bundle: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(small_bundle, tmp_path / "bundle"))
    (bundle / "data/codings.csv").write_text("x")
    (bundle / "data/more").write_text("x")
    (bundle / "data/seal.json").unlink()
    alone = [(code, subject) for code, subject, _ in verify_bundle.check(str(bundle))]
    assert alone == [("changed", "data/codings.csv"), ("unknown", "data/more"), ("missing", "data/seal.json")]
    assert [(one.code, one.subject) for one in check_bundle(bundle).problems] == alone


def test_a_file_that_cannot_be_read_is_no_failure_of_the_bundle(
    small_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "bagit.txt")

    monkeypatch.setattr("os.open", refused)
    assert verify_bundle.exit_code(found := verify_bundle.check(str(small_bundle))) == 2
    assert found[0][0] == "not-readable"
    monkeypatch.undo()
    monkeypatch.setattr(Path, "read_bytes", refused)
    inside = check_bundle(small_bundle)
    assert (inside.problems[0].code, inside.exit_code) == ("not-readable", 2)
