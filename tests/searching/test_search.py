"""Searching a case: what is found, where, in which order, and never what was withdrawn."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.casefile.conftest import case, sealed, sealed_once, state_home  # noqa: F401 - fixtures
from tests.casefile.sealed_case import told_by
from tests.extract.written import WORDS, needs_tesseract, page, png
from tests.searching.small import coded, item, small, tables
from workbench import reading, verbs
from workbench.casefile import Case
from workbench.errors import BadValue, Unknown
from workbench.keeping import withdraw
from workbench.records import Correction, CustodyEvent
from workbench.searching.opening import opened
from workbench.searching.search import Searchable, search, snippet
from workbench.tables import tabulate


def places(**narrow: Any) -> list[tuple[str, str | None, bool]]:
    words = narrow.pop("words", "passports OR giữ OR пасоше OR food")
    return sorted(
        (hit.file, hit.place, hit.passage is not None) for hit in Searchable(small()).find(words, **narrow).hits
    )


ALL = [("chat.json", "message 1 · L · 2024-03-18T07:00:00", False), ("note.html", "paragraph 1", False),
       ("worker.txt", "line 1", False), ("worker.txt", "line 5", False)]  # fmt: skip


def test_words_that_are_coded_too_are_listed_once() -> None:
    assert places() == ALL


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"kind": "chat"}, ALL[:1]),
        ({"language": "sr"}, ALL[1:2]),
        ({"source": "S2"}, ALL[1:2]),
        ({"source": "The press"}, ALL[1:2]),
        ({"worker": "W-01"}, ALL[2:]),
        ({"worker": "W-02"}, [("worker.txt", "line 5", True)]),
        ({"site": "SITE"}, [("worker.txt", "line 1", True)]),
        ({"indicator": "retention-of-identity-documents"}, [("worker.txt", "line 1", True)]),
        ({"indicator": "debt-bondage"}, []),
        ({"since": "2024-05-25"}, ALL[1:2]),
        ({"since": "2024-03", "until": "2024-03-31"}, [ALL[0], ("worker.txt", "line 1", True)]),
    ],
)
def test_an_answer_can_be_narrowed(narrow: dict[str, str], found: list[tuple[str, str, bool]]) -> None:
    assert places(**narrow) == found


def test_facets_count_what_was_found() -> None:
    facets = Searchable(small()).find("passports OR giữ OR пасоше OR food").facets
    assert facets["kind"] == {"text": 2, "chat": 1, "document": 1}
    assert facets["indicator"] == {"abusive-working-and-living-conditions": 1, "retention-of-identity-documents": 1}
    assert facets["worker"] == {"W-01": 2, "W-02": 1} and facets["year"] == {"2024": 3}


def test_a_facet_says_how_many_are_listed_when_one_narrows_by_it() -> None:
    searchable, words = Searchable(small()), "passports OR giữ OR пасоше OR food"
    for name, counts in searchable.find(words).facets.items():
        if name != "year":
            assert counts == {value: searchable.find(words, **{name: value}).total for value in counts}, name


def test_what_has_no_date_is_counted_where_a_date_is_asked_for() -> None:
    assert Searchable(small()).find("passports OR food", since="2024").undated == 3


def test_a_phrase_runs_over_the_end_of_a_line_and_opens_where_it_begins() -> None:
    (hit,) = Searchable(small()).find('"asked for the passports"').hits
    assert hit.place == "line 2" and hit.text.endswith("we [[asked for the passports]] back.")


def test_offsets_are_code_points_of_the_text_as_received() -> None:
    text = "😀 Ho\u0323\u0302 chie\u0302\u0301u"
    (hit,) = Searchable(tables(item("a", text))).find("hộ chiếu").hits
    assert text[hit.start : hit.end] == "Ho\u0323\u0302" and hit.as_typed


def test_what_stands_as_typed_comes_first_whatever_its_rank() -> None:
    texts = {"plain": "ho chieu " * 3, "marks": "rất nhiều từ khác ở đây trước hộ chiếu và sau đó nữa"}
    found = Searchable(tables(*(item(name, text) for name, text in texts.items())))
    assert [hit.file for hit in found.find("hộ chiếu").hits] == ["marks", "plain"]
    assert [hit.file for hit in found.find("ho chieu").hits] == ["plain", "marks"]


def test_the_snippet_shows_as_many_of_the_words_as_it_can() -> None:
    text = "debt " + "and so on " * 60 + "their debt and the wages " + "and so on " * 60
    (hit,) = Searchable(tables(item("a", text, places=[("page 1", 0, len(text))], unit="page"))).find("wages debt").hits
    assert "[[debt]] and the [[wages]]" in hit.text and hit.text.startswith("… ") and hit.text.endswith(" …")


def test_a_snippet_never_cuts_what_was_found() -> None:
    word = "a" * 300
    assert snippet(f"x {word} y", [(2, 302)])[1] == (word, True)


SCAN = "Họ giữ hộ chiểu ở đây.\n" + "Lương trả chậm. " * 20
READ = {"recognised": {"doubtful_below": 70, "words": [[0, 2, 96, 1, 0, 0, 9, 9], [7, 9, 62, 1, 9, 0, 19, 9],
                                                       [10, 15, 41, 1, 20, 0, 29, 9]]}}  # fmt: skip


def scanned() -> Searchable:
    one = item("a.pdf", SCAN, places=[("page 1 (recognised)", 0, len(SCAN))], unit="page", facts=READ)
    return Searchable(tables(one, more=coded("a.pdf", SCAN, "hộ chiểu")))


def test_words_that_a_machine_read_with_little_confidence_are_marked_in_what_was_found() -> None:
    (hit,) = scanned().find('"ho chieu"').hits
    assert [(one.text, one.confidence, one.sought) for one in hit.doubtful] == [("hộ", 62, True), ("chiểu", 41, True)]
    assert hit.text.startswith("Họ giữ [[hộ(?) chiểu(?)]] ở đây.")
    assert hit.place == "page 1 (recognised, confidence 41, below 70: compare it with the picture)"
    words = "".join(part for part, _ in hit.snippet)
    assert [words[one.start : one.end] for one in hit.doubtful] == ["hộ", "chiểu"]


def test_doubtful_words_beside_what_was_sought_are_marked_too() -> None:
    (hit,) = scanned().find("day").hits
    assert [(one.text, one.sought) for one in hit.doubtful] == [("hộ", False), ("chiểu", False)]
    assert hit.place == "page 1 (recognised)" and "chiểu(?) ở [[đây]]" in hit.text
    sure = Searchable(tables(item("a", SCAN))).find("day").hits[0]
    assert sure.doubtful == () and sure.doubt == ""


def test_a_coded_passage_of_an_earlier_reading_keeps_its_doubts() -> None:
    rows, stored = item("a.pdf", SCAN, places=[("page 1 (recognised)", 0, len(SCAN))], unit="page", facts=READ)
    again = [(f"{name}-2", dataclasses.replace(one, object=one.object + "2")) for name, one in rows[1:]]
    later = {"t-a.pdf2": b"another reading", "l-a.pdf2": b'{"places": [], "unit": "page"}'}
    whole = ([*rows, *again], stored | later)
    (hit,) = Searchable(tables(whole, more=coded("a.pdf", SCAN, "hộ chiểu"))).find("chieu").hits
    assert hit.start is None and [(one.text, one.confidence) for one in hit.doubtful] == [("hộ", 62), ("chiểu", 41)]
    assert hit.text == "hộ(?) [[chiểu(?)]]"


@needs_tesseract
def test_a_blurred_scan_is_found_with_its_doubts(case: Case, tmp_path: Path) -> None:  # noqa: F811
    drawn = page(*WORDS["vie"] * 2)
    blurred = drawn.resize((drawn.width // 5, drawn.height // 5), Image.Resampling.BOX).resize(drawn.size)
    (tmp_path / "a.png").write_bytes(png(blurred))
    verbs.add(case, tmp_path / "a.png", agent="MJ")
    made = reading.recognise(case, "a.png", language="vi", agent="MJ")
    texts = case.tables().texts
    below = [word for word in texts.layout(made.item)["recognised"]["words"] if word[2] < 70]
    text = texts.text(made.item) or ""
    assert below
    start, end, sure = below[0][:3]
    hits = [hit for hit in search(case, text[start:end]).hits if hit.start == start]
    assert [(one.confidence, one.sought) for one in hits[0].doubtful][:1] == [(sure, True)]
    assert f"confidence {sure}, below 70" in str(hits[0].place) and "(?)]]" in hits[0].text
    at = opened(case, verbs.item_of(case, "a.png"), f"{start}-{end}")
    assert {"text": text[start:end], "start": start, "end": end, "confidence": sure} in at.doubtful


def test_the_same_question_has_the_same_order() -> None:
    many = Searchable(tables(*(item(f"{number:03}", "pay") for number in range(50))))
    assert [hit.file for hit in many.find("pay").hits] == [f"{number:03}" for number in range(20)]


@pytest.mark.parametrize("narrow", [{"kind": "chatt"}, {"worker": "W-1"}, {"indicator": "debt"}, {"planet": "x"}])
def test_a_slip_is_told_with_what_is_near(narrow: dict[str, str]) -> None:
    with pytest.raises(Unknown) as error:
        Searchable(small()).find("a", **narrow)  # type: ignore[arg-type]
    assert error.value.near or "planet" in narrow


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(BadValue, match="YYYY-MM-DD"):
        Searchable(small()).find("a", since="May")


def test_a_case_that_grows_is_searched_anew(case: Case) -> None:  # noqa: F811
    told_by(case)
    assert search(case, "passports").total == 1
    told_by(case, "More passports.", worker="W-02", key="S-02", name="u.txt")
    assert search(case, "passports").total == 2


def test_a_sealed_case_is_searched_once_it_is_open_and_the_index_goes_when_it_closes(sealed: Case) -> None:  # noqa: F811
    told_by(sealed)
    (hit,) = search(sealed, "ho chieu").hits
    assert hit.file == "t.txt"
    state = sealed.state()
    assert "_searching" in vars(state)
    sealed.lock()
    assert sealed._known is None


def test_what_a_worker_withdrew_is_not_found(sealed: Case) -> None:  # noqa: F811
    for number, act in enumerate(["stop-using", "destroy"], 1):
        told_by(sealed, f"Passports {act}.", worker=f"W-{number:02}", key=f"S-{number:02}", name=f"{act}.txt")
    told_by(sealed, "Other passports.", worker="W-03", key="S-03", name="u.txt")
    assert search(sealed, "passports").total == 3
    who = {"agent": sealed.agent("MJ"), "reason": "asked for it"}
    withdraw(sealed, "W-01", act="stop-using", **who)
    withdraw(sealed, "W-02", act="destroy", private="alone, in Vietnamese", offered="copies given back", **who)
    found = search(sealed, "passports OR using OR destroy")
    assert [hit.file for hit in found.hits] == ["u.txt"] and found.facets["worker"] == {"W-03": 1}


def test_what_a_correction_set_aside_is_not_found(case: Case) -> None:  # noqa: F811
    told = told_by(case)
    assert search(case, "they", indicator="retention-of-identity-documents").total == 1
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=told["coding"], reason="a slip"))
    assert search(case, "they", indicator="retention-of-identity-documents").total == 0
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Correction(target=told["item"], reason="not of this case"))
    assert search(case, "they").total == 0


def test_a_file_is_found_by_everybody_who_told_it_however_late() -> None:
    rows = [(key, one) for rows in small().rows.values() for key, one in rows]
    again = [(f"again{n}", CustodyEvent(item="i-chat.json", action="received-again", outcome="duplicate",
                                        received_from=source)) for n, source in enumerate(("s2", "s1"))]  # fmt: skip
    found = Searchable(tabulate([*rows, *again], "h", small().bytes_of))
    for narrow in ({"source": "S2"}, {"source": "S1"}, {"worker": "W-01"}):
        hits = {hit.file: hit.source for hit in found.find("giữ", **narrow).hits}
        assert hits == {"chat.json": "The press; Account of W-01"}, narrow
