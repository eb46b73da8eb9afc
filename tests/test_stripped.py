"""What a notebook has shown is not saved with it, whatever it looks like."""

import asyncio
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_server.services.contents.filecheckpoints import HTTPError  # type: ignore[attr-defined]
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from workbench.stripped import Checkpoints, bare, before_saving

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


def test_a_notebook_opened_as_a_text_is_saved_bare_as_soon_as_it_can_be_read() -> None:
    written = json.dumps(shown())
    model = {"type": "file", "format": "text", "content": written}
    before_saving(model=model, path="a.ipynb")
    assert PLANTED not in model["content"] and "case.info" in model["content"]
    nbformat.validate(nbformat.reads(model["content"], 4))
    for text in (written[:-9], "[1]", "{}", "<<<<<<< ours"):
        broken = {"type": "file", "format": "text", "content": text}
        before_saving(model=broken, path="a.ipynb")
        assert broken["content"] == text, "it is still being mended; nothing of it is lost"


def kept_beside(folder: Path, name: str) -> Path:
    """Makes the copy that Lab makes when it opens a file, with the server's own code."""
    manager = AsyncLargeFileManager(root_dir=str(folder), checkpoints_class=Checkpoints)
    asyncio.run(manager.create_checkpoint(name))
    (made,) = (folder / ".ipynb_checkpoints").glob(f"{Path(name).stem}-*")
    return made


def test_the_copy_for_going_back_holds_nothing_that_was_shown(tmp_path: Path) -> None:
    source = tmp_path / "a.ipynb"
    given = json.loads(json.dumps(shown()))
    given["cells"][1]["source"] = "half a pair: \ud83d, Thị"
    source.write_text(json.dumps(given), "utf-8")
    copy = kept_beside(tmp_path, "a.ipynb")
    assert PLANTED not in copy.read_text("utf-8") and "Thị" in copy.read_text("utf-8")
    assert json.loads(copy.read_text("utf-8"))["cells"][1]["source"] == given["cells"][1]["source"]
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), checkpoints_class=Checkpoints)
    source.write_text("lost", "utf-8")
    asyncio.run(manager.restore_checkpoint("checkpoint", "a.ipynb"))
    assert json.loads(source.read_text("utf-8"))["cells"][0]["source"] == "case.info"


def test_the_copy_of_a_file_that_is_called_no_notebook_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"my notes")
    assert kept_beside(tmp_path, "a.txt").read_bytes() == b"my notes"


def conflicting() -> bytes:
    """A notebook in which git left two versions of what a cell has shown."""
    lines = json.dumps(shown(), indent=1, ensure_ascii=False).splitlines()
    at = next(number for number, line in enumerate(lines) if PLANTED in line)
    both = ["<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> theirs"]
    return "\n".join([*lines[:at], *both, *lines[at + 1 :]]).encode()


UNREADABLE = [("a.ipynb", conflicting()), ("a.IPYNB", conflicting()), ("a.ipynb.orig", conflicting()),
              ("a.ipynb", PLANTED.encode("utf-16")), ("a.ipynb", b"[" * 100_000 + PLANTED.encode())]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), UNREADABLE)
def test_of_a_notebook_that_cannot_be_read_no_copy_is_made_and_it_says_why(
    tmp_path: Path, name: str, content: bytes
) -> None:
    """With the server's own code: Lab opens a file all the same where it is told 403, and saves it as it is written."""
    (tmp_path / name).write_bytes(content)
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), checkpoints_class=Checkpoints)
    with pytest.raises(HTTPError, match="No copy to go back to is kept of a notebook that cannot be read") as said:
        asyncio.run(manager.create_checkpoint(name))
    assert said.value.status_code == 403 and asyncio.run(manager.list_checkpoints(name)) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]
    assert (tmp_path / name).read_bytes() == content, "nothing that somebody wrote is lost"


def test_a_copy_from_before_stays_with_its_words_and_one_that_cannot_be_read_goes(tmp_path: Path) -> None:
    source, beside = tmp_path / "a.ipynb", tmp_path / ".ipynb_checkpoints"
    source.write_bytes(conflicting())
    beside.mkdir()
    copy = beside / "a-checkpoint.ipynb"
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), checkpoints_class=Checkpoints)
    for before, left in ((json.dumps(shown()).encode(), True), (conflicting(), False)):  # as other Jupyters make them
        copy.write_bytes(before)
        with pytest.raises(HTTPError):
            asyncio.run(manager.create_checkpoint("a.ipynb"))
        assert copy.exists() is left
        assert not left or (PLANTED not in copy.read_text("utf-8") and "case.info" in copy.read_text("utf-8"))


def test_a_notebook_that_is_mended_as_a_text_is_saved_bare_and_has_a_copy_again(tmp_path: Path) -> None:
    source, received = tmp_path / "a.ipynb", conflicting()
    source.write_bytes(received)
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), checkpoints_class=Checkpoints)
    manager.register_pre_save_hook(before_saving)
    opened = asyncio.run(manager.get("a.ipynb", type="file", format="text"))
    asyncio.run(manager.save({**opened, "content": opened["content"] + " "}, "a.ipynb"))
    assert source.read_bytes() == received + b" ", "still being mended"
    mended = [line for line in opened["content"].splitlines() if not line.startswith(("<<<", ">>>"))]
    at = mended.index("=======")
    asyncio.run(manager.save({**opened, "content": "\n".join(mended[:at] + mended[at + 2 :])}, "a.ipynb"))
    asyncio.run(manager.create_checkpoint("a.ipynb"))
    (copy,) = (tmp_path / ".ipynb_checkpoints").iterdir()
    for file in (source, copy):
        assert PLANTED not in file.read_text("utf-8") and "case.info" in file.read_text("utf-8")
