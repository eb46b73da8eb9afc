"""What comes out of Signal, in each of the forms that its programs describe; none of them was a real export."""

import json

from workbench.extract.signal import messages

FRAMES = [
    {"version": "1", "backupTimeMs": "1636960443000"},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"e164": "84000000001", "profileGivenName": "Linh",
                                          "profileFamilyName": "N."}}},
    {"recipient": {"id": "3", "group": {"snapshot": {"title": {"title": "Trại 4"}}}}},
    {"chat": {"id": "1", "recipientId": "3"}},
    {"chatItem": {"chatId": "1", "authorId": "2", "dateSent": "1636960443000", "incoming": {},
                  "standardMessage": {"text": {"body": "Họ giữ thẻ."},
                                      "attachments": [{"pointer": {"fileName": "1.jpg"}}]}}},
    {"chatItem": {"chatId": "1", "authorId": "1", "dateSent": "1636960444000", "updateMessage": {}}},
    {"chatItem": 7},
]  # fmt: skip


def lines(values) -> bytes:
    return "\n".join(map(json.dumps, values)).encode()


def test_frames_are_read_with_the_names_that_stand_in_them(read) -> None:
    found = read(lines(FRAMES), "main.jsonl")
    words = found.made[0].data.decode()
    assert (found.kind, [reason.code for reason in found.reasons]) == ("chat", ["reader-untried"])
    assert words == (
        "Chat: Trại 4\n1636960443000 · Linh N.: Họ giữ thẻ. [file: 1.jpg]\n"
        "1636960444000 · the owner of the export: [updateMessage]\n"
    )


def test_what_signal_cli_receives() -> None:
    heard = {
        "sourceName": "Linh",
        "timestamp": 1636960443000,
        "dataMessage": {"message": "One.", "attachments": [{"id": "a.jpg"}], "groupInfo": {"groupId": "g="}},
    }
    sent = {"sourceName": "Me", "timestamp": 2, "syncMessage": {"sentMessage": {"message": "Two."}}}
    seen = {"sourceName": "Linh", "timestamp": 3, "receiptMessage": {}}
    found = messages([{"envelope": one} for one in (heard, sent, seen)])
    assert [(said.sender, said.time, said.words, said.files, said.chat) for said in found] == [
        ("Linh", "1636960443000", "One.", ("a.jpg",), "g="), ("Me", "2", "Two.", (), ""),
    ]  # fmt: skip


def test_what_signal_export_writes(read) -> None:
    one = {
        "date": "2021-11-15 08:14:03",
        "sender": "Linh",
        "body": "One.",
        "quote": "Before.",
        "sticker": "",
        "reactions": [],
        "attachments": [{"name": "a", "path": "media/a.jpg"}],
    }
    found = read(lines([one, {**one, "body": None, "quote": "", "attachments": []}]), "data.json")
    assert (
        found.made[0]
        .data.decode()
        .startswith(
            "2021-11-15 08:14:03 · Linh: One. [quotes: Before.] [file: media/a.jpg]\n2021-11-15 08:14:03 · Linh: \n"
        )
    )


def test_other_lines_are_no_export() -> None:
    assert messages([]) == messages([7, None]) == messages([{"date": 1, "sender": 2}, {"envelope": 7}]) == []


def test_messages_of_no_words_say_what_they_do() -> None:
    def envelope(**told: object) -> dict[str, object]:
        return {"envelope": {"sourceName": "Linh", "timestamp": 3, **told}}

    lines = [
        envelope(dataMessage={"message": None, "remoteDelete": {"timestamp": 1}}),
        envelope(dataMessage={"message": None, "reaction": {"emoji": "👍", "targetSentTimestamp": 2}}),
        envelope(editMessage={"targetSentTimestamp": 2, "dataMessage": {"message": "They kept it."}}),
    ]
    assert [said.line() for said in messages(lines)] == [
        "3 · Linh: [takes back the message of 1]",
        "3 · Linh: [sign 👍 for the message of 2]",
        "3 · Linh: They kept it. [changes the message of 2]",
    ]
