"""What Telegram Desktop exports: every message with its sender, its time as written, its files."""

import json

import pytest

from workbench.extract.telegram import messages

CHAT = {
    "name": "Trại 4", "type": "private_group", "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2021-11-15T08:00:00", "actor": "Minh", "action": "create_group",
         "title": "Trại 4", "members": ["Linh", "Minh"], "text": ""},
        {"id": 2, "type": "message", "date": "2021-11-15T08:14:03", "date_unixtime": "1636960443", "from": "Linh",
         "text": ["Họ giữ ", {"type": "bold", "text": "hộ chiếu"}, "."], "photo": "photos/photo_1@15-11-2021.jpg"},
        {"id": 3, "type": "message", "date": "2021-11-15T08:15:00", "edited": "2021-11-15T09:00:00", "from": None,
         "from_id": "user7", "reply_to_message_id": 2, "text": "ok", "file": "voice/audio_1.ogg",
         "media_type": "voice_message"},
    ],
}  # fmt: skip


def test_a_chat_is_read_message_by_message(read) -> None:
    found = read(json.dumps(CHAT).encode(), "result.json")
    words, layout = found.made[0].data.decode(), json.loads(found.made[1].data)
    assert (found.kind, found.outcome, layout["program"], layout["unit"]) == ("chat", "parsed", "Telegram", "message")
    assert (
        "2021-11-15T08:14:03 (unix 1636960443) · Linh: Họ giữ hộ chiếu. [file: photos/photo_1@15-11-2021.jpg]" in words
    )
    assert "user7: ok [edited 2021-11-15T09:00:00] [media_type: voice_message] [answers message 2]" in words
    assert "Minh: [action: create_group] [title: Trại 4] [members: Linh, Minh]" in words
    assert layout["media"] == {"2": ["photos/photo_1@15-11-2021.jpg"], "3": ["voice/audio_1.ogg"]}
    assert layout["places"][1]["label"] == "message 2 · Linh · 2021-11-15T08:14:03 (unix 1636960443)"


def test_a_whole_account_is_read_chat_by_chat() -> None:
    found = messages({"chats": {"list": [CHAT, {**CHAT, "name": "Two"}]}, "left_chats": {"list": [CHAT]}})
    assert [said.chat for said in found[::3]] == ["Trại 4", "Two", "Trại 4"]


@pytest.mark.parametrize("value", [None, [], {"messages": []}, {"id": 1, "type": "x", "messages": {}}, {"chats": 7},
                                   {"chats": {"list": [None, {"id": 1}]}}])  # fmt: skip
def test_other_values_are_no_export(value) -> None:
    assert messages(value) == []


def test_broken_messages_are_left_out_and_the_rest_stays() -> None:
    found = messages({**CHAT, "messages": [None, 7, {"id": 1}, {"date": "x", "text": [None, 7, {"a": 1}]}]})
    assert [(said.time, said.words, said.sender) for said in found] == [("x", "", None)]


def test_a_key_that_stands_twice_shows_the_text_itself(read) -> None:
    data = json.dumps(CHAT).replace('"text": "ok"', '"text": "yes", "text": "no"')
    found = read(data.encode(), "result.json")
    assert [reason.code for reason in found.reasons] == ["duplicate-keys"]
    assert found.made[0].data.decode() == data


def test_a_file_that_the_export_does_not_hold_is_no_name_of_a_file() -> None:
    missing = "(File not included. Change data exporting settings to download.)"
    one = {"id": 7, "type": "message", "date": "2021-11-15T08:14:03", "from": "Linh", "text": "One.", "file": missing}
    (said,) = messages({"name": "Linh", "type": "personal_chat", "id": 1, "messages": [one]})
    assert said.files == ()
    assert said.notes == ("left out: File not included. Change data exporting settings to download.",)
