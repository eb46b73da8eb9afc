import pytest

from workbench.disclosure.names import arrangements, common, entry, glued, part, pieces


@pytest.mark.parametrize(
    ("listed", "kinds"),
    [
        ("Trần Hữu Lâm", ["name"]),
        ("W-01", ["label"]),
        ("L 4b", ["label"]),
        ("MJ", ["code"]),
        ("Lụa", ["single"]),
        ("a.b@fenjer.example", ["literal"]),
        ("W-01_room_a1.jpg", ["literal"]),
        ("陳友林", ["literal"]),
        ("", []),
        ("—", []),
        ("Mr. Reyd", ["name", "single"]),
        ("One Two Three Four Five Six Seven", ["literal"]),
    ],
)
def test_what_a_listed_string_is_taken_for(listed: str, kinds: list[str]) -> None:
    assert [found.kind for found in entry("x", listed)] == kinds


def test_three_parts_are_put_in_every_order_and_in_twos_only_where_it_tells_who() -> None:
    found = list(arrangements(entry("x", "Trần Hữu Lâm")[0]))
    assert len([one for one in found if one.kind == "full"]) == 6
    assert [" ".join(one.words) for one in found if one.kind == "partial"] == ["tran lam", "lam tran", "huu lam"]
    assert [one.words for one in found if one.kind == "title"] == [("#", "lam")], "too many are called Trần"
    assert not [one for one in found if len(one.words) == 1]


def test_a_name_that_is_listed_with_a_title_is_not_turned_round() -> None:
    assert [one.words for one in arrangements(entry("x", "Ông Bồng")[0])] == [("ong", "bong")]


def test_initials_are_single_letters_or_those_that_belong_together() -> None:
    assert part("Nguyễn").initials == (".n", ".ng") and part("Đorđe").initials == (".d", ".dj")
    assert part("Thị").initials == (".t", ".th")


def test_short_names_are_not_sought_in_one_word() -> None:
    assert list(glued(entry("x", "Lê An")[0])) == []
    assert "lamtranhuu" in glued(entry("x", "Trần Hữu Lâm")[0])
    assert list(glued(entry("x", "W-01")[0])) == []


def test_letters_and_figures_part() -> None:
    assert pieces("IMG2024a") == ["IMG", "2024", "a"]
    assert common("nguyễn") and not common("nguyen")
