"""Old code pages: told apart by the words that come out, and what else it could say is named."""

import unicodedata

import pytest

from workbench.extract.codepages import ranked, rivals
from workbench.extract.encoding import decode

TONES = "\u0300\u0301\u0303\u0309\u0323"
SAID = {
    "cp1258": [
        "Họ giữ hộ chiếu của tôi từ ngày đầu tiên.",
        "Công nhân",
        "Lương 2.300.000 đồng mỗi tháng, trừ tiền ăn.",
    ],
    "cp1251": ["Они држе наше пасоше од првог дана. Не смемо да изађемо.", "Плата", "Нису ми платили четири месеца."],
    "cp1250": ["Drže naše pasoše od prvog dana, čuvaju nas.", "Kći", "Radimo dvanaest časova, a plata kasni."],
    "gb18030": ["他们从第一天起就拿走了我们的护照。", "工资", "每月只发三百欧元，扣了饭钱。"],
    "cp1254": ["Pasaportlarımızı ilk günden beri tutuyorlar.", "Şirket"],
    "cp1252": ["Ils gardent nos passeports depuis le premier jour, à l’usine.", "Café"],
}
RARER = {
    "iso8859_2": [
        "Drže naše pasoše od prvog dana, čuvaju nas.",
        "Živimo u baraci bez grejanja, nas dvadeset u jednoj sobi.",
    ],
    "cp852": ["Čuvar ne pušta nikoga noću.", "Nismo ništa potpisali; Đorđe je čuo da će doći inspekcija."],
    "iso8859_5": ["Они држе наше пасоше од првог дана.", "Зарплату не платят уже четвёртый месяц."],
    "cp855": ["Нису ми платили четири месеца. Ђорђе је чуо.", "Охранник никого не выпускает ночью."],
    "koi8_r": ["Паспорта забрали в первый день.", "РАБОТАЛИ БЕЗ ОТДЫХА, ДВЕНАДЦАТЬ ЧАСОВ."],
    "cp950": ["他們從第一天起就拿走了我們的護照。", "老闆說沒有錢發薪水，連飯錢都沒有。"],
}


def written(text: str, page: str) -> bytes:
    """Text in a code page; windows-1258 writes the tone after its vowel."""
    if page != "cp1258":
        return text.encode(page)
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in TONES)
        try:
            out += letter.encode(page)
        except UnicodeEncodeError:
            rest = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
            out += (rest + tone).encode(page)
    return out


@pytest.mark.parametrize(("page", "text"), [(page, text) for page, texts in (SAID | RARER).items() for text in texts])
def test_the_words_come_out_and_the_guess_is_said(page: str, text: str) -> None:
    data = written(text, page)
    found, name, reasons = decode(data)
    assert unicodedata.normalize("NFC", found) == text and [reason.code for reason in reasons] == ["encoding-guessed"]
    assert f"guessed: {name}" in reasons[0].message


def test_what_else_it_could_say_is_named() -> None:
    assert rivals("Kći".encode("cp1250"), "cp1250") == "cp1252 would give Kæi"
    assert "cp1250 would give Ţirket" in decode("Şirket".encode("cp1254"))[2][0].message


def test_of_two_pages_that_both_give_words_both_are_said() -> None:
    _, name, reasons = decode("pušta nikoga".encode("cp852"))
    assert name == "cp852" or "cp852 would give pušta" in reasons[0].message
    assert "would give puçta" in reasons[0].message or "guessed: cp1252" in reasons[0].message


@pytest.mark.parametrize("page", ["iso8859_5", "koi8_r", "cp855", "cp1251"])
def test_the_wrong_cyrillic_page_is_far_behind(page: str) -> None:
    marks = dict(ranked("Зарплату не платят уже второй месяц, паспорта забрали.".encode(page)))
    assert marks.pop(page) >= 1 and max(marks.values()) < 0.6


def test_a_page_that_gives_control_characters_or_no_words_gets_no_mark() -> None:
    assert all(mark < 0.6 for _, mark in ranked(bytes(range(128, 256))))


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", sorted(SAID))
def test_wide_text_without_a_mark_is_read_and_said(page: str, order: str, read) -> None:
    data = SAID[page][0].encode(order)
    found, name, reasons = decode(data)
    assert (found, name) == (SAID[page][0], order) and [reason.code for reason in reasons] == ["encoding-guessed"]
    assert read(data, "note.txt").made[0].data.decode() == SAID[page][0]


@pytest.mark.parametrize("text", ["Passports are kept.", "Họ giữ thẻ", "他们拿走护照", "a" * 40, "\x01\x02ab" * 3])
def test_utf8_is_never_taken_for_wide_text(text: str) -> None:
    assert decode(text.encode())[1:] == ("utf-8", ())
