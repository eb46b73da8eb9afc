"""What a notebook has shown is not saved with it, whatever it looks like."""

from typing import Any

import nbformat
import pytest

from workbench.stripped import bare, before_saving

PLANTED = "Thị Mẫu 4471"


def shown() -> Any:
    """A notebook in which a planted word stands wherever a notebook can hold one beside its cells' words."""
    output = {"output_type": "execute_result", "data": {"text/plain": PLANTED}, "metadata": {"a": PLANTED},
              "execution_count": 3}  # fmt: skip
    code = nbformat.v4.new_code_cell("case.info", outputs=[output], execution_count=3, metadata={"note": PLANTED})
    words = nbformat.v4.new_markdown_cell("# One", attachments={"a.png": {"image/png": PLANTED}})
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "widgets": {"state": PLANTED}}
    return nbformat.v4.new_notebook(cells=[code, words], metadata={**metadata, "title": PLANTED})


def test_only_the_words_of_the_cells_are_saved_and_it_is_still_a_notebook() -> None:
    model = {"type": "notebook", "format": "json", "content": shown()}
    before_saving(model=model, path="a.ipynb", contents_manager=None)
    saved = nbformat.from_dict(model["content"])
    nbformat.validate(saved)
    assert PLANTED not in nbformat.writes(saved)
    assert [(cell.cell_type, cell.source) for cell in saved.cells] == [("code", "case.info"), ("markdown", "# One")]
    assert (
        saved.metadata.kernelspec.name == "python3"
        and [cell.id for cell in saved.cells] == [cell.id for cell in shown().cells]
    ) or len({cell.id for cell in saved.cells}) == 2


def test_other_files_are_left_alone() -> None:
    model = {"type": "file", "format": "text", "content": "my notes"}
    before_saving(model=model, path="a.txt")
    assert model["content"] == "my notes"


@pytest.mark.parametrize("content", [
    None, "text", [], {}, {"cells": PLANTED}, {"cells": [PLANTED, None, {}, {"cell_type": PLANTED}]},
    {"cells": [{"cell_type": "code", "source": {"a": PLANTED}, "outputs": PLANTED}], "metadata": [PLANTED]},
    {"nbformat": PLANTED, "nbformat_minor": PLANTED},
])  # fmt: skip
def test_what_is_no_notebook_fails_in_no_way_that_would_save_it_whole(content: Any) -> None:
    model = {"type": "notebook", "content": content}
    before_saving(model=model, path="a.ipynb")
    assert PLANTED not in str(model["content"]) and model["content"]["nbformat"] == 4
    assert bare(content) == model["content"]
