"""Which releases and exports have left a case, as the log of looks says: for recall."""

import dataclasses
from typing import Any

from workbench.casefile.case import Case
from workbench.casefile.chains import chains_in
from workbench.casefile.ledger import read_chain
from workbench.casefile.state import fold


@dataclasses.dataclass(frozen=True)
class Released:
    """A release that was made: its id, for whom, when (UTC, the device's clock), by whom (an agent's id or nothing).

    `recipient` is who received it, `copy` the id that stands on that copy, `head` that of the case it was made from,
    `mapping` the digest of the sealed key of its pseudonyms, `published` the numbers in it (canonical JSON).

    Example:
        >>> Released("a" * 64, "reviewer", "2026-01-15T09:00:00Z", "").audience
        'reviewer'
    """

    id: str
    audience: str
    at: str
    agent: str
    recipient: str | None = None
    copy: str | None = None
    head: str = ""
    mapping: str | None = None
    published: str | None = None


def releases(case: Case) -> tuple[Released, ...]:
    """The releases that were made of a case, in the order in which they were made.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> case.log_access("", [("bag/a", "0" * 64)], release="f" * 64, audience="reviewer")
        >>> [one.audience for one in releases(case)]
        ['reviewer']
    """
    return tuple(_released(live) for live in looks(case) if live.record.action == "release")


def _released(live: Any) -> Released:
    told = live.record
    more = {name: getattr(told, name) for name in ("recipient", "copy", "head", "mapping", "published")}
    return Released(told.release or "", told.audience or "", live.at, live.agent, **more)


def exports(case: Case) -> tuple[str, ...]:
    """The files that were written out of a case otherwise, such as a matrix, each named once, sorted."""
    return tuple(
        sorted({path for live in looks(case) if live.record.action == "export" for path, _ in live.record.files})
    )


def looks(case: Case) -> list[Any]:
    """Every look that was logged, chain by chain; those of one second in two chains have no order between them.

    Raises:
        BrokenLine: a line of such a chain does not follow from the one before it.
    """
    lines = (line for file in chains_in(case.path / "access") for line in read_chain(file))
    return fold(lines, case.vault).of("access")
