import json

from workbench.extract.layout import Layout


def test_places_are_code_points_of_the_text_made():
    layout = Layout("line")
    layout.lines("😀 một\r\n\r\nhai\rba")
    _, (text, places) = layout.made("plain")
    words = text.data.decode()
    assert words == "😀 một\n\nhai\nba"
    told = [(place["label"], words[place["start"] : place["end"]]) for place in json.loads(places.data)["places"]]
    assert told == [("line 1", "😀 một"), ("line 3", "hai"), ("line 4", "ba")]


def test_very_late_lines_share_a_place_and_lose_no_word(monkeypatch):
    monkeypatch.setattr("workbench.extract.layout.MOST_LINES", 2)
    layout = Layout("line")
    layout.lines("a\nb\nc\nd")
    assert layout.text == "a\nb\nc\nd"
    assert layout.places[-1] == ("line 3 to the end", 4, 7)


def test_accents_stay_as_they_came():
    layout = Layout("line")
    layout.lines("e\u0302 ê")
    assert layout.made("plain")[1][0].data.decode() == "e\u0302 ê"


def test_half_characters_become_a_mark_and_are_said():
    layout = Layout("line")
    layout.add("a\ud800b", "line \udc00")
    reasons, (text, places) = layout.made("plain")
    assert (text.data.decode(), [reason.code for reason in reasons]) == ("a\ufffdb", ["bytes-replaced"])
    assert json.loads(places.data)["places"][0]["label"] == "line \ufffd"


def test_marks_that_deceive_the_eye_are_said():
    layout = Layout("line")
    layout.add("pay \u202e0001\u202c\U000e0041 \x07")
    assert {reason.code for reason in layout.made("plain")[0]} == {"invisible-characters", "control-characters"}


def test_no_words_no_text():
    layout = Layout("line")
    layout.add(" \n ")
    reasons, made = layout.made("plain")
    assert ([reason.code for reason in reasons], made) == (["no-text"], ())
