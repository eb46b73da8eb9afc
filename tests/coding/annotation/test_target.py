"""Where annotations of others point: found, or refused with what would be enough."""

from typing import Any

import pytest

from workbench.casefile import Case
from workbench.coding.annotation.target import Unplaced, columns
from workbench.coding.shelf import Shelf

AGAIN = "No pay, no pass. 😀 Họ giữ hộ chiếu.\nNo pay again.".rindex("No pay")
SOURCE = "http://example.org/files/a.txt"


@pytest.fixture
def at(rich: Case) -> Any:
    shelf = Shelf(rich)

    def one(*selectors: dict[str, Any], source: Any = SOURCE) -> dict[str, str]:
        return columns({"source": source, "selector": list(selectors)} if selectors else source, shelf)

    return one


def quote(exact: str, **more: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def fragment(value: str) -> dict[str, Any]:
    return {"type": "FragmentSelector", "value": value}


def test_words_are_found_by_themselves_by_their_surroundings_or_by_their_position(at: Any) -> None:
    second = {"file": "a.txt", "quote": "No pay", "occurrence": "2"}
    assert at(quote("hộ chiếu")) == {"file": "a.txt", "quote": "hộ chiếu", "occurrence": ""}
    assert at(quote("No pay", suffix=" again")) == second
    assert at(quote("No pay", prefix="\n")) == second
    assert at(quote("No pay"), {"type": "TextPositionSelector", "start": AGAIN, "end": AGAIN + 6}) == second
    assert at({"type": "TextPositionSelector", "start": AGAIN, "end": AGAIN + 6}) == second
    assert at(fragment(f"char={AGAIN},{AGAIN + 6}")) == second


def test_a_position_that_does_not_fit_the_words_is_not_believed(at: Any) -> None:
    wrong = {"type": "TextPositionSelector", "start": 0, "end": 3}
    assert at(quote("hộ chiếu"), wrong)["quote"] == "hộ chiếu"
    with pytest.raises(Unplaced, match="2 times"):
        at(quote("No pay"), wrong)
    with pytest.raises(Unplaced, match="2 times"):
        at(quote("No pay", prefix="absent"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("xywh=1,2,3,4", {"region": "1,2,3,4"}), ("xywh=pixel:1,2,3,4", {"region": "1,2,3,4"}),
        ("t=10,20", {"span": "00:00:10-00:00:20"}), ("t=npt:0:01:05.2,0:01:20", {"span": "00:01:05.2-00:01:20"}),
        ("t=,20", {"span": "00:00:00-00:00:20"}), ("t=10s,20s", {"span": "00:00:10-00:00:20"}),
    ],
)  # fmt: skip
def test_media_fragments_are_regions_and_stretches(at: Any, value: str, expected: dict[str, str]) -> None:
    assert at(fragment(value), source="b.jpg") == {"file": "b.jpg", **expected}
    assert at(source=f"file:///x/b.jpg#{value}") == {"file": "b.jpg", **expected}


@pytest.mark.parametrize("value", ["xywh=percent:1,2,3,4", "t=10", "xywh=1,2,3", "t=1:99,2", "chapter-3", "char=9"])
def test_other_fragments_are_refused(at: Any, value: str) -> None:
    with pytest.raises(Unplaced):
        at(fragment(value))


@pytest.mark.parametrize("selector", [{"type": "XPathSelector", "value": "/p"}, {}, {"type": "TextQuoteSelector"},
                                      {"type": "TextPositionSelector", "start": 5, "end": 2},
                                      {**quote("No"), "refinedBy": quote("o")}])  # fmt: skip
def test_selectors_that_are_not_read_are_refused_not_dropped(at: Any, selector: dict[str, Any]) -> None:
    with pytest.raises(Unplaced):
        at(selector)


def test_a_source_is_its_last_part_its_name_or_its_item(at: Any, rich: Case) -> None:
    item = next(live.id for live in rich.state().of("item") if live.record.name == "a.txt")
    assert at(source="http://example.org/a.txt?v=2") == {"file": "a.txt"}
    assert at(source=f"urn:forced-labour-workbench:item:{item}") == {"file": item}
    assert at(source={"id": "x:y", "wb:file": "a.txt"}) == {"file": "a.txt"}
    assert at(source="http://example.org/h%E1%BB%99%20chi%E1%BA%BFu.txt") == {"file": "hộ chiếu.txt"}
    assert at(quote("words"), source="nowhere.txt") == {"file": "nowhere.txt", "quote": "words"}
