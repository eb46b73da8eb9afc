"""Words that withhold a passage, in six languages and in both Serbian scripts."""

import pytest

from workbench.codebook import check_of
from workbench.disclosure.cues import cues, grounds


@pytest.mark.parametrize(
    "text",
    [
        "I came on a tourist visa and I knew it.", "Tôi nhập cảnh trái phép.", "toi qua bang visa du lich",
        "Radio sam na crno.", "Радио сам на црно.", "istekla viza", "Boravio sam bez dozvole", "我的签证过期了",
        "बिना परमिट काम किया", "Kaçak çalıştım.", "We were smuggled over the river.",
    ],
)  # fmt: skip
def test_what_could_be_held_against_the_speaker_is_withheld(text: str) -> None:
    assert grounds(text) == ("self-incriminating",)


@pytest.mark.parametrize(
    "text", ["Hai lần anh ấy định tự tử.", "Pričali su o samoubistvu? samoubistvo.", "he was raped"]
)
def test_what_distresses_is_withheld(text: str) -> None:
    assert "distressing" in grounds(text)


@pytest.mark.parametrize(
    "text",
    [
        "They kept my passport in a box.", "Họ giữ hộ chiếu của tôi.", "Pasoši su vraćeni 23. maja.", "护照被收走了",
        "The lesson was in English.", "A visa was promised.", "Ngày mai tôi xin visa.", "",
    ],
)  # fmt: skip
def test_plain_accounts_stay(text: str) -> None:
    assert grounds(text) == ()


@pytest.mark.parametrize(
    "text",
    ["the father of W-17", "cha của cậu bé", "Отац дечака", "njen brat", "孩子的父亲", "उसका भाई", "çocuğun babası"],
)
def test_words_of_kinship_are_found_in_every_language(text: str) -> None:
    assert grounds(text, "kinship") == ("kin-in-words",)


def test_plain_titles_speak_of_no_kin() -> None:
    for text in ("Passports handed back", "Receipt no. 268 given", "Sindikat traži odgovor", "The brand answered"):
        assert grounds(text, "kinship") == (), text


def test_every_ground_is_a_check_with_a_source() -> None:
    for cue in (*cues(), *cues("kinship")):
        assert check_of(cue.code).remedy and cue.source and cue.verified is False
