"""Who withdraws after a bundle was made is taken out of its figures by a notice that only the team can sign."""

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from tests.casefile.two_members import team_of
from workbench import keeping, sharing
from workbench.casefile import Case, open_case
from workbench.casefile.cipher import Signer
from workbench.casefile.released import looks, releases
from workbench.casefile.withdrawal import stop_sharing
from workbench.coding.undo import undo
from workbench.errors import Refused
from workbench.records import CustodyEvent, Entity, Source
from workbench.release.checking import check_bundle
from workbench.release.committing import encoded
from workbench.release.listing import Wrong
from workbench.release.recalling import NAME, noticed, recall
from workbench.release.recorded import statement
from workbench.release.reviewing import pack_rows
from workbench.rerun import rerun


@pytest.fixture
def case(sealed_rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A copy of the case, in which somebody may withdraw."""
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    return open_case(Path(shutil.copytree(sealed_rows[0].path, tmp_path / "case")))


def at_home(case: Case, place: Path) -> Case:
    """A copy of a case in which somebody may withdraw, for which this device has the keys of the place it is from."""
    there = open_case(Path(shutil.copytree(case.path, place)))
    there.door = dataclasses.replace(there.door, device=case.door.device)
    return there


def worker(case: Case, key: str) -> str:
    return next(live.id for live in case.state().of("entity") if live.record.key == key)


def test_while_nobody_withdrew_nothing_is_recalled(case: Case, rows_bundle: Path) -> None:
    told = recall(case, rows_bundle)
    assert (told["rows"], told["groups"]) == ([], [])


def test_the_rows_of_whoever_withdrew_are_named_and_the_figures_on_them_withdrawn(
    case: Case, rows_bundle: Path, tmp_path: Path
) -> None:
    mj = case.agent("MJ")
    stop_sharing(case, worker(case, "W-01"), agent=mj, reason="by telephone")
    told = sharing.recall(case, rows_bundle, agent=mj, out=tmp_path / "recall.json")
    gone = {row["id"]: row for row in check_bundle(rows_bundle).rows if row["id"] in told["rows"]}
    assert {row["kind"] for row in gone.values()} == {"entity", "source", "item", "passage", "coding"}
    assert sum(row["kind"] == "coding" for row in gone.values()) == 1
    assert told["groups"] == ["relations"]  # the employment of that worker, which was withheld
    with pytest.raises(Refused, match="stands there already"):
        sharing.recall(case, rows_bundle, agent=mj, out=tmp_path / "recall.json")
    report = rerun(rows_bundle, notice=tmp_path / "recall.json")
    status = {one.id: one.status for one in report.figures}
    assert status["10_rows/matrix-by-worker.json"] == "withdrawn"
    assert status["view/matrix-by-employer.csv"] == "withdrawn"
    assert status["view/network.svg"] == "withdrawn"
    assert status["view/chronology.csv"] == "sealed"
    assert (report.ok, report.exit_code) == (False, 1)
    assert "rests on what was withdrawn since" in report.sentence()


def test_what_was_stopped_before_a_bundle_was_made_is_no_withdrawal_since(case: Case, tmp_path: Path) -> None:
    mj = case.agent("MJ")
    stop_sharing(case, worker(case, "W-01"), agent=mj, reason="by telephone")
    pack_rows(case, out=tmp_path / "bundle", agent=mj, recipient="Dr A. B.")
    told = recall(case, tmp_path / "bundle")
    assert (told["rows"], told["groups"]) == ([], [])
    stop_sharing(case, worker(case, "W-08"), agent=mj, reason="by telephone")
    told = recall(case, tmp_path / "bundle")
    assert told["groups"]


def test_a_notice_of_somebody_else_or_of_another_bundle_counts_for_nothing(
    case: Case, rows_bundle: Path, tmp_path: Path
) -> None:
    verdict, file = check_bundle(rows_bundle), tmp_path / "recall.json"
    told = recall(case, rows_bundle)
    file.write_bytes(encoded(told))
    assert noticed(file, verdict, verdict.statement["key"]).rows == ()
    for change, code in [
        ({"rows": ["0" * 64]}, "notice-signature"), ({"release": "0" * 64}, "notice-of-another"),
        ({"version": 2}, "notice-form"),
    ]:  # fmt: skip
        file.write_bytes(encoded(told | change))
        with pytest.raises(Wrong) as wrong:
            noticed(file, verdict, verdict.statement["key"])
        assert wrong.value.code == code
    other = Signer(bytes(32))
    forged = told | {"key": other.public, "signature": ""}
    file.write_bytes(encoded(forged | {"signature": other.sign(statement(NAME, forged))}))
    with pytest.raises(Wrong, match="not signed with the key"):
        noticed(file, verdict, verdict.statement["key"])


def test_of_a_whole_record_the_records_that_count_no_more_are_named(
    public_case: Case, small_bundle: Path, tmp_path: Path
) -> None:
    case = at_home(public_case, tmp_path / "case")
    assert recall(case, small_bundle)["rows"] == []
    coding = case.state().of("coding")[0].id
    undo(case, coding, agent=case.state().of("agent")[0].id)
    told = recall(case, small_bundle)
    assert (told["rows"], told["groups"]) == ([coding], [])
    bad = Path(shutil.copytree(small_bundle, tmp_path / "bad"))
    (bad / "data/codings.csv").write_text("x")
    with pytest.raises(Refused, match="does not pass"):
        recall(case, bad)
    assert json.loads(encoded(told))["release"] == check_bundle(small_bundle).about["release"]


def test_of_a_whole_record_what_somebody_withheld_since_is_named_with_what_rests_on_it(
    public_case: Case, small_bundle: Path, tmp_path: Path
) -> None:
    case = at_home(public_case, tmp_path / "case")
    mj, coding = case.state().of("agent")[0].id, case.state().of("coding")[0]
    passage = coding.record.passage
    sharing.decide(case, passage, "withhold", agent=mj, reason="x", audience="public")
    unquoted = sharing.decide(case, passage, "generalise", agent=mj, reason="x")
    assert recall(case, small_bundle)["rows"] == [passage], "its words leave no more, what is coded from them does"
    undo(case, unquoted, agent=mj)
    assert recall(case, small_bundle)["rows"] == []
    made = sharing.decide(case, passage, "withhold", agent=mj, reason="points to one man", audience="reviewer")
    rows = recall(case, small_bundle)["rows"]
    assert {passage, coding.id} <= set(rows) and not {live.id for live in case.state().of("item")} & set(rows)
    undo(case, made, agent=mj)
    assert recall(case, small_bundle)["rows"] == []


def test_of_a_whole_record_a_file_is_recalled_when_the_second_of_its_tellers_stops_the_sharing(
    public_case: Case, small_bundle: Path, tmp_path: Path
) -> None:
    case = at_home(public_case, tmp_path / "case")
    mj = case.state().of("agent")[0].id
    coding = case.state().of("coding")[0]
    passage = case.state().get(coding.record.passage)
    item = passage.record.item
    with case.writing(mj) as writer:
        person = writer.record(Entity(key="W-99", schema="Worker", label="W-99"))
        source = writer.record(Source(key="S-99", label="S-99", kind="worker", worker=person))
        again = CustodyEvent(item=item, action="received-again", outcome="duplicate", received_from=source)
        writer.record(again)
    assert recall(case, small_bundle)["rows"] == []
    stop_sharing(case, person, agent=mj, reason="by telephone")
    rows = set(recall(case, small_bundle)["rows"])
    assert {item, passage.id, coding.id} <= rows
    first = next(one for one in case.state().tellers[item] if one != source)
    assert first not in rows, "whoever told it first goes on"
    others = {live.id for live in case.state().of("item")} - {item}
    assert others and not others & rows


def test_a_colleague_is_told_who_recalls_a_bundle_and_writes_no_notice_that_nobody_would_take(
    case: Case, rows_bundle: Path, tmp_path: Path
) -> None:
    (made,) = [one for one in releases(case) if one.id == check_bundle(rows_bundle).about["release"]]
    colleague = team_of(case).opened("AK")
    with pytest.raises(Refused) as refused:
        sharing.recall(colleague, rows_bundle, agent=colleague.agent("AK"), out=tmp_path / "recall.json")
    assert "another key than signs here" in refused.value.cause and not (tmp_path / "recall.json").exists()
    assert f"Whoever released it (MJ, {made.at[:10]}) recalls it" in refused.value.remedy
    assert not [one for one in looks(colleague) if one.record.action == "recall"]


def test_a_copy_of_a_case_elsewhere_says_that_a_bundle_is_recalled_where_it_was_released(tmp_path: Path) -> None:
    case = keeping.init(tmp_path / "case", title="T", agent=keeping.custodian("MJ"), sealed=False)
    pack_rows(case, out=tmp_path / "bundle", agent=case.agent("MJ"), recipient="Dr A. B.")
    told = sharing.recall(case, tmp_path / "bundle", agent=case.agent("MJ"), out=tmp_path / "recall.json")
    assert told["rows"] == [] and rerun(tmp_path / "bundle", notice=tmp_path / "recall.json").ok, "signed as the bundle"
    copy = open_case(Path(shutil.copytree(case.path, tmp_path / "copy")))
    with pytest.raises(Refused) as refused:
        recall(copy, tmp_path / "bundle")
    assert "Recall it where it was released (MJ, " in refused.value.remedy
    shutil.rmtree(copy.path / "access")  # as a backup may lack the log
    with pytest.raises(Refused, match="where it was released: in that copy"):
        recall(copy, tmp_path / "bundle")
