import json


def test_a_testimony_as_it_stands(read):
    found = read("\ufeffThẻ số 7\r\n\r\nUzeli su pasoš".encode(), "t.txt")
    assert (found.kind, found.outcome) == ("text", "parsed")
    assert found.made[0].data.decode() == "Thẻ số 7\n\nUzeli su pasoš"
    assert json.loads(found.made[1].data)["encoding"] == "utf-8-sig"


def test_markup_in_a_testimony_is_only_words(read):
    words = "<img src=x onerror=alert(1)> =cmd() {{7*7}}"
    assert read(words.encode(), "t.txt").made[0].data.decode() == words


def test_xml_is_read_as_words_and_its_entities_stay_closed(read):
    found = read(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "a.xml")
    assert b"&x;" in found.made[0].data
    assert "entities-not-expanded" in [reason.code for reason in found.reasons]


def test_a_drawing_with_a_script_is_said(read):
    found = read(b"<svg xmlns='http://www.w3.org/2000/svg' onload='run()'/>", "a.svg")
    assert [reason.code for reason in found.reasons] == ["active-content"]
