"""What is only a part of names that may stand is no third name; any letter beside them makes it one."""

import pytest

from workbench.disclosure.spellings import Finder
from workbench.disclosure.standing import FAR, Standing

MAY, MAY_TOO, HIDDEN = "Hồ Minh Mạnh", "Lê Hữu Phúc", "Lê Văn Mạnh"


def found(text: str, *standing: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder({"hidden": [HIDDEN]}, standing).find(text)]


@pytest.mark.parametrize("between", [", ", "          ", " "])
def test_two_names_that_may_stand_hold_no_third_one_whatever_is_between_them(between: str) -> None:
    text = f"{MAY}{between}{MAY_TOO}"
    assert found(text, MAY, MAY_TOO) == []
    assert found(text, MAY) and found(text, MAY_TOO) and found(text), "one of them may not stand: it may be the third"


@pytest.mark.parametrize(
    "text",
    [
        "Hồ Minh Mạnh, Lê told it",  # of a second name only a part
        "Mạnh, Lê Hữu Phúc",
        "Hồ Minh Mạnh, Lê Hữu Phúca",  # another name, which begins like it
        "Hồ Minh Mạnh Lê Văn Mạnh",
        "Hồ Minh Mạnh, Lê Văn, Lê Hữu Phúc",  # a word between them that is no part of either
        "Lê Văn Mạnh",
        "Hồ Minh Mạnh, Lê Hữu Phúc, Mạnh Lê",
    ],
)
def test_any_letter_that_is_no_part_of_names_that_may_stand_is_sought(text: str) -> None:
    assert found(text, MAY, MAY_TOO)


def test_a_name_inside_one_that_may_stand_is_found() -> None:
    """Then the one would be read as the other: whoever asks may not name it at all (`namesakes.py`)."""
    assert found("Trần Lê Văn Mạnh, Hồ Minh Mạnh", "Trần Lê Văn Mạnh", MAY) == ["Lê Văn Mạnh"]


def test_two_of_three_names_inside_another_one_that_may_stand_are_nobody_elses() -> None:
    assert found("then Trần Văn Mạnh came", "Trần Văn Mạnh") == [] and found("then Trần Văn Mạnh came") == ["Văn Mạnh"]
    assert found("then Văn Mạnh came", "Trần Văn Mạnh") == ["Văn Mạnh"]
    assert found("then Lê Văn Mạnh came", HIDDEN) == [HIDDEN], "two of one name"
    assert [hit.id for hit in Finder({"one": ["Mạnh"]}, ["Trần Văn Mạnh"]).find("Trần Văn Mạnh")] == ["one"]


def test_names_of_one_word_and_initials_never_stand_for_parts() -> None:
    standing = Standing(["Mạnh", "Lê", "H. M. M."])
    assert not standing.part("Mạnh Lê", 0, 7, HIDDEN)


def test_names_are_found_whatever_the_space_in_them_and_how_far_into_a_text() -> None:
    text = "x " * FAR * 3 + "Hồ\nMinh   Mạnh, Lê Hữu\tPhúc" + " x" * FAR * 3
    assert found(text, MAY, MAY_TOO) == [] and found(text)


def test_a_word_of_the_name_of_a_company_is_the_companys_and_a_whole_name_of_somebody_in_it_is_theirs() -> None:
    def there(text: str, *names: str) -> list[str]:
        finder = Finder({name: [name] for name in names}, (), ["Kim Long d.o.o.", "Hồ Minh Mạnh d.o.o."])
        return [text[hit.start : hit.end] for hit in finder.find(text)]

    assert there("worked for Kim Long d.o.o. since May", "Kim", "Long") == []
    assert there("worked for Kim and for Long d.o.o.", "Kim", "Long") == ["Kim", "Long"]
    assert there("worked for Hồ Minh Mạnh d.o.o.", MAY) == [MAY]
    assert there("worked for Kim Long d.o.o.; Kim came", "Kim") == ["Kim"]
