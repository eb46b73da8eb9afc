"""Files as intake reads them: the text of each and the layout of that text."""

import json
from pathlib import Path
from typing import Any

from workbench.extract import delimited, jsontext, spreadsheet
from workbench.extract.outcome import File

FILES = Path(__file__).parent / "files"


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the layout of a file, by its ending."""
    readers = {".csv": (delimited, "text/csv"), ".xlsx": (spreadsheet, "application/xlsx")}
    reader, media_type = readers.get(path.suffix, (jsontext, "application/json"))
    made = {one.kind: one.data for one in reader.read(File(path, path.name, media_type)).made}
    return made["text"].decode(), json.loads(made["layout"])


def written(folder: Path, name: str, words: str) -> tuple[str, dict[str, Any]]:
    """The same of a file made of these words."""
    (folder / name).write_text(words, "utf-8")
    return read(folder / name)
