import html
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.encoded import plain

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="%&\\"), max_size=40)
LETTERS = st.text(st.characters(categories=["L"]), max_size=40)


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


@given(TEXT)
def test_each_code_is_read_back(text: str) -> None:
    assert plain(percent(text)).text == text
    assert plain(re.sub(".", lambda c: f"&#{ord(c[0])};" if ord(c[0]) > 160 else c[0], text)).text == text
    assert plain(json.dumps(text)[1:-1].replace('\\"', '"')).text.replace("\\n", "\n") is not None


@given(LETTERS)
def test_json_escapes_are_read_back_and_surrogates_joined(text: str) -> None:
    assert plain(json.dumps(text)).text == f'"{text}"'


def test_every_letter_knows_where_it_was_written() -> None:
    written = "a%E1%BA%A7b&agrave;c\\u1ea7"
    found = plain(written)
    assert found.text == "aầbàcầ"
    assert [written[a:b] for a, b in zip(found.start, found.end, strict=True)] == [
        "a",
        "%E1%BA%A7",
        "b",
        "&agrave;",
        "c",
        "\\u1ea7",
    ]


def test_codes_within_codes() -> None:
    assert plain("Tr%25E1%25BA%25A7n").text == "Trần"
    assert plain(html.escape("L&acirc;m")).text == "Lâm"


def test_what_is_no_code_stays() -> None:
    for text in ("100 % sure & done", "%ZZ %E1%BA", "&nosuchthing;", "C:\\users\\x", "\\ud800"):
        assert plain(text).text == text
