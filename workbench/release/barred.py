"""Which records of a case reviewers may not have today as they stand: what a bundle of all of it has to be told."""

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.casefile import Case
from workbench.casefile.speaking import resting_on
from workbench.casefile.state import State
from workbench.disclosure.approved import Approvals
from workbench.disclosure.consent import STOPPED, Allowance
from workbench.disclosure.decided import decisions
from workbench.disclosure.tellers import named_later
from workbench.records import references
from workbench.redaction.touched import touched
from workbench.release.passed_by import AUDIENCE, told_to_reviewers

# What changes a record and leaves standing what rests on it: a name that goes, words that are not quoted.
CHANGED = ("pseudonymise", "generalise")


def barred(case: Case) -> set[str]:
    """The records (ids) that a release for reviewers would keep back today, or not show as they stand in the ledger.

    What was decided, of whomever it was, with what rests on it; of a worker who stopped the sharing, or whose consent
    for reviewers allows no account, all that speaks of them, each file that others told too; of whoever allows no
    name, the record with the name. Of a redaction the item, its texts and the passages that it touches; of a refused
    quote the passages of the same words: what is coded from these counts all the same.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity, Protection
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> with case.writing(case.agent("M")) as writer:
        ...     body = writer.record(Entity(key="CO-1", schema="Company", label="A contractor"))
        ...     _ = writer.record(Protection(act="pseudonymise", target=body, reason="asked to"))
        >>> barred(case) == {body}
        True
    """
    state = case.state()
    acts = decisions(_told(state, "protection", "entity", "sameness"), AUDIENCE)
    allowed = told_to_reviewers(case, state)
    stopped = {worker for worker, one in allowed.items() if not one.account} | {*state.withdrawals(*STOPPED)}
    withheld = {target for target, done in acts.items() if "withhold" in done}
    changed = {target for target, done in acts.items() if done & {*CHANGED}}
    return _with_files(state, withheld | _of_workers(state, stopped)) | changed | _unnamed(allowed) | _unquoted(state)


def _told(state: State, *kinds: str) -> list[tuple[str, Any]]:
    return [(live.id, live.record) for kind in kinds for live in state.of(kind)]


def _of_workers(state: State, workers: set[str]) -> set[str]:
    """These workers and whatever names one of them; of a source also who was named of it later."""
    if not workers:
        return set()
    naming = {live.id for live in state.all if workers.intersection(references(live.kind, live.record))}
    later = named_later(_told(state, "completion"))
    return workers | naming | {source for source, named in later.items() if named & workers}


def _with_files(state: State, going: Iterable[str]) -> set[str]:
    """These and what rests on them; of a file that several told each may bar it, as each is asked before a release."""
    found = {*going}
    if not found:
        return found
    found = resting_on(state.all, found)
    files = {item for item, sources in state.tellers.items() if found.intersection(sources)}
    return resting_on(state.all, found | files)


def _unnamed(allowed: Mapping[str, Allowance]) -> set[str]:
    return {worker for worker, one in allowed.items() if one.form != "name"}


def _unquoted(state: State) -> set[str]:
    """Passages of which no words may stand, with the items and texts in which something is redacted."""
    said = Approvals(_told(state, "passage", "approval"), AUDIENCE)
    refused = {live.id for live in state.of("passage") if said.refused(live.id)}
    items = {live.record.item for live in state.of("redaction")}
    texts = {live.id for live in state.of("derivative") if live.record.item in items}
    return refused | {*touched(state.of("passage"), state.of("redaction"))} | items | texts
