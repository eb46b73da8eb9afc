"""A batch is signed, by the key that began its chain, while that key was in force; or it is named."""

import hashlib
import json
from pathlib import Path

import pytest

from workbench.casefile.batch import write_batch
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import ROOT_DIGEST, Line
from workbench.casefile.signatures import keys_of, unsound
from workbench.records import Member, canonical

CHAIN = "3f" * 16
ONE, TWO = Signer(b"1" * 32), Signer(b"2" * 32)


def chain(tmp_path: Path, *batches: tuple[Signer, str, int]) -> list[Line]:
    """A chain of batches, each by a signer, on a day, of a number of events."""
    file, raw, tip = tmp_path / f"{CHAIN}.jsonl", b"", (0, ROOT_DIGEST)
    for signer, day, count in batches:
        event = {"agent": "", "at": f"{day}T09:00:00Z", "body": {}, "id": "0" * 64, "kind": "count"}
        batch = write_batch(CHAIN, tip, [event] * count, signer)
        tip = (tip[0] + count, json.loads(batch.splitlines()[-1])["digest"])
        raw += batch
    file.write_bytes(raw)
    return list(read_chain(file))


def codes(lines: list[Line], keys: dict | None = None, before: dict | None = None) -> list[tuple[str, str]]:
    return [(code, subject) for code, subject, _ in unsound("ledger", lines, keys or {}, before=before)]


def at(line: int) -> str:
    return f"ledger/{CHAIN}.jsonl, line {line}"


def test_sound_batches_are_not_spoken_of(tmp_path: Path) -> None:
    assert codes(chain(tmp_path, (ONE, "2026-01-15", 3), (ONE, "2026-01-16", 1))) == []


def test_a_signature_of_other_words_or_of_another_key_is_named(tmp_path: Path) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-15", 2), (ONE, "2026-01-16", 1))
    assert codes([lines[0], lines[1]._replace(sig=lines[2].sig), lines[2]]) == [("signature-wrong", at(2))]
    assert codes([lines[0], lines[1]._replace(key=TWO.public, sig=lines[1].sig)]) == [("signature-wrong", at(2))]


def test_a_forger_without_the_key_can_keep_the_chain_whole_but_not_sign_it(tmp_path: Path) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-15", 1), (TWO, "2026-01-16", 1))
    fields = json.loads((tmp_path / f"{CHAIN}.jsonl").read_bytes().splitlines()[1])
    fields |= {"key": ONE.public}
    del fields["digest"]
    raw = canonical(fields | {"digest": hashlib.sha256(canonical(fields)).hexdigest()}) + b"\n"
    file = tmp_path / f"{CHAIN}.jsonl"
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0] + raw)
    assert codes(list(read_chain(file))) == [("signature-wrong", at(2))]
    assert lines[1].key == TWO.public


def test_a_chain_that_goes_on_under_another_key_is_named_once(tmp_path: Path) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-15", 1), (TWO, "2026-01-16", 1), (TWO, "2026-01-17", 1))
    assert codes(lines) == [("signer-changed", at(2))]
    assert codes(lines, {TWO.public: None}) == []
    assert codes(lines[1:], before={CHAIN: ONE.public}) == [("signer-changed", at(2))]
    assert codes(lines[1:]) == []


def test_a_batch_without_a_signature_behind_one_that_has_it_is_named(tmp_path: Path) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-15", 1), (ONE, "2026-01-16", 1))
    old = [line._replace(v=1, key="", sig="", signed="") for line in lines]
    assert codes(old) == []
    assert codes([old[0], lines[1]]) == []
    assert codes([lines[0], old[1]]) == [("signature-missing", at(2))]
    assert codes([old[1]], before={CHAIN: ONE.public}) == [("signature-missing", at(2))]


@pytest.mark.parametrize(("since", "first"), [("2026-01-16", 2), ("2026-01-17", 3), ("2026-01-18", None)])
def test_what_was_signed_from_the_day_on_which_a_key_is_revoked_is_named(tmp_path: Path, since, first) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-15", 1), (ONE, "2026-01-16", 1), (ONE, "2026-01-17", 1))
    expected = [("signer-revoked", at(line)) for line in range(first or 4, 4)]
    assert codes(lines, {ONE.public: since}) == expected


