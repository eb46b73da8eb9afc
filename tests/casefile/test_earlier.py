"""What was on record by a day: corrections made later do not count yet, and what was withdrawn stays withdrawn."""

from pathlib import Path

import pytest

from workbench.casefile import Case, create, seeded_door
from workbench.casefile.earlier import tables_known_by
from workbench.errors import BadValue
from workbench.records import Agent, CaseInfo, Completion, Correction, Entity, Event, Period, Source, Withdrawal

AGENT = Agent(key="MJ", kind="person", name="M. J.")
DAY = Period(start="2024-03-01", end="2024-03-01")


def at(case: Case, day: str) -> Case:
    """The same case with a device whose clock shows another day."""
    case.door = seeded_door(f"later {day}", f"{day}T10:00:00Z")
    return case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    door = seeded_door("a seed", "2024-05-01T10:00:00Z")
    made = create(tmp_path / "c", CaseInfo(title="A", seeded=True), AGENT, door=door)
    with made.writing(made.agent("MJ")) as writer:
        worker = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        source = writer.record(Source(key="T-01", label="Testimony", kind="worker", worker=worker))
        note = writer.record(Source(key="GL", label="Gate log", kind="document"))
        writer.record(Event(track="pay", title="Paid", source=source, period=DAY))
        wrong = writer.record(Event(track="work", title="Gate shut", source=note, period=DAY))
    with at(made, "2024-06-01").writing(made.agent("MJ")) as writer:
        right = writer.record(Event(track="work", title="Gate open", source=note, period=DAY))
        writer.record(Correction(target=wrong, reason="misread", replacement=right))
    return made


def titles(case: Case, day: str) -> set[str]:
    return set(tables_known_by(case, day).events["title"])


def test_each_day_has_what_was_recorded_by_its_end(case: Case) -> None:
    assert titles(case, "2024-04-30") == set()
    assert titles(case, "2024-05-01") == titles(case, "2024-05") == {"Paid", "Gate shut"}
    assert titles(case, "2024-06-01") == set(case.tables().events["title"]) == {"Paid", "Gate open"}


def test_the_day_of_the_event_is_another_question(case: Case) -> None:
    known_in_may = case.tables("2024-05-31")
    assert set(known_in_may.events["period_start"]) == {"2024-03-01"}


def test_what_was_withdrawn_since_stays_withdrawn(case: Case) -> None:
    worker = next(live.id for live in case.state().of("entity"))
    with at(case, "2024-07-01").writing(case.agent("MJ")) as writer:
        writer.record(Withdrawal(subject=worker, act="stop-using", reason="asked"))
    assert titles(case, "2024-05-31") == {"Gate shut"}


def test_a_day_that_is_none_is_refused(case: Case) -> None:
    with pytest.raises(BadValue, match="YYYY"):
        tables_known_by(case, "last week")


def test_who_told_a_source_is_known_from_the_day_on_which_it_was_said(case: Case) -> None:
    worker = next(live.id for live in case.state().of("entity"))
    with at(case, "2024-06-10").writing(case.agent("MJ")) as writer:
        night = writer.record(Source(key="N", label="N", kind="unstated"))
    with at(case, "2024-06-11").writing(case.agent("MJ")) as writer:
        writer.record(Completion(source=night, label="Talk", kind="worker", worker=worker))
    kinds = [tables_known_by(case, f"2024-06-{day}").sources.loc[night, "kind"] for day in (10, 11)]
    assert kinds == ["unstated", "worker"]
