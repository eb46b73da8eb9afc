"""The pattern language: what each sign may stand for, and what is refused."""

import pytest

from workbench.coding.suggestions.pattern import Grammar
from workbench.errors import BadValue

GRAMMAR = Grammar({"papers": ("passport*", "id card*"), "took": ("took", "kept")}, str.lower, True, "en.toml")
UNSPACED = Grammar({"papers": ("护照",)}, str.lower, False, "zh.toml")


def found(pattern: str, text: str, grammar: Grammar = GRAMMAR) -> bool:
    return any(one.regex.search(text) for one in grammar.compile(pattern))


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("passport", "my passport", True),
        ("passport", "my passports", False),
        ("passport*", "my passports", True),
        ("port*", "my passport", False),
        ("{took} .. {papers}", "took all of our passports", True),
        ("{took} .. {papers}", "took a b c d e passports", False),
        ("{took} .. {papers}", "took it, passports", False),
        ("{took} ... {papers}", "took it, with all of our passports", True),
        ("{took} ... {papers}", "took it. Our passports", False),
        ("{papers} & {took}", "took the id cards", True),
        ("{papers} & {took}", "the id cards they took", True),
        ("he (would|will not)? pay", "he pay", True),
        ("he (would|will not)? pay", "he will not pay", True),
        ("he (would|will not)? pay", "he can pay", False),
        ("a (b (c|d)|e) f", "a b d f", True),
        ("{took} .. (my|our)? {papers}", "kept all our passports", True),
        ("(still)? owes us", "he owes us", True),
        ("(still)? owes us", "he still owes us", True),
        ("(still)? .. owes us", "owes us", True),
        ("(still)? .. owes us", "he still sadly owes us", True),
        ("paid .. euro*", "paid the man 4,000 euros", True),
        ("paid .. euro*", "paid it, 4 euros", False),
        ("from .. until", "from 06:30 until", True),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, matches: bool) -> None:
    assert found(pattern, text) is matches


def test_words_that_are_not_parted_by_spaces() -> None:
    assert found("{papers} .. 收走", "护照被老板收走了", UNSPACED)
    assert not found("{papers} .. 收走", "护照。他把手机收走了", UNSPACED)


@pytest.mark.parametrize("pattern", ["{phone}", "(a|b", "a)", "a & ", "(a|)", "a & b & c & d"])
def test_a_pattern_that_cannot_be_read_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(BadValue, match=r"en\.toml"):
        GRAMMAR.compile(pattern)


def test_a_pattern_says_what_it_cannot_do_without() -> None:
    needs = GRAMMAR.compile("{took} .. {papers}?")[0].needs
    assert needs == (GRAMMAR.openings["took"],) and len(needs[0]) > 1
    assert GRAMMAR.compile("x ({took}|y)")[0].needs == (frozenset({"x"}), GRAMMAR.openings["took"] | {"y"})
