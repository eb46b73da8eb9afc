"""What one does to keep a case, rather than to look into it: beginning it, and who may open it."""

import os
from collections.abc import Callable
from pathlib import Path

from workbench.casefile import Case, create, create_sealed, new_passphrase, open_case
from workbench.casefile import withdrawal as _acts
from workbench.casefile.asking import show_recovery
from workbench.casefile.conflicts import Conflict
from workbench.casefile.merging import Merged
from workbench.casefile.merging import merge as _merge
from workbench.casefile.taking_out import TakenBack, TakenOut
from workbench.casefile.taking_out import take_back as _take_back
from workbench.casefile.taking_out import take_out as _take_out
from workbench.casefile.unsettled import unsettled
from workbench.casefile.withdrawal import Withdrawn, worker_of
from workbench.errors import BadValue
from workbench.listed import Listing
from workbench.records import Agent, CaseInfo


def init(
    path: Path | str,
    *,
    title: str,
    sealed: bool = True,
    agent: Agent | str | None = None,
    nature: str = "confidential",
    passphrase: str | None = None,
    destroy_after_days: int | None = None,
    recovery: Callable[[str], None] | None = None,
) -> Case:
    """A new case in an empty or new folder, sealed under the custodian's passphrase.

    Without `passphrase`, `$WORKBENCH_PASSPHRASE` is taken, or it is asked for twice on the terminal. The recovery key,
    which opens the case when every passphrase is lost, is given once to `recovery` (by default it is printed on
    standard error) and kept nowhere. `agent` is the custodian, or a key alone, which custody
    sheets then print for a name. `destroy_after_days`: how long a wish to destroy waits (30).

    Raises:
        Refused: the folder holds something, or the passphrase is empty or was typed in two ways.
        Locked: the case should be sealed, and there is no passphrase and nobody to ask.

    Example:
        >>> import tempfile
        >>> init(Path(tempfile.mkdtemp()) / "case", title="Site A", sealed=False, agent="MJ").info.title
        'Site A'
    """
    keeper = agent if isinstance(agent, Agent) else custodian(agent)
    info = CaseInfo(title=title, nature=nature, custodian=keeper.key, destroy_after_days=destroy_after_days)
    if not sealed:
        return create(Path(path), info, keeper)
    begun = create_sealed(Path(path), info, keeper, passphrase or new_passphrase(Path(path).name))
    (recovery or show_recovery)(begun.recovery)
    return begun.case


def custodian(key: str | None = None, name: str | None = None) -> Agent:
    """Who begins a case: by a key (or `$WORKBENCH_AGENT`, or "custodian"), and by the name that custody sheets print.

    Example:
        >>> custodian("MJ", "Mila Jovin").name, custodian("MJ").name
        ('Mila Jovin', 'MJ')
    """
    key = key or os.environ.get("WORKBENCH_AGENT") or "custodian"
    return Agent(key=key, kind="person", name=name or key)


def merge(case: Case, other: Case | Path | str, *, agent: str) -> Merged:
    """Brings another copy of the same case into this one; the other is only read.

    A sealed copy is opened with the keys that opened this case. `agent` is the id of who merges.

    Raises:
        as `workbench.casefile.merging.merge`.
    """
    return _merge(case, other if isinstance(other, Case) else open_case(other), agent=agent)


def conflicts(case: Case) -> Listing:
    """What the copies that were merged, or two agents, say differently of one thing (`Conflict`), until it is settled.

    Both count meanwhile. One of them is set aside by a correction (`undo`), or a third person decides between two
    codings (`adjudicate`); `.df` is a table, one row each.
    """
    decided = [set(live.record.codings) for live in case.state().of("adjudication")]
    left = [one for one in unsettled(case) if not any(decision.issuperset(one.ids) for decision in decided)]
    return Listing(left, "Conflicts that stand", ("kind", "about", "sides", "remark"), row=Conflict.values)


def withdraw(
    case: Case,
    subject: str,
    *,
    agent: str,
    act: str = "stop-sharing",
    reason: str = "not said",
    private: str | None = None,
    offered: str | None = None,
    confirm: bool = False,
) -> Withdrawn:
    """A worker withdraws: stop-sharing (at once), stop-using (at once), or destroy (when nothing is pending any more).

    `subject` is the worker's key or id, `agent` the id of who acts. To destroy, `private` says how the worker confirmed
    it alone with an agent and `offered` how the worker's own documents were offered back; a second agent gives
    `confirm`, in a case that their own passphrase opened. `pending` of the answer says what is still missing.

    Raises:
        Unknown: no worker is called so.
        BadValue: there is no such act, or `private`, `offered` or `confirm` was given to another act than destroy.
        Refused: as `workbench.casefile.withdrawal` says for each act.

    Example:
        >>> import tempfile
        >>> from workbench.records import Entity
        >>> case = init(Path(tempfile.mkdtemp()) / "case", title="Site A", sealed=False, agent="MJ")
        >>> with case.writing(case.agent("MJ")) as writer:
        ...     _ = writer.record(Entity(key="W-05", schema="Worker", label="W-05"))
        >>> withdraw(case, "W-05", agent=case.agent("MJ"), reason="by telephone").act
        'stop-sharing'
    """
    if act not in _acts.ACTS:
        raise BadValue(case.path.name, "act", act, f"one of {', '.join(_acts.ACTS)}")
    worker = worker_of(case, subject)
    if act == "destroy":
        do = _acts.confirm_destruction if confirm else _acts.ask_to_destroy
        return do(case, worker, agent=agent, reason=reason, private=private, offered=offered)
    if private or offered or confirm:
        raise BadValue(case.path.name, "act", act, "destroy: the others need no confirmation and count at once")
    return (_acts.stop_using if act == "stop-using" else _acts.stop_sharing)(case, worker, agent=agent, reason=reason)


def hold(case: Case, *, agent: str, reason: str, subject: str | None = None, authority: str | None = None) -> str:
    """A legal hold on one worker's records or the whole case: nothing is destroyed until it is undone; gives its id.

    Raises:
        Unknown, BadValue: `subject` is the key of no worker.
    """
    worker = None if subject is None else worker_of(case, subject)
    return _acts.hold(case, worker, agent=agent, reason=reason, authority=authority)


def take_out(case: Case, item: str, *, agent: str, reason: str) -> TakenOut:
    """Takes a wrong file out again, named by its id, the start of it or its file name; that it was there stays.

    Raises:
        as `workbench.casefile.taking_out.take_out`.
    """
    return _take_out(case, item, agent=agent, reason=reason)


def take_back(case: Case, item: str, receipt: str, *, agent: str, reason: str) -> TakenBack:
    """Takes back that the bytes of a file came once more, from the source `receipt` (a key); all else stays.

    Raises:
        as `workbench.casefile.taking_out.take_back`.
    """
    return _take_back(case, item, receipt, agent=agent, reason=reason)
