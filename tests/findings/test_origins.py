"""Who perceived it: retellings collapse, rumours count once, one worker is one origin."""

import pandas as pd
import pytest

from workbench.findings.origins import RUMOUR, Origins

COLUMNS = ["key", "label", "kind", "worker", "interpreter", "session", "retells", "same_origin_as"]


def sources(*rows: tuple[str, str, str | None, str | None, str | None, tuple[str, ...], tuple[str, ...]]) -> Origins:
    """Origins over sources given as (id, kind, worker, interpreter, session, retells, same origin as)."""
    values = [[key.upper(), key, *rest] for key, *rest in rows]
    return Origins(pd.DataFrame(values, index=[row[0] for row in rows], columns=COLUMNS, dtype="object"))


def test_twelve_men_who_each_describe_their_own_passport_are_twelve() -> None:
    origins = sources(*((f"s{n}", "worker", f"w{n}", "INT-1", None, (), ()) for n in range(12)))
    assert origins.count((f"s{n}", "first-hand", None) for n in range(12)) == 12
    assert origins.dependencies(f"s{n}" for n in range(12)) == ("all of 12 origins through one interpreter (INT-1)",)


def test_two_interviews_of_one_worker_are_one_origin() -> None:
    origins = sources(("a", "worker", "w1", None, None, (), ()), ("b", "worker", "w1", None, None, (), ()))
    assert origins.count([("a", "first-hand", None), ("b", "first-hand", None)]) == 1


def test_a_report_and_the_press_on_the_same_interviews_add_nothing() -> None:
    origins = sources(
        ("w3", "worker", "W3", None, None, (), ()),
        ("w5", "worker", "W5", None, None, (), ()),
        ("ngo", "ngo-report", None, None, None, ("w3", "w5"), ()),
        ("press", "press", None, None, None, ("ngo",), ()),
    )
    assert origins.count([("press", "hearsay", None)]) == 2
    assert origins.count([("w3", "first-hand", None), ("ngo", "hearsay", None), ("press", "hearsay", None)]) == 2
    assert "PRESS retells NGO" in origins.dependencies(["press", "ngo"])


def test_a_press_report_quoted_five_times_is_one() -> None:
    retellers = [(f"p{n}", "press", None, None, None, ("p",), ()) for n in range(5)]
    origins = sources(("p", "press", None, None, None, (), ()), *retellers)
    assert origins.count((f"p{n}", "hearsay", None) for n in range(5)) == 1


def test_one_rumour_told_by_ten_men_is_one_origin() -> None:
    origins = sources(*((f"s{n}", "worker", f"w{n}", None, None, (), ()) for n in range(10)))
    assert origins.of((f"s{n}", "hearsay", None) for n in range(10)) == {RUMOUR}
    assert origins.count([("s0", "first-hand", None), *((f"s{n}", "hearsay", None) for n in range(1, 10))]) == 2


def test_sources_said_to_share_an_origin_count_once_across_a_chain() -> None:
    origins = sources(
        ("a", "official", None, None, None, (), ()),
        ("b", "official", None, None, None, (), ("a",)),
        ("c", "ngo-report", None, None, None, (), ("b",)),
    )
    assert origins.count([("a", "hearsay", None), ("b", "hearsay", None), ("c", "hearsay", None)]) == 1


def test_a_circle_of_retellings_ends_and_claims_nothing() -> None:
    origins = sources(("a", "press", None, None, None, ("b",), ()), ("b", "press", None, None, None, ("a",), ()))
    assert origins.roots("a") == frozenset()


def test_in_a_chat_of_many_voices_each_man_speaks_for_himself() -> None:
    origins = sources(
        ("chat", "chat", None, None, None, (), ()),
        ("w1s", "worker", "w1", None, None, (), ()),
        ("report", "ngo-report", None, None, None, (), ()),
    )
    assert origins.of([("chat", "first-hand", "w1"), ("chat", "first-hand", "w2")]) == {"w1", "w2"}
    assert origins.count([("chat", "first-hand", "w1"), ("w1s", "first-hand", "w1")]) == 1
    assert origins.of([("report", "first-hand", "w1")]) == {"report"}


@pytest.mark.parametrize(("sessions", "noted"), [(("1", "1"), True), (("1", "2"), False)])
def test_a_shared_session_is_printed(sessions: tuple[str, str], noted: bool) -> None:
    origins = sources(*((f"s{n}", "worker", f"w{n}", None, session, (), ()) for n, session in enumerate(sessions)))
    assert bool(origins.dependencies(["s0", "s1"])) is noted


def graded(*rows: tuple[str, str, str | None, str | None]) -> Origins:
    values = [[one, one, kind, None, None, None, (), (), *grades] for one, kind, *grades in rows]
    columns = [*COLUMNS, "reliability", "information"]
    return Origins(pd.DataFrame(values, index=[row[0] for row in rows], columns=columns, dtype="object"))


def test_unknown_grades_are_shown_and_order_nothing() -> None:
    origins = graded(
        ("z", "press", "A", "1"), ("a", "press", "F", "6"), ("m", "ngo-report", "E", None), ("w", "worker", None, None)
    )
    assert origins.grades(["z", "a", "m", "w", "a"]) == (("a", "F6"), ("m", "E6"), ("z", "A1"))


def test_confirmed_by_others_needs_another_origin() -> None:
    origins = graded(("z", "press", "A", "1"))
    assert origins.unconfirmed(["z"], 1) == ("z is graded 1 (confirmed by others): no other origin stands here",)
    assert origins.unconfirmed(["z"], 2) == ()


def test_an_item_without_a_source_is_one_unnamed_origin() -> None:
    origins = graded(("z", "press", None, None))
    assert origins.count([("", "document", None), ("", "document", None)]) == 1


def test_sources_that_bear_one_name_are_said_once() -> None:
    rows = [["PRESS", "press", "press", None, None, None, ("a", "b"), ()]]
    rows += [["an account", name, "worker", None, None, None, (), ()] for name in "ab"]
    made = Origins(pd.DataFrame(rows, index=["press", "a", "b"], columns=COLUMNS, dtype="object"))
    assert made.dependencies(["press"]) == ("PRESS retells an account",)
