"""The printed sheet: one page of A4 whatever the record, what was left out is counted, letters of all our languages."""

import dataclasses
from pathlib import Path

import pypdfium2
import pytest

from tests.release.custody_sheet import crowded, sheet
from workbench.release.custody_print import pdf


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        return " ".join(document[0].get_textpage().get_text_bounded().split())


EDGE = 595 - 15 / 25.4 * 72 + 1  # the right margin, in points


def furthest(data: bytes) -> float:
    """How far to the right the last letter reaches, in points."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0].get_textpage()
        return max(page.get_rect(place)[2] for place in range(page.count_rects()))


def test_one_page_with_the_digest_the_head_and_every_event(tmp_path: Path) -> None:
    found, tables = sheet(tmp_path)
    text = words(pdf(found, tables))
    assert "This sheet shows integrity since intake, not authorship." in text
    squeezed = text.replace(" ", "").replace("\u200b", "")
    assert found.item.sha256 in squeezed and found.head in squeezed
    for said in ("Công trường Ravnica / Градилиште <b>Равница</b>", "khu nhà B / барака Б",
                 "not reviewed for disclosure", "set aside: typed into the wrong line", "2024-05-18 21:40 (+02:00)",
                 "intake (ingestion)"):  # fmt: skip
        assert said in text, said


@pytest.mark.parametrize("times", [5, 40, 400])
def test_a_long_record_stays_on_one_page_and_says_what_is_not_on_it(tmp_path: Path, times: int) -> None:
    found, tables = sheet(tmp_path)
    text = words(pdf(crowded(found, times), tables))
    assert "further rows stand in the .html, .json and .jsonld forms" in text
    assert found.head in text.replace(" ", "").replace("\u200b", "")


def test_long_words_do_not_push_it_over(tmp_path: Path) -> None:
    from workbench import custody, verbs

    found, tables = sheet(tmp_path)
    case = verbs.open(tmp_path / "c")
    for _ in range(4):
        custody.tell(case, found.id, "transfer", agent="MJ", received_by="x" * 300, method="lorem ipsum " * 120)
    long = pdf(custody.custody(case, found.id), tables)
    words(long)
    assert furthest(long) <= EDGE


def test_a_name_without_a_space_breaks_and_does_not_run_over_the_edge(tmp_path: Path) -> None:
    name = "0a" * 32 + ".proof.json"
    found, tables = sheet(tmp_path)
    said = dataclasses.replace(found.events[0].told, reasons=(("sidecar-matches", f"it is as told ({name})"),))
    events = (dataclasses.replace(found.events[0], told=said), *found.events[1:])
    item = dataclasses.replace(found.item, name=name)
    made = pdf(dataclasses.replace(found, item=item, events=events), tables)
    assert name in words(made).replace(" ", "") and furthest(made) <= EDGE


def test_a_letter_that_the_font_lacks_is_shown_to_be_one(tmp_path: Path) -> None:
    from workbench import custody, verbs

    found, tables = sheet(tmp_path)
    case = verbs.open(tmp_path / "c")
    assert "stands for a letter" not in words(pdf(found, tables))
    custody.tell(case, found.id, "transfer", agent="MJ", received_by="张三")
    assert "▯ stands for a letter" in words(pdf(custody.custody(case, found.id), tables))
