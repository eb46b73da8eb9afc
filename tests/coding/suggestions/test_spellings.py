"""Other spellings: the two Serbian alphabets lead to each other, and what has no other spelling has one."""

from workbench.coding.suggestions.spellings import bare, latin, spellings

CYRILLIC = "Газда је узео џеп, њихове кључеве и ЉУБАВ; Ђока ћути."
LATIN = "Gazda je uzeo džep, njihove ključeve i LJUBAV; Đoka ćuti."


def test_the_two_alphabets_lead_to_each_other() -> None:
    assert latin(CYRILLIC) == LATIN and latin(LATIN) == LATIN
    assert spellings(CYRILLIC, "sr") == [CYRILLIC, LATIN, bare(LATIN)]
    first, second, third = spellings(LATIN.replace("LJUBAV", "ljubav"), "sr")
    assert (first, latin(second), third) == (LATIN.replace("LJUBAV", "ljubav"), first, bare(first))


def test_other_languages_have_one_spelling_and_no_marks_are_no_loss() -> None:
    assert spellings("gazda je uzeo pare", "sr") == ["gazda je uzeo pare", "газда је узео паре", "gazda je uzeo pare"]
    assert spellings("hộ chiếu", "vi") == ["hộ chiếu"]
    assert spellings("č", None) == ["č"] and spellings("İstanbul", "tr") == ["İstanbul"]


def test_a_mark_may_stand_apart_from_its_letter() -> None:
    assert bare("o\u0302\u0301 gac\u030ca") == "o gaca"
