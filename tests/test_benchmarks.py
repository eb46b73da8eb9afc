"""The one table is what was measured last; what is kept says how it was taken; a run that was stopped goes on."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def beside() -> Any:
    """The programs of benchmarks/ find each other as they do when one of them is run."""
    sys.path.insert(0, str(HERE))
    yield
    sys.path.remove(str(HERE))


@pytest.fixture(scope="module")
def table() -> Any:
    import table as module

    return module


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, with results and pages in a folder of the test."""
    import kept as module

    monkeypatch.setattr(module, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(module, "DOCS", tmp_path)
    return module


def test_the_page_is_put_together_from_what_was_measured_last(table: Any, repository: Path) -> None:
    told = table.targets()
    assert {one["issue"] for one in told} >= {3, 4, 5, 9, 10, 11}
    written = (repository / "docs" / "benchmarks.md").read_text("utf-8")
    assert written == table.page_of(told), "run `python benchmarks/table.py` again"
    assert len(table.drawable(told)) >= 16
    assert (repository / "docs" / "benchmarks.png").read_bytes().startswith(b"\x89PNG")


def test_a_floor_stands_beside_what_was_measured(table: Any, kept: Any) -> None:
    row = {"job": "ours", "beside": "theirs", "n": 10, "of": "things", "theirs": 2.0, "low": 0.4, "high": 0.6,
           "ours": 1.0, "busy": None, "memory": [10.0, None], "rounds": 5}  # fmt: skip
    rows = [row | {"ratio": 0.9}, row | {"job": "bare", "ratio": 0.8}]
    kept.keep("x", "one", {"machine": "m", "commit": "c", "date": "d", "load": [0, 0], "quiet": True, "rows": rows})
    one = {"goal": 0.5, "floor": [["x", "bare", "theirs", 10]], "measured": 0.9}
    assert table.figure_of(one | table.floor(one)) == "0.9 (floor 0.8)"
    for without in ({}, {"floor": [["x", "bare", "theirs", 11]]}):
        assert table.floor(without) == {} and table.figure_of({"measured": 0.9}) == "0.9"


def test_every_page_holds_the_tables_of_what_is_kept(repository: Path) -> None:
    import kept as module

    for program in module.programs():
        page = (repository / "docs" / f"benchmarks-{program}.md").read_text("utf-8")
        between = page.partition(f"{module.BEGIN}\n")[2].partition(module.END)[0]
        assert between == module.tables(program), f"run `python benchmarks/kept.py` again: {program}"


def test_a_thousand_cases_are_multiplied_out_of_what_was_measured_last(repository: Path) -> None:
    import at_scale

    written = (repository / "docs" / "at-scale.md").read_text("utf-8")
    assert written == at_scale.page(), "run `python benchmarks/at_scale.py` again"
    assert at_scale.span(120) == "2 min" and at_scale.span(93 * 86400) == "93 days"
    with pytest.raises(at_scale.Sought, match="no row"):
        at_scale.row("custody", "preserve, unsealed", "nobody", 1)


def test_every_job_that_was_asked_for_is_in_the_plan_and_its_program_there(repository: Path) -> None:
    import everything

    programs = {path.stem.removeprefix("bench_") for path in (repository / "benchmarks").glob("bench_*.py")}
    planned = {job.program for job in everything.PLAN}
    assert planned <= programs
    assert {"custody", "matrix", "intake", "leaving", "ledger", "large", "search", "drafts", "network", "sites",
            "matching", "preflight", "core"} == planned  # fmt: skip
    for name in planned:
        page = (repository / "docs" / f"benchmarks-{name}.md").read_text("utf-8")
        assert "<!-- measured -->" in page and "<!-- end -->" in page, name
    with pytest.raises(SystemExit, match="there is no 'nothing'"):
        everything.chosen(["nothing"])
    assert [str(job) for job in everything.chosen(["ledger.verify", "sites"])] == [
        "ledger.verify", "sites.points", "sites.map"]  # fmt: skip


def test_a_run_that_was_stopped_goes_on_and_one_that_failed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import everything

    first, second = everything.Job("one", "a", 1, 1), everything.Job("two", "b", 1, 1)
    monkeypatch.setattr(everything, "STATE", tmp_path / "state" / "run.json")
    monkeypatch.setattr(everything, "settled", lambda: 0.1)
    noted = tmp_path / "noted"
    python = [sys.executable, "-c"]
    append = [*python, "import sys; open(sys.argv[1], 'a').write(sys.argv[2])", str(noted)]
    calls = {first: [*append, "1"], second: [*python, "raise SystemExit(3)"]}
    monkeypatch.setattr(everything, "command", lambda job, rounds, *, limited: calls[job])
    run = everything.begun(5, again=False)
    assert everything.done_of([first, second], run, 5, 45, alone=False) == ["two.b"]
    run = everything.begun(5, again=False)
    assert run["done"] == ["one.a"] and noted.read_text() == "1"
    assert "1 of 2, one.a: load 0.1, 0 min gone, about 2 min to go" in capsys.readouterr().out
    calls[second] = [*append, "2"]
    assert everything.done_of([second], run, 5, 45, alone=False) == []
    assert noted.read_text() == "12" and not everything.STATE.exists()
    assert everything.done_of([first], everything.begun(5, again=False), 5, 1e-9, alone=False) == []
    assert "does the 1 jobs that are left" in capsys.readouterr().out


def test_rounds_are_taken_in_turn_and_no_round_begins_too_late(capsys: pytest.CaptureFixture[str]) -> None:
    import in_turn

    order: list[str] = []
    jobs = {name: lambda name=name: order.append(name) or name for name in ("ours", "theirs")}
    taken = in_turn.turns(jobs, 3, warm=False)
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert taken.gave == {"ours": "ours", "theirs": "theirs"}
    assert len(in_turn.turns(jobs, 9, until=time.monotonic() - 1, warm=False).rounds["ours"]) == 1
    row = in_turn.row(taken, "ours", "theirs", job="j", beside="b", n=10, of="things")
    assert row["rounds"] == 3 and row["low"] <= row["ratio"] <= row["high"]


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is read from /proc, which Linux has")
def test_memory_is_that_of_the_job() -> None:
    """Asked in a small process: the system counts to a child what the one that began it holds at that moment."""
    program = """
import json, in_turn
jobs = {
    "within": lambda: len(bytes(64 << 20).replace(b"\\0", b"\\1")),
    "nothing": lambda: None,
    "process": lambda: in_turn.python("held = b'1' * (96 << 20)"),
}
print(json.dumps(in_turn.turns(jobs, 1).memory))
"""
    asked = subprocess.run([sys.executable, "-c", program], cwd=HERE, capture_output=True, text=True, check=True)
    memory = json.loads(asked.stdout.splitlines()[-1])
    assert 60 < memory["within"] < 260 and memory["nothing"] < 8 and 96 < memory["process"] < 400


def test_a_program_that_fails_is_named_with_what_it_said() -> None:
    import in_turn

    with pytest.raises(SystemExit, match=r"ended with 1: (?s:.*)ValueError: of no use"):
        in_turn.python("raise ValueError('of no use')")


def test_what_was_measured_is_kept_job_by_job_and_says_beside_what(kept: Any, tmp_path: Path) -> None:
    row = {"job": "j", "beside": "b", "of": "things", "theirs": 2.0, "ratio": 0.5, "low": 0.4, "high": 0.6,
           "busy": None, "memory": [10.0, None], "rounds": 5}  # fmt: skip
    rows = [row | {"n": 10, "ours": 1.0}, row | {"n": 100, "ours": 9.5, "note": "the same"}]
    done = {"machine": "m", "commit": "c", "date": "d", "load": [0.2, 1.0], "others": 0.1, "quiet": True, "rows": rows}
    (tmp_path / "benchmarks-x.md").write_text(f"before\n{kept.BEGIN}\nold\n{kept.END}\nafter\n")
    kept.keep("x", "one", done)
    kept.keep("x", "two", done | {"load": [7, 9.0], "quiet": False, "rows": [row | {"n": 1, "ours": 1 / 3}]})
    kept.publish("x")
    page = (tmp_path / "benchmarks-x.md").read_text()
    assert page.startswith(f"before\n{kept.BEGIN}\n*m; d, c; load 0.2") and page.endswith(f"{kept.END}\nafter\n")
    assert "| j | 100 things | b | 9.5 | 2 | 0.5 | 0.4 to 0.6 |  | 10 | 9.5 / 1 | 5 | the same |" in page
    assert "0.1 of a processor: quiet.*" in page and "load 7 when it began, 9 when it ended" in page
    assert json.loads((tmp_path / "results" / "x.json").read_text())["two"]["rows"][0]["ours"] == 0.3333
    assert kept.found("x", "j", "b", 100)[0]["note"] == "the same" and kept.found("x", "j", "b", 5) is None
    kept.keep("x", "three", done)
    with pytest.raises(LookupError, match="2 rows"):
        kept.found("x", "j", "b", 100)


def test_a_busy_machine_is_not_called_quiet(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for load, whole, quiet in ((0.3, (0.0, 0.0), True), (1.6, (0.0, 0.0), False), (0.3, (0.0, 9e9), False)):
        seconds = iter(whole)
        monkeypatch.setattr(kept, "load", lambda load=load: load)
        monkeypatch.setattr(kept, "_whole", lambda seconds=seconds: next(seconds))
        assert kept.Watch().ended()["quiet"] is quiet, (load, whole)


def test_a_figure_on_a_page_is_found_by_the_words_before_its_table(
    table: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    head = "| job | F1 |\n|---|---|\n"
    text = f"first words\n\n{head}| all | 0.5 |\n\nother words\n\n{head}| all | 1 of 4 |\n"
    (tmp_path / "docs" / "a.md").write_text(text)
    monkeypatch.setattr(table, "ROOT", tmp_path)
    assert table.cell("a", "first words", "all", "F1") == 0.5 and table.cell("a", "Other", "all", "F1") == 0.25
    for before, first in (("words", "all"), ("first", "none")):
        with pytest.raises(LookupError, match="rows"):
            table.cell("a", before, first, "F1")
    (tmp_path / "t.py").write_text("\ndef test_it() -> None:\n    pass\n")
    assert table.asserted("t.py::test_it")[1] == "asserted"
    with pytest.raises(LookupError, match="no test test_other"):
        table.asserted("t.py::test_other")


def test_every_benchmark_says_what_it_does_when_asked(repository: Path) -> None:
    for program in sorted((repository / "benchmarks").glob("bench_*.py")):
        assert program.read_text("utf-8").startswith('"""'), program.name


def test_one_of_them_runs_on_a_part(repository: Path) -> None:
    command = [sys.executable, "benchmarks/bench_ledger.py", "--only", "synced", "--part", "100", "--rounds", "1"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    assert "| append, each synced | 50 events | write and fsync |" in done.stdout
    assert subprocess.run([*command, "--write"], cwd=repository, capture_output=True, check=False).returncode == 2
