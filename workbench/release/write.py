"""One door for every finding: the suffix of the file says the form; the file is there whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.errors import BadValue, Refused
from workbench.tables import Tables

Form = Callable[[Any, Tables], bytes]


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
    # Each is imported when it is asked for: a matrix needs no maps.
    if finding == "Matrix":
        from workbench.release import matrix as room
    elif finding == "Network":
        from workbench.release import network as room  # type: ignore[no-redef]
    elif finding == "Sites":
        from workbench.release import sites as room  # type: ignore[no-redef]
    elif finding == "Chronology":
        from workbench.release import chronology as room  # type: ignore[no-redef]
    elif finding == "Wages":
        from workbench.release import wages as room  # type: ignore[no-redef]
    elif finding == "Responses":
        from workbench.release import responses as room  # type: ignore[no-redef]
    elif finding == "PersonFile":
        from workbench.release import person as room  # type: ignore[no-redef]
    elif finding == "Incidents":
        from workbench.release import incidents as room  # type: ignore[no-redef]
    elif finding == "Custody":
        from workbench.release import custody as room  # type: ignore[no-redef]
    else:
        raise BadValue(
            "write",
            "finding",
            finding,
            "one of Matrix, Network, Sites, Chronology, Wages, Responses, PersonFile, Incidents, Custody",
        )
    return room.FORMS


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
