"""What a bundle encloses beside its record: the codebook, the codings as a table, the seal, and the verifier."""

import dataclasses
import hashlib
import shutil
from pathlib import Path

from workbench.casefile import Case, open_case
from workbench.casefile.cipher import Signer
from workbench.casefile.seal import Seal, make, write
from workbench.codebook.ground import place
from workbench.release import verify_bundle
from workbench.release.bag import sha256
from workbench.release.sheets import Sheet, as_csv
from workbench.tables import Tables

VERIFIER = "verify_bundle.py"
CODEBOOK = ("frameworks", "entities", "records")
COLUMNS = ("id", "framework", "indicator", "stance", "subject", "means", "coder", "period_start", "period_end", "file",
           "place", "quote")  # fmt: skip


def codebook(folder: Path) -> None:
    """Copies what the indicators, the kinds of entity and the fields of records mean into a folder.

    Example:
        >>> import tempfile
        >>> codebook(Path(tempfile.mkdtemp()))
    """
    for name in CODEBOOK:
        _copied(place(name), folder / name)


def _copied(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for one in source.iterdir():
        if one.is_dir():
            _copied(one, folder / one.name)
        else:
            (folder / one.name).write_bytes(one.read_bytes())


def codings(tables: Tables, file: Path) -> None:
    """Writes the codings as a table for people: each with its words, its file and the place in it.

    Example:
        >>> import tempfile
        >>> from workbench.tables import tabulate
        >>> codings(tabulate([], "h", bytes), Path(tempfile.mkdtemp()) / "codings.csv")
    """
    frame = tables.codings.join(tables.passages[["file", "place", "quote"]], on="passage")
    frame = frame.assign(id=frame.index, subject=frame["subject"].map(tables.label),
                         coder=frame["coder"].map(tables.label))  # fmt: skip
    rows = frame[list(COLUMNS)].astype(object).where(frame[list(COLUMNS)].notna(), None)
    file.write_bytes(as_csv(Sheet("Codings", COLUMNS, tuple(rows.itertuples(index=False, name=None)))))


def sealed_head(copy: Path, signer: Signer, at: str, file: Path) -> Seal:
    """Seals the copy of a case that a bundle holds. No clock is read: the time is that of its last event.

    The number that a time stamp would repeat is drawn from the head, so that one case has one seal here.

    Raises:
        BrokenLine, NoStart: the ledger is damaged.
    """
    case: Case = open_case(copy)
    drawn = hashlib.sha256(b"seal of a bundle\n" + case.head().encode()).hexdigest()
    case.door = dataclasses.replace(case.door, now=lambda: at, salt=lambda: drawn)
    made = make(case, signer)
    write(made, file)
    return made


def verifier(bag: Path) -> str:
    """Lays the one-file verifier at the top of a bundle; gives its digest.

    Example:
        >>> import tempfile
        >>> len(verifier(Path(tempfile.mkdtemp())))
        64
    """
    shutil.copyfile(verify_bundle.__file__, bag / VERIFIER)
    return sha256(bag / VERIFIER)
