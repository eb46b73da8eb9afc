"""Old Word documents that LibreOffice wrote: every part, nothing hidden or deleted, no place outside of the file."""

import json
import struct
from pathlib import Path

import olefile
import pytest

from workbench.extract import extract
from workbench.extract.oldwords import read, table_of
from workbench.extract.outcome import Unread

PARTS = Path(__file__).parent / "oldoffices" / "parts.doc"


def streams() -> tuple[bytes, bytes]:
    with olefile.OleFileIO(PARTS) as held:
        words = held.openstream("WordDocument").read()
        return words, held.openstream(table_of(words)).read()


def test_words_of_every_part_stand_in_their_places() -> None:
    found = extract(PARTS, "parts.doc")
    text, layout = (part.data.decode() for part in found.made)
    assert "They keep our passports. Họ giữ hộ chiếu của chúng tôi.\nДрже наше пасоше. 他们拿走了我们的护照 𝄞." in text
    assert "See the pay sheet of May." in text and "example.org" not in text
    assert "promised\t900 EUR\nEnd." in text
    places = {one["label"]: text[one["start"] : one["end"]] for one in json.loads(layout)["places"]}
    assert places["footnote, paragraph 1"] == "Told on the second day."
    assert places["comment, paragraph 1"] == "Ask once more."


def test_what_was_deleted_or_is_hidden_is_left_out_and_said() -> None:
    found = extract(PARTS, "parts.doc")
    assert {one.code for one in found.reasons} == {"tracked-changes", "hidden-words"} and found.outcome == "partial"
    assert "STRUCK" not in found.made[0].data.decode() and "HIDDEN" not in found.made[0].data.decode()


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [
        (0, 0x1234, "old-office-format"),
        (2, 0x65, "old-office-format"),  # Word 95
        (10, 0x0100, "encrypted"),
        (0x4C, 0x7FFF, "damaged"),  # more words than there are
        (0x1A2, 0xFFFF, "damaged"),  # the pieces lie outside of the file
    ],
)
def test_what_a_broken_head_says(at: int, value: int, code: str) -> None:
    words, tables = streams()
    changed = bytearray(words)
    struct.pack_into("<H", changed, at, value)
    with pytest.raises(Unread) as given_up:
        read(bytes(changed), tables)
    assert given_up.value.reason.code == code


def test_a_document_cut_short_anywhere_is_damaged_or_read() -> None:
    words, tables = streams()
    ended = 0
    for size in range(0, len(words), 512):
        try:
            read(words[:size], tables)
        except Unread as given_up:
            ended += given_up.reason.code == "damaged"
    assert ended
