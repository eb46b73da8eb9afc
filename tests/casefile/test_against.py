"""Against a seal, whatever was taken from a ledger or written anew is found, and the first line of it is named."""

import json
import shutil
from pathlib import Path

import pytest

from tests.casefile.conftest import begin
from workbench.casefile import Case, create, seeded_door
from workbench.casefile.against import OtherCase, belongs, compare, sealed_line
from workbench.casefile.batch import write_batch
from workbench.casefile.chains import chains_in
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import examine
from workbench.casefile.line import ROOT_DIGEST, Line
from workbench.casefile.seal import MARKS, Seal, make
from workbench.records import Agent, CaseInfo, Count, Source

SIGNER = Signer(bytes(range(32)))
OWN = ("agent", "at", "body", "id", "kind")


@pytest.fixture
def grown(filled: Case) -> Case:
    """The filled case with batches of one, and an access chain."""
    for number in range(5):
        with filled.writing(filled.agent("MJ")) as writer:
            writer.record(Source(key=f"P{number}", label=f"P{number}", kind="press"))
    filled.log_access(filled.agent("MJ"), [("matrix.csv", "0" * 64)])
    return filled


def walked(case: Case) -> dict[str, list[Line]]:
    return {
        folder: [line for file in chains_in(case.path / folder) for line, _ in examine(file) if isinstance(line, Line)]
        for folder in ("ledger", "access")
    }


def found(seal: Seal, case: Case) -> list[tuple[str, str]]:
    return [(code, subject) for code, subject, _ in compare(seal, walked(case))]


def largest(case: Case) -> Path:
    return max(case.chains(), key=lambda file: file.stat().st_size)


def rewritten(file: Path, at: int, words: str = "somebody else") -> None:
    """The chain as its keeper can write it anew from a line on: other words, every number, link and digest right."""
    events = [json.loads(raw) for raw in file.read_bytes().splitlines()]
    kept = b"".join(file.read_bytes().splitlines(keepends=True)[:at])
    tip = (at, events[at - 1]["digest"] if at else ROOT_DIGEST)
    events[at]["body"] = {"salt": "0" * 64, "content": {"note": words}}
    batch: list[dict] = []
    for event in events[at:]:
        batch.append({name: event[name] for name in OWN})
        if event["rest"] == 0:
            raw = write_batch(file.stem, tip, batch, SIGNER)
            tip = (tip[0] + len(batch), json.loads(raw.splitlines()[-1])["digest"])
            kept, batch = kept + raw, []
    file.write_bytes(kept)


def test_where_all_stands_nothing_is_said_and_growth_is_no_fault(grown: Case) -> None:
    seal = make(grown, SIGNER)
    assert found(seal, grown) == []
    with grown.writing(grown.agent("MJ")) as writer:
        writer.record(Source(key="S2", label="S2", kind="press"))
    assert found(seal, grown) == []
    assert all(isinstance(sealed_line(tail, grown.path), Line) for tail in seal.chains)


def test_cut_behind_any_batch_the_first_missing_line_is_named(grown: Case) -> None:
    seal, chain = make(grown, SIGNER), largest(grown)
    lines = chain.read_bytes().splitlines(keepends=True)
    ends = [number for number, raw in enumerate(lines, 1) if json.loads(raw)["rest"] == 0]
    for keep in range(len(lines)):
        chain.write_bytes(b"".join(lines[:keep]))
        whole = max([end for end in ends if end <= keep], default=0)
        assert found(seal, grown) == [("rolled-back", f"ledger/{chain.name}, line {whole + 1}")]
        if keep in ends:
            code, subject, _ = sealed_line(seal.tails("ledger")[chain.stem], grown.path)
            assert (code, subject) == ("rolled-back", f"ledger/{chain.name}")
    chain.unlink()
    assert found(seal, grown) == [("rolled-back", f"ledger/{chain.name}, line 1")]
    assert sealed_line(seal.tails("ledger")[chain.stem], grown.path)[0] == "rolled-back"


def test_a_shortened_access_chain_is_found_too(grown: Case) -> None:
    seal = make(grown, SIGNER)
    (chain,) = chains_in(grown.path / "access")
    chain.write_bytes(b"")
    assert found(seal, grown) == [("rolled-back", f"access/{chain.name}, line 1")]


