"""A case is begun sealed, and its recovery key is shown once."""

import dataclasses
import shutil
from pathlib import Path

import pytest

import workbench as wb
from tests.casefile.sealed_case import PASSPHRASE, coding_of, told_by
from tests.casefile.two_members import team_of
from workbench.casefile import Case, create_sealed, open_case, verify
from workbench.casefile.members import recovery_secrets
from workbench.casefile.sealed_vault import SealedVault
from workbench.coding.export import export
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused
from workbench.records import Adjudication, Agent, CaseInfo, Entity


@pytest.fixture(autouse=True)
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("WORKBENCH_AGENT", raising=False)


def test_what_stands_side_by_side_is_a_table_too(tmp_path: Path) -> None:
    case = wb.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")
    assert len(wb.conflicts(case)) == 0
    shutil.copytree(case.path, tmp_path / "copy")
    other = wb.open(tmp_path / "copy")
    for one, label in ((case, "Tran A"), (other, "Trần A")):
        with one.writing(one.agent("MJ")) as writer:
            writer.record(Entity(key="W-01", schema="Worker", label=label))
    wb.merge(case, other, agent=case.agent("MJ"))
    found = wb.conflicts(wb.open(case.path))
    assert list(found.df["about"]) == ["entity W-01"]
    assert "Tran A" in found._repr_html_() and "Trần A" in found._repr_html_()


def test_what_a_third_person_decided_is_no_conflict_any_more(tmp_path: Path) -> None:
    case = wb.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")
    told = told_by(case)
    for coder, stance in (("AK", "contradicts"), ("TH", "unclear")):
        with case.writing(case.agent("MJ")) as writer:
            writer.record(Agent(key=coder, kind="person", name=coder))
        with case.writing(case.agent(coder)) as writer:
            made = dataclasses.replace(coding_of(case, told["passage"], told["worker"]), stance=stance)
            writer.record(dataclasses.replace(made, coder=case.agent(coder)))
    first, second, third = (live.id for live in case.state().of("coding"))
    assert len(wb.conflicts(case)) == 3
    with case.writing(case.agent("MJ")) as writer:
        coding = case.state().get(first).record
        writer.record(Adjudication(passage=coding.passage, subject=coding.subject, framework=coding.framework,
                                   indicator=coding.indicator, stance="supports", agent=case.agent("MJ"),
                                   reason="read again", codings=(first, second)))  # fmt: skip
    assert len(wb.conflicts(case)) == 2 and all(third in one.ids for one in wb.conflicts(case))


def test_without_a_passphrase_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_PASSPHRASE", raising=False)
    with pytest.raises(Refused, match="--unsealed"):
        wb.init(tmp_path / "case", title="Site A")
    assert not (tmp_path / "case").exists()


def test_the_recovery_key_opens_the_case_and_lies_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", destroy_after_days=7)
    assert (case.info.sealed, case.info.destroy_after_days) == (True, 7)
    key = next(word for word in capsys.readouterr().err.split() if word.startswith("AGE-SECRET-KEY-1"))
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert key.encode() not in held and PASSPHRASE.encode() not in held
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    again = open_case(case.path)
    assert isinstance(again.vault, SealedVault)
    again.vault.open_with(recovery_secrets(key))
    assert again.info.title == "Site A"


def test_a_short_passphrase_is_taken_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "short")
    shown: list[str] = []
    wb.init(tmp_path / "case", title="Site A", recovery=shown.append)
    assert "short" in capsys.readouterr().err and shown[0].startswith("AGE-SECRET-KEY-1")


def test_whoever_opened_the_case_is_the_one_who_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    case = wb.init(tmp_path / "case", title="Site A", agent="MJ", recovery=lambda key: None)
    (tmp_path / "a.txt").write_text("They keep our passports.")
    taken = wb.add(case, tmp_path / "a.txt")
    assert taken.items[0].outcome == "parsed"
    assert wb.items(case)[0]["custody"][0]["agent"] == case.agent("MJ")


def told_in_tables(case: Case, place: Path) -> dict[str, bytes]:
    """Every finding as a table, and the codings: what each says, without the head that it was made from."""
    tables = {
        f"matrix-by-{by}.csv": wb.matrix(case, by=by) for by in ("worker", "source", "employer", "site", "period")
    }
    tables |= {"chronology.csv": wb.chronology(case)}
    place.mkdir()
    for name, finding in tables.items():
        wb.write(case, finding, place / name)
    export(case, place / "codings.csv")
    more = {"network": wb.network(case).df, "sites": wb.sites(case).df}
    return {path.name: path.read_bytes() for path in place.iterdir()} | {
        name: frame.to_csv().encode() for name, frame in more.items()
    }


