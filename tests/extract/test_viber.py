"""Viber's message history: five columns, no names of its own."""

import pytest

from workbench.extract.viber import messages

ROWS = '15/11/2021,08:14:03,Linh,+84000000001,Họ giữ thẻ, và hộ chiếu\n15/11/2021,08:15:00,Me,,"ok\nok"\n'


def test_rows_are_messages_and_no_word_is_lost(read) -> None:
    for text in (ROWS, "Date,Time,Sender name,Phone number,Message\n" + ROWS):
        found = read(text.encode(), "Linh.csv")
        assert (found.kind, [reason.code for reason in found.reasons]) == ("chat", ["reader-untried"])
        assert found.made[0].data.decode() == (
            "15/11/2021 08:14:03 · Linh (+84000000001): Họ giữ thẻ, và hộ chiếu\n15/11/2021 08:15:00 · Me: ok\nok\n"
        )


@pytest.mark.parametrize("head", ["", "Date,Time,Sender name,Phone number,Message\n"])
@pytest.mark.parametrize("number", ["007", "+84000000001", ""])
def test_one_message_or_a_short_number_is_a_chat_still(read, head: str, number: str) -> None:
    found = read(f"{head}15/11/2021,08:14:03,Linh,{number},They keep the cards\n".encode(), "Linh.csv")
    assert found.kind == "chat"
    assert found.made[0].data.decode().endswith(": They keep the cards\n")


def test_under_a_head_a_number_may_be_anything() -> None:
    head = "Date,Time,Sender,Phone,Message\n"
    assert [one.sender for one in messages(head + "15/11/2021,08:14,Linh,unknown,One", ",")] == ["Linh (unknown)"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b,c,d,e\nf,g,h,i,j",
        "15/11/2021,08:14,Linh,1500 RSD,fee\n15/11/2021,08:15,Linh,x,fee",
        "Date,Time,Sender,Phone,Message\n",
        "15/11/2021,08:14,Linh,12,fee\n16/11/2021,08:14,Linh,350,fee",
        "Date,Time,Name,Date,Time\n15/11/2021,08:14,Linh,x,y",
    ],
)
def test_other_tables_stay_tables(text: str) -> None:
    assert messages(text, ",") == []
