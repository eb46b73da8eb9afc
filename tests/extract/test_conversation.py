"""Messages that a program wrote down as data become words, and what is no word of the sender stands in brackets."""

from workbench.extract.conversation import Said, told


def test_what_the_sender_did_not_say_stands_in_brackets() -> None:
    one = Said("Linh", "08:14", "Họ giữ thẻ.", ("photos/1.jpg",), "", "09:00", ("answers message 3",))
    assert one.line() == "08:14 · Linh: Họ giữ thẻ. [edited 09:00] [answers message 3] [file: photos/1.jpg]"
    assert Said(None, "08:14", "").line() == "08:14 · notice: "


def test_each_message_is_a_place_and_each_chat_has_its_name() -> None:
    said = [Said("A", "1", "x", (), "One"), Said("B", "2", "y\nz", ("f",), "One"), Said("A", "3", "", (), "Two")]
    layout = told(said, "P", "not stated")
    assert layout.text == "Chat: One\n1 · A: x\n2 · B: y\nz [file: f]\nChat: Two\n3 · A: \n"
    assert [(label, layout.text[start:end]) for label, start, end in layout.places] == [
        ("message 1 · A · 1", "1 · A: x"),
        ("message 2 · B · 2", "2 · B: y\nz [file: f]"),
        ("message 3 · A · 3", "3 · A: "),
    ]
    assert layout.facts == {"program": "P", "time_zone": "not stated", "media": {"2": ["f"]}}
