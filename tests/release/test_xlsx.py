import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from tests.release.hostile_case import FORMULAS, TEXTS
from workbench.figures.matrix import LOOKS
from workbench.figures.style import luminance
from workbench.release.sheets import Sheet
from workbench.release.xlsx import CUT, LONGEST, workbook

PLAIN = Sheet("One", ("text", "number"), tuple((text, Decimal("-450.50")) for text in TEXTS), (40, 10), freeze=1)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_no_cell_is_a_formula_and_numbers_are_numbers() -> None:
    page = opened(workbook([PLAIN], title="t")).active
    for line, text in enumerate(TEXTS, 2):
        assert page.cell(line, 1).value == text
        assert page.cell(line, 1).data_type == "s"
        assert page.cell(line, 2).value == -450.5 and page.cell(line, 2).data_type == "n"
    assert page.freeze_panes == "B2"


def test_the_parts_hold_no_formula_no_author_no_address() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([PLAIN], title="t"))) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            text = parts.read(name).decode()
            assert not re.search(r"<f[ >]", text), name
            assert "TargetMode" not in text, name
        core = parts.read("docProps/core.xml").decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) in ([], [""])
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert workbook([PLAIN], title="t") == workbook([PLAIN], title="t")


def test_links_stay_inside_and_lead_to_the_row() -> None:
    rows = tuple((text, None) for text in FORMULAS)
    first = Sheet("Matrix", ("a", "b"), rows, links={(0, 0): ("Other", 3)}, fills={(0, 0): "#a9cbe8"})
    cell = opened(workbook([first, Sheet("Other", ("x",), (("1",),))], title="t"))["Matrix"].cell(2, 1)
    assert cell.hyperlink.location == "'Other'!A5" and cell.hyperlink.target is None
    assert cell.value == FORMULAS[0] and cell.data_type == "s"
    assert cell.fill.fgColor.rgb == "FFA9CBE8"


@pytest.mark.parametrize("state", [state for state in LOOKS if state != "not-assessed"])
def test_a_link_can_be_read_on_its_ground_in_the_ink_of_every_program(state: str) -> None:
    fills = dict.fromkeys([(0, 0), (1, 0)], LOOKS[state].ground)
    one = Sheet("Matrix", ("a",), ((state,), (state,)), links={(0, 0): ("Matrix", 0)}, fills=fills)
    page = openpyxl.load_workbook(io.BytesIO(workbook([one], title="t")))["Matrix"]
    linked, plain = (page.cell(row, 1) for row in (2, 3))
    ground = "#" + linked.fill.fgColor.rgb[2:]
    assert ground == "#" + plain.fill.fgColor.rgb[2:], "one state has one colour on a sheet"
    for ink in ("#000080", "#" + linked.font.color.rgb[2:]):
        first, second = sorted((luminance(ground), luminance(ink)))
        assert (second + 0.05) / (first + 0.05) >= 4.5, (ground, ink)


def test_from_day_to_day_stands_on_one_line() -> None:
    for span in ("2024-05-13 to 2024-05-16", "od 2024-05-13 do 2024-05-16", "од 2024-05-13 до 2024-05-16"):
        rows = ((span, "5 to 19"),)
        page = opened(workbook([Sheet("S", ("when", "how many"), rows, (19, 10))], title="t")).active
        assert page.column_dimensions["A"].width > 24 and page.column_dimensions["B"].width < 14


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    value = opened(workbook([Sheet("S", ("a",), (("x" * 40_000,),))], title="t")).active.cell(2, 1).value
    assert len(value) == LONGEST and value.endswith(CUT)


def test_a_row_is_as_high_as_its_wrapped_words_need() -> None:
    long = Sheet("One", ("text", "number"), (("word " * 20, 1), ("short", 2)), (22, 10))
    heights = opened(workbook([long], title="t")).active.row_dimensions
    assert heights[2].height == 75
    assert {heights[1].height, heights[3].height} == {None}, "one line is what every program makes of a row"


def test_a_row_counts_words_and_not_letters() -> None:
    """Three words of nine letters take three lines of ten, though they have letters for two and a half."""
    heights = opened(workbook([Sheet("S", ("a",), (("contested " * 3,),), (13,))], title="t")).active.row_dimensions
    assert heights[2].height == 45


def test_no_word_is_broken_and_a_link_stands_on_one_line() -> None:
    rows = (("Ev1, Ev2, Ev3, Ev4, Ev5", "organizacije", "a" * 64),)
    first = Sheet("S", ("for", "kind", "digest"), rows, (8, 8, 8), links={(0, 0): ("O", 0)})
    page = opened(workbook([first, Sheet("O", ("x",), (("1",),))], title="t"))["S"]
    widths = [page.column_dimensions[column].width for column in "ABC"]
    assert widths[0] >= len(rows[0][0]) and len("organizacije") < widths[1] < 20 and widths[2] < 30


