"""State is a pure function of the ledger: whatever the order, the clocks and the number of undos."""

import itertools
import random

import pytest

from workbench.casefile.line import Line
from workbench.casefile.state import fold
from workbench.casefile.vault import PlainVault
from workbench.errors import BadValue, Damaged
from workbench.records import Agent, Correction, content

VAULT = PlainVault()


def line(chain: str, n: int, record, kind: str, at: str = "2026-01-15T09:00:00Z") -> Line:
    identity, body = VAULT.close(kind, content(record), f"{n:02}{ord(chain[0]):04}".ljust(64, "0"))
    return Line(chain, n, at, "", kind, identity, "", body, 0, "")


def agent(chain: str, n: int, key: str, **more) -> Line:
    return line(chain, n, Agent(key=key, kind="person", name=key), "agent", **more)


def undo(chain: str, n: int, target: Line, **more) -> Line:
    return line(chain, n, Correction(target=target.id, reason="r"), "correction", **more)


def keys(lines) -> list[str]:
    return [live.record.key for live in fold(lines, VAULT).of("agent")]


def test_the_order_in_which_chains_arrive_does_not_matter() -> None:
    lines = [agent(chain, n, f"{chain}{n}", at=f"2026-01-15T09:00:0{n}Z") for chain in "abc" for n in range(4)]
    expected = fold(lines, VAULT)
    assert [live.record.key for live in expected.of("agent")][:4] == ["a0", "b0", "c0", "a1"]
    chance = random.Random(7)
    for _ in range(20):
        chance.shuffle(lines)
        assert fold(lines, VAULT) == expected


def test_a_clock_that_was_set_back_does_not_turn_a_chain_around() -> None:
    lines = [
        agent("a", 0, "first", at="2026-01-15T09:00:00Z"),
        agent("a", 1, "second", at="2026-01-15T08:00:00Z"),
        agent("b", 0, "between", at="2026-01-15T08:30:00Z"),
    ]
    assert keys(lines) == ["between", "first", "second"]


def test_undo_and_undo_of_undo() -> None:
    lines = [agent("a", 0, "MJ")]
    for count in range(1, 6):
        lines.append(undo("a", count, lines[-1]))
        assert keys(lines) == (["MJ"] if count % 2 == 0 else [])


def test_two_thousand_undos_are_followed_to_the_last() -> None:
    lines = [agent("a", 0, "MJ")]
    for count in range(1, 2001):
        lines.append(undo("a", count, lines[-1]))
    assert keys(lines) == ["MJ"]
    assert keys(lines[:-1]) == []


def test_of_two_corrections_each_counts_until_it_is_undone() -> None:
    wrong = agent("a", 0, "MJ")
    one, two = undo("a", 1, wrong), undo("b", 0, wrong)
    assert keys([wrong, one, two, undo("a", 2, two)]) == []
    assert keys([wrong, one, two, undo("a", 2, two), undo("a", 3, one)]) == ["MJ"]


def test_an_undo_from_a_device_whose_clock_is_behind_still_counts() -> None:
    wrong = agent("a", 0, "MJ", at="2026-01-15T09:00:00Z")
    one = undo("a", 1, wrong, at="2026-01-15T09:00:01Z")
    back = undo("b", 0, one, at="2020-01-01T00:00:00Z")
    for order in itertools.permutations([wrong, one, back]):
        assert keys(order) == ["MJ"]


def test_what_is_set_aside_can_still_be_looked_up() -> None:
    wrong = agent("a", 0, "MJ")
    state = fold([wrong, undo("a", 1, wrong)], VAULT)
    assert state.set_aside(wrong.id)
    assert state.get(wrong.id).record.key == "MJ"
    assert [live.kind for live in state.all] == ["agent", "correction"]
    assert state.get("0" * 64) is None


def test_a_correction_of_what_has_not_arrived_waits() -> None:
    wrong = agent("a", 0, "MJ")
    correction = undo("b", 0, wrong)
    assert keys([correction]) == []
    assert fold([correction], VAULT).set_aside(wrong.id)


def test_a_record_that_does_not_fit_its_id_stops_the_fold_or_is_given_away() -> None:
    good, bad = agent("a", 0, "MJ"), agent("a", 1, "AK")
    bad = bad._replace(id="0" * 64)
    malformed = line("a", 2, Agent(key="X", kind="person", name="X"), "source")
    with pytest.raises(Damaged):
        fold([good, bad], VAULT)
    with pytest.raises(BadValue):
        fold([good, malformed], VAULT)
    given = []
    state = fold([good, bad, malformed], VAULT, refused=lambda line, error: given.append((line.n, error.code)))
    assert [live.record.key for live in state.of("agent")] == ["MJ"]
    assert given == [(1, "changed"), (2, "bad-value")]


def test_a_list_that_was_handed_out_is_the_callers_own() -> None:
    state = fold([agent("a", 0, "MJ")], VAULT)
    state.of("agent").clear()
    assert len(state.of("agent")) == 1
