import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.letters import mistaken, view


def test_what_looks_latin_is_read_as_latin() -> None:
    assert mistaken(view("Tran")) is None
    found = mistaken(view("Тrаn"))
    assert found is not None and found.flat == "tran"


@given(st.text(max_size=60))
def test_each_letter_leads_back_to_the_text(text: str) -> None:
    found = view(text)
    assert len(found.flat) == len(found.at)
    assert list(found.at) == sorted(found.at)
    for at in range(len(found.flat)):
        start, end = found.span(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_stretch_takes_the_marks_of_its_last_letter_along() -> None:
    text = unicodedata.normalize("NFD", "Lê Hà!")
    found = view(text)
    start, end = found.span(0, 5)
    assert unicodedata.normalize("NFC", text[start:end]) == "Lê Hà"
    assert found.raw(3, 5) + "\u0300" == text[start + 4 : end]
    assert found.between(2, 3) == "\u0302 "
