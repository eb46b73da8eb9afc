"""Where a release may be written: a new or an empty folder, outside the record of the case."""

from pathlib import Path

from workbench.casefile import Case
from workbench.errors import Refused

RECORD = ("format.json", "ledger", "objects", "access", "counsel", "keys", "pseudonyms")


def free(case: Case, out: Path) -> None:
    """Makes sure that a release can be written to a folder.

    Raises:
        Refused: something is there already, or it lies inside the record of the case.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> free(case, folder / "out")
    """
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise Refused(out, "the folder is not empty", "Name a new folder with --out")
    record = [case.path.resolve() / name for name in RECORD]
    if any(out.resolve() == folder or folder in out.resolve().parents for folder in record):
        raise Refused(out, "this is inside the record of the case", "Name another folder, such as CASE/exports/bundle")
