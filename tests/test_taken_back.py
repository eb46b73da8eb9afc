"""Words of workers who withdrew, in texts that stay: where they are, the text without them, and nothing more hidden."""

import dataclasses
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE, coding_of, told_by
from workbench.casefile import Case, create, create_sealed
from workbench.casefile.state import State
from workbench.casefile.withdrawal import ask_to_destroy, stop_sharing, stop_using
from workbench.coding.undo import undo
from workbench.records import Agent, CaseInfo, Correction, Difference, Entity, Passage
from workbench.taken_back import TakenBack, taken_back

TEXT = "He saw that her passport was taken. We got no pay."


def place(words: str, text: str = TEXT, derivative: str | None = "d") -> Passage:
    start = text.index(words)
    return Passage(item="i", derivative=derivative, quote=words, start=start, end=start + len(words))


@pytest.fixture
def case(tmp_path: Any) -> Case:
    return create(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))


def test_each_stretch_gives_way_to_one_word_and_what_touches_is_one() -> None:
    gone = TakenBack([place("her passport"), place("passport was taken"), place("no pay")])
    assert gone.without("i", "d", TEXT, 0, len(TEXT)) == "He saw that [withdrawn]. We got [withdrawn]."
    assert gone.stretches("i", "d", TEXT) == [(12, 34), (43, 49)]


@pytest.mark.parametrize("start, end, left", [
    (0, 12, "He saw that "), (0, 14, "He saw that [withdrawn]"), (20, 36, "[withdrawn]. "), (34, 38, ". We"),
    (14, 20, "[withdrawn]"), (12, 12, ""),
])  # fmt: skip
def test_a_part_of_a_text_holds_nothing_of_a_stretch_that_it_cuts(start: int, end: int, left: str) -> None:
    gone = TakenBack([place("her passport was taken")])
    assert gone.without("i", "d", TEXT, start, end) == left
    assert gone.touches("i", "d", TEXT, start, end) is ("[withdrawn]" in left)


def test_in_another_text_of_the_item_the_same_words_are_found_wherever_they_stand() -> None:
    gone, other = TakenBack([place("her passport")]), "PAGE 1: her passport, her passport"
    assert gone.without("i", "e", other, 0, len(other)) == "PAGE 1: [withdrawn], [withdrawn]"
    assert gone.without("another item", "e", other, 0, len(other)) == other


def test_a_region_of_a_picture_is_no_stretch_of_a_text() -> None:
    assert TakenBack([Passage(item="i", region=(0, 0, 1, 1)), Passage(item="i")]).stretches("i", None, TEXT) == []


def both(case: Case) -> dict[str, Any]:
    """What W-02 told, with a passage in it that is coded for W-01 alone, and one that is coded for both."""
    told = told_by(case, TEXT, worker="W-02", key="S-02")
    with case.writing(case.agent("MJ")) as writer:
        told["other"] = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        for name, words, whose in (("hers", "her passport", ("other",)), ("shared", "no pay", ("other", "worker"))):
            spot = dataclasses.replace(place(words, derivative=told["text"]), item=told["item"])
            told[name] = writer.record(spot)
            for worker in whose:
                writer.record(coding_of(case, told[name], told[worker]))
    return told


def test_of_anothers_item_only_what_rests_on_nobody_else_is_taken_back_until_an_undo(case: Case) -> None:
    told = both(case)
    assert taken_back(case.state()).passages == ()
    stop_sharing(case, told["other"], agent=case.agent("MJ"), reason="r")
    assert taken_back(case.state()).passages == (), "the team still uses it"
    done = stop_using(case, told["other"], agent=case.agent("MJ"), reason="r")
    assert [one.quote for one in taken_back(case.state()).passages] == ["her passport"]
    undo(case, done.record, agent=case.agent("MJ"), reason="false")
    assert taken_back(case.state()).passages == ()


def test_what_is_left_of_something_destroyed_is_taken_back(case: Case) -> None:
    told, state = both(case), case.state()
    left = [live for live in state.all if not (live.kind == "coding" and live.record.passage == told["hers"])]
    assert taken_back(State(tuple(left), {})).passages == ()
    over = tuple(line for line in case.lines() if line.id not in {live.id for live in left})
    lost = State(tuple(left), {}, (), over)
    assert [one.quote for one in taken_back(lost).passages] == ["her passport"]


def test_what_lies_within_another_or_next_to_it_is_one_stretch_with_it() -> None:
    within = TakenBack([place("her passport was taken"), place("passport")])
    assert within.stretches("i", "d", TEXT) == [(12, 34)]
    beside = TakenBack([place("her "), place("passport")])
    assert beside.without("i", "d", TEXT, 0, 34) == "He saw that [withdrawn] was taken"


def test_a_wish_to_destroy_alone_takes_words_back(tmp_path: Any) -> None:
    mj = Agent(key="MJ", kind="person", name="M.")
    sealed = create_sealed(tmp_path / "sealed", CaseInfo(title="A"), mj, PASSPHRASE).case
    told = both(sealed)
    ask_to_destroy(sealed, told["other"], agent=sealed.agent("MJ"), reason="R")
    assert [one.quote for one in taken_back(sealed.state()).passages] == ["her passport"]


def test_a_passage_that_was_set_aside_takes_nothing_back(case: Case) -> None:
    told = both(case)
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=told["hers"], reason="not about her"))
    stop_using(case, told["other"], agent=case.agent("MJ"), reason="r")
    assert taken_back(case.state()).passages == ()


def test_a_passage_that_only_a_difference_names_is_not_what_is_left_of_something_destroyed(case: Case) -> None:
    told, mj = both(case), case.agent("MJ")
    with case.writing(mj) as writer:
        writer.record(Difference(passage_a=told["hers"], passage_b=told["shared"], material=False, agent=mj))
    state = case.state()
    left = [live for live in state.all if not (live.kind == "coding" and live.record.passage == told["hers"])]
    over = tuple(line for line in case.lines() if line.id not in {live.id for live in left})
    assert taken_back(State(tuple(left), {}, (), over)).passages == ()
