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


def line(chain: str, n: int, digest: str) -> Line:
    return Line(chain, n, "", "", "count", "", "", {}, 0, digest)


def test_a_fork_is_listed_behind_its_chain_and_has_a_tip_of_its_own(tmp_path: Path) -> None:
    for name in ("b.jsonl", "forks/0a/a.jsonl", "a.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = chains_in(tmp_path)
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["a.jsonl", "b.jsonl", "forks/0a/a.jsonl"]
    assert [is_fork(file) for file in found] == [False, False, True]
    lines = [line("a", 0, "x"), line("a", 1, "y"), line("b", 0, "z"), line("a", 1, "w" * 20)]
    assert tips_of(lines) == {"a": (2, "y"), "b": (1, "z"), "a~" + "w" * 16: (2, "w" * 20)}
