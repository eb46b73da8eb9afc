"""A notebook without what it has shown: how Lab saves one that works on a sealed case."""

from typing import Any

# What says how to run a notebook, and nothing of what it found.
KEPT = ("kernelspec", "language_info")


def before_saving(model: Any, **_: Any) -> None:
    """The hook that Jupyter's server calls before it writes a file: of a notebook, only the words of its cells go on.

    It never fails: the server would write the whole notebook then. What is not of the form of a notebook is left out.
    """
    if isinstance(model, dict) and model.get("type") == "notebook":
        model["content"] = bare(model.get("content"))


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
