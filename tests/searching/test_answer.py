"""What was found shows itself, every word of it escaped."""

import json

from tests.searching.small import item, small, tables
from workbench.searching.search import Searchable


def test_a_hit_is_a_row() -> None:
    answer = Searchable(small()).find("passports")
    (row,) = answer.df.to_dict("records")
    assert (row["file"], row["place"], row["found"], row["start"]) == ("worker.txt", "line 1", "passports", 14)
    assert row["before"] == "They took our " and row["indicators"] == "retention-of-identity-documents"


def test_markup_in_a_text_stays_text() -> None:
    found = Searchable(tables(item("<b>.txt", "<script>alert(1)</script> pay"))).find("alert")
    html = found._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "<b><u>alert</u></b>" in html


def test_the_document_is_plain() -> None:
    answer = Searchable(small()).find("passports", limit=1)
    told = json.loads(json.dumps(answer.document()))
    assert told["hits"][0]["snippet"][1] == ["passports", True] and told["total"] == 1
    assert told["facets"]["worker"] == {"W-01": 1}


def test_doubtful_words_are_said_in_every_form() -> None:
    read = {"recognised": {"doubtful_below": 70, "words": [[5, 10, 31, 1, 0, 0, 9, 9]]}}
    scan = item("s.png", "They k<pt> it", places=[("page 1 (recognised)", 0, 13)], unit="page", facts=read)
    answer = Searchable(tables(scan)).find("they")
    html = answer._repr_html_()
    assert "<b><u>They</u></b> k&lt;pt&gt;(?) it" in html and "k&lt;pt&gt; (31 of 100)" in html
    (row,) = answer.df.to_dict("records")
    assert row["after"] == " k<pt>(?) it" and "compare with the picture" in row["doubtful"]
    told = json.loads(json.dumps(answer.document()))["hits"][0]
    assert told["doubtful"] == [{"text": "k<pt>", "confidence": 31, "start": 5, "end": 10, "sought": False}]


def test_what_the_number_does_not_say_is_said() -> None:
    found = Searchable(tables(item("a", "pay\n\npay\n\npay"))).find("pay", limit=2)
    assert found.remarks == ["the best 2 of 3 are shown"]
    assert "the best 2 of 3 are shown" in found._repr_html_()
