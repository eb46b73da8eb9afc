"""Names as far as they may be shown, moments as far as they are known."""

import pytest

from workbench.casefile import Live, State
from workbench.findings.hands import named, when
from workbench.records import Agent, Completion, Consent, Entity, Source

AT = "2026-01-15T09:00:00Z"


def state(*records: object) -> State:
    return State(tuple(Live(f"{n:064x}", AT, "", "agent" if isinstance(r, Agent) else "other", r)
                       for n, r in enumerate(records, 1)), {})  # fmt: skip


@pytest.mark.parametrize(
    ("occurred", "zone", "said"),
    [
        (None, "+02:00", None),
        ("2024", None, "2024"),
        ("2024-05-18", "local", "2024-05-18 (local)"),
        ("2024-05-18T21:40", None, "2024-05-18 21:40 (time zone not stated)"),
        ("2024-05-18T21:40:07", "UTC", "2024-05-18 21:40:07 (UTC)"),
    ],
)
def test_no_zone_is_made_up(occurred: str | None, zone: str | None, said: str | None) -> None:
    assert when(occurred, zone) == said


def test_a_worker_is_shown_by_the_label_and_never_by_a_name() -> None:
    worker = Entity(key="W-05", schema="Worker", label="W-05", names=("Trần Văn A",))
    consent = Consent(worker=f"{1:064x}", audience="ombudsman", purpose="complaint", form="oral", given="2024-05")
    folded = state(worker, consent, Source(key="S", label="W-05, second interview", kind="worker"))
    assert named(folded, f"{1:064x}") == "W-05"
    assert named(folded, f"{2:064x}") == "W-05: oral, 2024-05; for ombudsman, complaint"
    assert named(folded, f"{3:064x}") == "W-05, second interview (worker)"


def test_an_agent_has_name_and_key_and_words_stay_words() -> None:
    folded = state(Agent(key="MJ", kind="person", name="M. J."), Agent(key="AK", kind="person", name="AK"))
    assert named(folded, f"{1:064x}") == "M. J. (MJ)" and named(folded, f"{2:064x}") == "AK"
    assert named(folded, "a guard") == "a guard" and named(folded, None) is None


def test_a_source_completed_later_is_shown_with_what_was_said_at_intake_and_by_whom_it_was_completed() -> None:
    night = Live("a" * 64, AT, "", "source", Source(key="S-07", label="S-07", kind="unstated"))
    said = Completion(source="a" * 64, label="Talk, W-05", kind="worker")
    later = Live("b" * 64, "2026-01-16T08:30:00Z", "c" * 64, "completion", said)
    agent = Live("c" * 64, AT, "", "agent", Agent(key="MJ", kind="person", name="M. J."))
    assert named(State((night, agent), {}), "a" * 64) == "S-07"
    assert named(State((night, agent, later), {}), "a" * 64) == (
        "S-07 (record aaaaaaaaaaaa: at intake nobody said who told it; "
        "record bbbbbbbbbbbb, 2026-01-16 08:30 UTC, M. J. (MJ): Talk, W-05 (worker))"
    )
