"""A case goes into one file and comes back the same, or not at all."""

import io
import os
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, create, open_case, verify
from workbench.casefile.archived import EXPECTED, LIST
from workbench.casefile.backup import backup, restore
from workbench.casefile.merging import merge
from workbench.errors import BadValue, Damaged, NotWritten, Refused, WorkbenchError
from workbench.records import Agent, CaseInfo, Source


def record_of(case: Case) -> dict[str, bytes]:
    names = {file.relative_to(case.path).as_posix(): file for file in case.path.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in names.items() if EXPECTED.fullmatch(name)}


@pytest.fixture
def full(sealed: Case) -> Case:
    told_by(sealed)
    (sealed.path / "output").mkdir()
    (sealed.path / "output" / "matrix.html").write_text("in clear")
    return sealed


def test_a_sealed_case_comes_back_byte_by_byte_without_a_passphrase(full: Case, tmp_path: Path) -> None:
    head = full.head()
    made = backup(open_case(full.path), tmp_path / "b.tar")
    raw = (tmp_path / "b.tar").read_bytes()
    assert made.head == head and b"in clear" not in raw and b"passports" not in raw
    assert oct((tmp_path / "b.tar").stat().st_mode)[-3:] == "600"
    put, audit = restore(tmp_path / "b.tar", tmp_path / "again")
    assert put == made and {one.code for one in audit.problems} == {"not-opened"}
    again = open_case(tmp_path / "again").unlock(PASSPHRASE)
    assert record_of(again) == record_of(full) and verify(again).problems == ()
    assert {oct(file.stat().st_mode)[-3:] for file in (again.path / "objects").glob("??/*")} == {"444"}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again", "b.tar", "sealed"]


def test_an_unsealed_case_too(filled: Case, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "deep" / "again")
    assert verify(open_case(tmp_path / "deep" / "again")).ok


def test_put_back_where_it_stood_it_grows_another_chain_and_merges_with_what_was_written_since(tmp_path: Path) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
    agent = case.agent("M")
    note(case, agent, "S1")
    backup(case, tmp_path / "b.tar")
    note(case, agent, "S2")
    chains = {file.name for file in case.chains()}
    shutil.move(case.path, tmp_path / "since")
    restore(tmp_path / "b.tar", tmp_path / "case")
    again = open_case(tmp_path / "case")
    note(again, agent, "S3")
    (fresh,) = {file.name for file in again.chains()} - chains
    note(open_case(tmp_path / "case"), agent, "S4")
    assert len(list(again.chains())) == len(chains) + 1
    merge(again, open_case(tmp_path / "since"), agent=agent)
    assert {live.record.key for live in again.state().of("source")} == {"S1", "S2", "S3", "S4"}
    assert verify(again).ok and not (again.path / "ledger" / "forks").exists()
    shutil.rmtree(again.path)
    restore(tmp_path / "b.tar", tmp_path / "case")
    note(open_case(tmp_path / "case"), agent, "S5")
    third = {file.name for file in open_case(tmp_path / "case").chains()} - chains
    assert third and third != {fresh}


def note(case: Case, agent: str, key: str) -> None:
    with case.writing(agent) as writer:
        writer.record(Source(key=key, label=key, kind="press"))


