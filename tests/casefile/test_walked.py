"""A walk stops at nothing: what is not sound becomes a problem, and the rest is given."""

from workbench.casefile import Case
from workbench.casefile.ledger import Place, examine
from workbench.casefile.walked import Problem, problem, refold, walk
from workbench.records import Count


def test_a_problem_says_what_its_code_means_and_the_detail() -> None:
    assert problem("missing", "item a.jpg", "since May").message.endswith("recorded or named (since May)")


def test_broken_lines_become_problems_and_the_others_are_given(filled: Case) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join([*lines[:2], b"junk\n", *lines[3:]]) + b"{")
    problems: list[Problem] = []
    found = list(walk(filled.path / "ledger", problems))
    assert [line.n for line in found if line.chain == chain.stem] == [n for n in range(len(lines)) if n != 2]
    assert [(one.code, one.subject) for one in problems] == [
        ("ledger-broken", f"ledger/{chain.name}, line 3"),
        ("ledger-torn-tail", f"ledger/{chain.name}"),
    ]


def test_a_walk_may_begin_behind_a_place_and_leave_a_chain_out(filled: Case) -> None:
    one, two = filled.chains()
    with filled.writing(filled.agent("MJ")) as writer:
        writer.record(Count(what="present", label="workers", low=1, high=1, source="a" * 64))
    places: dict[str, Place | None] = {}
    for file in (one, two):
        entry, position = list(examine(file))[-1]
        places[file.stem] = Place(position, entry.n + 1, entry.digest)
    problems: list[Problem] = []
    assert list(walk(filled.path / "ledger", problems, places)) == []
    assert {line.chain for line in walk(filled.path / "ledger", problems, {one.stem: None})} == {two.stem}
    assert problems == []


def test_a_folder_that_is_no_folder_is_unverifiable(filled: Case) -> None:
    (filled.path / "access").write_text("x")
    problems: list[Problem] = []
    assert list(walk(filled.path / "access", problems)) == []
    assert [(one.code, one.subject) for one in problems] == [("unverifiable", "access")]


def test_a_record_that_is_not_sound_is_left_out_and_named(filled: Case) -> None:
    lines = list(filled.lines())
    bad = next(line for line in lines if line.kind == "source")
    problems: list[Problem] = []
    state = refold(filled, [line._replace(id="0" * 64) if line is bad else line for line in lines], problems)
    assert len(state.all) == len(lines) - 1
    assert [(one.code, one.subject) for one in problems] == [("record-changed", "record 000000000000")]
