"""The printed form: tagged, titled, in its language; a brief on its pages, or refused."""

import dataclasses
import io
import re

import numpy as np
import pikepdf
import pypdfium2
import pytest

from workbench.errors import Refused
from workbench.release.dossier.document import Block, Document, Facts, Figure, Paragraph, Points, Section, Table
from workbench.release.dossier.paper import as_pdf, paged
from workbench.release.dossier.parts import dossier


@pytest.fixture(scope="module")
def printed(brief: Document) -> bytes:
    return as_pdf(brief)


def test_it_is_tagged_for_a_screen_reader_and_says_its_title_and_language(printed: bytes) -> None:
    assert b"/StructTreeRoot" in printed or b"pdfuaid" in printed
    assert b"pdfuaid:part" in printed
    with pypdfium2.PdfDocument(printed) as read:
        assert read.is_tagged()
        assert read.get_metadata_value("Title").startswith("Dosije: Skupština")
        catalogue = printed[printed.rindex(b"/Type/Catalog") - 400 :] if b"/Type/Catalog" in printed else printed
        assert b"/Lang(sr)" in printed.replace(b" ", b"") or b"/Lang" in catalogue


def test_a_name_among_headings_of_another_language_stays_in_that_of_the_text(brief: Document) -> None:
    sections = (Section("a", "Tóm tắt", (Paragraph(("x",)),)), Section("b", "Labour Inspectorate", named=True))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, lang="en", headings="vi", sections=sections))
    with pikepdf.open(io.BytesIO(pdf)) as read:
        parts = [one for one in read.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H2"]
        told = [str(one["/Lang"]) for one in parts if "/Lang" in one]
        words = b"".join(page.Contents.read_bytes() for page in read.pages)
    assert set(told) == {"vi"} and words.count(b"/Lang(en)") == 2, "in the contents and where it stands"


def test_a_brief_is_set_a_little_smaller_where_two_requests_would_have_a_page_of_their_own(
    printed: bytes, brief: Document
) -> None:
    assert paged(brief)[1] == 2, "at its full size the last requests stand overleaf, alone"
    with pypdfium2.PdfDocument(printed) as read:
        words = [page.get_textpage().get_text_bounded() for page in read]
    assert "Šta se traži" in words[0] and "Send the conclusions" in words[0]
    assert "Prilozi" in words[1] and "Prilozi" not in words[0]


def test_a_brief_that_fills_a_good_part_of_its_last_page_is_set_at_its_full_size(brief: Document) -> None:
    more = Section("more", "More", tuple(Paragraph(("word " * 60,)) for _ in range(8)))
    short = dataclasses.replace(brief, sections=(*brief.sections[:-1], more, brief.sections[-1]))
    full, pages = paged(short)
    assert pages == 2 and as_pdf(short) == full


def test_a_brief_that_cannot_be_read_on_its_pages_is_refused(brief: Document) -> None:
    long = Section("more", "More", tuple(Paragraph(("word " * 400,)) for _ in range(14)))
    with pytest.raises(Refused, match="may take 2"):
        as_pdf(dataclasses.replace(brief, sections=(brief.sections[0], long, Section("annexes", "Annexes"))))


def test_hostile_words_are_set_as_words(brief: Document) -> None:
    bad = '#read("/etc/passwd") *b* $x$ <l> [c] @x = y'
    made = dataclasses.replace(brief, pages=0, sections=(Section("a", bad, (Paragraph((bad,)),)),))
    pdf, _ = paged(made)
    with pypdfium2.PdfDocument(pdf) as read:
        assert read[0].get_textpage().get_text_bounded().count('#read("/etc/passwd") *b*') >= 2


def low(page: pypdfium2.PdfPage) -> float:
    """The share of a page, above its foot, that is empty below the last words or lines."""
    grey = np.asarray(page.render(scale=0.4).to_pil().convert("L"))
    body = grey[: int(len(grey) * 0.925)]
    return 1 - float(np.where((body < 200).any(axis=1))[0].max()) / len(body)


def test_words_go_on_before_a_drawing_that_has_no_room_any_more(brief: Document) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 493 317"><rect width="493" height="317"/></svg>'
    words = Section("a", "Before", tuple(Paragraph(("word " * 120,)) for _ in range(8)))
    rows = Table("Rows", ("no.", "what"), tuple((number, "row") for number in range(30)))
    drawn = Section("b", "Drawn", (Paragraph(("lead",)), Figure(svg, "caption", "twin"), rows))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=(words, drawn)))
    with pypdfium2.PdfDocument(pdf) as read:
        empty = [low(page) for page in read]
        where = [at for at, page in enumerate(read) if "caption" in page.get_textpage().get_text_range()]
        heading = [at for at, page in enumerate(read) if "lead" in page.get_textpage().get_text_range()]
    assert len(empty) > 1 and all(one < 0.2 for one in empty[:-1]), empty
    assert heading[-1] <= where[0], "no drawing stands before its heading"


