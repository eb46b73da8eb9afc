"""The seal goes out, the request with it, and the answer comes home; nothing is written over."""

from pathlib import Path

import pytest

from workbench.casefile import Case, create
from workbench.casefile.anchor import seal, stamp, stamp_of, stamped
from workbench.casefile.seal import SealForged, read
from workbench.casefile.stamp import StampWrong
from workbench.errors import Missing, Refused, Unknown
from workbench.records import Agent, CaseInfo, Source


@pytest.fixture
def sealed(filled: Case, tmp_path: Path) -> Path:
    seal(filled, tmp_path / "head.json", agent="MJ", request_to=tmp_path / "head.tsq")
    return tmp_path / "head.json"


@pytest.fixture
def certificate(authority, tmp_path: Path) -> Path:
    (tmp_path / "ca.pem").write_bytes(authority.certificate)
    return tmp_path / "ca.pem"


@pytest.fixture
def answer(authority, sealed: Path, tmp_path: Path) -> Path:
    (tmp_path / "answer.tsr").write_bytes(authority.answer((tmp_path / "head.tsq").read_bytes()))
    return tmp_path / "answer.tsr"


def test_a_seal_changes_nothing_in_the_case(filled: Case, tmp_path: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")}
    made = seal(filled, tmp_path / "head.json", agent="MJ")
    assert read(tmp_path / "head.json") == made
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")} == before


def test_it_is_signed_with_the_key_that_signs_the_agents_chain_or_one_of_the_device(tmp_path: Path) -> None:
    case = create(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Source(key="S1", label="S1", kind="press"))
    keys = {line.key for line in case.lines() if line.key}
    assert seal(case, tmp_path / "1.json", agent="MJ").key in keys
    assert seal(case, tmp_path / "2.json").key in keys, "the chain of the beginning is of this device and of nobody"
    assert seal(case, tmp_path / "3.json").key == seal(case, tmp_path / "4.json").key
    with pytest.raises(Unknown):
        seal(case, tmp_path / "5.json", agent="XX")


def test_the_one_who_acts_may_be_named_by_the_environment(filled: Case, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("WORKBENCH_AGENT", "XX")
    with pytest.raises(Unknown):
        seal(filled, tmp_path / "head.json")


@pytest.mark.parametrize("place", ["head.json", "ledger/head.json", "../case/head.json"])
def test_a_seal_does_not_lie_in_the_case_that_it_stands_for(filled: Case, place: str) -> None:
    with pytest.raises(Refused, match="in the case itself"):
        seal(filled, filled.path / place)
    (filled.path / "output").mkdir(exist_ok=True)
    assert seal(filled, filled.path / "output" / "head.json").events == 7


def test_neither_seal_nor_request_is_written_over(filled: Case, sealed: Path, tmp_path: Path) -> None:
    before = sealed.read_bytes()
    with pytest.raises(Refused, match="stands there already"):
        seal(filled, sealed)
    with pytest.raises(Refused, match="stands there already"):
        seal(filled, tmp_path / "new.json", request_to=tmp_path / "head.tsq")
    assert sealed.read_bytes() == before
    assert not (tmp_path / "new.json").exists()


def test_the_answer_lies_beside_the_seal_and_is_believed_from_there(
    sealed: Path, answer: Path, certificate: Path
) -> None:
    found = stamp(sealed, answer, certificate)
    assert stamp_of(sealed).read_bytes() == answer.read_bytes()
    assert stamped(sealed, read(sealed), certificate) == (found, None)
    assert stamp(sealed, answer, certificate) == found, "twice is once"


def test_of_a_stamp_without_certificate_it_is_said_that_it_was_not_checked(
    sealed: Path, answer: Path, certificate: Path
) -> None:
    assert stamped(sealed, read(sealed), None) == (None, None)
    assert stamped(sealed, read(sealed), certificate) == (None, ("stamp-missing", "head.json.tsr", ""))
    stamp(sealed, answer, certificate)
    assert stamped(sealed, read(sealed), None) == (None, ("stamp-unchecked", "head.json.tsr", ""))


def test_a_stamp_that_was_changed_beside_the_seal_is_named(sealed: Path, answer: Path, certificate: Path) -> None:
    stamp(sealed, answer, certificate)
    stamp_of(sealed).write_bytes(answer.read_bytes()[:-1])
    assert stamped(sealed, read(sealed), certificate) == (None, ("stamp-unreadable", "head.json.tsr", ""))


def test_an_answer_that_is_not_right_is_not_taken_in(
    filled: Case, sealed: Path, answer: Path, certificate: Path
) -> None:
    other = sealed.with_name("other.json")
    seal(filled, other)
    with pytest.raises(StampWrong) as raised:
        stamp(other, answer, certificate)
    assert raised.value.code == "stamp-of-something-else"
    assert not stamp_of(other).exists()
    stamp_of(sealed).write_bytes(b"another answer")
    with pytest.raises(Refused, match="something else stands there"):
        stamp(sealed, answer, certificate)
    with pytest.raises(Missing):
        stamp(sealed, answer, sealed.with_name("no.pem"))
    sealed.write_bytes(sealed.read_bytes().replace(b"ledger", b"Ledger", 1))
    with pytest.raises((SealForged, StampWrong)):
        stamp(sealed, answer, certificate)
