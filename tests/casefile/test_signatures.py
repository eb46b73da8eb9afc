"""A batch is signed, by the key that began its chain, while that key was in force; or it is named."""

import dataclasses
import json
from pathlib import Path

import pytest

from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import ROOT_DIGEST, Line, write_batch
from workbench.casefile.signatures import keys_of, unsound
from workbench.records import canonical

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
    return [(code, subject) for code, subject, _ in unsound("ledger", lines, keys or {}, before)]


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
    import hashlib

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


@dataclasses.dataclass(frozen=True)
class Said:
    member: str
    action: str
    signing: str | None = None
    since: str | None = None


def test_the_keys_of_members_are_those_that_were_added_and_revoked_from_the_earliest_day_said() -> None:
    early, late = (Said("a", "revoked", since=day) for day in ("2026-01-05", "2026-02-01"))
    said = [Said("a", "added", "k1"), Said("b", "added", "k2"), Said("a", "changed", "k3"), late, early]
    said += [Said("a", "added", "k4"), Said("c", "removed")]
    assert keys_of(said) == {"k1": "2026-01-05", "k2": None, "k3": "2026-01-05", "k4": None}
    named = [Said("a", "added", "k1"), Said("a", "changed", "k2"), Said("a", "revoked", "k1", "2026-01-05")]
    assert keys_of(named) == {"k1": "2026-01-05", "k2": None}
