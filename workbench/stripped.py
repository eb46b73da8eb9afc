"""A notebook without what it has shown: how Lab saves one that works on a confidential or sealed case."""

import asyncio
import json
from pathlib import Path
from typing import Any

# The server's own way to say no, as its checkpoints do.
from jupyter_server.services.contents.filecheckpoints import AsyncFileCheckpoints, HTTPError  # type: ignore[attr-defined]

NOTEBOOK = ".ipynb"  # also within a name: what could not be merged lies about as a.ipynb.orig
ONLY = "checkpoint"  # Jupyter keeps one copy of a file, under this id
UNREADABLE = (
    "No copy to go back to is kept of a notebook that cannot be read: what it has shown could not be left out. "
    "The file itself is saved as it is written; mend it, and with the next save there is such a copy again"
)
# What says how to run a notebook, and nothing of what it found.
KEPT = ("kernelspec", "language_info")


class Checkpoints(AsyncFileCheckpoints):
    """Lab's copies for "revert": of a notebook that somebody sent, what its sender let it show is not copied either.

    Lab makes the first copy when a file is opened, from the file itself, before anything has been saved. Of a notebook
    that cannot be read, as one with the marks of a merge in it, no copy is made: nobody can tell what of it was shown.
    """

    async def create_checkpoint(self, contents_mgr: Any, path: str) -> Any:
        """Makes the copy of one file.

        Raises:
            HTTPError: 403, it is a notebook that cannot be read; Lab opens it all the same, as a text.
        """
        source, copy = contents_mgr._get_os_path(path), self.checkpoint_path(ONLY, path)  # type: ignore[no-untyped-call]
        if not _named_so(source):
            await self._copy(source, copy)
        elif (words := await asyncio.to_thread(_words, Path(source))) is not None:
            self._written(copy, words)
        else:
            await asyncio.to_thread(self._cleared, Path(copy))
            raise HTTPError(403, UNREADABLE)
        return await self.checkpoint_model(ONLY, copy)  # type: ignore[no-untyped-call]

    async def _copy(self, src: str, dest: str) -> None:
        words = await asyncio.to_thread(_words, Path(src)) if _named_so(src) else None
        if words is None:
            await super()._copy(src, dest)  # type: ignore[no-untyped-call]
        else:
            self._written(dest, words)

    def _written(self, place: str, words: str) -> None:
        with self.atomic_writing(place, encoding="utf-8") as out:
            out.write(words)

    def _cleared(self, copy: Path) -> None:
        """An earlier copy stays with its words alone; one that cannot be read, as other Jupyters make it, goes."""
        if not copy.is_file():
            return
        words = _words(copy)
        if words is None:
            copy.unlink()
        else:
            self._written(str(copy), words)


def before_saving(model: Any, path: str = "", **_: Any) -> None:
    """The hook that Jupyter's server calls before it writes a file: of a notebook, only the words of its cells go on.

    It never fails: the server would write the whole notebook then. What is not of the form of a notebook is left out.
    A notebook that was opened as a text is one again as soon as it can be read.
    """
    if not isinstance(model, dict):
        return
    if model.get("type") == "notebook":
        model["content"] = bare(model.get("content"))
    elif _named_so(path) and isinstance(model.get("content"), str):
        model["content"] = _read(model["content"]) or model["content"]


def _named_so(path: str) -> bool:
    return NOTEBOOK in Path(path).name.lower()


def _words(path: Path) -> str | None:
    """A notebook as it may be copied; None for what is none: it is opened as a text."""
    try:
        return _read(path.read_text("utf-8"))
    except ValueError:
        return None


def _read(text: str) -> str | None:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or not isinstance(given.get("cells"), list):
        return None
    # Half a pair of surrogates cannot be written; so escaped, it is in JSON what it was.
    return json.dumps(bare(given), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def bare(notebook: Any) -> dict[str, Any]:
    """A notebook's cells as somebody wrote them: no outputs, no widget states, no attachments, no counts.

    Example:
        >>> bare({"cells": [{"cell_type": "markdown", "source": "# One", "attachments": {"a.png": {}}}]})["cells"]
        [{'cell_type': 'markdown', 'metadata': {}, 'source': '# One'}]
    """
    given = notebook if isinstance(notebook, dict) else {}
    metadata, cells, minor = given.get("metadata"), given.get("cells"), given.get("nbformat_minor")
    told = metadata if isinstance(metadata, dict) else {}
    listed = cells if isinstance(cells, list) else []
    return {
        "cells": [_cell(cell) for cell in listed if isinstance(cell, dict)],
        "metadata": {name: told[name] for name in KEPT if name in told},
        "nbformat": 4,
        "nbformat_minor": minor if isinstance(minor, int) else 5,
    }


def _cell(cell: dict[Any, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    made: dict[str, Any] = {"cell_type": kind if kind in ("code", "markdown", "raw") else "raw", "metadata": {}}
    if isinstance(cell.get("id"), str):
        made["id"] = cell["id"]
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    source = cell.get("source")
    made["source"] = source if isinstance(source, str | list) else ""
    return made