@pytest.mark.parametrize("lines", [28, 34, 40, 43, 46])
def test_no_drawing_stands_before_the_heading_of_its_chapter(lines: int, brief: Document) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 493 317"><rect width="493" height="317"/></svg>'
    before = Section("a", "Before", (Table("T", ("a", "b"), tuple((f"row {number}", "x") for number in range(lines))),))
    drawings = tuple(Figure(svg, f"drawing {number}", "twin") for number in range(2))
    rows = Table("Rows", ("no.", "what"), tuple((number, "a row of words " * 12) for number in range(30)))
    drawn = Section("b", "Drawn", (Paragraph(("lead " * 60,)), *drawings, rows))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=(before, drawn)))
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_range() for page in read]
    first = next(at for at, page in enumerate(words) if "drawing 0" in page)
    heading = next(at for at, page in enumerate(words) if "lead lead" in page)
    assert heading <= first, "no drawing stands before its heading"


@pytest.mark.parametrize("lines", [2, 20, 28, 34, 40])
def test_no_drawing_stands_after_the_heading_of_the_next_chapter(lines: int, brief: Document) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 493 317"><rect width="493" height="317"/></svg>'
    before = Section("a", "Before", (Table("T", ("a", "b"), tuple((f"row {number}", "x") for number in range(lines))),))
    drawings = tuple(Figure(svg, f"drawing {number}", "twin") for number in range(3))
    drawn = Section("b", "Drawn", (Paragraph(("lead",)), *drawings, Table("Rows", ("no.",), (("one",),))))
    after = Section("c", "Following chapter", (Paragraph(("next " * 20,)),))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=(before, drawn, after)))
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_range() for page in read]
    numbers = re.findall(r"(\d+)\W+drawing (\d)", " ".join(words))
    assert sorted(numbers) == [("1", "0"), ("2", "1"), ("3", "2")], "each its own number, wherever it was moved"
    last = max(at for at, page in enumerate(words) if "drawing 2" in page)
    following = next(at for at, page in enumerate(words) if "next next" in page)
    assert last < following or (last == following and words[last].index("drawing 2") < words[last].index("next next"))


@pytest.mark.parametrize("lines", range(38, 50))
def test_what_leads_to_a_list_stands_on_one_page_with_it(lines: int, brief: Document) -> None:
    rows = Table("T", ("a", "b"), tuple((f"row {number}", "x") for number in range(lines)))
    points = Points(tuple((f"point {number}: " + "word " * 30,) for number in range(9)), numbered=True)
    asked = Section("b", "Asked", (Paragraph(("what leads to it",)), points))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=(Section("a", "Before", (rows,)), asked)))
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_range() for page in read]
    (page,) = [one for one in words if "what leads to it" in one]
    assert "Asked" in page and "point 0" in page


@pytest.mark.parametrize("count", [48, 49])
def test_no_page_is_needed_for_the_last_line_alone(count: int, brief: Document) -> None:
    rows = Table("T", ("a", "b"), tuple((f"row {number}", "x") for number in range(count)))
    made = dataclasses.replace(
        brief,
        pages=0,
        title="T",
        case="C",
        lang="en",
        headings="en",
        notice="n",
        sections=(Section("a", "A", (rows,)),),
    )
    pdf, _ = paged(made)
    with pypdfium2.PdfDocument(pdf) as read:
        last = read[len(read) - 1].get_textpage().get_text_range()
    assert brief.head in "".join(last.split()) and last.count("row ") > 3


