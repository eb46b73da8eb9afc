"""A seal says how the ledger stood, and cannot be said otherwise by whoever does not hold the key."""

import dataclasses
import json
from pathlib import Path

import pytest

from workbench.casefile import Case
from workbench.casefile.cipher import Signer, signed
from workbench.casefile.line import BrokenLine
from workbench.casefile.seal import MARK, MARKS, Seal, SealForged, Tail, begins, make, opened, read, write
from workbench.errors import Missing, NoStart, Refused
from workbench.records import Count, canonical

SIGNER = Signer(bytes(range(32)))


@pytest.fixture
def seal(filled: Case) -> Seal:
    filled.log_access(filled.agent("MJ"), [("matrix.csv", "0" * 64)])
    return make(filled, SIGNER)


def test_a_seal_states_count_bytes_and_last_digest_of_each_chain(filled: Case, seal: Seal) -> None:
    assert [tail.chain.split("/")[0] for tail in seal.chains] == ["access", "ledger", "ledger"]
    for tail in seal.chains:
        raw = (filled.path / f"{tail.chain}.jsonl").read_bytes()
        assert (tail.lines, tail.size) == (raw.count(b"\n"), len(raw))
        assert tail.digest == json.loads(raw.splitlines()[-1])["digest"]
    assert (seal.events, seal.head) == (7, filled.head())
    assert seal.case == filled.state().of("case")[0].id
    assert signed(SIGNER.public, seal.signed_bytes(), seal.signature)


def test_the_file_is_canonical_json_and_comes_back_the_same(seal: Seal, tmp_path: Path) -> None:
    raw = write(seal, tmp_path / "head.json").read_bytes()
    assert canonical(json.loads(raw)) + b"\n" == raw
    assert read(tmp_path / "head.json") == seal
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "head.json"]


def test_an_older_seal_is_not_written_over(seal: Seal, tmp_path: Path) -> None:
    write(seal, tmp_path / "head.json")
    with pytest.raises(Refused, match="not written over"):
        write(seal, tmp_path / "head.json")


def test_what_counsel_noted_is_not_in_a_seal(filled: Case) -> None:
    from workbench.casefile.counsel import note_aside
    from workbench.records import CounselNote

    before = make(filled, SIGNER).chains
    note_aside(filled, filled.agent("MJ"), [CounselNote(coding="a" * 64, text="To be put to the witness.")])
    assert make(filled, SIGNER).chains == before


def test_every_flip_of_a_seal_is_seen(seal: Seal, tmp_path: Path) -> None:
    raw = write(seal, tmp_path / "head.json").read_bytes()
    for at in range(len(raw)):
        with pytest.raises(SealForged):
            opened("head.json", raw[:at] + bytes([raw[at] ^ (1 << at % 8)]) + raw[at + 1 :])
    for cut in range(0, len(raw), 7):
        with pytest.raises(SealForged):
            opened("head.json", raw[:cut])


def forged(seal: Seal, signer: Signer, **changes: object) -> bytes:
    """The seal as somebody makes it who has a key of his own, or the right one."""
    changed = dataclasses.replace(seal, key=signer.public, **changes)
    whole = dataclasses.replace(changed, signature=signer.sign(changed.signed_bytes()))
    values = dataclasses.asdict(whole) | {"format": "forced-labour-workbench-seal", "version": 1}
    return canonical({**values, "chains": list(values["chains"])}) + b"\n"


def test_an_honest_reseal_is_read_so_that_the_forgeries_below_fail_for_their_own_reason(seal: Seal) -> None:
    assert opened("head.json", forged(seal, SIGNER)) == seal


@pytest.mark.parametrize(
    "changes",
    [{"head": "0" * 64}, {"events": 8}, {"events": True}, {"nonce": "0"}, {"case": ""}, {"at": "yesterday"},
     {"chains": ()}],
    ids=str,
)  # fmt: skip
def test_a_seal_at_odds_with_itself_is_none_even_when_it_is_signed(seal: Seal, changes: dict) -> None:
    with pytest.raises(SealForged):
        opened("head.json", forged(seal, SIGNER, **changes))


@pytest.mark.parametrize(
    "changes",
    [{"chain": "../../etc/passwd"}, {"lines": 0}, {"size": -1}, {"every": 0}, {"marks": "0"}, {"marks": ""},
     {"digest": ""}],
    ids=str,
)  # fmt: skip
def test_a_chain_of_another_form_is_none_even_when_it_is_signed(seal: Seal, changes: dict) -> None:
    tail = dataclasses.replace(seal.chains[0], **changes)
    with pytest.raises(SealForged):
        opened("head.json", forged(seal, SIGNER, chains=(tail, *seal.chains[1:])))


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{", b"\xff", b'{"chains":5}', b"[" * 100_000])
def test_what_is_no_seal_is_named(data: bytes) -> None:
    with pytest.raises(SealForged, match=r"head\.json: it is no seal"):
        opened("head.json", data)


def test_a_signature_of_another_key_is_none(seal: Seal) -> None:
    raw = forged(seal, Signer(bytes(32))).replace(Signer(bytes(32)).public.encode(), SIGNER.public.encode())
    with pytest.raises(SealForged, match="signature"):
        opened("head.json", raw)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        read(tmp_path / "head.json")


def test_what_is_damaged_is_not_sealed(filled: Case) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    raw = chain.read_bytes()
    chain.write_bytes(raw.replace(b"S1", b"S2", 1))
    with pytest.raises(BrokenLine):
        make(filled, SIGNER)
    for file in filled.chains():
        file.unlink()
    with pytest.raises(NoStart):
        make(filled, SIGNER)
    assert begins(filled.path) == set()


def test_what_was_never_acknowledged_is_not_sealed(filled: Case) -> None:
    before = make(filled, SIGNER).chains
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    with chain.open("ab") as out:
        out.write(b'{"agent":"')
    assert make(filled, SIGNER).chains == before


def test_a_long_chain_leaves_a_bounded_number_of_marks(case: Case) -> None:
    for count in (MARKS - 1, MARKS, 500):
        with case.writing(case.agent("MJ")) as writer:
            for number in range(count):
                writer.record(Count(what="present", label="workers", low=number, high=number, source="a" * 64))
        tail = max(make(case, SIGNER).chains, key=lambda one: one.lines)
        assert len(tail.marks) <= MARKS * MARK
        digests = [json.loads(raw)["digest"] for raw in (case.path / f"{tail.chain}.jsonl").read_bytes().splitlines()]
        marked = list(tail.marked())
        assert [line for line, _ in marked] == sorted({*range(tail.every, tail.lines, tail.every), tail.lines})
        assert all(digests[line - 1].startswith(mark) for line, mark in marked)


def test_tails_and_tips_are_of_one_folder() -> None:
    tail = Tail("access/" + "3f" * 16, 1, 1, "c" * 64, 1, "c" * 16)
    seal = Seal("", "", "", 0, (tail,), "", "")
    assert seal.tips() == {}
    assert seal.tails("access") == {"3f" * 16: tail}
