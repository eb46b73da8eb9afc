"""A ledger judged in stretches, in one process or several, is sound exactly where it hangs together."""

import os
import shutil
from pathlib import Path

import pytest

from workbench.casefile import Case, swept
from workbench.casefile.stretch import KEPT
from workbench.casefile.swept import swept as sweep
from workbench.records import Agent, Count


@pytest.fixture(params=["here", "in other processes"])
def ledger(request: pytest.FixtureRequest, filled: Case, monkeypatch) -> Path:
    """Three chains; with other processes, cut so that each gets a part of a batch."""
    if request.param != "here":
        monkeypatch.setattr(swept, "WORTH", 1)
        monkeypatch.setattr(swept, "BEGINNING", 1)
        monkeypatch.setattr(swept, "MOST", 3)
        monkeypatch.setattr(os, "cpu_count", lambda: 3)
    with filled.writing(filled.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A."))
    source = filled.state().of("source")[0].id
    for size in (1, 30, 2):
        with filled.writing(filled.agent("AK")) as writer:
            for low in range(size):
                writer.record(Count(what="present", label="w", low=low, high=50, source=source))
    return filled.path / "ledger"


def test_a_sound_ledger_gives_what_is_wanted_whole(filled: Case, ledger: Path) -> None:
    lines = list(filled.lines())
    found = sweep(ledger)
    assert found is not None and found.events == len(lines)
    assert found.lines == [line for line in lines if line.kind in KEPT or line.rest == 0]
    also = {file.stem: frozenset(range(100)) for file in filled.chains()}
    everything = sweep(ledger, also=also, named=[line.id for line in lines])
    assert everything is not None and everything.lines == lines


def test_whoever_is_named_must_be_there(filled: Case, ledger: Path) -> None:
    assert sweep(ledger, named=["ab" * 32]) is None
    with filled.writing(filled.agent("AK")) as writer:
        writer.record(Count(what="present", label="w", low=1, high=2, source="ab" * 32))
    assert sweep(ledger) is None


@pytest.mark.parametrize("change", ["dropped", "twice", "swapped", "cut", "cut within", "emptied"])
def test_whatever_does_not_hang_together_is_not_sound(filled: Case, ledger: Path, change: str) -> None:
    file = max(filled.chains(), key=lambda one: one.stat().st_size)
    lines = file.read_bytes().splitlines(keepends=True)
    for at in range(1, len(lines) - 1):
        other = {
            "dropped": lines[:at] + lines[at + 1 :], "twice": lines[: at + 1] + lines[at:],
            "swapped": [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]],
            "cut": lines[:-1], "cut within": [*lines[:-1], lines[-1][: at * 5]], "emptied": [b"\n"],
        }[change]  # fmt: skip
        file.write_bytes(b"".join(other))
        assert sweep(ledger) is None, at
        if change in ("cut", "emptied") or at > 6:
            break


def test_branches_and_strange_folders_are_left_to_the_other_judgement(
    filled: Case, ledger: Path, tmp_path: Path
) -> None:
    assert sweep(tmp_path / "nowhere") is None
    fork = ledger / "forks" / ("ab" * 16)
    fork.mkdir(parents=True)
    shutil.copy(filled.chains()[0], fork)
    assert sweep(ledger) is None


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('{}')", "print('null')", "import time; print(1)"])
def test_a_process_that_dies_or_talks_nonsense_says_nothing_is_sound(
    filled: Case, ledger: Path, monkeypatch, program: str
) -> None:
    if swept.WORTH != 1:
        pytest.skip("no other process is asked here")
    monkeypatch.setattr(swept, "PROGRAM", program)
    assert sweep(ledger) is None