def test_a_box_to_write_in_and_its_reference_stand_on_one_page(brief: Document) -> None:
    blocks: list[Block] = []
    for at in range(60):  # so many that one without the other would stand at the foot of some page
        blocks += [Paragraph(("line",))] * (at % 4)
        blocks += [Table(f"Box {at}.", ("yours",), (("",),), room=20), Paragraph((f"Reference {at}.",), "small")]
    made = dataclasses.replace(brief, sections=(Section("s", "S", tuple(blocks)),), pages=0)
    with pypdfium2.PdfDocument(as_pdf(made)) as read:
        texts = [read[at].get_textpage().get_text_bounded() for at in range(len(read))]
    assert len(texts) > 5
    for at in range(60):
        (page,) = [text for text in texts if f"Reference {at}." in text]
        assert f"Box {at}." in page


def test_what_is_to_be_answered_is_on_one_page_with_its_box(brief: Document) -> None:
    box = Table("box", ("answer",), (("",),), room=60)
    parts = tuple(Section(f"a{n}", f"Part {n}", (Paragraph((f"said {n}",)), box, Paragraph((f"mark {n}",))))
                  for n in range(6))  # fmt: skip
    made = as_pdf(dataclasses.replace(brief, pages=0, sections=(Section("all", "All", (), parts),)))
    with pypdfium2.PdfDocument(made) as read:
        pages = [page.get_textpage().get_text_bounded() for page in read]
    assert len(pages) > 2
    for n in range(6):
        assert any(f"Part {n}" in page and f"said {n}" in page and f"mark {n}" in page for page in pages)
        assert sum(f"mark {n}" in page for page in pages) == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 493 317"><rect width="493" height="317"/></svg>'


def pages(brief: Document, *sections: Section) -> list[str]:
    """The words of each page of a dossier that has these sections."""
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=sections))
    with pypdfium2.PdfDocument(pdf) as read:
        return [page.get_textpage().get_text_bounded() for page in read]


def filler(lines: int) -> Section:
    """So many lines before what a test looks at."""
    return Section("a", "Before", (Table("T", ("a", "b"), tuple((f"line {number}", "x") for number in range(lines))),))


@pytest.mark.parametrize("lines", [20, 26, 32, 36, 38, 40, 42, 44, 46, 48])
def test_no_heading_stands_with_its_lead_in_alone_where_the_drawing_is_overleaf(lines: int, brief: Document) -> None:
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(30)))
    drawn = Section("b", "Drawn", (Paragraph(("lead " * 30,)), Figure(SVG, "drawing", "twin"), rows))
    (page,) = [one for one in pages(brief, filler(lines), drawn) if "lead lead" in one]
    assert "drawing" in page or "entry 2" in page
    alone = Section("b", "Drawn", (Paragraph(("lead " * 30,)), Figure(SVG, "drawing", "twin")))
    assert any("lead lead" in one and "drawing" in one for one in pages(brief, filler(lines), alone))


def test_words_go_on_before_the_second_drawing_where_it_has_no_room(brief: Document) -> None:
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(30)))
    figures = tuple(Figure(SVG, f"drawing {number}", "twin") for number in range(2))
    words = pages(brief, Section("b", "Drawn", (Paragraph(("lead " * 30,)), *figures, rows)), filler(1))
    (first,) = [one for one in words if "drawing 0" in one]
    assert "drawing 1" not in first and "entry 2" in first


@pytest.mark.parametrize("lines", range(38, 50))
def test_several_words_that_lead_to_a_table_or_a_section_stay_with_it(lines: int, brief: Document) -> None:
    leads = tuple(Paragraph((f"lead {number}",), "small" if number else "plain") for number in range(3))
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(30)))
    for under in (Section("b", "Under", (*leads, rows)), Section("b", "Under", leads, (Section("c", "In", (rows,)),))):
        (page,) = [one for one in pages(brief, filler(lines), under) if "lead 0" in one]
        assert "lead 2" in page and "entry 0" in page


@pytest.mark.parametrize("lines", range(38, 50))
def test_a_table_of_a_few_rows_is_not_broken(lines: int, brief: Document) -> None:
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(4)), note="below it")
    (page,) = [one for one in pages(brief, filler(lines), Section("b", "Few", (rows,))) if "entry 0" in one]
    assert "entry 3" in page and "below it" in page


@pytest.mark.parametrize("lines", range(44, 54))
def test_no_row_of_a_long_table_nor_its_note_is_alone_overleaf(lines: int, brief: Document) -> None:
    rows = tuple((f"entry {number}", "a row of words") for number in range(lines))
    words = pages(brief, Section("a", "A", (Table("Long", ("what", "words"), rows, note="what the table says"),)))
    (noted,) = [one for one in words if "what the table says" in one]
    assert noted.count("entry ") >= 3 and f"entry {lines - 1}" in noted


