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
        ("[08:14:03, 15/11/2021] Linh: một", "08:14:03, 15/11/2021"),
        ("08:14, 15/11/2021 - Linh: một", "08:14, 15/11/2021"),
        ("[15/11/21 8:14:03 CH] Linh: một", "15/11/21 8:14:03 CH"),
        ("2021/11/15 上午8:14 - Linh: một", "2021/11/15 上午8:14"),
        ("[2021/11/15 下午8:14:03] Linh: một", "2021/11/15 下午8:14:03"),
        ("2021年11月15日 晚上8:14 - Linh: một", "2021年11月15日 晚上8:14"),
        ("15/11/21, 8:14 am - Linh: một", "15/11/21, 8:14 am"),
        ("15/11/21, 8:14 अपराह्न - Linh: một", "15/11/21, 8:14 अपराह्न"),
        ("१५/११/२१, ८:१४ पूर्वाह्न - Linh: một", "१५/११/२१, ८:१४ पूर्वाह्न"),
        ("15.11.2021 08:14 - Linh: một", "15.11.2021 08:14"),
        ("[15.11.2021 ÖS 8:14:03] Linh: một", "15.11.2021 ÖS 8:14:03"),
        ("15.11.2021. 8:14 по подне - Linh: một", "15.11.2021. 8:14 по подне"),
        ("15.11.2021. 8.14 pre podne - Linh: một", "15.11.2021. 8.14 pre podne"),
        ("15/11/21, 8:14 p. m. - Linh: một", "15/11/21, 8:14 p. m."),
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


@pytest.mark.parametrize(
    ("words", "file", "left_out"),
    [
        ("\u200e<attached: 00000012-PHOTO-2021-11-15-08-14-03.jpg>", "00000012-PHOTO-2021-11-15-08-14-03.jpg", False),
        ("<附件：00000013-AUDIO.opus>", "00000013-AUDIO.opus", False),
        ("thẻ\n\u200e<đính kèm: thẻ 7.jpg>", "thẻ 7.jpg", False),
        ("\u200eIMG-20211115-WA0001.jpg (file attached)", "IMG-20211115-WA0001.jpg", False),
        ("IMG-20211115-WA0001.jpg (dosya ekli)\nkartlar", "IMG-20211115-WA0001.jpg", False),
        ("<Media omitted>", None, True),
        ("<Medya dahil edilmedi>", None, True),
        ("\u200eimage omitted", None, True),
        ("contract.pdf • \u200e3 pages \u200edocument omitted", None, True),
        ("\u200egörüntü dahil edilmedi", None, True),
        ("\u200e图像已忽略", None, True),
        ("\u200eđã bỏ qua hình ảnh", None, True),
        ("\u200eslika izostavljena", None, True),
        ("\u200eफ़ोटो हटाई गई", None, True),
        ("the image was omitted", None, False),
        ("a < b > c", None, False),
    ],
)
def test_media_are_linked_by_name_or_said_to_be_left_out(words: str, file: str | None, left_out: bool) -> None:
    one, _ = chat.messages(f"15/11/2021, 08:14 - Linh: {words}\n15/11/2021, 08:15 - Linh: x")
    assert (one.file, one.left_out) == (file, left_out)


def test_the_layout_names_the_files_by_message(read) -> None:
    text = "15/11/2021, 08:14 - Linh: IMG-1.jpg (file attached)\n15/11/2021, 08:15 - Minh: <Media omitted>"
    layout = json.loads(read(text.encode(), "chat.txt").made[1].data)
    assert (layout["media"], layout["media_left_out"]) == ({"1": "IMG-1.jpg"}, [2])


@pytest.mark.parametrize(
    "words",
    ["This message was deleted", "\u200eYou deleted this message.", "Bu mesaj silindi", "此消息已删除",
     "您已删除此消息",
     "Tin nhắn này đã bị xóa", "Ova poruka je izbrisana", "Ова порука је избрисана", "यह मैसेज डिलीट किया गया"],
)  # fmt: skip
def test_a_message_that_was_taken_back_is_named(words: str, read) -> None:
    text = f"15/11/2021, 08:14 - Linh: {words}\n15/11/2021, 08:15 - Linh: they deleted it"
    assert json.loads(read(text.encode(), "chat.txt").made[1].data)["deleted"] == [1]


def test_a_chat_that_was_passed_on_in_a_message_puts_no_words_in_anothers_mouth() -> None:
    text = (
        "12/05/2021, 08:14 - Linh: he wrote:\n[11/05/2021, 07:00:01] Boss: you owe 500\n12/05/2021, 08:15 - Minh: yes\n"
        '12/05/2021, 08:16 - Linh changed the subject from "Room: 5" to "Room: 6"\n'
        "12/05/2021, 08:17 - Linh joined by https://chat.example/x"
    )
    found = chat.messages(text)
    assert [message.sender for message in found] == ["Linh", "Minh", None, None]
    assert text[found[0].start : found[0].end].endswith("Boss: you owe 500")


def test_what_signal_export_wrote_is_not_called_whatsapp(read) -> None:
    text = "[2021-05-12 08:14] Linh: one\n[2021-05-12 08:15] Me: two"
    found = read(text.encode(), "chat.md")
    assert json.loads(found.made[1].data)["program"] == "Signal"
    assert "(Signal)" in found.reasons[0].message
