"""Every kind of selection is a place, or says why it is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.refi.archive import Package
from workbench.coding.refi.selections import places
from workbench.coding.shelf import Shelf

TEXT = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again."
GUID = 'guid="E0000000-0000-4000-8000-000000000001"'


@pytest.fixture
def place(rich: Case, foreign: Callable[..., Path]) -> Any:
    def one(source: str, **files: bytes) -> tuple[dict[str, str], str]:
        whole, *found = places(Package(foreign(source, **files)), Shelf(rich))
        assert whole.columns == {"file": found[0].columns["file"]}
        return found[0].columns, found[0].reason

    return one


def text_source(selection: str, name: str = "a.txt", path: str = "a") -> str:
    inside = f' plainTextPath="internal://{path}.txt"' if path else ""
    return f'<TextSource guid="5" name="{name}"{inside}>{selection}</TextSource>'


def words(start: object, end: object, name: str = "") -> str:
    return f'<PlainTextSelection {GUID} name="{name}" startPosition="{start}" endPosition="{end}"/>'


def test_words_in_the_text_that_came_along(place: Any) -> None:
    start = TEXT.index("hộ chiếu")
    assert place(text_source(words(start, start + 8)), a=TEXT.encode())[0]["quote"] == "hộ chiếu"
    second = TEXT.rindex("No pay")
    found = place(text_source(words(second + 1, second + 7)), a=TEXT.replace("\n", "\r\n").encode())
    assert found == ({"file": "a.txt", "quote": "No pay", "occurrence": "2"}, "")


def test_words_of_a_text_that_was_left_out_are_taken_only_where_their_name_confirms_them(place: Any) -> None:
    start = TEXT.index("hộ chiếu")
    assert place(text_source(words(start, start + 8, "hộ…"), path="gone"))[0]["quote"] == "hộ chiếu"
    assert "text that is in the file" in place(text_source(words(start, start + 8), path="gone"))[1]
    assert "text that is in the file" in place(text_source(words(start, start + 8, "else"), path="gone"))[1]


def test_a_source_of_another_name_is_known_by_its_text(place: Any, rich: Case) -> None:
    columns, _ = place(text_source(words(0, 6), name="renamed.docx"), a=TEXT.encode())
    assert columns["file"] == next(live.id for live in rich.state().of("item") if live.record.name == "a.txt")


@pytest.mark.parametrize(("start", "end"), [("x", 3), (0, "9" * 20), (-4, 2), (5, 2), (0, 999), (3, 3), (7, 8)])
def test_positions_that_mark_no_words_say_so(place: Any, start: object, end: object) -> None:
    assert place(text_source(words(start, end)), a=TEXT.encode())[1]


def test_regions_are_corners(place: Any) -> None:
    def picture(*corners: object) -> str:
        names = zip(("firstX", "firstY", "secondX", "secondY"), corners, strict=True)
        inside = " ".join(f'{name}="{value}"' for name, value in names)
        return f'<PictureSource guid="5" name="b.jpg"><PictureSelection {GUID} {inside}/></PictureSource>'

    assert place(picture(267, 1, 992, 720)) == ({"file": "b.jpg", "region": "267,1,725,719"}, "")
    for wrong in ((10, 1, 5, 5), (-1, 0, 1, 1), ("a", 0, 1, 1)):
        assert place(picture(*wrong))[1].startswith("firstX")


def test_stretches_are_milliseconds_or_synchronised_points(place: Any) -> None:
    video = '<VideoSource guid="5" name="film.mp4">{}</VideoSource>'
    assert (
        place(video.format(f'<VideoSelection {GUID} begin="14706" end="17706"/>'))[0]["span"]
        == "00:00:14.706-00:00:17.706"
    )
    points = '<SyncPoint guid="P1" timeStamp="1000"/><SyncPoint guid="P2" timeStamp="2500"/>'
    said = f'<TranscriptSelection {GUID} fromSyncPoint="{{p1}}" toSyncPoint="P2"/>'
    assert place(video.format(f"<Transcript>{points}{said}</Transcript>"))[0]["span"] == "00:00:01-00:00:02.5"
    for wrong in (f'<VideoSelection {GUID} begin="5" end="4"/>', f"<Transcript>{said}</Transcript>"):
        assert "milliseconds" in place(video.format(wrong))[1]


def test_a_rectangle_of_a_pdf_counts_by_its_words(place: Any) -> None:
    corners = 'page="0" firstX="1" firstY="1" secondX="2" secondY="2"'
    pdf = f'<PDFSource guid="5" name="a.txt"><PDFSelection {GUID} {corners}>{{}}</PDFSelection></PDFSource>'
    words_of = "<Representation><PlainTextContent> hộ chiếu </PlainTextContent></Representation>"
    assert place(pdf.format(words_of)) == ({"file": "a.txt", "quote": "hộ chiếu", "occurrence": ""}, "")
    assert "rectangle" in place(pdf.format(""))[1]
    twice = "<Representation><PlainTextContent>No pay</PlainTextContent></Representation>"
    assert "as often" in place(pdf.format(twice))[1], "which of two is meant cannot be told"
