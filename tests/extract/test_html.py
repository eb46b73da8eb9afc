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
