"""A word in a table leads to the quote that it stands on, or to nothing."""

from workbench.release.dossier.counted import withheld
from workbench.release.dossier.document import Link, plain
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.worded import numbered, quotes, worded


def test_words_that_are_a_unit_lead_to_it_and_others_to_a_list_of_their_own(ground: Ground) -> None:
    unit = next(one for one in ground.units.values() if not withheld(one.of.found.quote))
    assert worded(ground, [unit.of.found.passage]) == next(
        one.link for one in ground.units.values() if one.of.found.passage == unit.of.found.passage
    )
    first = next(iter(numbered(ground)))
    assert worded(ground, [first]) == Link("Qt1", "words-1")
    assert worded(ground, []) == worded(ground, ["nobody"]) == "–"


def test_the_list_has_words_and_places(ground: Ground) -> None:
    made = quotes(ground)
    assert [one.anchor for one in made] == [f"words-{number}" for number in range(1, len(made) + 1)]
    assert all(one.words and not withheld(one.words) for one in made)
    assert plain(made[0].under).startswith("Qt1. ")
