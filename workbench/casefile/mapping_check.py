"""The keys of releases against their receipts: whether each is there, and is the one that was kept."""

import hashlib
import os
from collections.abc import Iterator

from workbench.casefile.case import Case
from workbench.casefile.disk import whole_bytes
from workbench.casefile.mapping_key import FOLDER, NAME
from workbench.casefile.released import releases
from workbench.errors import WorkbenchError


def mapping_problems(case: Case) -> Iterator[tuple[str, str, str]]:
    """The code, the place and what is wrong of each key of a release, by its receipt. Nothing is opened.

    A key that no receipt names was left by a release that was cut off; one that is gone was destroyed, or lost.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> list(mapping_problems(case))
        []
    """
    folder = case.path / FOLDER
    here = {name for name in (os.listdir(folder) if folder.is_dir() else ()) if NAME.fullmatch(name)}
    try:
        stated = {f"{one.id}.age": one.mapping for one in releases(case) if one.mapping}
    except WorkbenchError:
        return  # the walk along the chains names what is wrong with them
    for name in sorted(here | stated.keys()):
        place = f"{FOLDER}/{name}"
        if name not in here:
            yield "missing", place, "the key of a release that was made"
        elif name not in stated:
            yield "unfinished", place, "no receipt names it"
        elif hashlib.sha256(whole_bytes(folder / name)).hexdigest() != stated[name]:
            yield "changed", place, "the receipt of the release states another digest"
