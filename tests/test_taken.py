"""What the ledger is told of a file that is taken in, and what is remembered of it."""

from pathlib import Path

import pytest

from workbench.casefile import Case, create, verify
from workbench.extract import Made
from workbench.records import Agent, CaseInfo, Item
from workbench.taken import Taken, known, record_again, record_custody, record_made


@pytest.fixture
def case(tmp_path: Path, monkeypatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return create(tmp_path / "case", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."))


def test_an_item_its_copies_and_its_custody_are_remembered(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(iter([b"They keep ", b"the cards."]))
        identity = writer.record(
            Item(sha256=kept.sha256, size=kept.size, object=kept.name, name="a.txt", media_type="text/plain",
                 kind="text")
        )  # fmt: skip
        record_custody(writer, identity, "partial", (("no-text", "No words"),), None)
        record_made(writer, identity, kept, [Made("text", "text/plain", b"They keep the cards.", "tool", "1")])
        again = record_again(writer, "b.txt", known(case).get(kept.sha256) or _taken(identity, kept.sha256), None)
    assert again.duplicate and again.path == "b.txt"
    assert known(case) == {kept.sha256: _taken(identity, kept.sha256)}
    assert case.tables().text(identity) == "They keep the cards."
    told = [(live.record.action, live.record.outcome, live.record.detail) for live in case.state().of("custody")]
    assert told == [("intake", "partial", None), ("received-again", "duplicate", "the same bytes came again as b.txt")]
    assert verify(case).ok


def _taken(identity: str, digest: str) -> Taken:
    return Taken(identity, digest, "a.txt", "text", "text/plain", "partial")
