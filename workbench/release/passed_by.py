"""What somebody decided or said that a copy of the whole ledger for reviewers would pass by: protected rows leave."""

import dataclasses

from workbench import codebook
from workbench.casefile import Case
from workbench.casefile.state import State
from workbench.disclosure.approved import Approvals
from workbench.disclosure.consent import STOPPED, Allowance, allowed_in

AUDIENCE = "reviewer"
# What no release for anybody holds. A synthetic case has it invented, and leaves with it: nobody is in danger there.
NEVER = ("danger", "step", "incident")


def passed_by(case: Case) -> tuple[str, ...]:
    """What stands in a case that a copy of all of it would pass by, a clause each, nobody named; empty where nothing.

    A worker who has stopped the sharing; a decision for reviewers, or for all, by which a record does not leave as it
    is; a redaction; words that a worker refused; a consent for reviewers that allows less than everything; in a
    public-record case a danger, a step of a person's file, a leak or a reprisal.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity, Protection
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> passed_by(case)
        ()
        >>> with case.writing(case.agent("M")) as writer:
        ...     body = writer.record(Entity(key="CO-1", schema="Company", label="A contractor"))
        ...     _ = writer.record(Protection(act="pseudonymise", target=body, reason="asked to"))
        >>> passed_by(case)[0].split(" (")[0]
        '1 decision keeps a record back or changes it for reviewers'
    """
    state = case.state()
    stopped, redacted = len(state.withdrawals(*STOPPED)), len({live.record.item for live in state.of("redaction")})
    refused, less = len(_refused(state)), _less(case, state)
    never = sum(len(state.of(kind)) for kind in NEVER) if case.info.nature != "synthetic" else 0
    return tuple(clause for clause in (
        _said(stopped, "1 worker has stopped the sharing of what speaks of them", "{} workers have stopped the sharing "
              "of what speaks of them"),
        _decided(state),
        _said(redacted, "1 item is redacted", "{} items are redacted"),
        _said(refused, "a worker refused 1 quote, or wanted it otherwise", "workers refused {} quotes, or wanted them "
              "otherwise"),
        _said(less, "the consent of 1 worker allows reviewers less than all, with the name", "the consents of {} "
              "workers allow reviewers less than all, with the name"),
        _said(never, "1 danger, leak, reprisal or step of somebody's file is on record", "{} dangers, leaks, reprisals "
              "and steps of people's files are on record"),
    ) if clause)  # fmt: skip


def _said(count: int, one: str, more: str) -> str:
    return "" if not count else one if count == 1 else more.format(count)


def _decided(state: State) -> str:
    found = [
        live.id[:12] for live in state.of("protection")
        if live.record.act != "show" and live.record.audience in (None, AUDIENCE)
    ]  # fmt: skip
    said = _said(
        len(found), "1 decision keeps a record back or changes it for reviewers",
        "{} decisions keep records back or change them for reviewers",
    )  # fmt: skip
    which = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return said and f"{said} ({which}; `workbench undo` takes a decision back)"


def _refused(state: State) -> frozenset[str]:
    told = [(live.id, live.record) for kind in ("passage", "approval") for live in state.of(kind)]
    return Approvals(told, AUDIENCE).against


def _less(case: Case, state: State) -> int:
    """How many workers have said what reviewers may have of them, and it is not everything with the own name."""
    return sum(1 for one in told_to_reviewers(case, state).values() if one.form != "name")


def told_to_reviewers(case: Case, state: State) -> dict[str, Allowance]:
    """What each worker who was asked allows reviewers today, by the worker's id.

    Who was never asked is not in it: the whole record of such a case is open to all. The audience names nobody, and
    the ledger names everybody: a name is asked for here.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> told_to_reviewers(case, case.state())
        {}
    """
    asked = {live.record.worker for live in state.of("consent") if live.record.audience == AUDIENCE}
    if not asked:
        return {}
    named = dataclasses.replace(codebook.audience(AUDIENCE), naming=True)
    found = allowed_in(state, named, case.door.now()[:10])
    return {worker: found.get(worker) or Allowance(worker=worker) for worker in sorted(asked)}
