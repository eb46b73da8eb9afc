"""A workbook explains the columns of its evidence that nobody can guess."""

import io

import openpyxl
import pytest

from tests.release.conftest import leaving
from workbench.codebook.messages import messages
from workbench.figures.words import speaking
from workbench.findings.matrix import matrix
from workbench.release.evidence_notes import EXPLAINED, explained
from workbench.release.matrix import as_xlsx
from workbench.tables import Tables


@pytest.mark.parametrize(("lang", "counts", "sheet"), [("en", "counts as", "Evidence"),
                                                       ("sr-Latn", "računa se kao", "Dokazi")])  # fmt: skip
def test_the_notes_of_a_matrix_explain_the_columns_that_stand_there(
    demo: Tables, lang: str, counts: str, sheet: str
) -> None:
    with speaking(messages(lang)):
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(matrix(demo, by="site"), leaving(demo))))
    *_, notes = book.worksheets
    told = {str(row[0]): str(row[1]) for row in notes.values}
    heads = {str(cell.value) for cell in book[sheet][1]}
    found = {name for name, words in told.items() if f"{sheet}: " in words and name in heads}
    assert counts in found and 5 < len(found) <= len(EXPLAINED), "none of a column that is left out"


def test_a_column_that_is_left_out_is_not_explained() -> None:
    assert [name for name, _ in explained(("stance", "quote", "coder"))] == ["stance", "coder"]
    assert len(explained(EXPLAINED)) == len(EXPLAINED)
