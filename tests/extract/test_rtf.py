"""RTF: letters by the encoding of their fonts, and no word of what is no text."""

import json

import pytest

HEAD = (
    rb"{\rtf1\ansi\ansicpg1250\uc1{\fonttbl{\f0\fswiss\fcharset238 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset163 A;}}"
    rb"{\info{\author M. J.}}{\*\generator X;}{\colortbl;\red0;}"
)


def told(read, body: bytes) -> str:
    found = read(HEAD + body + b"}", "a.rtf")
    return found.made[0].data.decode()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rb"\f0 Pla\'e6aju nas\par", "Plaćaju nas\n\n"),
        (rb"\pard{\f1 \'cf\'eb\'e0\'f2\'e0} i {\f0 \'9aef}", "Плата i šef\n"),
        (rb"\f2 H\'f4\'f2i", "Hô\u0323i\n"),
        (rb"\u7885?\u1087?\uc2\u1072ab.", "ọпа.\n"),
        (rb"\u-10179?\u-8704?", "\U0001f600\n"),
        (rb"a\tab b\line c\cell d\row e\~f\_g\{h\}\\", "a\tb\nc\td\ne\u00a0f\u2011g{h}\\\n"),
        (b"one\r\ntwo\\\nthree", "onetwo\nthree\n"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown\n"),
        (rb"{\pict\wmetafile8 0102ff}x\bin3 {{{y", "xy\n"),
    ],
)
def test_words_come_out(body: bytes, words: str, read) -> None:
    assert told(read, body) == words


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (rb"seen {\v hidden}\v0", ["hidden-words"]),
        (rb"seen {\deleted gone}", ["tracked-changes"]),
        (rb"seen {\object{\*\objdata 01}}", ["attachment-not-opened"]),
        (rb"seen {\pict 00}", ["pictures-inside"]),
        (rb"seen {\b never closed", ["part-unreadable"]),
        (rb"{\pict 00}", ["pictures-inside", "no-text"]),
        (b"{" * 5000, ["damaged"]),
    ],
)
def test_what_is_left_out_is_said(body: bytes, codes: list[str], read) -> None:
    found = read(HEAD + body + b"}", "a.rtf")
    untried = [] if codes == ["damaged"] else ["reader-untried"]
    assert [reason.code for reason in found.reasons] == codes + untried
    assert found.made == () or found.made[0].data.decode() == "seen \n" or b"never" in found.made[0].data


def test_paragraphs_are_places(read) -> None:
    layout = json.loads(read(HEAD + rb"\f0 one\par\par two}", "a.rtf").made[1].data)
    assert [place["label"] for place in layout["places"]] == ["paragraph 1", "paragraph 3"]
