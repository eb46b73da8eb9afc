import json

import pytest

from workbench.extract.delimited import detect


def cells(found):
    words = found.made[0].data.decode()
    return {place["label"]: words[place["start"] : place["end"]] for place in json.loads(found.made[1].data)["places"]}


def test_cells_stay_text(read):
    data = 'name,fee,room\nNA,"1,500",007\nNone,=1+1,+381 60\n"O ""Linh""",-450,"two\nlines"\n'
    found = read(data.encode(), "workers.csv")
    told = cells(found)
    assert (found.kind, found.outcome) == ("table", "parsed")
    assert [told[place] for place in ("A2", "B2", "C2", "A3", "B3", "C3")] == [
        "NA",
        "1,500",
        "007",
        "None",
        "=1+1",
        "+381 60",
    ]
    assert (told["A4"], told["C4"]) == ('O "Linh"', "two\nlines")
    assert json.loads(found.made[1].data)["delimiter"] == "comma"


@pytest.mark.parametrize(
    ("text", "delimiter"), [("a;b\n1,5;2,5", ";"), ("a\tb\n1\t2", "\t"), ("a|b\n1|2", "|"), ("one\ntwo", ",")]
)
def test_the_delimiter_is_found(text, delimiter):
    assert detect(text) == delimiter


def test_zero_bytes_are_kept_and_said(read):
    found = read(b"name,fee\nLi\0nh,5\n", "a.csv")
    assert cells(found)["A2"] == "Li\0nh"
    assert [reason.code for reason in found.reasons] == ["control-characters"]


def test_ragged_rows_lose_nothing(read):
    assert cells(read(b"a,b\n1\n1,2,3\n", "a.csv")) == {
        "A1": "a",
        "B1": "b",
        "A2": "1",
        "A3": "1",
        "B3": "2",
        "C3": "3",
    }


def test_a_table_too_large_is_cut_and_said(read, monkeypatch):
    monkeypatch.setattr("workbench.extract.delimited.MOST_CELLS", 4)
    found = read(b"a,b\n1,2\n3,4\n", "a.csv")
    assert (found.outcome, found.reasons[0].code) == ("partial", "too-many-cells")
    assert "row 2" in found.reasons[0].message
