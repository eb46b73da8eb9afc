"""Files taken in at night under a new key, and who told them said the next morning: all who read a source follow."""

import csv
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench import custody, verbs
from workbench.casefile import Case, State, create, create_sealed, open_case, verify
from workbench.coding.completing import Completing, disputed
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.coding.sheet import Row
from workbench.coding.undo import undo
from workbench.errors import BadValue, Refused
from workbench.findings.matrix import matrix
from workbench.records import Agent, CaseInfo, Entity, Event, Source

HEAD = ["key", "label", "kind", "worker", "language", "interpreter", "session", "retells"]
MORNING = ["S-07", "Talk at the gate, W-01", "worker", "W-01", "vi", "LT", "S-1", ""]
CODED = ["file", "quote", "framework", "indicator", "stance", "subject", "means"]
LOCKED = ["note.txt", "Nobody may leave", "ilo-11", "restriction-of-movement", "supports", "W-01", "first-hand"]


def take(case: Case, kind: str, head: list[str], *rows: list[str], agent: str = "MJ") -> Imported:
    file = case.path.parent / f"{kind}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return register(case, kind, file, agent=case.agent(agent))


def morning(case: Case, agent: str = "MJ", **changes: str) -> Imported:
    row = [changes.get(name, value) for name, value in zip(HEAD, MORNING, strict=True)]
    return take(case, "sources", HEAD, row, agent=agent)


