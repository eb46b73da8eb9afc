"""A copy holds nothing of what is withheld: not raw, unpacked, in properties, under a box, or after the end."""

import io

import pypdfium2
import pytest
from PIL import Image

from tests.redaction import planted
from workbench.errors import BadValue, Refused, Unreadable
from workbench.records import Redaction
from workbench.redaction.places import Asked, record_of
from workbench.redaction.rebuilt import Standing, rebuild

X, Y, WIDTH, HEIGHT = planted.BOX


def standing(case, item, **asked) -> list[Standing]:
    return [Standing("1" * 64, "MJ", record_of(case, item, Asked(**asked), reason="identity"))]


def rendered(data: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")


def test_the_planted_files_are_full_of_the_word() -> None:
    assert planted.everything(planted.pdf()).count(planted.WORD) > 20
    assert planted.jpeg().count(planted.WORD) > 30
    assert planted.everything(planted.png()).count(planted.WORD) >= 6


@pytest.mark.parametrize("kind", ["case", "sealed"])
@pytest.mark.parametrize("as_text", [False, True])
def test_of_a_pdf_nothing_is_left(kind, as_text, taken, request) -> None:
    case = request.getfixturevalue(kind)
    item = taken(case, "a.pdf", planted.pdf())
    counting = standing(case, item, words=[planted.NAME])
    made = rebuild(case, item, counting, as_text=as_text)
    assert planted.WORD not in planted.everything(made.data) and made.remaining == 0
    again = rebuild(case, item, counting, as_text=as_text)
    assert again.data == made.data
    if as_text:
        assert "They keep our passports." in made.data.decode() and "[withheld: name]" in made.data.decode()
        return
    shown = rendered(made.data)
    line = [shown.getpixel((x, 2 * 25)) for x in range(45, 300)]
    assert set(line) <= set(range(12)), "the whole line is painted"
    words = shown.crop((40, 2 * 50, 400, 2 * 65))
    assert min(words.get_flattened_data()) < 60, "the line beside it can still be read"


def test_without_any_redaction_a_text_under_a_box_or_in_white_is_gone_as_well(case, taken) -> None:
    item = taken(case, "a.pdf", planted.pdf())
    made = rebuild(case, item, [])
    assert planted.WORD not in planted.everything(made.data)
    assert min(rendered(made.data).crop((40, 2 * 20, 400, 2 * 35)).get_flattened_data()) < 60


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_of_a_photograph_only_pixels_are_left_upright_and_painted(case, taken, turn) -> None:
    shown = Image.open(io.BytesIO(planted.jpeg(turn)))
    item = taken(case, "a.jpg", planted.jpeg(turn))
    size = {1: (160, 90), 3: (160, 90)}.get(turn, (90, 160) if shown.width == 160 else (160, 90))
    made = rebuild(case, item, [])
    with Image.open(io.BytesIO(made.data)) as clean:
        assert planted.WORD not in planted.everything(made.data)
        assert clean.size == size and not clean.getexif() and "icc_profile" not in clean.info
    assert made.data.endswith(b"\xff\xd9") and made.data.count(b"\xff\xd8\xff") == 1


def test_the_painted_place_is_the_one_that_a_person_sees(case, taken) -> None:
    item = taken(case, "a.jpg", planted.jpeg(6))
    made = rebuild(case, item, standing(case, item, regions=[(1, X, Y, WIDTH, HEIGHT)]))
    with Image.open(io.BytesIO(made.data)) as clean:
        assert clean.size == (90, 160)
        red = sum(r > 150 and g < 90 for r, g, _ in clean.get_flattened_data())
        black = clean.convert("L").crop((X + 2, Y + 2, X + WIDTH - 42, Y + HEIGHT - 2))
        assert red == 0 and max(black.get_flattened_data()) < 12
    with Image.open(io.BytesIO(rebuild(case, item, []).data)) as before:
        assert sum(r > 150 and g < 90 for r, g, _ in before.get_flattened_data()) > 500


def test_a_png_stays_without_loss_and_loses_its_chunks(case, taken) -> None:
    item = taken(case, "a.png", planted.png())
    made = rebuild(case, item, standing(case, item, regions=[(1, X, Y, WIDTH, HEIGHT)]))
    assert planted.WORD not in planted.everything(made.data) and made.media_type == "image/png"
    chunks, at = [], 8
    while at < len(made.data):
        chunks.append(made.data[at + 4 : at + 8])
        at += 12 + int.from_bytes(made.data[at : at + 4], "big")
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}
    with Image.open(io.BytesIO(made.data)) as clean:
        assert sorted(clean.getcolors()) == [(WIDTH * HEIGHT, (0, 0, 0)), (160 * 90 - WIDTH * HEIGHT, (255, 255, 255))]


