import dataclasses
from pathlib import Path
from typing import Any

import pytest

from tests.release.hostile_case import HANDLER, SCRIPT
from tests.release.look import Look, assert_whole
from workbench.codebook.messages import messages
from workbench.figures.matrix import LOOKS
from workbench.findings.assessment import STATES as KNOWN
from workbench.findings.assessment import Cell
from workbench.findings.matrix import Matrix, matrix
from workbench.release.entries import anchor
from workbench.release.gathered import titled
from workbench.release.matrix import notes_sheet
from workbench.release.matrix_page import as_html, cell_anchor, dependencies
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Matrix:
    return matrix(demo)


@pytest.fixture(scope="module")
def seen(demo: Tables, found: Matrix) -> Look:
    return assert_whole(as_html(found, demo))


@pytest.fixture(scope="module")
def harmful(hostile: Tables) -> bytes:
    return as_html(matrix(hostile), hostile)


def test_every_cell_leads_to_its_evidence(seen: Look, found: Matrix, demo: Tables) -> None:
    for row in found.rows:
        for column in found.columns:
            assert cell_anchor(row, column) in seen.ids
    assert {anchor(identity) for identity in demo.codings.index} <= set(seen.ids)


def test_every_state_is_a_word_and_a_letter(seen: Look, found: Matrix) -> None:
    assert set(KNOWN) <= set(LOOKS) and all(messages("en").has(f"means-state.{one}") for one in LOOKS)
    states = {found.cell(row.id, column.id).state for row in found.rows for column in found.columns}
    for state in states:
        assert f"<b>{LOOKS[state].letter}</b>{state.replace('-', ' ')}<small>" in seen.page


def test_coverage_dependencies_and_differences_are_told(seen: Look, found: Matrix, demo: Tables) -> None:
    for line in (*found.coverage, *dependencies(found)):
        assert line in seen.text
    disputed = [identity for cell in found.cells.values() for identity in cell.disputed]
    assert dependencies(found) and disputed
    differing = seen.page.split('<section id="differences">')[1].split("</section>")[0]
    assert all(f"#{anchor(identity)}" in differing for identity in disputed)
    assert demo.head in seen.text and "have not been compared with the original" in seen.text


def test_a_matrix_without_a_row_says_so(demo: Tables, found: Matrix) -> None:
    bare = as_html(dataclasses.replace(found, rows=()), demo)
    assert (
        b"This matrix has no row." in bare and b"No passage behind a row of this matrix was read in two ways." in bare
    )


def test_the_squares_of_the_drawing_lead_to_the_same_places(seen: Look, found: Matrix) -> None:
    drawn = Look(seen.page.split('<figure class="drawing">')[1].split("</figure>")[0].encode())
    assert len(set(drawn.links)) >= len(found.rows) * 11
    assert {link[1:] for link in drawn.links if link.startswith("#") and "." in link} <= set(seen.ids)


def test_a_hostile_case_is_shown_as_text(harmful: bytes, hostile: Tables) -> None:
    page = assert_whole(harmful)
    assert SCRIPT in page.text and HANDLER in page.text and "right[U+202E]gnp.exe" in page.text
    assert "do not pass on" in page.text
    assert "Nguyễn Văn Hư Cấu" not in page.page


@pytest.mark.browser
def test_a_browser_runs_and_fetches_nothing(harmful: bytes, tmp_path: Path, page: Any) -> None:
    file = tmp_path / "matrix.html"
    file.write_bytes(harmful)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    assert page.refused == [] and said == []
    assert page.title().startswith("Indicator matrix by worker")
    assert page.locator("script, iframe, [onerror], [onload]").count() == 0
    page.locator(".matrix td a").first.click()
    target = page.url.split("#")[1]
    assert page.locator(f'[id="{target}"] mark').first.is_visible()


@pytest.mark.browser
def test_the_words_stand_out_from_their_ground(
    harmful: bytes, demo: Tables, found: Matrix, tmp_path: Path, page: Any
) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1 for text, in every square of the matrix."""
    file = tmp_path / "matrix.html"
    file.write_bytes(as_html(found, demo))
    page.goto(file.as_uri())
    pairs = page.evaluate(
        "() => [...document.querySelectorAll('.matrix tbody td')].map(td =>"
        " [getComputedStyle(td.firstElementChild).color, getComputedStyle(td).backgroundColor])"
    )
    assert len(pairs) > 100
    assert min(_contrast(*pair) for pair in {tuple(pair) for pair in pairs}) >= 4.5


def _contrast(ink: str, ground: str) -> float:
    lights = sorted((_light(ink), _light(ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_on_a_telephone_no_fact_is_broken_into_letters(demo: Tables, found: Matrix, tmp_path: Path, page: Any) -> None:
    (tmp_path / "matrix.html").write_bytes(as_html(found, demo))
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto((tmp_path / "matrix.html").as_uri())
    narrow = "Math.min(...[...document.querySelectorAll('.cell dd')].map((one) => one.getBoundingClientRect().width))"
    assert page.evaluate(narrow) > 200 and page.evaluate("document.documentElement.scrollWidth") <= 375


def test_no_state_says_that_nothing_is_on_record_where_it_may_be_withheld() -> None:
    told = {one: messages("en")(f"means-state.{one}") for one in LOOKS}
    assert "nothing shown here for it" in told["contradicted"] and "nothing shown here" in told["supported"]
    assert all("nothing for it" not in one for one in told.values())


def test_a_copy_says_of_states_that_it_lists_less_than_was_judged(demo: Tables, found: Matrix) -> None:
    copied = titled(demo, dataclasses.replace(demo.info, nature="released"))
    own, copy = (as_html(found, tables).decode() for tables in (demo, copied))
    place = next(iter(found.cells))
    held = dataclasses.replace(found, cells=dict(found.cells) | {place: Cell(state="withheld")})
    assert "nothing that this copy may tell of this row was coded" in copy and "that this copy may tell" not in own
    assert "this copy may not tell it of this row" in as_html(held, copied).decode()
    lone = dataclasses.replace(found, cells={})
    assert ["Publications may retell the same accounts" in as_html(lone, one).decode() for one in (demo, copied)] == [
        False, True,
    ]  # fmt: skip
    notes = [words for _, words in notes_sheet(found, copied).rows]
    assert messages("en")("means-in-copy.supported") in notes and messages("en")("means-state.supported") not in notes


def test_a_cell_whose_evidence_may_not_be_listed_is_not_said_to_be_not_assessed(demo: Tables, found: Matrix) -> None:
    row, (first, second, third) = found.rows[0], found.columns[:3]
    bare = {(row.id, one.id): Cell(state="not-assessed") for one in found.columns}
    cells = bare | {(row.id, first.id): Cell(state="withheld"), (row.id, second.id): Cell(state="supported")}
    page = as_html(dataclasses.replace(found, rows=(row,), cells=cells), demo).decode()
    assert f"can be listed here: {first.label} (withheld), {second.label} (supported)." in page
    silent = page.split("Not assessed: ")[1].split("</p>")[0]
    assert third.label in silent and first.label not in silent and second.label not in silent
