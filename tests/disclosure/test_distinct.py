"""Names of one copy differ, in an order that says nothing."""

from workbench.disclosure.distinct import distinct


def test_names_that_nobody_else_bears_stay_as_they_are() -> None:
    assert distinct({"a": "Gate", "b": "Fence"}, str) == {"a": "Gate", "b": "Fence"}


def test_names_that_several_bear_are_numbered_in_the_order_that_is_given() -> None:
    turned = {"a": "3", "b": "1", "c": "2"}
    assert distinct(dict.fromkeys("abc", "Team"), turned.__getitem__) == {
        "b": "Team (1)",
        "c": "Team (2)",
        "a": "Team (3)",
    }


def test_a_number_that_stands_in_a_name_already_is_not_given_again() -> None:
    found = distinct({"a": "Team", "b": "Team", "c": "Team (1)"}, str)
    assert len(set(found.values())) == 3 and found["c"] == "Team (1)"
