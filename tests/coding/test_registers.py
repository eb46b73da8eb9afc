"""Registers row by row: what can be taken is recorded once, what cannot is named, nothing is half-written."""

import csv
from pathlib import Path

import pytest

from workbench.casefile import Case, open_case, verify
from workbench.casefile.withdrawal import stop_sharing, stop_using, worker_of
from workbench.coding.registers import register
from workbench.coding.undo import undo
from workbench.errors import BadValue, Missing, QuoteNotFound, Refused, Unknown, Unreadable
from workbench.records import Completion, Entity, Source

HEAD = ["file", "quote", "framework", "indicator", "stance", "subject", "start", "end", "means"]
GOOD = [
    "a.txt",
    "hộ chiếu",
    "ilo-11",
    "retention-of-identity-documents",
    "supports",
    "W-01",
    "2021-03",
    "",
    "first-hand",
]


def table(path: Path, header: list[str], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def take(case: Case, kind: str, file: Path, agent: str = "MJ", **options):
    return register(case, kind, file, agent=case.agent(agent), **options)


def changed(**changes: str) -> list[str]:
    return [changes.get(name, value) for name, value in zip(HEAD, GOOD, strict=True)]


def test_good_rows_are_recorded_and_bad_ones_named_with_line_column_and_remedy(case: Case, tmp_path: Path) -> None:
    rows = [
        changed(indicator="debt-bondages"),
        changed(quote="they took the passports"),
        changed(),
        changed(stance="agrees"),
        changed(framework="ilo-12"),
        changed(start="2021-05", end="2021-03"),
        ["a.txt"],
        changed(subject="W-77"),
        changed(quote="No pay", indicator="withholding-of-wages"),
    ]
    done = take(case, "codings", table(tmp_path / "c.csv", HEAD, *rows))
    assert len(case.state().of("coding")) == len(done.recorded) == 2
    said = {problem.place.split(",")[0]: problem for problem in done.problems}
    assert {place: type(problem) for place, problem in said.items()} == {
        "line 2": Unknown, "line 3": QuoteNotFound, "line 5": BadValue, "line 6": Unknown,
        "line 7": BadValue, "line 8": BadValue,         "line 9": Unknown,
    }  # fmt: skip
    columns = {
        "line 2": "indicator",
        "line 3": "quote",
        "line 5": "stance",
        "line 6": "framework",
        "line 7": "end",
        "line 9": "subject",
    }
    for place, column in columns.items():
        assert f"c.csv, {place}, column {column}" in str(said[place])
    assert all(problem.remedy and problem.subject.startswith("c.csv") for problem in done.problems)
    assert said["line 2"].near == ["debt-bondage"]
    assert verify(case).ok


def test_a_row_that_is_refused_leaves_no_passage_behind(case: Case, tmp_path: Path) -> None:
    take(case, "codings", table(tmp_path / "c.csv", HEAD, changed(stance="agrees"), changed(subject="W-9")))
    assert case.state().of("passage") == []


def test_where_the_store_cannot_be_read_no_row_is_recorded(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = table(tmp_path / "c.csv", HEAD, changed(), changed(quote="No pay", indicator="withholding-of-wages"))
    head, read, asked = case.head(), case.objects.read, list[str]()

    def once(name: str) -> bytes:
        asked.append(name)
        if len(asked) == 2:
            raise Unreadable(case.objects.path(name), "Too many open files")
        return read(name)

    monkeypatch.setattr(case.objects, "read", once)
    for _ in range(2):  # whichever of the two rows it is that needs the text
        with pytest.raises(Unreadable, match="Too many open files"):
            asked[:] = [""]
            take(case, "codings", sheet)
        assert case.head() == head
    monkeypatch.undo()
    assert len(take(case, "codings", sheet).recorded) == 2


def test_importing_twice_records_nothing_new(case: Case, tmp_path: Path) -> None:
    file = table(tmp_path / "c.csv", HEAD, changed(), changed(), changed(quote="No pay"))
    first = take(case, "codings", file)
    assert (len(first.recorded), first.already) == (2, 1)
    head = case.head()
    again = take(open_case(case.path), "codings", file)
    assert (again.recorded, again.already, case.head()) == ((), 3, head)


def test_a_second_coder_of_the_same_words_is_a_second_coding(case: Case, tmp_path: Path) -> None:
    file = table(tmp_path / "c.csv", HEAD, changed())
    take(case, "codings", file)
    assert len(take(case, "codings", file, "AK").recorded) == 1
    assert len(case.state().of("passage")) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [("", "line 1"), ("key,kind,name,shoe\n", "line 1"), ("key,key,kind,name\n", "line 1"), ("key,name\n", "line 1")],
)
def test_a_bad_header_is_refused_and_nothing_is_recorded(case: Case, tmp_path: Path, text: str, place: str) -> None:
    head = case.head()
    (tmp_path / "agents.csv").write_text(text)
    with pytest.raises(BadValue) as raised:
        take(case, "agents", tmp_path / "agents.csv")
    assert (raised.value.file, raised.value.place) == ("agents.csv", place)
    assert case.head() == head


def test_what_is_no_register(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Missing):
        take(case, "agents", tmp_path / "gone.csv")
    with pytest.raises(BadValue, match="one of agents"):
        take(case, "shoes", tmp_path / "gone.csv")
    (tmp_path / "latin.csv").write_bytes("key,kind,name\nX,person,Zoë\n".encode("latin-1"))
    with pytest.raises(BadValue, match="UTF-8"):
        take(case, "agents", tmp_path / "latin.csv")


def test_the_same_key_twice_is_the_same_row_or_an_error(case: Case, tmp_path: Path) -> None:
    header = ["key", "kind", "name"]
    same = take(case, "agents", table(tmp_path / "a.csv", header, ["X", "person", "X"], ["X", "person", "X"]))
    assert (len(same.recorded), same.already, same.problems) == (1, 1, ())
    other = take(case, "agents", table(tmp_path / "b.csv", header, ["X", "person", "Y"], ["Z", "person", "Z"]))
    assert len(other.recorded) == 1
    assert [problem.place for problem in other.problems] == ["line 2, column key"]


def test_the_same_key_twice_among_sources_is_not_dropped(case: Case, tmp_path: Path) -> None:
    header = ["key", "label", "kind"]
    done = take(
        case,
        "sources",
        table(tmp_path / "s.csv", header, ["S2", "one", "press"], ["S2", "two", "press"], ["", "three", "press"]),
    )
    assert [live.record.label for live in case.state().of("source")] == ["S1", "one"]
    assert [problem.place for problem in done.problems] == ["line 3, column key", "line 4, column key"]


def test_sources_are_recorded_after_those_that_they_draw_on(case: Case, tmp_path: Path) -> None:
    header = ["key", "label", "kind", "retells", "same_origin_as"]
    rows = [["C", "C", "press", "B", ""], ["B", "B", "press", "A ; S1", ""], ["A", "A", "ngo-report", "", "S1"]]
    done = take(case, "sources", table(tmp_path / "s.csv", header, *rows))
    assert done.problems == ()
    assert [live.record.key for live in case.state().of("source")] == ["S1", "A", "B", "C"]


def test_a_circle_is_named_and_the_rest_goes_on(case: Case, tmp_path: Path) -> None:
    header = ["key", "label", "kind", "retells"]
    rows = [
        ["A", "A", "press", "B"],
        ["B", "B", "press", "A"],
        ["C", "C", "press", "B"],
        ["D", "D", "press", "S1"],
        ["E", "E", "press", "E"],
    ]
    done = take(case, "sources", table(tmp_path / "s.csv", header, *rows))
    assert [live.record.key for live in case.state().of("source")] == ["S1", "D"]
    said = {problem.place: problem for problem in done.problems}
    assert set(said) == {f"line {n}, column retells" for n in (2, 3, 4, 6)}
    assert "A, B draw on each other" in str(said["line 2, column retells"])


def test_progress_is_told_row_by_row(case: Case, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    header = ["key", "kind", "name"]
    file = table(tmp_path / "a.csv", header, ["X", "person", "X"], ["Y", "robot", "Y"])
    take(case, "agents", file, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_coding_of_a_worker_who_withdrew_is_refused_and_the_others_go_on(case: Case, tmp_path: Path) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-02", schema="Worker", label="W-02"))
    assert len(take(case, "codings", table(tmp_path / "a.csv", HEAD, changed())).recorded) == 1
    who, mj = worker_of(case, "W-01"), case.agent("MJ")
    stop_sharing(case, who, agent=mj, reason="r")
    fresh = table(tmp_path / "b.csv", HEAD, changed(stance="unclear"))
    assert len(take(case, "codings", fresh).recorded) == 1, "the team still uses it"
    done = stop_using(case, who, agent=mj, reason="r")
    rows = [changed(), changed(quote="No pay"), changed(quote="No pay", subject="W-02")]
    told = take(case, "codings", table(tmp_path / "c.csv", HEAD, *rows))
    assert (len(told.recorded), told.already) == (1, 1), "what is held is held, whoever withdrew since"
    (problem,) = told.problems
    assert isinstance(problem, Refused)
    for words in ("c.csv, line 3", "W-01", f"workbench undo CASE {done.record[:12]}"):
        assert words in str(problem)
    assert [live.record.subject for live in case.state().of("coding")] == [worker_of(case, "W-02")]
    passages = len(case.state().recorded("passage"))
    take(case, "codings", table(tmp_path / "d.csv", HEAD, changed(quote="no pass")))
    assert len(case.state().recorded("passage")) == passages, "a row that cannot be taken leaves nothing behind"
    undo(case, done.record, agent=mj, reason="false")
    assert len(take(case, "codings", tmp_path / "c.csv").recorded) == 1


def test_rows_of_every_register_about_a_worker_who_withdrew_are_refused_and_the_others_go_on(
    case: Case, tmp_path: Path
) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Entity(key="W-02", schema="Worker", label="W-02"))
        own = Source(key="S2", label="S2", kind="worker", worker=worker_of(case, "W-01"))
        writer.record(own)
        writer.record(Source(key="S3", label="S3", kind="unstated"))
    registers: dict[str, tuple[list[str], list[str], list[str]]] = {
        "consents": (["worker", "audience", "purpose", "form", "given"],
                     ["W-01", "team", "p", "written", "2026-01-01"], ["W-02", "team", "p", "written", "2026-01-01"]),
        "relations": (["schema", "from", "to", "source"], ["Lodging", "W-01", "SITE", "S1"],
                      ["Lodging", "W-02", "SITE", "S1"]),
        "events": (["track", "title", "source", "actors"], ["work", "alone", "S1", "W-01"],
                   ["work", "both", "S1", "W-01 ; W-02"]),
        "counts": (["what", "label", "low", "high", "source"], ["workers", "told by W-01", "1", "2", "S2"],
                   ["workers", "told by another", "1", "2", "S1"]),
        "sources": (["key", "label", "kind", "worker"], ["S4", "S4", "worker", "W-01"], ["S5", "S5", "worker", "W-02"]),
        "incidents": (["kind", "title", "source", "subjects"], ["leak", "alone", "S1", "W-01"],
                      ["leak", "nobody", "S1", ""]),
        "approvals": (["worker", "file", "quote", "decision", "day", "how"],
                      ["W-01", "a.txt", "no pass", "approved", "2026-01-01", "spoken"],
                      ["W-02", "a.txt", "No pay", "approved", "2026-01-01", "spoken"]),
    }  # fmt: skip
    held = table(tmp_path / "held.csv", registers["relations"][0], ["Lodging", "W-01", "SITE", "S2"])
    assert len(take(case, "relations", held).recorded) == 1
    done = stop_using(case, worker_of(case, "W-01"), agent=case.agent("MJ"), reason="r")
    for kind, (header, theirs, others) in registers.items():
        told = take(case, kind, table(tmp_path / f"{kind}.csv", header, theirs, others))
        assert len(told.recorded) == 1, (kind, told.problems)
        (problem,) = told.problems
        assert isinstance(problem, Refused), (kind, problem)
        for words in (f"{kind}.csv, line 2", "withdrew", "Leave the row out", "undo"):
            assert words in str(problem), kind
    assert not any(live.record.quote == "no pass" for live in case.state().recorded("passage")), "nothing is left"
    (told,) = take(case, "relations", held).problems
    assert "S2 is of somebody who withdrew" in str(told), "its source is not said to be unknown"
    whose = table(tmp_path / "whose.csv", registers["sources"][0], ["S3", "S3", "worker", "W-01"])
    (completion,) = take(case, "sources", whose).recorded
    assert isinstance(case.state().get(completion).record, Completion), "by this row the files of S3 go with the worker"
    undo(case, done.record, agent=case.agent("MJ"), reason="false")
    assert len(take(case, "consents", tmp_path / "consents.csv").recorded) == 1
