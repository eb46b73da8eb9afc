"""Beginning a case and opening it: whole or not at all, and a clear word for what is no case."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from workbench.casefile import create, open_case, verify
from workbench.casefile.formats import FORMAT_BYTES, FORMAT_FILE
from workbench.errors import BadValue, Missing, NewerFormat, NotACase, NotWritten, Refused, Unreadable
from workbench.records import Agent, CaseInfo

INFO, CUSTODIAN = CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M.")


@pytest.mark.parametrize("name", ["case", "deep/er/case", "trường hợp Зрењанин", "."])
def test_a_new_case_verifies_and_is_its_owners_alone(tmp_path: Path, monkeypatch, name: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    case = create(Path(name), INFO, CUSTODIAN)
    assert verify(case).ok
    assert case.info == INFO
    assert stat.S_IMODE(case.path.stat().st_mode) == 0o700
    assert [path.name for path in case.path.parent.iterdir()] == [case.path.name]


@pytest.mark.parametrize("there", ["file", "full folder", "link"])
def test_what_stands_there_already_is_not_touched(tmp_path: Path, there: str) -> None:
    place = tmp_path / "case"
    if there == "file":
        place.write_text("mine")
    elif there == "link":
        (tmp_path / "empty").mkdir()
        place.symlink_to(tmp_path / "empty")
    else:
        place.mkdir()
        (place / "mine").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused):
        create(place, INFO, CUSTODIAN)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    assert verify(create(tmp_path / "case", INFO, CUSTODIAN)).ok


def test_a_case_that_cannot_be_begun_leaves_nothing(
    tmp_path: Path, open_place: Path, without_rights, monkeypatch
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten):
        create(tmp_path / "file" / "case", INFO, CUSTODIAN)
    (open_place / "locked").mkdir(mode=0o555)
    with without_rights(), pytest.raises(NotWritten, match="Permission denied"):
        create(open_place / "locked" / "case", INFO, CUSTODIAN)

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(NotWritten, match="No space"):
        create(tmp_path / "new" / "case", INFO, CUSTODIAN)
    assert list((tmp_path / "new").iterdir()) == []


def test_nothing_at_the_path_is_missing(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", tmp_path / "nul\0"):
        with pytest.raises(Missing):
            open_case(path)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"format":"another","version":1}', b"{" * 100_000])
def test_a_folder_that_is_no_case(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FORMAT_FILE).write_bytes(content)
    with pytest.raises(NotACase) as raised:
        open_case(tmp_path)
    assert raised.value.subject == str(tmp_path)


def test_a_file_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(NotACase):
        open_case(tmp_path / "a.txt")


def test_a_case_of_a_newer_format_is_left_alone(case) -> None:
    (case.path / FORMAT_FILE).write_text(json.dumps({"format": "forced-labour-workbench-case", "version": 3}))
    with pytest.raises(NewerFormat) as raised:
        open_case(case.path)
    assert (raised.value.found, raised.value.known) == (3, 2)


def test_every_flip_of_the_format_file_is_seen_on_opening_or_by_verify(case) -> None:
    for at in range(len(FORMAT_BYTES)):
        for bit in range(8):
            (case.path / FORMAT_FILE).write_bytes(
                FORMAT_BYTES[:at] + bytes([FORMAT_BYTES[at] ^ 1 << bit]) + FORMAT_BYTES[at + 1 :]
            )
            try:
                opened = open_case(case.path)
            except NewerFormat as error:
                assert error.subject == str(case.path)
            except BadValue as error:
                assert error.file == str(case.path / FORMAT_FILE)
                assert FORMAT_BYTES.decode().strip() in error.expected
            else:
                assert [(one.code, one.subject) for one in verify(opened).problems] == [("changed", FORMAT_FILE)]


def test_a_case_whose_format_file_is_gone_says_what_to_write_back(case) -> None:
    (case.path / FORMAT_FILE).unlink()
    with pytest.raises(BadValue, match="forced-labour-workbench-case"):
        open_case(case.path)


def test_a_case_that_may_not_be_read_is_not_called_no_case(open_place: Path, without_rights) -> None:
    create(open_place / "case", INFO, CUSTODIAN)
    os.chmod(open_place / "case", 0o755)
    os.chmod(open_place / "case" / FORMAT_FILE, 0)
    with without_rights(), pytest.raises(Unreadable):
        open_case(open_place / "case")
    shutil.rmtree(open_place / "case")
