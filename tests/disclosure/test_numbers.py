import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.letters import view
from workbench.disclosure.numbers import Number, Numbers, is_number


def found(listed: str, text: str) -> list[str]:
    seen = view(text)
    return [text[slice(*seen.span(hit.start, hit.end))] for hit in Numbers([Number("a", listed)]).find(seen)]


@pytest.mark.parametrize(
    ("listed", "text", "words"),
    [
        ("C1234567", "no. C 123-45-67.", "C 123-45-67"),
        ("C1234567", "passport 1234567", "1234567"),
        ("+381641234567", "(064) 123 45 67", "064) 123 45 67"),
        ("+381641234567", "+381 (0)64 123-4567", "381 (0)64 123-4567"),
        ("+84912345678", "0912.345.678", "0912.345.678"),
        ("064 123 4567", "+381641234567", "381641234567"),
        ("160-0000000123456-78", "160-123456-78", "160-123456-78"),
        ("RS66160000000012345678", "160 0000000123456 78", "160 0000000123456 78"),
        ("160-0000000123456-78", "RS66 1600 0000 0012 3456 78", "1600 0000 0012 3456 78"),
        ("1991-06-14", "14.6.91", "14.6.91"),
        ("1991-06-14", "14th of June 1991", "14th of June 1991"),
        ("1991-06-14", "19910614", "19910614"),
    ],
)
def test_ways_of_giving_a_number(listed: str, text: str, words: str) -> None:
    assert words in found(listed, text)


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("C1234567", "C12345678"),
        ("C1234567", "91234567"),
        ("+381641234567", "0641234568"),
        ("+381641234567", "06412345670"),
        ("1991-06-14", "14.06.1992"),
        ("1991-06-14", "1991-06"),
        ("1991-06-14", "114.06.1991"),
    ],
)
def test_another_number_is_left_alone(listed: str, text: str) -> None:
    assert found(listed, text) == []


def test_what_counts_as_a_number() -> None:
    assert [is_number(text) for text in ("12345", "1234", "AB-123456", "a1b2c3d4e5f6@x", "W-01")] == [
        True,
        False,
        True,
        False,
        False,
    ]


@given(st.from_regex(r"[A-Z]{0,2}[0-9]{7,12}", fullmatch=True), st.data())
def test_any_grouping_is_found(number: str, data: st.DataObject) -> None:
    signs = data.draw(
        st.lists(st.sampled_from(["", " ", "-", ".", "\u00a0", "\u200b"]), min_size=len(number), max_size=len(number))
    )
    text = "".join(letter + sign for letter, sign in zip(number, signs, strict=True))
    assert found(number, f"({text}) ")
