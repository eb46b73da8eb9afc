"""The key of a release: apart from all else, under its own passphrase, and never half there."""

import os
import shutil
from pathlib import Path

import pytest

from tests.casefile.quick_keys import quick
from workbench.casefile import Case, create, mapping_key, open_case, verify
from workbench.casefile.backup import backup, restore
from workbench.casefile.cipher import NotOpened
from workbench.casefile.mapping_key import OPENED, file_of, keep, open_key, pairs_of, take_keys
from workbench.casefile.merging import merge
from workbench.errors import BadValue, Missing, NotWritten, Refused
from workbench.records import Access, Agent, CaseInfo, canonical

RELEASE, WRITTEN, PASSPHRASE = (
    "0f" * 32,
    b'{"pseudonyms":[["aa","Worker K7"],["bb","Person 1"]]}',
    "otter lamp seven green",
)


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt itself in the first test; in the others it would only take time."""
    if request.function is not test_it_comes_back_with_its_passphrase_alone_and_that_is_logged:
        quick(monkeypatch)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M"))


def released(case: Case) -> str:
    """A key that a receipt names."""
    digest = keep(case, RELEASE, WRITTEN, PASSPHRASE)
    case.log("", Access(action="release", head=case.head(), files=(("a", "0" * 64),), release=RELEASE,
                        audience="ombudsman", mapping=digest))  # fmt: skip
    return digest


def looks(case: Case) -> list[Access]:
    from workbench.casefile.released import looks

    return [live.record for live in looks(case)]


def test_it_comes_back_with_its_passphrase_alone_and_that_is_logged(case: Case) -> None:
    digest = released(case)
    file = file_of(case.path, RELEASE)
    raw = file.read_bytes()
    assert b"Worker" not in raw and raw.startswith(b"age-encryption.org/v1\n-> scrypt")
    assert oct(file.stat().st_mode)[-3:] == "600" and oct(file.parent.stat().st_mode)[-3:] == "700"
    assert open_key(case, RELEASE, PASSPHRASE, case.agent("MJ")) == WRITTEN
    last = looks(case)[-1]
    assert (last.action, last.release, last.mapping) == (OPENED, RELEASE, digest)
    assert verify(case).problems == ()


def test_without_a_passphrase_none_is_kept(case: Case) -> None:
    assert keep(case, RELEASE, WRITTEN, None) is None and keep(case, RELEASE, WRITTEN, "") is None
    assert not (case.path / "pseudonyms").exists()
    with pytest.raises(Missing):
        open_key(case, RELEASE, PASSPHRASE, "")


@pytest.mark.parametrize("written", [b"", b"[]", b'{"pseudonyms": [["aa","x"]]}',
                                     b'{"pseudonyms":[["a","x"],["a","y"]]}',
                                     b'{"pseudonyms":[["a"]]}', b'{"pseudonyms":[],"more":1}', b"\xff"])  # fmt: skip
def test_what_is_no_mapping_is_not_kept_and_not_repeated(case: Case, written: bytes) -> None:
    with pytest.raises(BadValue) as error:
        keep(case, RELEASE, written, PASSPHRASE)
    assert "aa" not in str(error.value).split(": ", 1)[1] and not (case.path / "pseudonyms").exists()


def test_a_wrong_passphrase_and_a_changed_file_open_nothing_and_log_nothing(case: Case) -> None:
    released(case)
    before = len(looks(case))
    with pytest.raises(NotOpened):
        open_key(case, RELEASE, "another", case.agent("MJ"))
    file = file_of(case.path, RELEASE)
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    with pytest.raises(NotOpened):
        open_key(case, RELEASE, PASSPHRASE, case.agent("MJ"))
    assert [one.code for one in verify(case).problems] == ["changed"]
    file.write_bytes(b"no age file")
    with pytest.raises(NotOpened):
        open_key(case, RELEASE, PASSPHRASE, case.agent("MJ"))
    assert len(looks(case)) == before


@pytest.mark.parametrize("held", [b"{}", b"[1]", canonical({"key": "x", "release": RELEASE}),
                                  canonical({"key": WRITTEN.decode(), "release": "a" * 64})])  # fmt: skip
def test_a_sealed_file_that_holds_something_else_is_refused_without_a_word_of_it(case: Case, held: bytes) -> None:
    released(case)
    file_of(case.path, RELEASE).write_bytes(mapping_key.under_passphrase(held, PASSPHRASE))
    with pytest.raises(BadValue) as error:
        open_key(case, RELEASE, PASSPHRASE, case.agent("MJ"))
    assert "Worker" not in str(error.value)


def test_a_key_is_never_written_over_and_an_id_is_no_path(case: Case) -> None:
    released(case)
    with pytest.raises(Refused):
        keep(case, RELEASE, WRITTEN, "another")
    for name in ("../keys/a", "0f", "0F" * 32):
        with pytest.raises(BadValue):
            keep(case, name, WRITTEN, PASSPHRASE)


def test_nothing_is_shown_where_it_cannot_be_logged(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    released(case)

    def full(*_: object) -> None:
        raise NotWritten("access", "No space left on device")

    monkeypatch.setattr(Case, "log", full)
    with pytest.raises(NotWritten):
        open_key(case, RELEASE, PASSPHRASE, "")


def test_a_disk_that_takes_no_more_leaves_no_key(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NotWritten):
            keep(case, RELEASE, WRITTEN, PASSPHRASE)
    assert not file_of(case.path, RELEASE).exists()
    assert released(case) and verify(case).ok


def test_backup_and_merge_carry_it(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.path, tmp_path / "other")
    other = open_case(tmp_path / "other")
    released(case)
    backup(case, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "again")
    merge(other, case, agent=other.agent("MJ"))
    for path in (tmp_path / "again", other.path):
        copy = open_case(path)
        assert open_key(copy, RELEASE, PASSPHRASE, copy.agent("MJ")) == WRITTEN and verify(copy).ok
    assert take_keys(other.path, case.path) == 0


def test_pairs_are_those_of_the_mapping() -> None:
    assert pairs_of(WRITTEN, "a key") == {"aa": "Worker K7", "bb": "Person 1"}
