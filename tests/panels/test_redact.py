"""Redaction at the desk: looked at first, recorded at once, taken back; the copy follows."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.coding.conftest import TEXT
from tests.panels.asked import Page
from tests.redaction.planted import BOX, jpeg, pdf
from workbench import verbs, withheld
from workbench.casefile import Case
from workbench.coding.by_hand import code
from workbench.panels import Redact

NOTE = TEXT + "\n"
AT = NOTE.index("hộ chiếu")


@pytest.fixture
def page(case: Case, tmp_path: Path) -> Page:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, data in (("room.jpg", jpeg()), ("letter.pdf", pdf()), ("note.txt", NOTE.encode())):
        (raw / name).write_bytes(data)
    verbs.add(case, raw, agent="MJ")
    return Page(Redact(case, "note.txt", agent="MJ"))


def text_of(page: Page) -> str:
    return str(withheld.seen(page.panel.case, "note.txt")["text"])


def test_words_are_looked_at_recorded_taken_back_and_withheld_again(page: Page) -> None:
    case, head = page.panel.case, page.panel.case.head()
    assert "no copy" in page.ask("withhold") and case.head() == head
    said = page.ask("preview", at=[AT, AT + 8], reason="identity")
    assert said.startswith("This is the copy as a reader would get it. Places withheld: 1.") and case.head() == head
    assert "giữ [withheld: name].\n" in page.state["preview"]["text"] and page.state["preview"]["new"]
    assert page.ask("withhold").startswith("Recorded. Places withheld: 1.") and page.state["preview"] is None
    made = case.state().of("redaction")[0].record
    assert (made.spans, made.reason) == (((AT, AT + 8),), "identity") and "hộ chiếu" not in text_of(page)
    assert page.state["item"]["marks"][0]["start"] == AT and page.state["withheld"][0]["by"] == "MJ"
    page.ask("undo")
    assert text_of(page) == NOTE and page.state["withheld"] == [] and not case.state().of("redaction")
    page.ask("redo")
    assert "hộ chiếu" not in text_of(page) and page.state["withheld"][0]["places"] == 1
    page.ask("undo", event=page.state["withheld"][0]["id"])
    assert text_of(page) == NOTE and verbs.verify(case).ok


def test_what_was_looked_at_is_what_is_recorded_or_nothing(page: Page) -> None:
    page.ask("preview", at=[0, 6], everywhere=True, reason="other")
    assert page.state["preview"]["log"] and page.state["preview"]["remaining"] == 0
    other = Page(Redact(page.panel.case, "note.txt", agent="AK"))
    other.ask("preview", at=[AT, AT + 8], reason="health", note="W-02 asked")
    other.ask("withhold")
    assert "grown" in page.ask("withhold") and len(page.panel.case.state().of("redaction")) == 1
    assert "no reason" in page.ask("preview", at=[0, 6], reason="")
    assert "no place" in page.ask("preview", reason="other")
    page.ask("preview", at=[0, 6], reason="other")
    assert page.state["preview"]["remaining"] == 1, "the same words stand elsewhere, and that is said"


def test_a_region_is_painted_in_the_copy_that_is_looked_at_and_kept(page: Page) -> None:
    page.ask("turn", item="room.jpg")
    assert "room.jpg, page 1 of 1" in page.ask("see")
    assert page.state["item"]["pixels"] == [90, 160] and page.brought[0][:2] == b"\xff\xd8"
    page.ask("preview", region=list(BOX), reason="identity")
    x, y, wide, high = BOX
    seen = Image.open(io.BytesIO(page.brought[0])).convert("RGB")
    assert seen.size == (90, 160) and max(seen.getpixel((x + wide // 2, y + high // 2))) < 20
    assert "outside" not in page.ask("withhold") and page.state["item"]["regions"] == [list(BOX)]
    page.ask("copy")
    assert Image.open(io.BytesIO(page.brought[0])).size == (90, 160) and not page.state["preview"]["new"]
    kept = page.brought[0]
    assert page.ask("write", out="room.jpg").startswith("Wrote room.jpg")
    assert (page.panel.case.path / "exports" / "room.jpg").read_bytes() == kept
    assert "ends in" in page.ask("write", out="room.png") and "name of a new file" in page.ask("write", out=" ")
    page.ask("preview", region=[900, 900, 5, 5], reason="identity")
    assert "inside 90 by 160" in str(page.answers[-1]["wrong"])


def test_a_page_is_seen_painted_and_taken_as_words_alone(page: Page) -> None:
    page.ask("turn", item="letter.pdf")
    page.ask("see", page=1)
    assert page.state["item"]["pages"] == 1 and page.state["item"]["pixels"] == [300, 200]
    text = page.state["item"]["text"]
    at = text.index("passports")
    page.ask("preview", at=[at, at + 9], reason="other")
    assert page.state["preview"]["paged"] and Image.open(io.BytesIO(page.brought[0])).size == (625, 417)
    assert "Page 1 of 1" in page.ask("leaf", page=1) and "from 1 to 1" in page.ask("leaf", page=2)
    page.ask("preview", at=[at, at + 9], reason="other", as_text=True)
    assert "They keep our [withheld]." in page.state["preview"]["text"]
    page.ask("withhold")
    page.ask("undo")
    assert "passports" in withheld.seen(page.panel.case, "letter.pdf")["text"], "the copy keeps its form"


def test_what_would_leave_is_shown_in_its_words_until_it_is_withheld(page: Page) -> None:
    case = page.panel.case
    said = {"framework": "ilo-11", "indicator": "isolation", "stance": "supports", "subject": "W-01",
            "means": "document"}  # fmt: skip
    code(case, {"file": verbs.item_of(case, "note.txt").id, "quote": "hộ chiếu", **said}, agent=case.agent("MJ"))
    page.ask("again")
    (row,) = page.state["passages"]
    assert row["quote"] == "hộ chiếu" and row["leaves"] is None and not page.state["asked"]
    assert "in words: 0." in page.ask("leaving", audience="public") and page.state["asked"]
    assert "moon" in page.ask("leaving", audience="moon")
    page.ask("preview", passage=row["id"], reason="identity")
    page.ask("withhold")
    assert page.state["passages"][0]["withheld"]


def test_the_twin_says_how_much_is_withheld_and_no_word(page: Page) -> None:
    page.ask("preview", at=[AT, AT + 8], reason="identity", note="W-02 asked")
    assert "hộ chiếu" not in page.panel.twin()
    page.ask("withhold")
    twin = page.panel._repr_mimebundle_()[0]["text/html"]
    assert "<caption" in twin and "it names somebody" in twin and "hộ chiếu" not in twin and "script" not in twin


def test_what_leaves_of_the_demo_stands_beside_its_words(demo_case: Any) -> None:
    panel = Redact(demo_case, "testimonies/W-01_2024-05-11_vi.txt", audience="ombudsman", agent="MJ")
    found = Page(panel)
    said = found.ask("leaving", audience="ombudsman")
    leaves = [one for one in found.state["passages"] if one["leaves"]]
    assert leaves and said.endswith(f"in words: {len(leaves)}.")
