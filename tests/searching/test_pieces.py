"""A text is cut by its layout, and nothing of it is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching.small import CHAT, WORKER, coded, item, small, tables
from workbench.errors import Missing
from workbench.records import Item, Passage
from workbench.searching.pieces import LONGEST, Pieces, cut
from workbench.tables import tabulate


def test_pieces_follow_the_layout() -> None:
    pieces = Pieces(small())
    words = [pieces.words(one) for one in pieces.all if one.passage is None]
    assert words == [
        "They took our passports on the bus.\nOn 3 May we asked for\nthe passports back.", "Food was cold.",
        "Họ giữ hộ chiếu", "không có giấy", "Радници нису имали пасоше.",
    ]  # fmt: skip


def test_a_coded_passage_is_a_piece_of_its_own_and_knows_the_one_around_it() -> None:
    pieces = Pieces(small())
    (taken, food) = [one for one in pieces.all if one.passage]
    assert pieces.words(taken) == "took our passports" and (taken.within, food.within) == (0, 1)
    assert pieces.facets["site"].mask({"The site"}, len(pieces.all)).tolist() == [False] * 5 + [True, False]


def test_words_that_no_place_holds_are_searched_as_well() -> None:
    assert list(cut("Chat: A\nhello\nbye", (("message 1", 8, 13),), "message")) == [
        (None, 0, 8), ("message 1", 8, 13), (None, 13, 17),
    ]  # fmt: skip


def test_a_long_place_is_cut_at_spaces() -> None:
    text = "word " * 3000
    found = list(cut(text, (("page 1", 0, len(text)),), "page"))
    assert [label for label, _, _ in found] == ["page 1"] * len(found)
    assert all(end - start <= LONGEST for _, start, end in found) and len(found) > 3
    assert "".join(text[start:end] for _, start, end in found) == text
    assert all(text[end] == " " for _, _, end in found[:-1])


@given(st.text(alphabet="ab \n", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
       st.sampled_from(["line", "page"]))  # fmt: skip
def test_every_letter_stands_in_one_piece(text: str, spans: list[tuple[int, int]], unit: str) -> None:
    places = tuple((str(at), min(*span, len(text)), min(max(span), len(text))) for at, span in enumerate(spans))
    held = [at for _, start, end in cut(text, places, unit) for at in range(start, end)]
    assert len(held) == len(set(held))
    assert {at for at, letter in enumerate(text) if letter.strip()} <= set(held)


def test_a_passage_without_a_text_is_found_by_its_words() -> None:
    rows = [("i", Item(sha256="a" * 64, size=1, object="o", name="a.ogg", media_type="audio/ogg", kind="audio")),
            ("p", Passage(item="i", quote="They keep it", from_s="1", to_s="2")), coded("x", "q", "q")[1]]  # fmt: skip
    rows[2] = (rows[2][0], type(rows[2][1])(**{**vars(rows[2][1]), "passage": "p"}))
    pieces = Pieces(tabulate(rows, "h", lambda name: b""))
    assert [(pieces.words(one), pieces.documents[one.document].whole) for one in pieces.all] == [
        ("They keep it", False)
    ]


def test_words_that_another_reader_wrote_otherwise_keep_their_own() -> None:
    rows = coded("worker.txt", WORKER, "Food")
    rows[0] = (rows[0][0], Passage(item="i-worker.txt", quote="Food", start=0, end=4))
    pieces = Pieces(tables(item("worker.txt", WORKER), more=rows))
    assert [pieces.words(one) for one in pieces.all if one.passage] == ["Food"]
    assert not pieces.documents[-1].whole


def test_a_text_that_cannot_be_read_is_listed_and_the_rest_is_there() -> None:
    good, bad = item("good.txt", "here"), item("bad.txt", "lost")

    def read(name: str) -> bytes:
        if name == "t-bad.txt":
            raise Missing("objects/t-bad.txt")
        return good[1][name]

    pieces = Pieces(tabulate([*good[0], *bad[0]], "h", read))
    assert [pieces.words(one) for one in pieces.all] == ["here"]
    ((name, error),) = pieces.unread
    assert name == "bad.txt" and isinstance(error, Missing)


@pytest.mark.parametrize(("start", "label"), [(0, "message 1 · L · 2024-03-18T07:00:00"), (15, None)])
def test_the_label_of_a_place(start: int, label: str | None) -> None:
    document = Pieces(small()).documents[1]
    assert document.text == CHAT and document.place(start) == label
