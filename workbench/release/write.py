"""One door for every finding: the suffix of the file says the form; the file is there whole or not at all."""

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.errors import BadValue, Refused
from workbench.tables import Tables

Form = Callable[[Any, Tables], bytes]
# Which module writes which kind of finding.
ROOMS = {
    "Matrix": "matrix", "Network": "network", "Sites": "sites", "Chronology": "chronology", "Wages": "wages",
    "Responses": "responses", "PersonFile": "person", "Incidents": "incidents", "Reminders": "reminders",
    "Custody": "custody",
}  # fmt: skip


def write(finding: object, tables: Tables, file: Path | str) -> list[Path]:
    """Writes a finding in the form that the suffix of the file names; gives the paths written.

    The bytes depend on the finding and the tables alone: no date, no name of a machine, no author. A matrix as CSV
    comes with a second file, `NAME-evidence.csv`, one row a coding. Folders that are missing are made.

    Raises:
        BadValue: there is no such form of this finding.
        Refused: the file cannot be written there.

    Example:
        >>> from workbench.release.write import forms
        >>> sorted(forms("Matrix"))
        ['.csv', '.html', '.json', '.svg', '.xlsx']
    """
    file = Path(file)
    known = forms(type(finding).__name__)
    suffix = file.suffix.lower()
    if suffix not in known:
        raise BadValue(file, "suffix", suffix, "a name that ends in one of " + ", ".join(sorted(known)))
    made = [(file.with_name(f"{file.stem}{ending}{file.suffix}"), form) for ending, form in known[suffix]]
    # All is made before anything is written: a form that fails leaves what was there as it was.
    return [put(path, data) for path, data in [(path, form(finding, tables)) for path, form in made]]


def forms(finding: str) -> dict[str, list[tuple[str, Form]]]:
    """For a kind of finding, by suffix, the files of that form: what is added to the name, and what makes the bytes.

    Raises:
        BadValue: there is no such kind of finding.
    """
    if finding not in ROOMS:
        raise BadValue("write", "finding", finding, f"one of {', '.join(ROOMS)}")
    # Each is imported when it is asked for: a matrix needs no maps.
    made: dict[str, list[tuple[str, Form]]] = importlib.import_module(f"workbench.release.{ROOMS[finding]}").FORMS
    return made


def put(path: Path, data: bytes) -> Path:
    """Writes bytes to a path, whole or not at all; folders that are missing are made.

    Raises:
        Refused: the file cannot be written there.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(path, f"it cannot be written ({error.strerror})", "Name another place") from None
    return path
