import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.pseudonyms import Mapping
from workbench.disclosure.rewriting import rewrite
from workbench.disclosure.spellings import Finder, Hit
from workbench.errors import BadValue, Unknown

NAMES = Mapping((("a", "Worker K7"), ("b", "Person 1"), ("c", "Interpreter 12")))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Hit], int, int]:
    """A text, stretches of it that are names, and a passage."""
    text = draw(st.text(min_size=1, max_size=60))
    edges = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8).map(sorted))
    edges = edges[: len(edges) // 2 * 2]
    hits = [
        Hit(start, end, draw(st.sampled_from("abc")), "x", "y")
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, draw(st.permutations(hits)), start, end


@given(marked())
def test_what_is_no_name_stays_and_passages_move_with_their_words(case: tuple[str, list[Hit], int, int]) -> None:
    text, hits, start, end = case
    made = rewrite(text, hits, NAMES)
    kept, at = [], 0
    for hit in sorted(hits):
        kept.append(text[at : hit.start])
        at = hit.end
    kept.append(text[at:])
    left, at = [], 0
    for cut in made.cuts:
        left.append(made.text[at : cut.at])
        at = cut.to
    left.append(made.text[at:])
    assert left == kept

    new_start, new_end = made.move(start, end)
    assert 0 <= new_start <= new_end <= len(made.text)
    touched = [hit for hit in hits if hit.start < end and hit.end > start]
    if not touched:
        assert made.text[new_start:new_end] == text[start:end]
    for hit, cut in zip(sorted(hits), made.cuts, strict=True):
        assert NAMES[hit.id] == made.text[cut.at : cut.to].strip()
        inside = new_start <= cut.at and cut.to <= new_end
        outside = cut.to <= new_start or new_end <= cut.at
        assert inside or outside, "a pseudonym is never cut"
        assert inside == (hit in touched) or start == end


@given(marked())
def test_order_is_kept(case: tuple[str, list[Hit], int, int]) -> None:
    text, hits = case[:2]
    made = rewrite(text, hits, NAMES)
    whole = [made.move(place, place)[0] for place in range(len(text) + 1)]
    assert whole == sorted(whole)
    assert made.move(0, len(text)) == (0, len(made.text)) or not text


def test_names_give_way_and_quotes_are_found_where_they_went() -> None:
    text = "Trần Hữu Lâm: they took it.\nĐorđe Ratković told Lâma Trần Hữu to wait."
    finder = Finder({"a": ["Trần Hữu Lâm"], "b": ["Ђорђе Ратковић"]})
    made = rewrite(text, finder.find(text), NAMES)
    assert made.text == "Worker K7: they took it.\nPerson 1 told Worker K7 to wait."
    quote = "they took it"
    start = text.index(quote)
    new = made.move(start, start + len(quote))
    assert made.text[slice(*new)] == quote
    assert finder.find(made.text) == []


def test_who_it_may_be_is_left_open() -> None:
    finder = Finder({"a": ["Sava Ilić"], "b": ["Sava Ilić"]})
    text = "Sava Ilić came"
    assert rewrite(text, finder.find(text), NAMES).text == "Person 1 or Worker K7 came"


def test_bad_places_are_refused() -> None:
    with pytest.raises(BadValue, match="overlapping"):
        rewrite("abcdef", [Hit(0, 3, "a", "", ""), Hit(2, 4, "b", "", "")], NAMES)
    with pytest.raises(BadValue, match="beyond"):
        rewrite("abc", [Hit(2, 9, "a", "", "")], NAMES)
    with pytest.raises(Unknown):
        rewrite("abc", [Hit(0, 1, "zz", "", "")], NAMES)
