"""Sources of another file, found among the items of a case."""

import pytest

from workbench.casefile import Case
from workbench.coding.shelf import Shelf, times

TEXT = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again."


@pytest.fixture
def shelf(rich: Case) -> Shelf:
    return Shelf(rich)


def test_a_source_is_found_by_name_else_by_its_bytes_or_its_text(shelf: Shelf) -> None:
    items = {live.record.name: live.id for live in shelf.state.of("item")}
    assert shelf.file("a.txt") == shelf.file("a.txt", b"other") == "a.txt"
    assert shelf.file("renamed.jpg", b"\xff\xd8") == items["b.jpg"]
    assert shelf.file("export.txt", b"no pay\nyes\nno pay at all") == items["form.xlsx"]
    assert shelf.file("stranger.txt", b"stranger") == "stranger.txt"


def test_the_text_of_a_file_is_that_of_the_one_item(shelf: Shelf) -> None:
    assert shelf.text("a.txt") == TEXT
    assert shelf.text("b.jpg") is None
    assert shelf.text("stranger.txt") is None


def test_blanks_at_the_ends_are_left_out_and_the_occurrence_is_that_of_the_words(shelf: Shelf) -> None:
    at = TEXT.rindex("No pay")
    assert shelf.where("a.txt", TEXT, at - 1, at + 7) == {"quote": "No pay", "occurrence": "2"}
    assert shelf.where("a.txt", TEXT, 7, 8) == {"quote": "", "occurrence": ""}


def test_words_that_stand_another_number_of_times_in_the_item_are_taken_only_where_they_stand_once(
    shelf: Shelf,
) -> None:
    other = "No pay. No pay. No pay. Họ giữ hộ chiếu. hộ chiếu"
    assert shelf.where("a.txt", other, 8, 14) is None
    assert shelf.where("a.txt", other, 41, 49) == {"quote": "hộ chiếu", "occurrence": ""}


def test_an_author_is_the_agent_of_that_key_or_name(shelf: Shelf) -> None:
    assert shelf.coder("A.", None) == "AK"
    assert shelf.coder(None, "MJ") == "MJ"
    assert shelf.coder("Nobody", "X") == "Nobody"
    assert shelf.coder("AK", "MJ") == "AK", "two agents: the first word, which the import looks up"
    assert shelf.coder(None) == ""


def test_overlapping_words_are_counted() -> None:
    assert [times("aaa", "aa"), times("aaa", "b"), times("aaa", "")] == [2, 0, 0]
