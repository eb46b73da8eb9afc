"""Since a seal, what is new is rechecked and what is old is not read; what was cut or forked is found all the same."""

import dataclasses
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from tests.casefile.test_against import largest, rewritten
from workbench import codebook
from workbench.casefile import Audit, Case, create_sealed, open_case, verify
from workbench.casefile.cipher import Signer
from workbench.casefile.seal import Seal, make
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.since import verify_since
from workbench.casefile.team import recover
from workbench.records import Agent, CaseInfo, Count, Derivative, Passage, Source

SIGNER = Signer(bytes(range(32)))


def codes(audit: Audit) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in audit.problems if codebook.severity(one.code) != "notice"]


def grow(case: Case, count: int = 1) -> None:
    with case.writing(case.agent("MJ")) as writer:
        for number in range(count):
            writer.record(Count(what="present", label="workers", low=number, high=number, source="a" * 64))


@pytest.fixture
def seal(filled: Case) -> Seal:
    filled.log_access(filled.agent("MJ"), [("matrix.csv", "0" * 64)])
    return make(filled, SIGNER)


def test_what_is_new_is_counted_and_of_the_rest_it_is_said_that_it_was_not_reread(filled: Case, seal: Seal) -> None:
    grow(filled, 3)
    audit = verify_since(filled, seal)
    assert audit.ok and audit.ledger_ok
    assert (audit.events, audit.rechecked, audit.head) == (10, 3, filled.head())
    assert [one.code for one in audit.problems] == ["seal-key-unknown", "not-rechecked"]
    assert "7 events" in audit.problems[-1].message
    assert audit.depth == "since" and "3 events since a seal" in audit._repr_html_()


def test_it_writes_nothing(filled: Case, seal: Seal) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")}
    verify_since(filled, seal)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")} == before


def bytes_read() -> int:
    """How many bytes this process has been given by reading, whatever of it was at hand already."""
    told = Path("/proc/self/io").read_text("ascii")
    return int(told.split("rchar: ")[1].split("\n")[0])


def read_by(case: Case, seal: Seal) -> int:
    before = bytes_read()
    assert verify_since(case, seal).ok
    return bytes_read() - before


def test_the_bytes_read_are_those_of_what_is_new_and_not_of_what_is_there(filled: Case) -> None:
    grow(filled, 20)
    small = make(filled, SIGNER)
    grow(filled, 20)
    verify_since(filled, small)  # the schema and the checks are read once
    few = read_by(filled, small)
    grow(filled, 4000)
    large = make(filled, SIGNER)
    grow(filled, 20)
    assert largest(filled).stat().st_size > 1_500_000
    many = read_by(filled, large)
    assert many < few + 20_000, "forty times as much is there, and as much is new"
    grow(filled, 400)
    assert 400 * 300 < read_by(filled, large) - many < 400 * 1200, "four hundred lines more"


def test_what_is_new_and_damaged_is_named_and_what_is_old_is_not_looked_at(filled: Case, seal: Seal) -> None:
    grow(filled, 2)
    chain = largest(filled)
    lines = chain.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"text/plain", b"text/plein", 1)
    chain.write_bytes(b"".join(lines))
    assert codes(verify_since(filled, seal)) == []
    lines[-1] = lines[-1].replace(b"workers", b"werkers", 1)
    chain.write_bytes(b"".join(lines))
    assert codes(verify_since(filled, seal)) == [("ledger-broken", f"ledger/{chain.name}, line {len(lines)}")]


def test_a_torn_tail_is_named(filled: Case, seal: Seal) -> None:
    with largest(filled).open("ab") as out:
        out.write(b'{"agent":"')
    audit = verify_since(filled, seal)
    assert codes(audit) == [("ledger-torn-tail", f"ledger/{largest(filled).name}")]
    assert audit.ledger_ok


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_chain_that_was_written_anew_is_found_and_not_walked(filled: Case, seal: Seal, at: int) -> None:
    chain = largest(filled)
    rewritten(chain, at, "x" * 200)
    audit = verify_since(filled, seal)
    ((code, subject),) = codes(audit)
    assert code == "ledger-forked"
    assert subject.startswith(f"ledger/{chain.name}, line ")
    assert not audit.ledger_ok


