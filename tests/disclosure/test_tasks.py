"""Words that point to one person by a task, an act or a mishap, in three languages, and words that do not."""

import pytest

from workbench.codebook import message, severity
from workbench.disclosure.tasks import CODE, of_one

POINTING = [
    "They took me along to translate for the Ombudsman.", "I could leave because I wore the surveyor's badge.",
    "I was the only welder in the barracks.", "I’m the only one who said no.", "I drove the boss's car every morning.",
    "My wife cooked for the foremen.", "They had me interpret when the police came.",
    "I used to cook for the managers.", "I was the interpreter.", "I was one of two electricians.",
    "I kept a pass; the others could not go out.",
    "A list of nine names was read out; his was the fourth.", "I fell from the scaffolding.",
    "I asked for my passport in writing.", "He took my phone and kept it for a week.",
    "Jedini sam imao pasoš.", "Vodili su me da prevodim.", "Водили су ме да преводим омбудсману.",
    "Bio sam vozač šefa.", "Била сам једина жена.", "Moja žena je kuvala za predradnike.", "Pao sam sa skele.",
    "Nosio sam ključeve magacina.",
    "Izlazio sam sa geometrom, a ostali nisu smeli.", "Niko osim mene nije govorio engleski.",
    "Tôi là người duy nhất biết tiếng Anh.", "Họ đưa tôi đi phiên dịch cho thanh tra.", "ho dua toi di phien dich",
    "Tôi là tài xế của ông quản lý.", "Chỉ có tôi được ra ngoài.", "Vợ tôi nấu cơm cho đốc công.",
    "Tôi bảo dừng cẩu mà họ không nghe.", "Tôi ngã từ giàn giáo.", "Tôi giúp chia cơm nên tôi biết.",
]  # fmt: skip
PLAIN = [
    "They were the only ones who paid.", "I was tired.", "I had to work on Sundays.", "I had to cook for myself.",
    "I asked the guard for a pass.", "The driver did not stop.", "We were treated worse than the others.",
    "It was the only thing we ate.", "The only way out was the gate.", "They told me to go to the office.",
    "The guard told me the driver was ill.", "I was not the only one who paid.", "Not only me: all of us.",
    "I was a welder. The interpreter came later.", "We drove for two days.", "They took my passport in the bus.",
    "Nisam bio jedini, svi smo platili.", "Bio sam umoran.", "Vozili su nas autobusom.", "Morao sam da kuvam sam sebi.",
    "Samo jednom su platili.", "Rekli su mi da čekam vozača.", "Возач нас је возио.", "Uzeli su mi pasoš.",
    "Không chỉ có tôi, cả tổ đều bị trừ lương.", "Buổi tối tôi phải làm thêm.", "tối nào cũng chỉ có cơm",
    "toi nao cung phai lam", "Họ bắt tôi ký giấy.", "Tôi là thợ hàn.", "Tài xế không dừng ở đâu.", "",
]  # fmt: skip


@pytest.mark.parametrize("text", POINTING)
def test_a_task_an_act_or_a_claim_of_one_person_is_found(text: str) -> None:
    found = of_one(text)
    assert found
    assert all(text[one.start : one.end] == one.words and one.words in one.path for one in found)


@pytest.mark.parametrize("text", PLAIN)
def test_what_many_could_have_said_is_not(text: str) -> None:
    assert of_one(text) == ()


def test_a_frame_does_not_reach_into_the_next_sentence_nor_past_its_gap() -> None:
    assert of_one("They took me along to translate") and not of_one("They took me along. Translate this")
    assert not of_one("I was a few days older than the driver")


def test_what_stands_in_a_longer_stretch_is_told_once_and_in_order() -> None:
    found = of_one("I was the interpreter, and I fell from the roof: I was the only one.")
    assert [one.words for one in found] == ["I was the interpreter", "I fell from", "I was the only"]


def test_the_check_says_that_no_list_finds_all() -> None:
    assert severity(CODE) == "warning" and "no list finds" in message(CODE)
