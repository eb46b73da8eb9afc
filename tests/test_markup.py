"""What a notebook shows of a stranger's words is text and nothing else."""

import base64
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.markup import escape, image, table


class Reader(HTMLParser):
    """The tags and the text that a browser would find."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.values: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.values.append(dict(attrs))

    def handle_data(self, data) -> None:
        self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@given(st.text())
def test_no_text_opens_a_tag_or_leaves_an_attribute(text: str) -> None:
    shown = escape(text)
    assert not set(shown) & set("<>\"'")
    assert read(f'<p title="{shown}">x</p>').tags == ["p"]
    assert shown.encode("utf-8").decode("utf-8") == shown


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u200f", "\u061c", "\x00", "\x1b", "\x85", "\r", "\ud83d"])
def test_what_turns_or_hides_letters_is_shown(letter: str) -> None:
    assert escape(f"a{letter}b") == f"a[U+{ord(letter):04X}]b"


@pytest.mark.parametrize("text", ["họ giữ hộ chiếu", "Зрењанин", "क्‍ष", "a\tb\nc", "😀"])
def test_the_words_of_every_script_stay_as_they_are(text: str) -> None:
    assert escape(text) == text


def test_a_table_has_its_caption_headers_and_escaped_cells() -> None:
    page = read(table([["<b>W-01", 3], [None, ""]], ["worker", "n<"], 'A "caption"'))
    assert page.tags.count("th") == 2
    assert page.tags.count("td") == 4
    assert "b" not in page.tags
    assert [word for word in page.words if word] == ['A "caption"', "worker", "n<", "<b>W-01", "3", "None"]
    assert all(value["scope"] == "col" for tag, value in zip(page.tags, page.values, strict=True) if tag == "th")


def test_a_picture_is_inside_the_page_with_its_words() -> None:
    page = read(image(b"<svg onload='x'/>", 'site "A"'))
    (values,) = page.values
    assert page.tags == ["img"]
    assert values["alt"] == 'site "A"'
    assert base64.b64decode(str(values["src"]).removeprefix("data:image/svg+xml;base64,")) == b"<svg onload='x'/>"


def test_sums_of_money_are_not_set_as_mathematics() -> None:
    (values,) = [value for tag, value in zip(*_parts(table([["$450 and $500"]], ["owed"], "$1 to $2")), strict=True)
                 if tag == "table"]  # fmt: skip
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(str(values["class"]).split())


def _parts(page: str) -> tuple[list[str], list[dict[str, str | None]]]:
    reader = read(page)
    return reader.tags, reader.values
