"""Nothing in a file is passed over in silence."""

from collections.abc import Callable
from pathlib import Path

from workbench.coding.refi.archive import Package
from workbench.coding.refi.leftover import Seen, leftovers

EVERYTHING = (
    '<TextSource guid="S1" name="a"><Description>told at night</Description>'
    '<PlainTextSelection guid="L1" name="words" startPosition="0" endPosition="1"><Description>why</Description>'
    "</PlainTextSelection></TextSource>"
)
REST = (
    '<Notes><Note guid="N1" name="plan"/></Notes><Links><Link guid="K1"/><Link guid="K2"/></Links>'
    '<Sets><Set guid="T1" name="s"/></Sets><Graphs><Graph guid="G1"/></Graphs>'
)


def test_each_thing_is_listed_unless_a_coding_used_it(foreign: Callable[..., Path]) -> None:
    variable = '<Variable guid="V1" name="age" typeOfVariable="Integer"/>'
    cases = f'<Variables>{variable}</Variables><Cases><Case guid="W" name="W-01"/></Cases>'
    package = Package(foreign(EVERYTHING, cases=cases, rest=REST))
    nothing = [str(one) for one in leftovers(package, Seen(frozenset(), frozenset(), frozenset()))]
    expected = ["selection L1", "note plan", "case W-01", "source a", "1 variables", "1 sets", "2 links", "1 graphs"]
    assert all(any(words in line for line in nothing) for words in expected) and len(nothing) == len(expected)
    assert any("words, why" in line for line in nothing)
    used = Seen(frozenset({"L1"}), frozenset({"N1"}), frozenset({"W-01"}))
    assert len(list(leftovers(package, used))) == len(expected) - 3
