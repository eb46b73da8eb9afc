"""One investigation on disk: batches whole or not at all, whoever else writes."""

import cProfile
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.casefile import Case, create, ledger, open_case, poured, seeded_door, verify
from workbench.errors import BadValue, NoStart, NotWritten, Unknown
from workbench.records import Agent, CaseInfo, Correction, Count, Source

WRITE = """
import sys
from workbench.casefile import open_case
from workbench.records import Source
case = open_case(sys.argv[1])
agent = case.agent(sys.argv[2])
for batch in range(int(sys.argv[3])):
    with case.writing(agent) as writer:
        for row in range(5):
            writer.record(Source(key=f"{sys.argv[2]}-{sys.argv[4]}-{batch}-{row}", label="S", kind="press"))
"""


def source(key: str) -> Source:
    return Source(key=key, label=key, kind="press")


def snapshot(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.name != ".lock"
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    heads = []
    for name in ("one", "two"):
        door = seeded_door("seed", "2026-01-15T09:00:00Z")
        case = create(tmp_path / name, CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."), door=door)
        with case.writing(case.agent("MJ")) as writer:
            writer.record(source("S1"))
        heads.append(case.head())
    assert heads[0] == heads[1]
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_batch_that_raises_is_not_there(case: Case) -> None:
    before = snapshot(case.path)
    with pytest.raises(RuntimeError), case.writing(case.agent("MJ")) as writer:
        writer.record(source("S1"))
        raise RuntimeError("the power of the example")
    assert snapshot(case.path) == before
    assert case.state().of("source") == []


def test_a_record_of_a_wrong_form_is_refused_before_anything_is_written(case: Case) -> None:
    before = snapshot(case.path)
    with pytest.raises(BadValue), case.writing(case.agent("MJ")) as writer:
        writer.record(source("S1"))
        writer.record(Source(key="S2", label="S2", kind="gossip"))
    assert snapshot(case.path) == before


def test_a_full_disk_at_the_end_of_a_batch_leaves_the_case_as_it_was(case: Case, monkeypatch) -> None:
    before, head = snapshot(case.path), case.head()

    def partly(out, data):
        out.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(poured, "write_all", partly)
    with pytest.raises(NotWritten, match="No space left"), case.writing(case.agent("MJ")) as writer:
        writer.record(source("S1"))
    assert snapshot(case.path) == before
    monkeypatch.undo()
    assert open_case(case.path).head() == head
    assert verify(case).ok


def test_a_read_only_case_can_be_read_and_says_why_it_is_not_written(open_place: Path, without_rights) -> None:
    case = create(open_place / "case", CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."))
    for path in (case.path, *case.path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with without_rights():
        opened = open_case(case.path)
        assert opened.info.title == "Site A"
        assert verify(opened).ok
        with pytest.raises(NotWritten, match="Permission denied"), opened.writing(opened.agent("MJ")):
            raise AssertionError("the case was never held")
        with pytest.raises(NotWritten):
            opened.log_access("", [("a.csv", "0" * 64)])


@pytest.mark.parametrize("together", [("MJ", "MJ"), ("MJ", "AK")], ids=["one agent", "two agents"])
def test_two_processes_write_at_once_and_no_number_is_missing(tmp_path: Path, repository: Path, together) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A."))
    command = [sys.executable, "-c", WRITE, str(case.path)]
    running = [
        subprocess.Popen([*command, key, "20", str(n)], cwd=repository, stderr=subprocess.PIPE, text=True)
        for n, key in enumerate(together)
    ]
    for child in running:
        assert child.wait(60) == 0, child.stderr.read()
        child.stderr.close()
    found = [live.record.key for live in case.state().of("source")]
    assert len(found) == len(set(found)) == 200
    for chain in case.chains():
        assert [line.n for line in ledger.read_chain(chain)] == list(range(sum(1 for _ in chain.open("rb"))))
    audit = verify(case)
    assert (audit.ok, audit.events) == (True, 203)


def test_a_copied_case_grows_a_chain_of_its_own(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.path, tmp_path / "copy")
    for path in (case.path, tmp_path / "copy"):
        opened = open_case(path)
        with opened.writing(opened.agent("MJ")) as writer:
            writer.record(source(path.name))
    names = [{chain.name for chain in open_case(path).chains()} for path in (case.path, tmp_path / "copy")]
    assert len(names[0] & names[1]) == 1
    assert len(names[0] ^ names[1]) == 2


@pytest.mark.parametrize("damage", ["no chains", "empty chains", "no ledger"])
def test_a_case_that_does_not_say_what_it_is_says_that(case: Case, damage: str) -> None:
    for chain in case.chains():
        if damage == "empty chains":
            chain.write_bytes(b"")
        else:
            chain.unlink()
    if damage == "no ledger":
        (case.path / "ledger").rmdir()
    opened = open_case(case.path)
    with pytest.raises(NoStart, match="backup"):
        opened.info  # noqa: B018
    assert "does not say" in repr(opened)
    with pytest.raises(NoStart):
        opened.tables().info  # noqa: B018
    assert not verify(opened).ok


def test_an_agent_that_nobody_recorded_is_named_with_the_nearest(case: Case) -> None:
    with pytest.raises(Unknown) as raised:
        case.agent("MJJ")
    assert raised.value.near == ["MJ"]


def test_a_correction_of_what_the_case_is_counts(case: Case) -> None:
    first = case.state().of("case")[0].id
    with case.writing(case.agent("MJ")) as writer:
        new = writer.record(CaseInfo(title="Site B", nature="synthetic"))
        writer.record(Correction(target=first, reason="another name", replacement=new))
    assert case.info.title == "Site B"


def test_looks_are_logged_without_moving_the_head(case: Case) -> None:
    head = case.head()
    case.log_access(case.agent("MJ"), [("matrix.csv", "0" * 64)])
    case.log_access("", [("matrix.csv", "0" * 64)])
    assert case.head() == open_case(case.path).head() == head
    events = [line for chain in sorted((case.path / "access").iterdir()) for line in ledger.read_chain(chain)]
    assert [event.body["content"]["head"] for event in events] == [head, head]
    assert verify(case).ok


def test_another_process_is_seen_without_opening_anew(case: Case) -> None:
    other = open_case(case.path)
    assert len(case.state().of("source")) == 0
    with other.writing(other.agent("MJ")) as writer:
        writer.record(source("S1"))
    assert len(case.state().of("source")) == 1
    assert case.head() == other.head()


def test_ten_thousand_events_are_written_and_folded_with_work_in_proportion(case: Case) -> None:
    """Work is counted in calls, not in seconds: a machine with other things to do counts the same."""
    spent = []
    for many in (1000, 8000):
        with case.writing(case.agent("MJ")) as writer:
            origin = writer.record(source(f"S{many}"))
            for n in range(many):
                writer.record(Count(what="present", label=f"workers {n}", low=n, high=n, source=origin))
        fresh = open_case(case.path)
        counted = cProfile.Profile()
        counted.runcall(fresh.state)
        spent.append(sum(entry.callcount for entry in counted.getstats()))
    assert spent[0] > 1000 and spent[1] < 9 * spent[0] * 1.2, "nine times as much is more than nine times the work"
    assert os.path.getsize(max(case.chains(), key=os.path.getsize)) > 1_000_000


def test_a_notebook_shows_the_card_of_a_case(filled: Case) -> None:
    shown = filled._repr_html_()
    assert filled.info.title in shown
    assert filled.head() in shown


def test_a_batch_that_takes_the_place_of_a_torn_one_of_its_size_is_seen(filled: Case) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    raw, count = chain.read_bytes(), len(filled.state().all)
    chain.write_bytes(raw[:-600] + bytes(600))
    torn = chain.stat()
    assert len(filled.state().all) < count
    chain.write_bytes(raw)
    os.utime(chain, ns=(torn.st_atime_ns, torn.st_mtime_ns + 1))
    assert len(filled.state().all) == count