def test_findings_recompute_without_a_worker_and_an_undo_brings_the_same_bytes_back(
    demo_case: Case, tmp_path: Path
) -> None:
    shutil.copytree(demo_case.path, tmp_path / "case", ignore=shutil.ignore_patterns("output"))
    case = wb.open(tmp_path / "case")
    mj = case.agent("MJ")
    before = told_in_tables(case, tmp_path / "before")
    told, photo = wb.matrix(case).cell("W-05", "retention-of-identity-documents"), "photos/W-05_room_b1.jpg"
    assert told.state == "supported" and photo in {one["name"] for one in wb.items(case)}
    done = wb.withdraw(case, "W-05", agent=mj, act="stop-using", reason="told to by the agency")
    assert wb.matrix(case).cell("W-05", "retention-of-identity-documents").state == "not-assessed"
    assert photo not in {one["name"] for one in wb.items(case)}
    assert not set(done.removed) & {live.id for kind in ("coding", "relation") for live in case.state().of(kind)}
    after = told_in_tables(case, tmp_path / "after")
    assert [name for name in before if before[name] == after[name]] == []
    assert verify(case).ok and verify(case).items["withdrawn"] > 0
    undo(case, done.record, agent=mj, reason="it was forced")
    assert told_in_tables(case, tmp_path / "again") == before


def test_every_finding_still_runs_when_a_worker_of_the_demo_was_destroyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench import demo

    def sealed(into: Path, info: CaseInfo, custodian: Agent, **_: object) -> Case:
        return create_sealed(into, dataclasses.replace(info, seeded=False), custodian, PASSPHRASE).case

    monkeypatch.setattr(demo, "create", sealed)
    built = demo.build(demo.shipped("demo_synthetic"), tmp_path / "case")
    team = team_of(built.case)
    case = team.opened("MJ")
    wb.withdraw(case, "W-05", agent=case.agent("MJ"), act="destroy", private="alone", offered="nothing to give back")
    team.clock.turn(days=31)
    second = team.opened("AK")
    done = wb.withdraw(second, "W-05", agent=second.agent("AK"), act="destroy", confirm=True)
    assert done.carried_out and len(done.removed) > 100
    case = team.opened("MJ")
    assert "W-05" not in {row.id for row in wb.matrix(case).rows}
    found = {"matrix.html": wb.matrix(case), "network.html": wb.network(case), "sites.html": wb.sites(case)}
    for name, finding in (found | {"chronology.html": wb.chronology(case)}).items():
        assert wb.write(case, finding, tmp_path / name)
    assert told_in_tables(case, tmp_path / "told") and wb.show(case, wb.items(case)[0]["id"])
    gone = {line.id for line in case.state().destroyed}
    assert gone <= set(done.removed) and not any(map(case.state().get, done.removed))
    for audit in (verify(case), verify(case, without_key=True)):
        assert {problem.code for problem in audit.problems} <= {"not-opened"} and audit.items["withdrawn"] >= 7


def test_what_belongs_to_destroying_is_not_taken_by_the_other_acts(tmp_path: Path) -> None:
    case = wb.init(tmp_path / "case", title="A", sealed=False, agent="MJ")
    told = told_by(case)
    mj = case.agent("MJ")
    for given in ({"act": "stop"}, {"private": "alone"}, {"confirm": True, "act": "stop-using"}):
        with pytest.raises(BadValue):
            wb.withdraw(case, "W-01", agent=mj, **given)
    held = wb.hold(case, agent=mj, reason="filed", subject="W-01", authority="District court")
    assert case.state().get(held).record.subject == told["worker"]
    undo(case, held, agent=mj)
    with pytest.raises(Refused, match="count rest on it"):
        wb.take_out(case, "t.txt", agent=mj, reason="wrong")
    undo(case, told["coding"], agent=mj)
    undo(case, told["passage"], agent=mj)
    done = wb.take_out(case, "t.txt", agent=mj, reason="wrong")
    trace = next(live for live in case.state().all if live.kind == "correction" and live.record.target == done.item)
    for identity in (trace.id, done.tombstone):
        with pytest.raises(Refused):
            undo(case, identity, agent=mj)
