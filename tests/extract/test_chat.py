import json

import pytest

from workbench.extract import chat


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("15/11/2021, 08:14 - Linh: một", "15/11/2021, 08:14"),
        ("1/2/22, 9:05 PM - Linh: một", "1/2/22, 9:05 PM"),
        ("1/2/22, 9:05\u202fPM - Linh: một", "1/2/22, 9:05\u202fPM"),
        ("15.11.2021. 08:14 - Linh: một", "15.11.2021. 08:14"),
        ("15.11.21, 08:14 - Linh: một", "15.11.21, 08:14"),
        ("2021-11-15, 08:14 - Linh: một", "2021-11-15, 08:14"),
        ("15/11/2021, 8:14 SA - Linh: một", "15/11/2021, 8:14 SA"),
        ("[15/11/2021, 08:14:03] Linh: một", "15/11/2021, 08:14:03"),
        ("\u200e[15.11.2021., 08:14:03] Linh: một", "15.11.2021., 08:14:03"),
        ("[1/2/22, 9:05:11 PM] ~\u202fLinh: một", "1/2/22, 9:05:11 PM"),
        ("[15. 11. 2021. 08:14:03] Linh: một", "15. 11. 2021. 08:14:03"),
    ],
)
def test_time_and_sender_as_written(line, time):
    found = chat.messages(f"{line}\n{line}")
    assert [(message.sender, message.time) for message in found] == [("Linh", time)] * 2


def test_a_message_goes_on_over_lines_and_notices_have_no_sender(read):
    text = (
        "15/11/2021, 08:00 - Messages are end-to-end encrypted.\r\n"
        "15/11/2021, 08:14 - Linh: họ giữ\r\n15 hộ chiếu\r\n\r\n"
        "15/11/2021, 08:15 - Minh: \u200e<Media omitted>"
    )
    found = read(text.encode(), "WhatsApp Chat with Minh.txt")
    words, layout = found.made[0].data.decode(), json.loads(found.made[1].data)
    assert (found.kind, found.outcome, layout["unit"]) == ("chat", "parsed", "message")
    told = [(place["label"], words[place["start"] : place["end"]]) for place in layout["places"]]
    assert told[0][0] == "message 1 · notice · 15/11/2021, 08:00"
    assert told[1] == ("message 2 · Linh · 15/11/2021, 08:14", "15/11/2021, 08:14 - Linh: họ giữ\n15 hộ chiếu\n")
    assert told[2][1].endswith("<Media omitted>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just words\nand more",
        "15/11/2021, 08:14 - Linh: one message is no chat",
        "Note\n1/2/22, 9:05 PM - A: b\n1/2/22, 9:05 PM - A: b",
    ],
)
def test_other_text_is_no_chat(text):
    assert chat.messages(text) == []
