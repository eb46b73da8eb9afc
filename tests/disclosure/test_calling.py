"""What a copy calls a person who is no worker: one label, whatever the words call the same person."""

import pytest

from workbench.disclosure.calling import alone, bare, called, is_code, others, parts, titled, uncoded
from workbench.disclosure.spellings import Finder
from workbench.records import Entity


@pytest.mark.parametrize(("label", "key", "left"), [
    ("Sub-agent SA-1", "SA-1", "Sub-agent"), ("SA-1", "SA-1", ""), ("Gate, GATE-1", "GATE-1", "Gate"),
    ("Bus STOP", "STOP", "Bus STOP"), ("Depot F-22", "F-2", "Depot F-22"), ("Shop", "SH-1", "Shop"),
])  # fmt: skip
def test_a_label_loses_the_code_of_the_case_and_nothing_else(label: str, key: str, left: str) -> None:
    assert uncoded(label, key) == left


def test_a_key_that_is_a_word_is_no_code() -> None:
    assert [key for key in ("CO-BR", "W49", "a_b", "SITE", "Tessaron") if is_code(key)] == ["CO-BR", "W49", "a_b"]


def test_two_who_differ_by_their_codes_alone_differ_by_numbers_and_a_mere_code_by_what_was_drawn() -> None:
    one, two = (Entity(key=key, schema="SubAgent", label=f"Recruiter {key}") for key in ("S-1", "S-2"))
    bare = Entity(key="F-1", schema="Person", label="F-1")
    found = called({"a": one, "b": two, "c": bare}, str, {"c": "Person 3", "a": "Person 1"})
    assert found == {"a": "Recruiter (1)", "b": "Recruiter (2)", "c": "Person 3"}


def test_names_that_the_label_carries_stand_and_all_others_are_sought_by_ear_too() -> None:
    assert others(["Mr. Reyd"], "Camp manager Reyd") == ()
    assert set(others(["Mr. Reyd", "Boss"], "Camp manager")) == {"Mr. Reyd", "Mr. Rejd", "Boss"}
    assert others(["Dragan Petković"], "Dragan Petković") == ()


def test_parts_of_names_that_say_nothing_alone_or_are_a_bodys_are_not_sought() -> None:
    assert parts(["Nguyễn Văn Lụa"], ()) == ("Lụa",)
    assert parts(["Mila Jovanović"], {"mila"}) == () and parts(["Team of 4", "the shop"], ()) == ()


@pytest.mark.parametrize(("text", "found"), [
    ("then Dušan came", True), ("Dušan came", True), ("Then Dušana nobody saw", True), ("g. Krstonja paid", True),
    ("Dušan Petrović came", False), ("the driver Marko Krstonja came", False), ("dušan", False),
])  # fmt: skip
def test_a_given_name_alone_is_somebody_unless_it_is_part_of_anothers_name(text: str, found: bool) -> None:
    finder = Finder({"L": parts(["Dušan Krstonja"], ())})
    assert bool(alone(text, finder.find(text), [])) is found


@pytest.mark.parametrize(("text", "found"), [("Năm rưỡi sáng dậy", False), ("Nam came", True), ("Нам came", True)])
def test_a_word_with_other_marks_is_no_name_that_was_listed_with_its_own(text: str, found: bool) -> None:
    for name, marked in (("Đặng Khải Nam", True), ("Dang Khai Nam", False)):
        finder = Finder({"L": parts([name], ())})
        assert bool(alone(text, finder.find(text), [], bare([name]))) is (found or not marked), name


def test_what_is_found_with_its_whole_name_is_not_found_again() -> None:
    whole, text = Finder({"L": ["Dušan Krstonja"]}), "Dušan Krstonja"
    assert alone(text, Finder({"L": ["Dušan"]}).find(text), whole.find(text)) == []


@pytest.mark.parametrize("text", ["g. Reyd", "gospodin Reyd", "г. Reyd", "Mr Reyd", "bà Reyd"])
def test_a_title_goes_with_the_name(text: str) -> None:
    hits = titled(f"that {text} did it", Finder({"F": ["Mr. Reyd"]}).find(f"that {text} did it"))
    assert [(hit.start, hit.end) for hit in hits] == [(5, 5 + len(text))]


def test_titles_of_two_who_follow_each_other_do_not_overlap() -> None:
    text = "anh Lâm, ông Reyd"
    hits = titled(text, Finder({"F": ["Mr. Reyd"], "W": ["Lâm"]}).find(text))
    assert [text[hit.start : hit.end] for hit in hits] == ["anh Lâm", "ông Reyd"]
