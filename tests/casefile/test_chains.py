"""Chains by name, forks behind them, and one digest over all."""

from pathlib import Path

import pytest

from workbench.casefile.chains import chains_in, head_of, is_fork, tips_of
from workbench.casefile.line import Line
from workbench.errors import Unreadable


def test_chains_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "notes.txt"):
        (tmp_path / name).touch()
    assert [file.name for file in chains_in(tmp_path)] == ["a.jsonl", "b.jsonl"]
    with pytest.raises(Unreadable):
        chains_in(tmp_path / "notes.txt")


def test_the_head_is_of_all_chains_in_any_order() -> None:
    one, two = ("a", (1, "d")), ("b", (2, "e"))
    assert head_of(dict([one, two])) == head_of(dict([two, one])) != head_of(dict([one]))


def line(chain: str, n: int, digest: str, prev: str = "") -> Line:
    return Line(chain, n, "", "", "count", "", prev, {}, 0, digest)


def test_a_fork_is_listed_behind_its_chain_and_has_a_tip_of_its_own(tmp_path: Path) -> None:
    for name in ("b.jsonl", "forks/0a/a.jsonl", "a.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = chains_in(tmp_path)
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.jsonl", "b.jsonl", "forks/0a/a.jsonl"]
    assert [is_fork(file) for file in found] == [False, False, True]
    lines = [line("a", 0, "x"), line("a", 1, "y"), line("b", 0, "z"), line("a", 1, "w" * 20)]
    assert tips_of(lines) == {"a": (2, "y"), "b": (1, "z"), "a~" + "w" * 16: (2, "w" * 20)}


def test_a_fork_that_begins_behind_the_end_of_another_has_a_tip_of_its_own() -> None:
    stem = [line("a", n, f"m{n}", f"m{n - 1}") for n in range(8)]
    first = [line("a", 2, "f2", "m1"), line("a", 3, "f3", "f2")]
    for begin in (4, 6):  # its own events alone are read
        second = [line("a", begin, "s" * 20, f"m{begin - 1}"), line("a", begin + 1, "t" * 20, "s" * 20)]
        found = tips_of([*stem, *first, *second])
        assert found == {"a": (8, "m7"), "a~f3": (4, "f3"), "a~" + "t" * 16: (begin + 2, "t" * 20)}