def test_written_anew_from_any_line_on_that_line_is_named(grown: Case) -> None:
    seal, chain = make(grown, SIGNER), largest(grown)
    raw = chain.read_bytes()
    for at in range(len(raw.splitlines())):
        chain.write_bytes(raw)
        rewritten(chain, at)
        code = "ledger-forked" if at else "ledger-replaced"
        assert found(seal, grown) == [(code, f"ledger/{chain.name}, line {at + 1}")]
        code, subject, _ = sealed_line(seal.tails("ledger")[chain.stem], grown.path)
        assert code in ("ledger-forked", "rolled-back")
        assert subject.startswith(f"ledger/{chain.name}")


def test_an_older_copy_that_grew_on_is_a_fork(grown: Case, tmp_path: Path) -> None:
    shutil.copytree(grown.path / "ledger", tmp_path / "older")
    for number in range(3):
        with grown.writing(grown.agent("MJ")) as writer:
            writer.record(Source(key=f"N{number}", label="N", kind="press"))
    seal, chain = make(grown, SIGNER), largest(grown)
    shared = len((tmp_path / "older" / chain.name).read_bytes().splitlines())
    shutil.rmtree(grown.path / "ledger")
    shutil.move(tmp_path / "older", grown.path / "ledger")
    for number in range(6):
        with grown.writing(grown.agent("MJ")) as writer:
            writer.record(Source(key=f"O{number}", label="O", kind="press"))
    assert found(seal, grown) == [("ledger-forked", f"ledger/{chain.name}, line {shared + 1}")]


def test_a_line_that_is_damaged_by_itself_is_left_to_who_walks_the_chain(grown: Case) -> None:
    seal, chain = make(grown, SIGNER), largest(grown)
    lines = chain.read_bytes().splitlines(keepends=True)
    lines[6] = lines[6].replace(b"P1", b"P9", 1)
    chain.write_bytes(b"".join(lines))
    assert found(seal, grown) == []
    lines[-1] = lines[-1].replace(b"P4", b"P9", 1)
    chain.write_bytes(b"".join(lines))
    tail = seal.tails("ledger")[chain.stem]
    assert sealed_line(tail, grown.path)[0] == "ledger-forked"


def test_in_a_long_chain_the_stretch_is_named_in_which_the_first_line_lies(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        for number in range(3 * MARKS - 5):
            writer.record(Count(what="present", label="workers", low=number, high=number, source="a" * 64))
    seal, chain = make(case, SIGNER), largest(case)
    assert seal.tails("ledger")[chain.stem].every == 3
    rewritten(chain, 1000)
    assert found(seal, case) == [("ledger-forked", f"ledger/{chain.name}, a line from 1000 to 1002")]


def test_a_seal_of_another_case_is_refused_and_one_of_an_emptied_case_is_not(filled: Case, tmp_path: Path) -> None:
    seal = make(filled, SIGNER)
    door = seeded_door("other", "2026-01-15T09:00:00Z")
    info = CaseInfo(title="Site A", nature="synthetic", seeded=True)
    other = create(tmp_path / "other", info, Agent(key="MJ", kind="person", name="M."), door=door)
    with pytest.raises(OtherCase) as raised:
        belongs(seal, other.path, "head.json")
    assert (raised.value.code, raised.value.subject) == ("seal-of-another-case", "head.json")
    belongs(seal, filled.path, "head.json")
    for file in filled.chains():
        file.unlink()
    belongs(seal, filled.path, "head.json")


def test_a_case_that_was_begun_anew_under_the_same_names_is_no_other_case(filled: Case, tmp_path: Path) -> None:
    seal = make(filled, SIGNER)
    again = begin(tmp_path / "again")
    with again.writing(again.agent("MJ")) as writer:
        writer.record(Source(key="S1", label="S1", kind="worker"))
    belongs(seal, again.path, "head.json")
    assert {code for code, _ in found(seal, again)} <= {"rolled-back", "ledger-forked", "ledger-replaced"}
    assert found(seal, again)


def test_a_line_longer_than_a_block_is_found_from_its_end(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Source(key="S1", label="x" * 20_000, kind="press"))
    seal = make(case, SIGNER)
    assert all(isinstance(sealed_line(tail, case.path), Line) for tail in seal.chains)
