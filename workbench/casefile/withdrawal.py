"""A worker withdraws, in three acts: stop sharing, stop using, destroy. Each holds what the one before does.

The first two count at once and can be taken back by undoing their record: a withdrawal may have been forced. The third
is only asked for at first. It is carried out where nothing is pending any more: see `waiting` for what that takes, and
`destroying` for how it is done. Confirmations of another copy do not count here.
"""

import dataclasses

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.destroying import destroy
from workbench.casefile.leaving import SEALED_TOGETHER, Stays, leaving_with, staying
from workbench.casefile.released import Released, releases
from workbench.casefile.state import Live
from workbench.casefile.units import WORKERS
from workbench.casefile.waiting import Pending, Signed, asked, lacks_key_of, pending, signed_by
from workbench.errors import BadValue, Refused, Unknown
from workbench.records import Correction, Hold, Withdrawal

SHORTEST = 6
ACTS = ("stop-sharing", "stop-using", "destroy")
# What each act holds: the acts that make it needless.
HELD_BY = {"stop-sharing": ("stop-sharing", "stop-using", "destroy"), "stop-using": ("stop-using", "destroy")}


@dataclasses.dataclass(frozen=True)
class Withdrawn:
    """What an act did, or found done already: see `act`, `record` (an id), and `carried_out` for a destruction.

    `removed` are the ids that left: releases, findings or the disk, as the act says; `stays` what also speaks of
    others; `released` the releases that were made before the first act; `pending` what a destruction still waits for;
    `agents` who asked for it and who confirmed it, with which keys; `counts` the strongest act that counts by now.

    Example:
        >>> Withdrawn("stop-sharing", "a" * 64, (), (), ()).pending
        ()
    """

    act: str
    record: str
    removed: tuple[str, ...]
    stays: tuple[Stays, ...]
    released: tuple[Released, ...]
    pending: tuple[Pending, ...] = ()
    carried_out: bool = False
    already: bool = False
    agents: tuple[Signed, ...] = ()
    counts: str = ""


def worker_of(case: Case, subject: str) -> str:
    """The id of the worker whom a key, an id or the start of an id (six digits at least) names.

    Raises:
        Unknown: no worker of the case is called so; the nearest keys are named.
        Refused: nobody is called so, and somebody was destroyed: it may be them, so nobody else is proposed.
        BadValue: two bear the key, or it names somebody or something that is no worker.
    """
    entities = case.state().of("entity")
    found = [live for live in entities if subject in (live.record.key, live.id)]
    if not found and len(subject) >= SHORTEST:
        found = [live for live in entities if live.id.startswith(subject)]
    if not found:
        if tombs := [live.id[:12] for live in case.state().of("tombstone") if live.record.cause == "withdrawn"]:
            gone = f"nobody is called so; of whoever was destroyed no key is left ({', '.join(tombs)})"
            told = f"Releases to be asked back: workbench receipts {case.path.name}; else mend the spelling"
            raise Refused(f"worker {subject}", gone, told)
        known = [live.record.key for live in entities if live.record.schema in WORKERS]
        raise Unknown(case.path.name, "workers", subject, codebook.near(subject, known))
    if len(found) > 1:
        ids = ", ".join(live.id[:12] for live in found)
        raise BadValue(case.path.name, "worker", subject, f"the id of the one who is meant, of {ids}")
    if found[0].record.schema not in WORKERS:
        raise BadValue(case.path.name, "worker", f"{subject}, a {found[0].record.schema}", "the key of a worker")
    return found[0].id


def stop_sharing(case: Case, worker: str, *, agent: str, reason: str) -> Withdrawn:
    """From now on no release may contain what speaks of a worker; the team still uses it. `worker`, `agent` are ids.

    Raises:
        NotWritten: the system refused; nothing was recorded.
    """
    return _stop(case, Withdrawal(subject=worker, act="stop-sharing", reason=reason), agent)


def stop_using(case: Case, worker: str, *, agent: str, reason: str) -> Withdrawn:
    """From now on no finding counts what speaks of a worker, either: a cell may fall to not-assessed.

    Raises:
        NotWritten: the system refused; nothing was recorded.
    """
    return _stop(case, Withdrawal(subject=worker, act="stop-using", reason=reason), agent)


def _stop(case: Case, wish: Withdrawal, agent: str) -> Withdrawn:
    earlier = case.state().withdrawals(*HELD_BY[wish.act]).get(wish.subject, [])
    record = earlier[0].id if earlier else _recorded(case, agent, wish)
    return _told(case, wish.act, wish.subject, record, already=bool(earlier))