def test_a_number_stands_apart_from_the_words_beside_it_and_a_broad_sheet_is_printed_on_several_pages() -> None:
    page = opened(workbook([PLAIN], title="t")).active
    assert page.cell(2, 2).alignment.horizontal == "right" and page.cell(2, 2).number_format == "0.00_M"
    assert not page.cell(2, 2).alignment.indent, "LibreOffice forgets it where the next number has another form"
    assert not page.cell(2, 2).alignment.wrap_text
    assert page.page_setup.fitToWidth in (None, 1) and page.print_title_cols is None
    broad = opened(workbook([Sheet("B", ("id", *"abcdef"), ((1, *"abcdef"),), (10, *(60,) * 6))], title="t")).active
    assert broad.page_setup.fitToWidth == 3 and broad.print_title_cols == "$A:$A"
    assert broad.print_title_rows == "$1:$1" and "&P / &N" in broad.oddFooter.right.text + str(broad.oddFooter.right)


def test_every_printed_page_bears_the_notice() -> None:
    notice = (
        "2 allegations & no findings of a court. Copy TFEJ-QTTC, Ombudsman, 2026-11-26. " + "Places are coarse. " * 6
    )
    for page in opened(workbook([PLAIN, Sheet("Two", ("a",), (("b",),))], title="t", notice=notice)):
        head = page.oddHeader.left
        assert " ".join(head.text.replace("&&", "&").split()) == notice.strip() and head.size == 8
        assert max(map(len, head.text.split("\n"))) <= 120 and len(str(page.oddHeader)) <= 255
        assert page.HeaderFooter.scaleWithDoc is False and page.page_margins.top > 0.9


def test_a_notice_longer_than_the_head_of_a_page_goes_on_at_its_foot_and_says_where_it_is_cut() -> None:
    long = " ".join(f"word{number}" for number in range(55))
    page = opened(workbook([PLAIN], title="t", notice=long)).active
    printed = f"{page.oddHeader.left.text} {page.oddFooter.left.text}".split()
    assert printed[:-1] == long.split() and printed[-1] in {"&A", "&[Tab]"}
    longest = opened(workbook([PLAIN], title="t", notice=long * 9)).active
    assert "[...]" in longest.oddFooter.left.text
    assert max(len(str(longest.oddHeader)), len(str(longest.oddFooter))) <= 255


def test_a_sentence_of_the_notice_that_does_not_fit_above_stands_below_as_a_whole() -> None:
    first, last = " ".join(["word"] * 40) + ".", "Names are protected here & elsewhere, and so are places and times."
    page = opened(workbook([PLAIN], title="t", notice=f"{first} {last}")).active
    assert " ".join(page.oddHeader.left.text.split()) == first
    assert " ".join(page.oddFooter.left.text.split())[: len(last) + 1] == last.replace("&", "&&")


def test_without_a_notice_nothing_stands_above() -> None:
    assert opened(workbook([PLAIN], title="t")).active.oddHeader.left.text is None


def test_a_column_that_stands_alone_is_no_wider_than_a_page() -> None:
    """LibreOffice fits a sheet to the width of a page between its columns alone: of one column the end was cut off."""
    words = ("what to know " * 20).strip()
    alone = opened(workbook([Sheet("Notes", ("what to know",), ((words,),), (120,))], title="t")).active
    two = opened(workbook([Sheet("N", ("a", "what to know"), (("a", words),), (10, 120))], title="t")).active
    assert alone.column_dimensions["A"].width < 102 < 120 < two.column_dimensions["B"].width
    assert alone.row_dimensions[2].height == 45, "and its rows are as high as the narrower column needs"


def test_a_decimal_is_shown_with_the_digits_that_it_came_with() -> None:
    """0.00, 1.00 and 0.76 of one column were 0, 1 and 0.76."""
    values = (Decimal("0.00"), Decimal("1.00"), Decimal("-0.755"), Decimal("12"), 7, "words")
    page = opened(workbook([Sheet("S", ("a",), tuple((one,) for one in values))], title="t")).active
    shown = [(page.cell(line, 1).value, page.cell(line, 1).number_format) for line in range(2, 8)]
    numbers = [(0, "0.00_M"), (1, "0.00_M"), (-0.755, "0.000_M"), (12, "0_M"), (7, "0_M")]
    assert shown == [*numbers, ("words", "General")]
