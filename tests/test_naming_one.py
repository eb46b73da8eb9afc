"""A name is told to the one official whom the worker allowed to learn it, and to nobody else."""

from pathlib import Path

import pytest

from tests.casefile.quick_keys import quick
from workbench import keeping, naming_one, sharing
from workbench.casefile import Case, create, verify
from workbench.casefile.cipher import NotOpened
from workbench.casefile.mapping_key import keep
from workbench.casefile.released import looks
from workbench.coding.undo import undo
from workbench.errors import Refused, Unknown
from workbench.records import Access, Agent, CaseInfo, Entity, canonical

RELEASE, PASSPHRASE, OFFICIAL = "0f" * 32, "otter lamp seven green", "A. Official, Ombudsman"
GIVEN = {"purpose": "complaint", "form": "oral", "given": "2024-05-11", "submit": True, "letter": True}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    quick(monkeypatch)
    made = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
    with made.writing(made.agent("MJ")) as writer:
        for key, born in (("W-01", None), ("W-02", None), ("W-03", "2012-04-01"), ("W-04", None)):
            writer.record(Entity(key=key, schema="Worker", label=key, names=(f"Sava {key}",), born=born))
    pairs = [[live.id, f"Worker {live.record.key[-1]}"] for live in made.state().of("entity")]
    pairs = [pair for pair in pairs if pair[1] != "Worker 4"]
    digest = keep(made, RELEASE, canonical({"pseudonyms": sorted(pairs)}), PASSPHRASE)
    made.log("", Access(action="release", head=made.head(), files=(("a", "0" * 64),), release=RELEASE,
                        audience="ombudsman", mapping=digest))  # fmt: skip
    return made


def consent(case: Case, worker: str = "W-01", **more) -> None:
    told = {"audience": "ombudsman", "naming": True, "recipient": OFFICIAL, **GIVEN, **more}
    sharing.consent(case, worker, agent=case.agent("MJ"), **told)


def ask(case: Case, worker: str = "W-01", **more) -> naming_one.Named:
    told = {"to": OFFICIAL, "passphrase": PASSPHRASE, "agent": case.agent("MJ"), **more}
    return naming_one.name_of(case, RELEASE[:12], worker, **told)


def test_the_official_whom_the_worker_named_learns_that_name_and_it_is_logged(case: Case) -> None:
    consent(case)
    assert ask(case) == naming_one.Named("Worker 1", ("Sava W-01",))
    worker = next(live.id for live in case.state().of("entity") if live.record.key == "W-01")
    # Two looks of one second, in two chains, have no order between them.
    told = [one for one in looks(case) if one.record.action == naming_one.REVEALED]
    assert [(one.record.recipient, one.record.items, one.agent) for one in told] == [
        (OFFICIAL, (worker,), case.agent("MJ")),
    ]  # fmt: skip
    assert verify(case).ok


@pytest.mark.parametrize(
    "more",
    [{"recipient": "B. Other"}, {"recipient": None}, {"naming": False}, {"audience": "parliament"}, {"submit": False},
     {"letter": False}, {"until": "2024-06-01"}],
)  # fmt: skip
def test_anything_less_is_refused_and_nothing_is_opened_or_logged(case: Case, more) -> None:
    consent(case, **more)
    before = len(looks(case))
    with pytest.raises(Refused):
        ask(case, passphrase="not even tried")
    assert len(looks(case)) == before


def test_no_consent_is_no_and_a_later_no_counts(case: Case) -> None:
    with pytest.raises(Refused):
        ask(case)
    consent(case)
    consent(case, naming=False, recipient=None, given="2024-07-01")
    with pytest.raises(Refused):
        ask(case)


def test_who_withdrew_and_who_is_a_child_is_named_to_nobody(case: Case) -> None:
    consent(case)
    keeping.withdraw(case, "W-01", agent=case.agent("MJ"))
    consent(case, "W-03")
    for worker in ("W-01", "W-03"):
        with pytest.raises(Refused):
            ask(case, worker)


def test_whoever_is_to_go_by_a_pseudonym_is_named_to_nobody(case: Case) -> None:
    consent(case)
    mj = case.agent("MJ")
    for act in ("pseudonymise", "withhold"):
        made = sharing.decide(case, "W-01", act, agent=mj, reason="she asked for it", audience="ombudsman")
        with pytest.raises(Refused, match="it was decided"):
            ask(case)
        undo(case, made, agent=mj, reason="she asked for it")
        assert ask(case).names == ("Sava W-01",), "a decision that was undone bars nothing"


def test_consent_of_one_opens_no_other_and_the_passphrase_is_needed(case: Case) -> None:
    consent(case)
    consent(case, "W-04")
    with pytest.raises(Refused):
        ask(case, "W-02")
    with pytest.raises(NotOpened):
        ask(case, passphrase="another")
    with pytest.raises(Unknown):
        ask(case, "W-04")
    with pytest.raises(Unknown):
        naming_one.name_of(case, "ab" * 32, "W-01", to=OFFICIAL, passphrase=PASSPHRASE, agent="")
