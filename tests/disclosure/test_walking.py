import pytest

from workbench.disclosure.letters import mistaken, view
from workbench.disclosure.names import entry
from workbench.disclosure.walking import Walk

WALK = Walk([*entry("a", "Trần Hữu Lâm"), *entry("b", "Đorđe Ratković"), *entry("c", "MJ"), *entry("d", "Lụa")])


def found(text: str) -> list[tuple[str, str]]:
    """The longest reading of each name in a text."""
    seen = view(text)
    hits = sorted(WALK.find(seen), key=lambda hit: hit.start - hit.end)
    return [(text[slice(*seen.span(hit.start, hit.end))], hit.how) for hit in hits[:1]]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Trần Hữu Lâm", "parts in order"),
        ("Lâm, Trần Hữu", "parts in another order"),
        ("Trần Hữu Lâmu", "with an ending"),
        ("Hữu Lâm", "some of its parts"),
        ("tran_lam", "some of its parts"),
        ("T.H. Lâm", "initials"),
        ("t_h_lam", "initials"),
        ("tranhuulam", "run together"),
        ("MJ", "as listed"),
        ("Lụa", "as listed"),
        ("D. Ratković", "initials"),
    ],
)
def test_how_a_name_is_written(text: str, how: str) -> None:
    assert found(text) == [(text, how)]


@pytest.mark.parametrize(
    "text",
    [
        "trần lâm",
        "Hữu: Lâm",
        "Trần Lâm".replace("ầ", "á"),
        "Hữu\n\nLâm",
        "t h lam",
        "Lâm,VN",
        "XMJ",
        "lụa",
        "lúa",
        "Trần" + " " * 80 + "Lâm",
        "Ratković",
        "anh lâm",
        "Lâm Đ.",
    ],
)
def test_what_is_too_unsure(text: str) -> None:
    assert found(text) == []


def test_a_title_stays_outside_and_must_be_one() -> None:
    assert found("anh Lâm nói") == [("Lâm", "after a title")]
    assert found("ba Lâm nói") == [], "ba is three; bà is a title"
    assert found("ong Lam noi") == [("Lam", "after a title")], "a text without accents"


def test_letters_of_another_script_are_read_by_their_looks_where_asked() -> None:
    seen = mistaken(view("Тrаn Нuu Lаm"))
    assert seen is not None
    assert [hit.entry.id for hit in WALK.find(seen, look=True)][:1] == ["a"]


def test_a_small_letter_counts_in_the_name_of_a_file_and_not_at_the_end_of_a_sentence() -> None:
    walk = Walk(entry("a", "Mark"))

    def there(text: str) -> bool:
        return bool([*walk.find(view(text))])

    assert there("mark.pdf") and there("scan_mark") and there("mark_1.jpg")
    assert not there('"of each mark.","en"') and not there("of each mark.") and not there("a mark.) and on")


def test_one_name_alone_counts_in_small_letters_behind_a_title_and_never_with_an_ending() -> None:
    walk = Walk([*entry("a", "Nam"), *entry("b", "Hoa")])

    def there(text: str) -> list[str]:
        seen = view(text)
        return [text[slice(*seen.span(hit.start, hit.end))] for hit in walk.find(seen)]

    assert there("anh nam va chi hoa went to the gate") == ["nam", "hoa"]
    assert there("the plan nam, our hoa") == [] and there("year nam; anh, hoa") == []
    assert there("display_name") == [] and there("anh name") == [] and there("Namu") == ["Namu"]
    longer = Walk(entry("c", "Sava"))
    assert [hit.how for hit in longer.find(view("photo_savi.jpg"))] == ["with an ending"], "bent in files"