def ask_to_destroy(
    case: Case, worker: str, *, agent: str, reason: str, private: str | None = None, offered: str | None = None
) -> Withdrawn:
    """Records the wish, which stops sharing and using at once; asked again, it adds what was missing.

    What may be missing is a wish signed with this agent's own key, where whoever confirmed also signed the first wish.
    Where nothing is pending any more, the destruction is carried out.

    Raises:
        Refused: the case is not sealed: nothing in it can be destroyed.
        NotWritten: the system refused.
    """
    _may_be_destroyed(case)
    before = asked(case, worker)
    if before and not private and not offered and not lacks_key_of(case, worker, agent):
        return _carried_out(case, worker, agent, before[0].id)
    wish = Withdrawal(subject=worker, act="destroy", reason=reason, private=private, offered=offered)
    return _carried_out(case, worker, agent, _recorded(case, agent, wish))


def confirm_destruction(
    case: Case, worker: str, *, agent: str, reason: str, private: str | None = None, offered: str | None = None
) -> Withdrawn:
    """A second agent confirms, with a key of their own; where nothing else is pending the destruction is carried out.

    Raises:
        Refused: the case is not sealed, nobody has asked, this agent has asked, or somebody else's passphrase opened
            the case.
        NotWritten: the system refused.
    """
    _may_be_destroyed(case)
    wishes = asked(case, worker)
    if not wishes:
        raise Refused("withdrawal", "nobody has asked that this worker's records be destroyed", "Ask first: --destroy")
    _may_confirm(case, agent, wishes[0])
    both = Withdrawal(
        subject=worker, act="destroy", reason=reason, private=private, offered=offered, confirms=wishes[0].id
    )
    return _carried_out(case, worker, agent, _recorded(case, agent, both))


def carry_out(case: Case, worker: str, *, agent: str) -> Withdrawn:
    """Destroys what speaks of a worker alone: its keys and stored files; ids and a tombstone stay in the chain.

    Raises:
        Refused: the case is not sealed, or something is pending; it is named.
        NotWritten: the system refused; the next act that writes ends what was begun.
    """
    _may_be_destroyed(case)
    waits = pending(case, worker)
    if waits:
        raise Refused("withdrawal", "; ".join(one.message for one in waits), "Nothing is destroyed before that")
    return _carried_out(case, worker, agent, asked(case, worker)[0].id)


def hold(case: Case, worker: str | None, *, agent: str, reason: str, authority: str | None = None) -> str:
    """Puts a legal hold on a worker's records or the whole case: nothing is destroyed until it is undone; gives its id.

    Raises:
        NotWritten: the system refused; nothing was recorded.
    """
    return _recorded(case, agent, Hold(reason=reason, subject=worker, authority=authority))


def _recorded(case: Case, agent: str, record: Withdrawal | Hold) -> str:
    with case.writing(agent) as writer:
        return writer.record(record)


def _told(case: Case, act: str, worker: str, record: str, *, already: bool = False) -> Withdrawn:
    state = case.state()
    counting = state.withdrawals(*ACTS)[worker]
    since, strongest = min(live.at for live in counting), max((live.record.act for live in counting), key=ACTS.index)
    waits = pending(case, worker) if strongest == "destroy" else ()
    stays = leaving_with(case, worker).stays if strongest == "destroy" else staying(case, worker)
    before = tuple(one for one in releases(case) if one.at <= since)
    removed = tuple(sorted(state.speaking_of(worker).own))
    return Withdrawn(act, record, removed, stays, before, waits, already=already, counts=strongest)


def _carried_out(case: Case, worker: str, agent: str, record: str) -> Withdrawn:
    told = dataclasses.replace(_told(case, "destroy", worker, record), agents=signed_by(case, worker))
    with case.holding():
        waits = pending(case, worker)
        if waits:
            return dataclasses.replace(told, pending=waits)
        leaving = leaving_with(case, worker)
        # What was about the worker alone and cannot be destroyed is out of use, as it was while the wish waited.
        left = (one.id for one in leaving.stays if one.reason == SEALED_TOGETHER and not case.state().set_aside(one.id))
        trace = tuple(Correction(target=one, reason="what it was for was destroyed") for one in left)
        tombstone = destroy(case, agent, leaving, cause="withdrawn", trace=trace)
    return dataclasses.replace(
        told, record=tombstone, removed=leaving.records, stays=leaving.stays, pending=(), carried_out=True
    )


def _may_be_destroyed(case: Case) -> None:
    if not case.sealed:
        raise Refused(
            case.path.name, "the case is not sealed: what its ledger says cannot be destroyed without breaking it",
            "Use --stop-using; nothing is shared or used after that",
        )  # fmt: skip


def _may_confirm(case: Case, agent: str, wish: Live) -> None:
    state = case.state()
    who = state.get(agent)
    key = who.record.key if who else agent[:12]
    if agent == wish.agent:
        raise Refused(f"agent {key}", "who asked cannot also confirm",
                      "Let a second member confirm. If others asked in your name, ask yourself: --destroy")  # fmt: skip
    try:
        opened = case.member_agent()
    except Unknown:
        opened = ""
    if opened != agent:
        raise Refused(f"agent {key}", "the case was not opened with this agent's own passphrase",
                      f"Let {key} open it: their key signs the confirmation")  # fmt: skip