def test_what_stands_there_is_not_written_over(full: Case, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")
    with pytest.raises(Refused):
        backup(full, tmp_path / "b.tar")
    with pytest.raises(Refused, match="lost with it"):
        backup(full, full.path / "output" / "b.tar")
    backup(full, tmp_path / "c.tar")
    (tmp_path / "there").mkdir()
    with pytest.raises(Refused):
        restore(tmp_path / "c.tar", tmp_path / "there")
    assert (tmp_path / "b.tar").read_text() == "mine" and not list((tmp_path / "there").iterdir())


def test_a_full_disk_leaves_nothing(full: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup(full, tmp_path / "b.tar")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    (tmp_path / "out").mkdir()
    with pytest.raises(NotWritten):
        backup(full, tmp_path / "out" / "b.tar")
    with pytest.raises(NotWritten):
        restore(tmp_path / "b.tar", tmp_path / "out" / "again")
    assert list((tmp_path / "out").iterdir()) == []


def test_every_cut_and_flip_of_a_backup_is_found_before_anything_appears(filled: Case, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.tar")
    raw = (tmp_path / "b.tar").read_bytes()
    end = raw.rindex(b"}") + 1
    for at in [*range(0, end, 512), *range(7, end, 1021)]:
        (tmp_path / "bad.tar").write_bytes(raw[:at])
        with pytest.raises((BadValue, Damaged)):
            restore(tmp_path / "bad.tar", tmp_path / "again")
    for at in range(0, end, 37):
        (tmp_path / "bad.tar").write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        try:
            restore(tmp_path / "bad.tar", tmp_path / "again")
        except (BadValue, Damaged):
            assert not (tmp_path / "again").exists()
        else:  # padding, or a field of the archive that says nothing about the case
            assert record_of(open_case(tmp_path / "again")) == record_of(filled)
            shutil.rmtree(tmp_path / "again")


def entry(name: str, **changed: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for field, value in changed.items():
        setattr(made, field, value)
    return made


@pytest.mark.parametrize(
    "hostile",
    [
        entry("../outside"), entry("/tmp/outside"), entry("format.json/../../outside"), entry("notes.txt"),
        entry("ledger/" + "0" * 32 + ".jsonl", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        entry("ledger/" + "0" * 32 + ".jsonl", type=tarfile.LNKTYPE, linkname="format.json"),
        entry("ledger/" + "0" * 32 + ".jsonl", type=tarfile.FIFOTYPE), entry("keys", type=tarfile.DIRTYPE),
        entry("format.json"), entry("objects/aa/" + "b" * 64),
        entry("ledger/" + "0" * 32 + ".jsonl", pax_headers={"path": "../outside"}),
        entry("ledger/" + "0" * 32 + ".jsonl", type=tarfile.GNUTYPE_SPARSE),
    ],
    ids=["parent", "absolute", "through", "stranger", "symbolic-link", "link", "pipe", "folder", "twice", "shelf",
         "renamed", "sparse"],
)  # fmt: skip
def test_an_entry_that_no_case_holds_is_refused(filled: Case, tmp_path: Path, hostile: tarfile.TarInfo) -> None:
    backup(filled, tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as good, tarfile.open(tmp_path / "bad.tar", "w") as bad:
        for one in good:
            if one.name == LIST:
                bad.addfile(hostile, io.BytesIO())
            bad.addfile(one, good.extractfile(one))
    with pytest.raises((BadValue, Damaged)):
        restore(tmp_path / "bad.tar", tmp_path / "in" / "again")
    assert not (tmp_path / "outside").exists() and list((tmp_path / "in").iterdir()) == []


def test_what_is_no_backup_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"no archive")
    for file in (tmp_path / "b.tar", tmp_path / "gone.tar", tmp_path):
        with pytest.raises(WorkbenchError) as raised:
            restore(file, tmp_path / "again")
        assert str(file) in str(raised.value)


def test_a_damaged_case_is_put_back_only_when_that_is_wanted(filled: Case, tmp_path: Path) -> None:
    name = next(filled.objects.names())
    filled.objects.path(name).unlink()
    backup(filled, tmp_path / "b.tar")
    with pytest.raises(Refused, match="--damaged"):
        restore(tmp_path / "b.tar", tmp_path / "again")
    _, audit = restore(tmp_path / "b.tar", tmp_path / "again", damaged=True)
    assert "missing" in {one.code for one in audit.problems} and (tmp_path / "again").is_dir()


def test_what_an_interrupted_act_left_is_no_hindrance(full: Case, tmp_path: Path) -> None:
    file = full.chains()[0]
    file.write_bytes(file.read_bytes() + b'{"half')
    own = next((full.path / "keys").glob("member-*"))
    own.rename(own.with_name(own.name + ".new"))
    backup(full, tmp_path / "b.tar")
    _, audit = restore(tmp_path / "b.tar", tmp_path / "again")
    assert {one.code for one in audit.problems} == {"unfinished", "not-opened"}
