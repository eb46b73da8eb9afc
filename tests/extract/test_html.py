import json

from workbench.extract import html


def test_visible_words_block_by_block(read):
    data = "<!doctype html><title>Báo</title><script>steal()</script><p>Họ giữ <b>hộ chiếu</b></p><!-- no -->"
    data += "<ul><li>một<li>hai</ul>"
    found = read(data.encode(), "a.html")
    assert found.made[0].data.decode() == "Báo\nHọ giữ hộ chiếu\nmột\nhai\n"
    assert [reason.code for reason in found.reasons] == ["active-content"]
    assert [place["label"] for place in json.loads(found.made[1].data)["places"]][:2] == ["paragraph 1", "paragraph 2"]


def test_the_declared_encoding_is_used(read):
    data = '<html><meta charset="windows-1250"><p>Čačak, pasoš'.encode("cp1250")
    found = read(data, "a.html")
    assert found.made[0].data.decode() == "Čačak, pasoš\n"
    assert json.loads(found.made[1].data)["encoding"] == "windows-1250"


def test_hidden_words_are_left_out_and_said(read):
    found = read(b"<html><body><p>seen</p><p style='display: none'>unseen</p></body></html>", "a.html")
    assert (found.outcome, [reason.code for reason in found.reasons]) == ("partial", ["hidden-text"])
    assert b"unseen" not in found.made[0].data


def test_words_under_a_thousand_elements_are_not_lost():
    assert html.visible("<div>" * 3000 + "deep" + "</div>" * 3000 + "<p>after</p>") == "deep\nafter"


def test_who_saved_a_page_wrote_its_address_and_time_and_neither_is_believed(read):
    marks = "<!--\n Page saved with SingleFile \n url: http://agency.example/jobs \n"
    marks += " saved date: Mon Nov 15 2021 08:14:03\n-->"
    facts = json.loads(read(f"<!doctype html>{marks}<p>words</p>".encode(), "a.html").made[1].data)
    assert (facts["saved_from"], facts["saved_as_written"]) == (
        "http://agency.example/jobs",
        "Mon Nov 15 2021 08:14:03",
    )
    facts = json.loads(read(b"<html><body><p>words", "a.html").made[1].data)
    assert "saved_from" not in facts and "saved_as_written" not in facts
