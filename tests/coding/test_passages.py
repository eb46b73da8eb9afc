"""A row names words, a region, a whole item, or nothing."""

import json

import pytest

from workbench.casefile import Case
from workbench.coding.keys import Keys
from workbench.coding.passages import passage_of
from workbench.coding.sheet import Row
from workbench.errors import BadValue, Damaged, QuoteNotFound, Unknown
from workbench.records import Derivative


def passage(case: Case, **values: str):
    return passage_of(case, Keys(case.state()), Row("r.csv", 4, values))


def test_words_have_their_position_in_code_points(case: Case) -> None:
    found = passage(case, file="a.txt", quote="hộ chiếu")
    text = case.tables().text(found.item)
    assert text[found.start : found.end] == found.quote == "hộ chiếu"
    assert found.derivative == case.state().of("derivative")[0].id


def test_the_second_time_is_another_place(case: Case) -> None:
    first, second = (passage(case, file="a.txt", quote="No pay", occurrence=n) for n in ("", "2"))
    assert first.start == 0 < second.start


def test_a_region_a_whole_item_and_nothing(case: Case) -> None:
    assert passage(case, file="b.jpg", region="1, 2,30,40").region == (1, 2, 30, 40)
    whole = passage(case, file="b.jpg")
    assert (whole.quote, whole.region) == (None, ())
    assert passage(case) is None


@pytest.mark.parametrize(("orientation", "shown"), [(None, "160,90"), (1, "160,90"), (6, "90,160")])
def test_a_region_lies_inside_the_picture_as_one_looks_at_it(case: Case, orientation: int | None, shown: str) -> None:
    item = passage(case, file="b.jpg").item
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(json.dumps({"pixels": [160, 90], "orientation": orientation}).encode())
        writer.record(Derivative(item=item, kind="exif", tool="t", version="1", media_type="application/json",
                                 sha256=kept.sha256, object=kept.name))  # fmt: skip
    assert passage(case, file="b.jpg", region=f"0,0,{shown}").region[2:] == tuple(map(int, shown.split(",")))
    for outside in ("0,0,161,161", "100,80,80,80", "160,0,1,1" if orientation != 6 else "160,90,1,1"):
        with pytest.raises(BadValue, match="160"):
            passage(case, file="b.jpg", region=outside)


@pytest.mark.parametrize(
    ("values", "error", "column"),
    [
        ({"file": "gone.txt"}, Unknown, "file"),
        ({"file": "a.txt", "quote": "passports"}, QuoteNotFound, "quote"),
        ({"file": "b.jpg", "quote": "words"}, BadValue, "quote"),
        ({"file": "b.jpg", "region": "1,2,3"}, BadValue, "region"),
        ({"file": "b.jpg", "region": "1,2,3,-4"}, BadValue, "region"),
        ({"file": "b.jpg", "region": "1,2,0,4"}, BadValue, "region"),
        ({"file": "a.txt", "region": "1,2,3,4"}, BadValue, "region"),
        ({"file": "b.jpg", "region": "1,2,3,٤"}, BadValue, "region"),
        ({"file": "a.txt", "quote": "No", "region": "1,2,3,4"}, BadValue, "region"),
        ({"file": "a.txt", "quote": "No", "span": "1-2"}, BadValue, "span"),
        ({"file": "b.jpg", "region": "1,2,3,4", "span": "1-2"}, BadValue, "span"),
        ({"file": "a.txt", "span": "1-2"}, BadValue, "span"),
        ({"file": "a.txt", "span": "2-1"}, BadValue, "span"),
        ({"file": "a.txt", "quote": "No", "place": "row 3"}, Unknown, "place"),
        ({"file": "b.jpg", "place": "row 3"}, BadValue, "place"),
    ],
)
def test_what_is_no_place_is_named_by_its_cell(case: Case, values: dict, error: type, column: str) -> None:
    with pytest.raises(error) as raised:
        passage(case, **values)
    assert f"r.csv, line 4, column {column}" in str(raised.value)


def test_a_stretch_of_a_recording_and_a_place_of_a_table(rich: Case) -> None:
    stretch = passage(rich, file="talk.mp3", span="00:01:05.20-1:20")
    assert (stretch.from_s, stretch.to_s, stretch.quote, stretch.region) == ("65.2", "80", None, ())
    cell = passage(rich, file="form.xlsx", place="Sheet1!B6", quote="no pay")
    assert (cell.start, cell.quote) == (11, "no pay")
    answer = passage(rich, file="form.xlsx", place="row 3")
    assert (answer.start, answer.end, answer.quote) == (7, 10, "yes")


def test_words_are_not_sought_in_a_text_that_changed(case: Case) -> None:
    stored = case.objects.path(case.state().of("derivative")[0].record.object)
    stored.chmod(0o644)
    stored.write_bytes(b"hacked")
    with pytest.raises(Damaged):
        passage(case, file="a.txt", quote="hacked")
