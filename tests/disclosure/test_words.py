from workbench.disclosure.letters import view
from workbench.disclosure.names import entry
from workbench.disclosure.words import Vocabulary

WORDS = Vocabulary([*entry("a", "Trần Hữu Lâm"), *entry("b", "Petar Krstonja"), *entry("c", "W-01")])


def links(text: str) -> dict[int, set[tuple[str, int, str]]]:
    return {at: {tuple(link) for link in found} for at, found in WORDS.links(view(text), False)[0].items() if found}  # type: ignore[misc]


def test_a_word_that_is_no_part_of_a_name_has_no_links() -> None:
    assert links("nobody here") == {}


def test_endings_are_taken_off_and_only_those() -> None:
    assert links("Krstonje")[0] == {("krstonja", 8, "ending")}
    assert links("Petra")[0] == {("petar", 5, "ending")}
    assert links("Krstonjara") == {}


def test_a_word_may_be_broken_in_two_or_hold_several() -> None:
    assert ("tran", 5, "split") in links("Tr ần")[0]
    assert links("HữuLâm").keys() == {0, 3}
    assert {word for word, _, _ in links("W01")[0]} == {"w"} and links("W01")[1] == {("01", 3, "exact")}


def test_initials_and_titles() -> None:
    assert links("T.")[0] == {(".t", 1, "initial")} and links("t")[0] == {(".t", 1, "small")}
    assert links("TH")[1] == {(".h", 2, "initial")}
    assert ("#", 3, "title") in links("chị")[0] and ("#", 3, "bare") in links("chi")[0]
    assert "chí" not in WORDS.titles and not any(word == "#" for word, _, _ in links("chí").get(0, ()))


def test_a_whole_name_in_one_word_or_spelt_out() -> None:
    whole = WORDS.links(view("scantranhuulam2024 and T R Ầ N H Ữ U L Â M"), False)[1]
    assert [(one.start, one.end, one.entry.id) for one in whole] == [(4, 14, "a"), (23, 42, "a")]