def test_a_chain_that_was_cut_or_is_gone_is_found(filled: Case, seal: Seal) -> None:
    chain = largest(filled)
    chain.write_bytes(b"".join(chain.read_bytes().splitlines(keepends=True)[:-1]))
    assert codes(verify_since(filled, seal)) == [("rolled-back", f"ledger/{chain.name}")]
    chain.unlink()
    assert codes(verify_since(filled, seal)) == [("rolled-back", f"ledger/{chain.name}")]


def test_a_new_chain_is_walked_from_its_beginning(filled: Case, seal: Seal) -> None:
    with filled.writing("") as writer:
        writer.record(Source(key="S2", label="S2", kind="press"))
    audit = verify_since(filled, seal)
    assert (codes(audit), audit.rechecked) == ([], 1)


def test_what_goes_on_under_another_key_is_named(filled: Case, seal: Seal) -> None:
    from workbench.casefile.batch import write_batch
    from workbench.casefile.ledger import append, tip

    chain = largest(filled)
    body = {"salt": "0" * 64, "content": {}}
    event = {"agent": "", "at": "2026-02-15T09:00:00Z", "body": body, "id": "0" * 64, "kind": "count"}
    append(chain, write_batch(chain.stem, tip(chain), [event], Signer(bytes(32))))
    assert ("signer-changed", f"ledger/{chain.name}, line 6") in codes(verify_since(filled, seal))


def test_new_objects_are_rehashed_new_quotes_sought_and_old_objects_left(filled: Case, seal: Seal) -> None:
    old = filled.state().of("item")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        kept = writer.store("Họ giữ hộ chiếu.".encode())
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        new = dataclasses.replace(old, name="b.txt", size=kept.size, object=kept.name, sha256=kept.sha256)
        item = writer.record(new)
        text = writer.record(Derivative(item=item, tool="t", version="1", **fields))
        passage = writer.record(Passage(item=item, derivative=text, quote="hộ chiếu", start=6, end=14))
    assert codes(verify_since(filled, seal)) == [("quote-moved", f"passage {passage[:12]}")]
    path = filled.objects.path(old.object)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    assert [code for code, _ in codes(verify_since(filled, seal))] == ["quote-moved"]
    path = filled.objects.path(kept.name)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    audit = verify_since(filled, seal)
    assert {code for code, _ in codes(audit)} == {"changed"}
    assert audit.items["changed"] == 1


def test_a_key_that_was_made_with_the_recovery_key_is_told_whether_before_the_seal_or_since(tmp_path: Path) -> None:
    begun = create_sealed(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."), PASSPHRASE)
    at_first = make(begun.case, SIGNER)
    assert verify_since(begun.case, at_first).recovered == ()
    again = open_case(tmp_path / "c")
    recover(again, "MJ", begun.recovery, "five other words")
    assert isinstance(again.vault, SealedVault)
    made = again.vault.secrets.signer.public
    later = make(again, SIGNER)
    grow(again)
    (before,) = verify(again).recovered
    for seal in (at_first, later):
        for without_key in (False, True):
            assert verify_since(again, seal, without_key=without_key).recovered == (before,)
    assert before.signing == made
    chain = next(file for file in again.chains() if b'"kind":"member"' in file.read_bytes())
    lines = chain.read_bytes().splitlines(keepends=True)
    at = next(number for number, raw in enumerate(lines) if b'"kind":"member"' in raw)
    lines[at] = lines[at].replace(b'"at":"2', b'"at":"3', 1)
    chain.chmod(0o600)
    chain.write_bytes(b"".join(lines))
    verify_since(again, later)  # what is old and not sound is no stumbling block
