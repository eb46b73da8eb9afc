"""verify with a seal in a file: whole or since, with its time stamp, and what is no seal of this case."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from tests.casefile.conftest import begin
from workbench.casefile import Audit, Case, create, open_case, seeded_door
from workbench.casefile.against import OtherCase
from workbench.casefile.anchor import seal, stamp, stamp_of
from workbench.casefile.batch import write_batch
from workbench.casefile.cipher import Signer
from workbench.casefile.compared import verify_with
from workbench.casefile.ledger import append
from workbench.casefile.line import ROOT_DIGEST
from workbench.casefile.merging import merge
from workbench.casefile.seal import SealForged
from workbench.errors import Missing, Refused
from workbench.records import Agent, CaseInfo, Source, record_id


@pytest.fixture
def head(filled: Case, tmp_path: Path) -> Path:
    seal(filled, tmp_path / "head.json", agent="MJ", request_to=tmp_path / "head.tsq")
    return tmp_path / "head.json"


@pytest.fixture
def certificate(authority, tmp_path: Path) -> Path:
    (tmp_path / "ca.pem").write_bytes(authority.certificate)
    return tmp_path / "ca.pem"


def codes(audit: Audit) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in audit.problems]


def another(path: Path) -> Case:
    door = seeded_door("other", "2026-01-15T09:00:00Z")
    info = CaseInfo(title="Site B", nature="synthetic", seeded=True)
    return create(path, info, Agent(key="MJ", kind="person", name="M."), door=door)


def test_without_a_seal_it_is_verify(filled: Case) -> None:
    audit = verify_with(filled)
    assert (audit.ok, audit.depth, audit.seal, audit.stamp, audit.rechecked) == (True, "whole", None, None, None)


def test_against_and_since(filled: Case, head: Path) -> None:
    with filled.writing(filled.agent("MJ")) as writer:
        writer.record(Source(key="S2", label="S2", kind="press"))
    whole, new = verify_with(filled, against=head), verify_with(filled, since=str(head))
    assert (whole.ok, whole.events, whole.rechecked, whole.depth) == (True, 8, None, "whole")
    assert (new.ok, new.events, new.rechecked, new.depth) == (True, 8, 1, "since")
    assert whole.head == new.head == filled.head()
    assert whole.seal == new.seal and whole.seal is not None


def test_a_cut_ledger_is_not_ok_either_way(filled: Case, head: Path) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    chain.unlink()
    assert ("rolled-back", f"ledger/{chain.name}, line 1") in codes(verify_with(filled, against=head))
    assert ("rolled-back", f"ledger/{chain.name}") in codes(verify_with(filled, since=head))


def test_what_is_no_seal_of_this_case_is_named_and_the_rest_rechecked_or_refused(
    filled: Case, head: Path, tmp_path: Path
) -> None:
    other = another(tmp_path / "other")
    audit = verify_with(other, against=head)
    assert codes(audit) == [("seal-of-another-case", "head.json")]
    assert (audit.ok, audit.ledger_ok, audit.seal) == (False, True, None)
    with pytest.raises(OtherCase):
        verify_with(other, since=head)
    head.write_bytes(head.read_bytes().replace(b'"events":7', b'"events":6'))
    assert codes(verify_with(filled, against=head)) == [("seal-forged", "head.json")]
    with pytest.raises(SealForged):
        verify_with(filled, since=head)


def test_a_case_begun_anew_under_the_same_names_is_found(filled: Case, head: Path, tmp_path: Path) -> None:
    again = begin(tmp_path / "again")
    assert not verify_with(again, against=head).ok


def test_the_time_stamp_is_checked_with_the_certificate_that_is_named(
    filled: Case, head: Path, certificate: Path, authority, tmp_path: Path
) -> None:
    assert codes(verify_with(filled, against=head, certificate=certificate)) == [("stamp-missing", "head.json.tsr")]
    (tmp_path / "a.tsr").write_bytes(authority.answer((tmp_path / "head.tsq").read_bytes()))
    found = stamp(head, tmp_path / "a.tsr", certificate)
    audit = verify_with(filled, against=head, certificate=certificate)
    assert (audit.ok, audit.stamp) == (True, found)
    assert verify_with(filled, since=head, certificate=certificate).stamp == found
    audit = verify_with(filled, against=head)
    assert (audit.ok, audit.stamp, codes(audit)) == (True, None, [("stamp-unchecked", "head.json.tsr")])
    stamp_of(head).write_bytes(b"")
    audit = verify_with(filled, against=head, certificate=certificate)
    assert (audit.ok, codes(audit)) == (False, [("stamp-unreadable", "head.json.tsr")])


def test_what_makes_no_sense_together_is_refused(filled: Case, head: Path, certificate: Path) -> None:
    with pytest.raises(Refused):
        verify_with(filled, against=head, since=head)
    with pytest.raises(Refused):
        verify_with(filled, certificate=certificate)
    with pytest.raises(Missing):
        verify_with(filled, against=head.with_name("none.json"))


def grow(case: Case, key: str) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Source(key=key, label=key, kind="press"))


def test_of_a_sealed_case_anyone_can_compare_without_any_key(sealed: Case, tmp_path: Path) -> None:
    grow(sealed, "S1")
    head = tmp_path / "head.json"
    made = seal(sealed, head)
    assert made.key in {line.key for line in sealed.lines()}, "the member's own key"
    grow(sealed, "S2")
    outside = open_case(sealed.path)
    for audit, depth in ((verify_with(outside, against=head), "stored"), (verify_with(outside, since=head), "since")):
        assert (audit.ok, audit.depth) == (True, depth), audit.problems
        assert ("not-opened", "contents") in codes(audit)
    assert verify_with(outside, since=head).rechecked == 1
    assert verify_with(sealed, since=head).ok
    assert verify_with(sealed, since=head, without_key=True).rechecked == 1
    chain = max(sealed.chains(), key=lambda file: file.stat().st_size)
    chain.write_bytes(b"".join(chain.read_bytes().splitlines(keepends=True)[:-2]))
    for audit in (verify_with(outside, against=head), verify_with(outside, since=head)):
        assert not audit.ok
        assert "rolled-back" in {one.code for one in audit.problems}


def test_a_seal_of_a_sealed_case_can_be_made_by_whoever_has_no_passphrase(sealed: Case, tmp_path: Path) -> None:
    outside = open_case(sealed.path)
    made = seal(outside, tmp_path / "head.json", agent="MJ")
    assert made.key not in {line.key for line in sealed.lines()}
    audit = verify_with(outside, against=tmp_path / "head.json")
    assert audit.ok
    assert "seal-key-unknown" in {one.code for one in audit.problems}


def test_a_chain_that_a_stranger_adds_to_a_sealed_case_is_named(sealed: Case) -> None:
    stranger = Signer(bytes(32))
    body = {"salt": "0" * 64, "content": {"member": "0f" * 8, "action": "added", "signing": stranger.public}}
    identity = record_id("member", "0" * 64, body["content"])
    event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": body, "id": identity, "kind": "member"}
    file = sealed.path / "ledger" / ("5a" * 16 + ".jsonl")
    append(file, write_batch(file.stem, (0, ROOT_DIGEST), [event], stranger))
    for audit in (verify_with(sealed), verify_with(sealed, without_key=True)):
        assert ("signer-unknown", f"ledger/{file.name}, line 1") in codes(audit)
        assert not audit.ledger_ok


def device(path: Path, seed: str) -> Case:
    """The case in a folder, opened on one and the same device: its salts alone differ."""
    door = dataclasses.replace(seeded_door("test", "2026-02-15T09:00:00Z"), salt=seeded_door(seed, "2026-01-01").salt)
    return open_case(path, door=door)


def test_after_a_merge_of_two_branches_both_seals_hold_and_a_new_one_holds_both(filled: Case, tmp_path: Path) -> None:
    before, one, two, both = (tmp_path / f"{name}.json" for name in ("before", "one", "two", "both"))
    seal(filled, before)
    shutil.copytree(filled.path, tmp_path / "backup")
    here, back = device(filled.path, "one"), device(tmp_path / "backup", "two")
    grow(here, "S2")
    grow(back, "S3")
    grow(back, "S4")
    seal(here, one)
    seal(back, two)
    assert "ledger-forked" in {code for code, _ in codes(verify_with(back, against=one))}
    merge(here, device(back.path, "three"), agent=here.agent("MJ"))
    here = device(here.path, "four")
    assert any("forks" in str(file) for file in here.chains())
    for head in (before, one, two):
        audit = verify_with(here, against=head)
        assert (audit.ok, audit.events) == (True, 10), audit.problems
        with pytest.raises(Refused, match="branches"):
            verify_with(here, since=head)
    made = seal(here, both)
    assert (made.events, made.head) == (10, here.head())
    assert verify_with(here, against=both).ok
    next(file for file in here.chains() if "forks" in str(file)).unlink()
    audit = verify_with(device(here.path, "five"), against=both)
    assert not audit.ok and {one.code for one in audit.problems} & {"rolled-back", "ledger-forked"}
