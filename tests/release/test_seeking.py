"""Passages that repeat are searched once, and reported wherever they stand."""

import pytest

from workbench.disclosure.spellings import Finder
from workbench.release.readable import Text, masked
from workbench.release.seeking import BATCH, Seeking

LONG = "a line of words that is long enough to be a passage of its own, and more\n"


def seek(*said: Text) -> set[tuple[int, str]]:
    seeking = Seeking(Finder({"a": ["Sava Ilić"], "b": ["F-1"]}))
    for number, text in enumerate(said):
        seeking.add(text, number)
    return {(number, identity) for number, identity, _ in seeking.found()}


def test_what_repeats_is_reported_in_every_text() -> None:
    text = Text("utf-8", (f"{LONG}{LONG}Sava Ilić\n{LONG}",))
    assert seek(text, Text("utf-8", (LONG,)), text) == {(0, "a"), (2, "a")}


def test_a_name_over_the_end_of_a_passage_is_found_also_where_both_halves_were_searched_before() -> None:
    first = LONG.strip() + " Sava\n"
    second = "Ilić " + LONG
    apart = Text("utf-8", (first + LONG + LONG + second,))
    assert seek(apart, Text("utf-8", (first + second,))) == {(1, "a")}


def test_texts_of_several_batches_are_all_searched() -> None:
    many = "".join(f"{at} {LONG}" for at in range(BATCH // len(LONG) * 3))
    assert seek(Text("utf-8", (many + "Sava Ilić",)), Text("utf-8", ("Sava Ilić\n" + many,))) == {(0, "a"), (1, "a")}


def test_a_label_in_a_few_signs_among_other_bytes_is_chance_and_a_name_is_not() -> None:
    assert seek(Text("utf-8", ("~F1~q",), "runs")) == set()
    assert seek(Text("utf-8", ("the label is F-1 there",), "runs")) == {(0, "b")}
    assert seek(Text("utf-8", ("SavaIlić",), "runs")) == {(0, "a")}


def test_tags_stand_each_for_itself() -> None:
    assert seek(Text("utf-8", ("<Sava>", "<Ilić>"), "tags")) == set()
    assert seek(Text("utf-8", ('<img alt="Sava Ilić">',), "tags")) == {(0, "a")}


def test_the_code_of_a_country_is_nobody_and_everybody_else_is_found() -> None:
    def found(said: str, *countries: str) -> list[str]:
        seeking = Seeking(Finder({"coder": ["RS"], "w": ["Mai"]}), countries=frozenset(countries))
        seeking.add(Text("utf-8", (said,)), 1)
        return [who for _, who, _ in seeking.found()]

    assert found("of a motel, RS, told by Mai", "RS") == ["w"]
    assert sorted(found("of a motel, RS, told by Mai", "VN")) == ["coder", "w"]


@pytest.mark.parametrize("said", [
    "/T(10. Deception)", "/ID[(", "(U10x1y0)1079 0 R", "<mark>", '"fileName": 1', "in May 2024", 'units!A10"', "</h4>",
    '<h4 id="x">', "<vt:i4>3", "&L&8 words", "/N 3/Range", "<00BA> <00BB>", "w 4 M 2 J 1 j", "Trang 1 / 42", "Page 3",
    "alone.  Trang  PAGE  1", "<data>Site</data>", ",Site,", "     Site     ",
    '"workbench:Site"',
])  # fmt: skip
def test_a_word_of_a_format_is_no_label_there_and_one_elsewhere(said: str) -> None:
    labels = ("T-10", "ID", "U-10", "A-10", "H-4", "I-4", "L-8", "N-3", "J-1")
    names = (*labels, "Mark", "Nam", "May", "Ba", "Trang", "Sita")
    seeking = Seeking(Finder({name: [name] for name in names}))
    seeking.add(Text("utf-8", (masked(said),)), 1)
    assert list(seeking.found()) == []
    seeking.add(Text("utf-8", (f"told by {' and '.join(names)}",)), 2)
    assert {who for _, who, _ in seeking.found()} == {*names}


def test_a_number_in_angle_brackets_is_a_number() -> None:
    seeking = Seeking(Finder({"t": ["+381641234567"], "p": ["C1234567"], "n": ["16838"]}))
    for number, said in enumerate(("Sava <0641234567>", "<C1234567>", "<16838>")):
        seeking.add(Text("utf-8", (said,)), number)
    assert {(number, who) for number, who, _ in seeking.found()} == {(0, "t"), (1, "p"), (2, "n")}


def test_what_a_cell_says_is_no_label_unless_it_is_just_so() -> None:
    def found(said: str, *labels: str) -> list[str]:
        seeking = Seeking(Finder({label: [label] for label in labels}))
        seeking.add(Text("utf-8", (said,)), 1)
        return sorted(who for _, who, _ in seeking.found())

    assert found("April 2024 A1* · S12 S1 C1, Ev3, Qt21", "S-1", "A-1", "EV-3") == []
    assert found("told by S-1 and A-1, EV-3", "S-1", "A-1", "EV-3") == ["A-1", "EV-3", "S-1"]
    assert found("told by S1, by A-1 (S 1)", "S1", "A-1") == ["A-1", "S1"]


def test_words_of_the_formats_are_no_labels() -> None:
    seeking = Seeking(Finder({"three": ["W-3"], "two": ["H-2"]}))
    seeking.add(Text("utf-8", ('<svg xmlns="http://www.w3.org/2000/svg"><style>h1, h2 { margin: 0 }</style>',)), 1)
    seeking.add(Text("utf-8", ('<dcterms:created xsi:type="dcterms:W3CDTF">',), "tags"), 2)
    assert list(seeking.found()) == []
    seeking.add(Text("utf-8", ("told by W-3, and by h2 as well",)), 3)
    assert {(number, who) for number, who, _ in seeking.found()} == {(3, "three"), (3, "two")}
