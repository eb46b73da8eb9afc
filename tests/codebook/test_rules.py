"""A rule that would give wrong bounds is refused where it stands."""

from pathlib import Path

import pytest

from tests.codebook.own_list import write_own
from workbench.codebook import framework
from workbench.codebook.rules import combinations, minima, reached
from workbench.errors import BadValue


def test_the_rule_of_a_list_is_read(tmp_path: Path) -> None:
    rule = framework(write_own(tmp_path), tmp_path).rule
    assert rule.positive == ((("strong", 1),), (("medium", 2),))
    assert [line.result for line in rule.typology] == ["both", "one_of_them", "none"]


TWICE = '{ result = "all", all = ["A", "B"], any = [], meets = false },'
ONE = '{ result = "first", all = ["A"], any = [], meets = true },'


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("{ strong = 1 }", "{ weak = 1 }", "/rule/positive/0"),
        ("{ strong = 1 }", '{ strong = 1, "medium|strong" = 1 }', "/rule/positive/0"),
        ("{ strong = 1 }", "{ strong = 0 }", "/rule/positive/0/strong"),
        ("positive = [{ strong = 1 }, { medium = 2 }]", "", "/rule/positive"),
        ('all = ["A", "B"]', 'all = ["A", "C"]', "/rule/typology/0"),
        ('result = "none", all = []', 'result = "none", all = ["A"]', "/rule/typology"),
        ('{ result = "both", all = ["A", "B"], any = [], meets = true },', f"{TWICE} {ONE}", "/rule/typology"),
        ("determines = true", 'determines = true\nsets = "pile"', "/rule/sets"),
        ("determines = true", 'determines = true\nreads = "other-list"', "/rule/reads"),
        ("determines = true", 'determines = true\nall_of = ["C"]', "/rule/all_of"),
        ('id = "B.first"', 'id = "C.first"', "/indicators/2/id"),
        ('id = "B.first"', 'id = "first"', "/indicators/2/id"),
    ],
)
def test_a_rule_that_is_not_sound_is_refused(tmp_path: Path, old: str, new: str, place: str) -> None:
    write_own(tmp_path, old, new)
    with pytest.raises(BadValue) as caught:
        framework("own-list", tmp_path)
    assert caught.value.place == place


def test_minima_join_kinds() -> None:
    rule = minima([{"a|b": 2}])
    assert reached(rule, {"a": 1, "b": 1}) and not reached(rule, {"a": 1, "c": 5})
    assert len(list(combinations("abcd"))) == 16
