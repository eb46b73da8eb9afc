"""A process that runs notebooks one after another, each in a new kernel: `python -m workbench.release.kernel`."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_A_CELL = 600
VIEW = "application/vnd.jupyter.widget-view+json"


def execute(notebook: Path, folder: Path, sockets: Path, keep: Path | None = None) -> str | None:
    """Runs every cell of a notebook in a new kernel that works in `folder`; gives what went wrong, or None.

    With `keep` the notebook is written there with its outputs. The kernel listens on sockets of the file system, in the
    folder `sockets`, never on the network, and keeps no history.
    """
    cells = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(cells, timeout=SECONDS_A_CELL, kernel_name="python3", resources=resources)
    client.extra_arguments = ["--HistoryManager.enabled=False"]
    kernel = client.create_kernel_manager()
    kernel.transport, kernel.connection_file = "ipc", str(sockets / f"{notebook.stem[:20]}.json")
    kernel.ip = str(sockets / notebook.stem[:20])
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{_place(cells)}: {error.ename}: {error.evalue}"
    except CellTimeoutError:
        return f"{_place(cells)}: not done after {SECONDS_A_CELL} s"
    except DeadKernelError:
        return f"{_place(cells)}: the kernel died"
    finally:
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            _still(cells)
            nbformat.write(cells, keep / notebook.name)  # type: ignore[no-untyped-call]
    return None


def _still(cells: Any) -> None:
    """Leaves of each panel the words and tables that it shows: its kernel is gone, and a page made of the notebook
    would show nothing in its place."""
    for cell in cells.cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output["data"].pop(VIEW, None)


def _place(cells: Any) -> str:
    """The cell that was running: the last one that the kernel was given."""
    begun = [cell for cell in cells.cells if cell.cell_type == "code" and "execution" in cell.metadata]
    return f"cell {begun[-1].id}" if begun else "before the first cell"


def main() -> int:
    """Reads one JSON document (`notebooks`, `folder`, `sockets`, `keep`) and writes one JSON line a notebook."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # whatever a kernel prints past its channels must not stand among the answers
        task = json.load(sys.stdin)
        keep = Path(task["keep"]) if task["keep"] else None
        for name in task["notebooks"]:
            error = execute(Path(name), Path(task["folder"]), Path(task["sockets"]), keep)
            print(json.dumps({"notebook": Path(name).name, "error": error}), file=answers, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