@pytest.mark.parametrize("lines", range(38, 48))
def test_no_long_table_begins_with_a_single_row_at_the_foot_of_a_page(lines: int, brief: Document) -> None:
    rows = tuple((f"entry {number}", "a row of words") for number in range(20))
    after = Section("b", "Following", (Paragraph(("lead lead",)), Table("Long", ("what", "words"), rows)))
    words = pages(brief, filler(lines), after)
    (page,) = [one for one in words if "entry 0" in one]
    assert page.count("entry ") >= 2 and "lead lead" in page and "Long" in page


@pytest.mark.parametrize("lines", [10, 16, 22, 26, 28, 30, 32])
def test_a_summary_is_broken_only_where_it_would_leave_much_of_a_page_empty(lines: int, brief: Document) -> None:
    rows = tuple((f"entry {number}", "a row of words") for number in range(42))
    summary = Section("summary", "Summary", (Table("Glance", ("what", "words"), rows),))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=(filler(lines), summary)))
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_bounded() for page in read]
        at = next(at for at, page in enumerate(words) if "entry 0" in page)
        assert "entry 41" in words[at] or (low(read[at]) < 0.2 and "line 0" in words[at])
        assert at == 0 or low(read[at - 1]) < 0.25


@pytest.mark.parametrize("lines", range(14, 38, 2))
def test_a_drawing_for_which_there_is_room_stands_below_the_one_before_it(lines: int, brief: Document) -> None:
    """The place at the head of its page would leave no room below, and so be taken for the only one."""
    figures = tuple(
        Figure(SVG.replace(b"317", str(high).encode()), f"drawing {number}. " + "words " * 14, "twin")
        for number, high in enumerate((306, 263, 280, 241))
    )
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(30)))
    told = " ".join(pages(brief, filler(lines), Section("b", "Drawn", (Paragraph(("lead " * 44,)), *figures, rows))))
    assert re.findall(r"drawing (\d)", told) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("count", [3, 24])
@pytest.mark.parametrize("lines", range(36, 50, 2))
def test_the_sentence_after_the_last_table_of_a_part_is_not_alone_overleaf(
    lines: int, count: int, brief: Document
) -> None:
    rows = Table(
        "Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(count)), note="below it"
    )
    part = Section("b", "Part", (rows, Paragraph(("It ends with a sentence.",))))
    following = Section("c", "Following", (Paragraph(("next " * 20,)),))
    words = pages(brief, filler(lines), part, following)
    (page,) = [one for one in words if "It ends with a sentence." in one]
    assert f"entry {count - 1}" in page and "below it" in page


@pytest.mark.parametrize("lines", range(20, 30, 2))
def test_a_chapter_begins_before_a_drawing_that_stands_overleaf(lines: int, brief: Document) -> None:
    """It went overleaf with the drawing, and left up to 40 percent of the page before it empty."""
    rows = Table("Rows", ("no.", "what"), tuple((number, f"entry {number}") for number in range(lines)))
    early = tuple(Figure(SVG, f"early {number}", "twin") for number in range(2))
    few = Table("Few", ("no.", "what"), tuple((number, f"place {number}") for number in range(4)))
    site = (Paragraph(("lead lead",)), Figure(SVG.replace(b"317", b"471"), "the map", "twin"), few)
    told = (Section("b", "Before", (Paragraph(("lead",)), *early, rows)), Section("c", "The site", site), filler(30))
    pdf, _ = paged(dataclasses.replace(brief, pages=0, sections=told))
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_bounded() for page in read]
        (at,) = [at for at, page in enumerate(words) if "lead lead" in page]
        assert f"entry {lines - 1}" in words[at] and "place 3" in words[at] and "the map" in words[at + 1]
        assert low(read[at]) < 0.27


@pytest.mark.parametrize("lines", range(40, 52))
def test_no_line_of_a_short_list_is_alone_nor_the_first_of_a_longer_one(lines: int, brief: Document) -> None:
    for count, together in ((3, 3), (9, 2)):
        points = Points(tuple((f"point {number}",) for number in range(count)))
        words = pages(brief, filler(lines), Section("b", "Listed", (points,)))
        (page,) = [one for one in words if "point 0" in one]
        assert "Listed" in page and page.count("point ") >= together