def night_of(case: Case) -> Case:
    """A case into which MJ took a file at night, under a key that nobody had registered, and coded it."""
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A."))
        for key in ("W-01", "W-02"):
            writer.record(Entity(key=key, schema="Worker", label=key))
    file = case.path.parent / "note.txt"
    file.write_text("They keep our passports. Nobody may leave.\n", encoding="utf-8")
    verbs.add(case, file, agent="MJ", source="S-07")
    assert not take(case, "codings", CODED, LOCKED).problems
    return case


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return night_of(create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M.")))


def source(case: Case) -> Source:
    (live,) = case.state().of("source")
    found: Source = live.record
    return found


@pytest.mark.parametrize("kind", ["open", "sealed"])
def test_what_was_unstated_at_night_is_told_by_a_worker_in_the_morning_for_everybody_who_reads_it(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    info, mj = CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M.")
    place = tmp_path / "case"
    case = night_of(create(place, info, mj) if kind == "open" else create_sealed(place, info, mj, PASSPHRASE).case)
    person = next(live.id for live in case.state().of("entity") if live.record.key == "W-01")
    item = case.state().of("item")[0].id
    assert source(case).kind == "unstated" and item not in case.state().speaking_of(person).own
    done = morning(case)
    assert (len(done.recorded), done.already, done.problems) == (1, 0, ())
    told = source(case)
    assert (told.key, told.label, told.kind, told.worker) == ("S-07", "Talk at the gate, W-01", "worker", person)
    assert (told.language, told.interpreter, told.session) == ("vi", "LT", "S-1")
    tables = case.tables()
    assert (
        tables.sources["kind"].tolist() == ["worker"] and tables.label(tables.items.loc[item, "source"]) == told.label
    )
    assert matrix(tables, by="source").cell("S-07", "restriction-of-movement").state == "supported"
    assert item in case.state().speaking_of(person).own, "it is the worker's now, and goes with the worker"
    (raw,) = case.state().recorded("source")
    assert raw.record == Source(key="S-07", label="S-07", kind="unstated"), "the ledger's own record stays as it is"
    if kind == "sealed":
        lines = {line.id: line for line in case.lines()}
        assert b"gate" not in str(lines[done.recorded[0]].body).encode()
    assert verify(open_case(place) if kind == "open" else case).problems == ()


def test_the_origin_of_what_was_coded_before_is_the_worker(night: Case) -> None:
    def origins() -> int:
        return matrix(night.tables()).cell("W-01", "restriction-of-movement").origins

    take(night, "sources", HEAD, ["S-08", "Second talk", "worker", "W-01", "vi", "", "", ""])
    file = night.path.parent / "second.txt"
    file.write_text("The gate is locked at nine.\n", encoding="utf-8")
    verbs.add(night, file, agent="MJ", source="S-08")
    locked = ["second.txt", "locked at nine", *LOCKED[2:-1], "observed"]
    assert not take(night, "codings", CODED, locked).problems
    undone = next(live.id for live in night.state().of("coding"))
    assert not take(night, "codings", CODED, [*LOCKED[:-1], "observed"]).problems
    undo(night, undone, agent=night.agent("MJ"))
    assert origins() == 2
    morning(night)
    assert origins() == 1, "all interviews of one worker are one origin"


def test_the_same_row_twice_is_already_there_whoever_gives_it(night: Case) -> None:
    morning(night)
    again, other = morning(night), morning(night, "AK")
    assert [(one.recorded, one.already, one.problems) for one in (again, other)] == [((), 1, ())] * 2
    as_it_was = take(night, "sources", ["key", "label", "kind"], ["S-07", "S-07", "unstated"])
    assert (as_it_was.already, as_it_was.recorded) == (1, ())


def test_the_same_person_says_otherwise_only_after_an_undo(night: Case) -> None:
    first = morning(night).recorded[0]
    (problem,) = morning(night, worker="W-02").problems
    assert isinstance(problem, BadValue) and f"workbench undo CASE {first[:12]}" in str(problem)
    assert problem.place == "line 2, column key"
    undo(night, first, agent=night.agent("MJ"))
    assert source(night).kind == "unstated"
    assert len(morning(night, worker="W-02").recorded) == 1 and source(night).worker is not None


def test_two_people_who_say_different_things_stand_side_by_side_and_nobody_told_it(night: Case) -> None:
    morning(night)
    second = morning(night, "AK", worker="W-02").recorded
    assert len(second) == 1 and source(night) == Source(key="S-07", label="S-07", kind="unstated")
    assert len(night.state().of("completion")) == 2
    undo(night, second[0], agent=night.agent("AK"))
    assert source(night).kind == "worker", "one of them is left"


def test_two_unlike_rows_of_one_file_are_not_both_taken(night: Case) -> None:
    other = [*MORNING[:3], "W-02", *MORNING[4:]]
    done = take(night, "sources", HEAD, MORNING, other, MORNING)
    assert (len(done.recorded), done.already, len(done.problems)) == (1, 1, 1)


@pytest.mark.parametrize(("changes", "place"), [
    ({"kind": "unstated", "label": "Somebody"}, "kind"), ({"retells": "S-07"}, "retells"), ({"kind": "rumour"}, "kind"),
])  # fmt: skip
def test_a_row_that_does_not_say_who_told_it_is_refused(night: Case, changes: dict[str, str], place: str) -> None:
    (problem,) = morning(night, **changes).problems
    assert problem.place == f"line 2, column {place}" and night.state().of("completion") == []


def test_a_source_of_which_it_was_said_is_refused_as_ever(night: Case) -> None:
    take(night, "sources", HEAD, ["S-08", "A report", "press", "", "", "", "", ""])
    (problem,) = take(night, "sources", HEAD, ["S-08", "Another", "press", "", "", "", "", ""]).problems
    assert "a key that no other record has" in str(problem)


def test_nothing_rests_on_a_source_that_is_undone_before_what_was_said_of_it(night: Case) -> None:
    morning(night)
    with pytest.raises(Refused, match=r"\d records that count rest on it"):
        undo(night, night.state().of("source")[0].id, agent=night.agent("MJ"))


def test_the_custody_sheet_names_both_records(night: Case) -> None:
    said = morning(night, "AK").recorded[0]
    first = night.state().of("source")[0].id
    found = custody.custody(night, "note.txt")
    assert found.source is not None and found.source == found.document()["item"]["source"]
    for part in (f"S-07 (record {first[:12]}", "at intake nobody said who told it", said[:12], "A. (AK)",
                 "Talk at the gate, W-01 (worker, W-01)"):  # fmt: skip
        assert part in found.source
    (page,) = custody.write(night, found, night.path.parent / "sheet.html", agent="MJ")
    assert "at intake nobody said who told it" in page.read_text("utf-8")


def test_an_event_recorded_of_it_before_is_that_workers_after(night: Case) -> None:
    key = night.state().of("source")[0].id
    with night.writing(night.agent("MJ")) as writer:
        event = writer.record(Event(track="work", title="The gate was locked", source=key))
    morning(night)
    person = next(live.id for live in night.state().of("entity") if live.record.key == "W-01")
    assert event in night.state().speaking_of(person).own


def test_sources_of_one_key_on_two_copies_are_both_completed(night: Case) -> None:
    with night.writing(night.agent("MJ")) as writer:
        writer.record(Source(key="S-07", label="S-07", kind="unstated"))
    assert len(morning(night).recorded) == 2
    assert {live.record.kind for live in night.state().of("source")} == {"worker"}
    assert morning(night).already == 1


def test_where_nothing_is_unstated_a_row_completes_nothing() -> None:
    row = Row("s.csv", 2, {"key": "S-01"})
    assert Completing(State((), {}), "a" * 64).of(Source(key="S-01", label="S", kind="press"), row) == []


def test_who_says_otherwise_than_somebody_before_is_told_at_once(night: Case) -> None:
    mine = morning(night).recorded
    assert list(disputed(night.state(), mine)) == []
    yours = morning(night, agent="AK", worker="W-02").recorded
    (told,) = disputed(night.state(), yours)
    assert told.startswith("who told source S-07: ") and "W-02" in told and "it counts as unstated" in told
    assert told.index("W-02") < told.index("earlier") and mine[0][:12] in told
