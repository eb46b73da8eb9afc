"""A bundle looked through from the inside: with the code of this workbench, to the same verdict as the one file."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.casefile.walked import Problem
from workbench.release.claimed import claimed, described, groups_of, published
from workbench.release.committed import committed, opened, opened_rows
from workbench.release.listing import Listing, Wrong, compared, listed
from workbench.release.recorded import recorded, sealed

PASS, FAIL, ERROR, UNCHECKED = range(4)
NO_BUNDLE = {"nothing-there", "no-folder", "not-readable", "no-declaration"}
LATER = {"release-format", "case-format", "line-format"}
BEYOND = {"too-many-files", "too-deep", "too-large", "leaves-too-many"} | LATER


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What was found of a bundle: the problems of the first stage that has any, and where there is none, what it holds.

    `about` is what its `release.json` says, `figures` its manifest, `rows` the protected rows, `leaves` what is
    committed to, `statement` what was signed of that.

    Example:
        >>> Verdict((Problem("oxum", "bag-info.txt", "another sum"),)).exit_code
        1
    """

    problems: tuple[Problem, ...]
    about: dict[str, Any] = dataclasses.field(default_factory=dict)
    figures: Sequence[dict[str, str]] = ()
    rows: Sequence[dict[str, Any]] = ()
    leaves: Sequence[str] = ()
    statement: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems

    @property
    def nonce(self) -> str:
        """What makes the commitments of this bundle others than those of every other one."""
        return str(self.statement.get("nonce", ""))

    @property
    def exit_code(self) -> int:
        """0 pass, 1 fail, 2 no bundle, 3 could not be checked."""
        codes = {one.code for one in self.problems}
        if not codes:
            return PASS
        if codes & NO_BUNDLE:
            return ERROR
        return UNCHECKED if codes <= BEYOND else FAIL


def check_bundle(place: Path, opening: Path | None = None) -> Verdict:
    """Checks a bundle that somebody sent, stage by stage, and stops behind the first stage that finds something.

    Nothing of it is run and no link is followed. With `opening`, one opening that was handed over is checked, too.

    Example:
        >>> check_bundle(Path("bundle/of/nobody")).exit_code
        2
    """
    try:
        there = Listing(place)
        entries = listed(there)
        if problems := tuple(compared(there, entries)):
            return Verdict(problems)
        about = claimed(there, entries)
        described(there)
        figures = published(there, (one["path"].removeprefix("notebooks/") for one in about["notebooks"]))
        statement: dict[str, Any] = {}
        leaves: list[str] = []
        rows: list[dict[str, Any]] = []
        if about["holds"] == "case":
            sealed(there, about["head"], recorded(there, about["head"]))
        else:
            statement, leaves = committed(there, about, {group for one in figures for group in groups_of(one)})
            rows = opened_rows(there, leaves)
        if opening is not None:
            opened(opening, leaves)
    except Wrong as wrong:
        return Verdict((Problem(wrong.code, wrong.subject, wrong.cause),))
    except OSError as error:
        return Verdict((Problem("not-readable", str(error.filename or place), error.strerror or "cannot be read"),))
    return Verdict((), about, figures, rows, leaves, statement)
