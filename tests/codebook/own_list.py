"""A team's own list with groups, strengths and a rule, as one TOML file; invented for the tests."""

from pathlib import Path

OWN = """
id = "own-list"
name = "A list of a team's own"
instrument = "An invented ordinance"
edition = "2020"
unit = "person"
phases = ["recruitment", "destination"]
verified = false

[rule]
text = "A set is positive on one strong item or two medium ones. Criteria are met where both sets are positive."
explanation = "Invented."
determines = true
source = { instrument = "An invented ordinance", year = 2020, place = "article 1" }
verified = false
positive = [{ strong = 1 }, { medium = 2 }]
typology = [
    { result = "both", all = ["A", "B"], any = [], meets = true },
    { result = "one_of_them", all = [], any = ["A", "B"], meets = false },
    { result = "none", all = [], any = [], meets = false },
]
# end of typology

[[editions]]
year = 2020
note = "The only one."
source = { instrument = "An invented ordinance", year = 2020, place = "whole" }
verified = false
"""
GROUP = """
[[groups]]
id = "{id}"
role = "means"
phases = ["destination"]
description = "Invented."
unreviewed = []
labels = {{ en = "Set {id}" }}
"""
ENTRY = """
[[indicators]]
id = "{id}"
number = {number}
strength = "{strength}"
description = "Invented."
shows = ["a fact"]
not_enough = "Another fact."
source = {{ instrument = "An invented ordinance", year = 2020, place = "article {number}" }}
verified = true
unreviewed = []
labels = {{ en = "Entry {number}" }}
"""
ENTRIES = [("A.first", "strong"), ("A.second", "medium"), ("B.first", "strong"), ("B.second", "medium")]
OWN += "".join(GROUP.format(id=id) for id in "AB")
OWN += "".join(ENTRY.format(id=id, number=at, strength=strength) for at, (id, strength) in enumerate(ENTRIES, 1))


def write_own(folder: Path, old: str = "", new: str = "") -> str:
    """Writes the list, with one piece of text replaced, and gives its id."""
    assert old in OWN
    (folder / "own-list.toml").write_text(OWN.replace(old, new) if old else OWN, encoding="utf-8")
    return "own-list"