def test_a_mail_becomes_text_with_blocks(case, taken) -> None:
    mail = f"From: {planted.NAME} <x@example.org>\nSubject: pay\nMIME-Version: 1.0\n\nAsk {planted.NAME} today.\n"
    item = taken(case, "a.eml", mail.encode())
    made = rebuild(case, item, standing(case, item, words=[planted.NAME]))
    assert made.media_type.startswith("text/plain") and planted.NAME not in made.data.decode()
    assert "Ask [withheld: name] today." in made.data.decode()
    assert [one.kind for one in made.entries] == ["text", "text"]
    assert all("block" in one.place and one.by == "MJ" for one in made.entries)


def test_the_same_words_in_other_letters_are_counted_not_missed(case, taken) -> None:
    item = taken(case, "a.txt", b"Tran Van A came. TRAN VAN A left.")
    made = rebuild(case, item, standing(case, item, words=["Tran Van A"]))
    assert made.data == b"[withheld: name] came. TRAN VAN A left." and made.remaining == 1


def test_a_recording_is_a_note(case, taken) -> None:
    item = taken(case, "a.wav", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0" + b"\0" * 28 + planted.WORD)
    made = rebuild(case, item, standing(case, item, stretches=[("1", "2")]))
    assert made.media_type.startswith("text/plain") and planted.WORD not in made.data
    assert [one.kind for one in made.entries] == ["recording"]


def test_what_cannot_be_shown_in_part_is_refused_and_can_be_withheld_whole(case, taken) -> None:
    item = taken(case, "a.bin", b"\0\x01\x02" + planted.WORD)
    with pytest.raises(Refused, match="--whole"):
        rebuild(case, item, [])
    assert planted.WORD not in rebuild(case, item, standing(case, item, whole=True)).data


@pytest.mark.parametrize(
    ("name", "data", "regions"),
    [("a.pdf", planted.pdf(), [(2, 1, 1, 5, 5)]), ("a.pdf", planted.pdf(), [(1, 900, 1, 5, 5)]),
     ("a.jpg", planted.jpeg(1), [(2, 1, 1, 5, 5)]), ("a.jpg", planted.jpeg(1), [(1, 400, 1, 5, 5)]),
     ("a.txt", b"words", [(1, 1, 1, 5, 5)])],
)  # fmt: skip
def test_a_region_that_lies_nowhere_is_refused(case, taken, name, data, regions) -> None:
    item = taken(case, name, data)
    with pytest.raises(BadValue):
        rebuild(case, item, standing(case, item, regions=regions))


def test_places_in_an_earlier_text_are_not_guessed(case, taken) -> None:
    for name, data in (("a.txt", b"Tran spoke"), ("a.pdf", planted.pdf())):
        item = taken(case, name, data)
        old = Redaction(item=item.id, reason="identity", derivative="9" * 64, spans=((0, 4),))
        with pytest.raises(BadValue, match="earlier text"):
            rebuild(case, item, [Standing("1" * 64, "MJ", old)])


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jpg", planted.jpeg()[:-3000]), ("a.pdf", b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >>" * 50)],
)
def test_what_cannot_be_drawn_says_so(case, taken, name, data) -> None:
    item = taken(case, name, data[: len(data) // 2] if name == "a.jpg" else data)
    with pytest.raises(Unreadable):
        rebuild(case, item, [])
