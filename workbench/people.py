"""What one does for the people of a case: their files, leaks and reprisals, what they say of their quotes."""

from typing import TYPE_CHECKING

from workbench.casefile import Case

if TYPE_CHECKING:
    from workbench.findings.incidents import Incidents
    from workbench.findings.personal import PersonFile


def person(case: Case, worker: str, *, as_of: str | None = None) -> "PersonFile":
    """The file of one worker (by key), for the team alone; `as_of` a date.

    Raises:
        Unknown: no worker has that key.
        BadValue: `as_of` is no date.
    """
    from workbench.findings.personal import person_file

    return person_file(case.tables(), worker, as_of=as_of)


def incidents(case: Case) -> "Incidents":
    """The leaks and reprisals of a case with what was done, the open ones first."""
    from workbench.findings.incidents import incidents as listed

    return listed(case.tables())
