"""A transcript is the work of somebody named, and can be quoted like any text."""

from pathlib import Path

import pytest

from tests.extract.test_recording import voice
from workbench.casefile import Case, create, create_sealed, verify
from workbench.errors import BadValue, Refused, Unknown
from workbench.intake import add
from workbench.records import Agent, CaseInfo
from workbench.transcripts import cues, transcribe

SRT = (
    "1\r\n00:00:01,200 --> 00:00:02,000\r\nHọ giữ thẻ.\r\nVà hộ chiếu.\r\n\r\n"
    "2\r\n00:00:02,000 --> 00:00:03,000\r\nDa.\r\n"
)


@pytest.fixture(params=["unsealed", "sealed"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    custodian = Agent(key="MJ", kind="person", name="M.")
    if request.param == "unsealed":
        return create(tmp_path / "case", CaseInfo(title="A"), custodian)
    return create_sealed(tmp_path / "case", CaseInfo(title="A"), custodian, "correct horse battery").case


@pytest.fixture
def recording(case: Case, tmp_path: Path) -> str:
    (tmp_path / "voice.opus").write_bytes(voice())
    (tmp_path / "voice.srt").write_bytes(SRT.encode())
    (tmp_path / "note.txt").write_text("A note.")
    return add(case, [tmp_path / "voice.opus", tmp_path / "note.txt"], agent=case.agent("MJ")).items[0].id


def test_the_words_stand_beside_the_recording_under_the_name_of_who_heard_them(
    case: Case, recording: str, tmp_path: Path
) -> None:
    agent = case.agent("MJ")
    first = transcribe(
        case, recording, tmp_path / "voice.srt", by="Linh T., interpreter", agent=agent, note="first hearing"
    )
    assert case.tables().text(recording) == "Họ giữ thẻ.\nVà hộ chiếu.\nDa.\n"
    copies = [live for live in case.state().of("derivative") if live.record.item == recording]
    assert {live.record.tool for live in copies if live.id == first} == {"transcript by Linh T., interpreter"}
    told = [live.record.detail for live in case.state().of("custody") if live.record.action == "transcribed"]
    assert told == ["by Linh T., interpreter, from voice.srt; first hearing"]
    assert verify(case).ok


def test_only_recordings_are_transcribed_and_only_by_somebody(case: Case, recording: str, tmp_path: Path) -> None:
    agent, note = case.agent("MJ"), next(live.id for live in case.state().of("item") if live.record.name == "note.txt")
    with pytest.raises(Refused, match="no recording"):
        transcribe(case, note, tmp_path / "voice.srt", by="L.", agent=agent)
    with pytest.raises(Unknown):
        transcribe(case, "f" * 64, tmp_path / "voice.srt", by="L.", agent=agent)
    with pytest.raises(BadValue):
        transcribe(case, recording, tmp_path / "voice.srt", by=" ", agent=agent)
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(BadValue, match="words"):
        transcribe(case, recording, tmp_path / "empty.txt", by="L.", agent=agent)


def test_cues_of_both_kinds_are_stretches() -> None:
    assert cues("WEBVTT\n\n01:05.200 --> 01:20.000 align:start\nWords\n") == [("01:05.200", "01:20.000", "Words")]
    assert cues(SRT)[1] == ("00:00:02.000", "00:00:03.000", "Da.")