@pytest.mark.parametrize("lines", range(38, 52))
def test_the_line_that_ends_a_part_stands_with_the_one_before_it(lines: int, brief: Document) -> None:
    blocks = (Points((("one",), ("two",))), Paragraph(("not enough",)), Paragraph(("its source",), "small"))
    (page,) = [one for one in pages(brief, filler(lines), Section("b", "Ended", blocks)) if "its source" in one]
    assert "not enough" in page


@pytest.mark.parametrize("lines", range(30, 52, 2))
@pytest.mark.parametrize("count", [3, 8, 30])
def test_a_table_begins_with_two_rows_at_least_and_ends_with_three(count: int, lines: int, brief: Document) -> None:
    caption = "A caption of several lines that takes more room than one would. " * 3
    rows = tuple((f"entry {number}.", "a row of words " * 9) for number in range(count))
    words = pages(brief, filler(lines), Section("b", "Following", (Table(caption, ("what", "words"), rows),)))
    held = [page.count("entry ") for page in words if "entry " in page]
    assert sum(held) == count and held[0] >= 2 and held[-1] >= 3 and "Following" in words[-len(held)]


@pytest.mark.parametrize("lines", range(30, 50, 2))
@pytest.mark.parametrize("count", [4, 9, 30])
def test_no_point_of_a_numbered_list_stands_alone_and_the_numbers_go_on(
    count: int, lines: int, brief: Document
) -> None:
    points = Points(tuple((f"point of words {number}. " + "word " * 20,) for number in range(count)), numbered=True)
    words = pages(brief, filler(lines), Section("b", "Asked", (points,)))
    held = [page.count("point of words ") for page in words if "point of words " in page]
    assert sum(held) == count and held[0] >= 2 and held[-1] >= 2 and "Asked" in words[-len(held)]
    assert f"{count}." in words[-1] and f"point of words {count - 1}." in words[-1]


@pytest.mark.parametrize("lines", range(34, 50, 2))
def test_facts_are_not_broken(lines: int, brief: Document) -> None:
    facts = Facts(tuple((f"name {number}", "value") for number in range(6)))
    (page,) = [one for one in pages(brief, filler(lines), Section("b", "Facts", (facts,))) if "name 0" in one]
    assert "name 5" in page and "Facts" in page


def of_contents(document: Document, words: list[str]) -> dict[str, int]:
    """The numbers that the contents bear, by headings."""
    front = " ".join(" ".join(words[:4]).split())
    told: dict[str, int] = {}
    for title in (one.title for depth, one in document.walk() if depth <= 2):
        found = re.search(re.escape(" ".join(title.split())) + r" ?(?:\. ?){2,}(\d+)", front)
        assert found, title
        told.setdefault(title, int(found[1]))
        front = front[found.end() :]  # in their order: two chapters may bear one name
    return told


@pytest.mark.parametrize(
    ("whose", "scale", "more"), [("held", 1, 0), ("totals", 1, 0), ("totals", 0.93, 0), ("totals", 1, 5)]
)
def test_the_numbers_of_a_real_dossier_are_right_and_no_page_but_the_last_is_half_empty(
    whose: str, scale: float, more: int, request: pytest.FixtureRequest
) -> None:
    """Where its drawings stood and how many pages there were depended on each other in a circle."""
    document = dossier(request.getfixturevalue(whose))
    first = document.sections[0]
    longer = dataclasses.replace(first, blocks=(*first.blocks, *[Paragraph(("word " * 40,))] * more))
    long = dataclasses.replace(document, sections=(longer, *document.sections[1:]))
    pdf, _ = paged(long, scale=scale)
    with pypdfium2.PdfDocument(pdf) as read:
        words = [page.get_textpage().get_text_bounded() for page in read]
        empty = [low(page) for page in read]
    for number, page in enumerate(words, 1):
        assert f"{document.labels['page']} {number} / {len(words)}" in " ".join(page.split())
    for title, number in of_contents(long, words).items():
        assert " ".join(title.split()) in " ".join(words[number - 1].split()), (title, number)
    assert len(words) > 20 and max(empty[:-1]) < 0.3, empty
    told = re.findall(rf"{document.labels['figure']}\s(\d+):", " ".join(words))
    assert told == [str(number) for number in range(1, len(told) + 1)] and len(told) > 5
