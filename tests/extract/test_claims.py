"""What other programs record is read as they write it; what is no such record is left alone, however it looks."""

import pytest

from tests.extract.exports import SHA, eyewitness, proof_csv, proof_json, tella
from workbench.extract.claims import MOST_FACTS, claim_of


@pytest.mark.parametrize(
    ("data", "name", "program"),
    [
        (tella(), "IMG_1.csv", "Tella"),
        (f'{{"fileName": "IMG_1.jpg", "fileHashSHA256": "{SHA}", "notes": null}}'.encode(), "IMG_1.json", "Tella"),
        (proof_csv(), f"{SHA}.proof.csv", "ProofMode"),
        (proof_csv(rows=1), "proof.csv", "ProofMode"),
        (proof_json(), f"{SHA}.proof.json", "ProofMode"),
        (eyewitness(), "IMG_1.xml", "eyeWitness"),
        (f'{{"app": "eyeWitness", "media": {{"file_name": "IMG_1.jpg", "sha256": "{SHA.upper()}"}}}}'.encode(),
         "m.json", "eyeWitness"),
    ],
)  # fmt: skip
def test_each_program_is_told_with_digest_and_file(data: bytes, name: str, program: str) -> None:
    claim = claim_of(data, name)
    assert claim is not None
    assert (claim.program, claim.sha256, claim.file) == (program, SHA, "IMG_1.jpg")


def test_every_field_stays_as_it_was_written() -> None:
    claim = claim_of(tella(), "IMG_1.csv")
    assert claim is not None
    assert claim.facts["File created"] == "18-05-2024 21:40:03 +0200" and claim.facts["Location latitude"] == "45.381"


def test_the_last_row_counts_for_proofmode_adds_one_each_time() -> None:
    two = proof_csv(rows=1) + proof_csv(rows=1).split(b"\n", 1)[1].replace(b"Nokia", b"Fairphone")
    claim = claim_of(two, "x.proof.csv")
    assert claim is not None and claim.facts["Manufacturer"] == "Fairphone"


def test_a_digest_in_the_name_stands_in_where_the_record_has_none() -> None:
    claim = claim_of(proof_csv(sha=""), f"{SHA}.proof.csv")
    assert claim is not None and claim.sha256 == SHA
    claim = claim_of(proof_csv(sha="none"), "a.proof.csv")
    assert claim is not None and claim.sha256 is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"name,fee\nLinh,2300\n", "fees.csv"),
        (b"File hash,File name\n", "a.csv"),
        (b'{"sha256": "' + SHA.encode() + b'"}', "a.json"),
        (b'{"File Hash SHA256"', "a.json"),
        (b"[" * 5000, "a.json"),
        (b"\xff\xfe\x00", "a.csv"),
        (b"<eyeWitness><hash>", "a.xml"),
        (b"eyewitness accounts, hash browns\n", "menu.txt"),
        (tella() + b"x" * 1_000_001, "big.csv"),
    ],
)
def test_what_is_no_record_is_left_alone(data: bytes, name: str) -> None:
    assert claim_of(data, name) is None


def test_a_document_type_is_never_followed() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + eyewitness().split(b"?>")[1]
    assert claim_of(bomb, "IMG_1.xml") is None


def test_deep_and_wide_records_are_cut_and_not_followed_for_ever() -> None:
    more = b"".join(b', "k%d": {"a": [1]}' % n for n in range(500))
    wide = b'{"File Hash SHA256": "' + SHA.encode() + b'"' + more + b"}"
    claim = claim_of(wide, "a.proof.json")
    assert claim is not None and len(claim.facts) <= MOST_FACTS