def test_a_clock_that_was_set_back_does_not_bring_a_revoked_key_back(tmp_path: Path) -> None:
    lines = chain(tmp_path, (ONE, "2026-01-17", 1), (ONE, "2026-01-02", 1))
    assert codes(lines, {ONE.public: "2026-01-10"}) == [("signer-revoked", at(1)), ("signer-revoked", at(2))]


def told(tmp_path: Path, *said: tuple[Signer, str, Member | None]) -> tuple[list[Line], dict[str, Member]]:
    """A chain a signer, and what each of them said of members, in the order of time; the first begins the case."""
    lines, members = [], {}
    for signer in dict.fromkeys(one for one, _, _ in said):
        raw, tip, name = b"", (0, ROOT_DIGEST), signer.public[:32]
        for number, (_, day, member) in enumerate(one for one in said if one[0] is signer):
            identity = hashlib.sha256(f"{name}{number}".encode()).hexdigest()
            kind = "member" if member else "case"
            event = {"agent": "", "at": f"{day}T09:00:00Z", "body": {}, "id": identity, "kind": kind}
            batch = write_batch(name, tip, [event], signer)
            tip = (tip[0] + 1, json.loads(batch)["digest"])
            raw += batch
            if member:
                members[identity] = member
        file = tmp_path / f"{name}.jsonl"
        file.write_bytes(raw)
        lines += read_chain(file)
    return lines, members


def test_a_member_is_who_was_added_by_a_member(tmp_path: Path) -> None:
    three, stranger, friend = (Signer(bytes([number]) * 32) for number in (3, 4, 5))
    lines, members = told(
        tmp_path,
        (ONE, "2026-01-01", None),
        (ONE, "2026-01-02", Member(member="b", action="added", signing=TWO.public)),
        (TWO, "2026-01-03", Member(member="c", action="added", signing=three.public)),
        (stranger, "2026-01-04", Member(member="x", action="added", signing=stranger.public)),
        (stranger, "2026-01-05", Member(member="y", action="added", signing=friend.public)),
        (stranger, "2026-01-05", Member(member="b", action="revoked", since="2025-01-01")),
    )
    assert keys_of(lines, members) == {ONE.public: None, TWO.public: None, three.public: None}
    assert codes(lines, keys_of(lines, members)) == []
    found = unsound("ledger", lines, keys_of(lines, members), members_only=True)
    assert [(code, subject) for code, subject, _ in found] == [
        ("signer-unknown", f"ledger/{stranger.public[:32]}.jsonl, line {n}") for n in (1, 2, 3)
    ]


def test_a_key_is_revoked_from_the_earliest_day_that_a_member_said(tmp_path: Path) -> None:
    again = Signer(bytes([6]) * 32)
    lines, members = told(
        tmp_path,
        (ONE, "2026-01-01", None),
        (ONE, "2026-01-02", Member(member="b", action="added", signing=TWO.public)),
        (ONE, "2026-02-02", Member(member="b", action="revoked", since="2026-02-01")),
        (ONE, "2026-02-03", Member(member="b", action="revoked", since="2026-01-20")),
        (ONE, "2026-02-04", Member(member="b", action="added", signing=again.public)),
    )
    assert keys_of(lines, members) == {ONE.public: None, TWO.public: "2026-01-20", again.public: None}


def test_one_key_of_a_member_may_be_revoked_by_name(tmp_path: Path) -> None:
    again = Signer(bytes([6]) * 32)
    lines, members = told(
        tmp_path,
        (ONE, "2026-01-01", None),
        (ONE, "2026-01-02", Member(member="b", action="added", signing=TWO.public)),
        (ONE, "2026-01-03", Member(member="b", action="changed", signing=again.public)),
        (ONE, "2026-02-02", Member(member="b", action="revoked", signing=TWO.public, since="2026-02-01")),
    )
    assert keys_of(lines, members) == {ONE.public: None, TWO.public: "2026-02-01", again.public: None}
