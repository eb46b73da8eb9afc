"""What a wish to destroy still waits for: two agents with two keys, a talk in private, papers offered back, time."""

import dataclasses
import datetime
from collections.abc import Iterable

from workbench.casefile.case import Case
from workbench.casefile.chains import chain_name
from workbench.casefile.ledger import read_chain
from workbench.casefile.let_in import let_in_to, made_by, signed_with
from workbench.casefile.line import Line
from workbench.casefile.roster import holders, roster_of
from workbench.casefile.speaking import DOUBTED
from workbench.casefile.state import Live, State
from workbench.errors import Unknown

DAYS = 30
ACTS = ("confirmation", "confirms")


@dataclasses.dataclass(frozen=True)
class Pending:
    """One thing that is missing before a worker's records may be destroyed; `until`: a time in UTC where one is known.

    `what` is asked, second-agent, second-key (a confirmation was signed with the key of the wish), recovered-key (one
    of the two was signed with a key that was made with the recovery key), doubted (others say that somebody else told a
    file), private, offered, delay or hold.

    Example:
        >>> Pending("hold", "a legal hold counts").until is None
        True
    """

    what: str
    message: str
    until: str | None = None


@dataclasses.dataclass(frozen=True)
class Signed:
    """Who asked for a destruction or confirmed it (an agent's key), when, and with which signing key.

    `made_at` is when that key was made, `made_by` the agent with whose key: the same one who began the case,
    `recovery key` where it was made with that, or nothing where the ledger does not say.

    Example:
        >>> Signed("asked", "MJ", "2026-03-01T09:00:00Z", "5a" * 32, "2026-01-01T09:00:00Z", "MJ").did
        'asked'
    """

    did: str
    agent: str
    at: str
    signing: str
    made_at: str = ""
    made_by: str = ""


def signed_by(case: Case, worker: str) -> tuple[Signed, ...]:
    """The wishes to destroy what speaks of a worker (an id) and their confirmations, as they were signed.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> signed_by(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")), "w" * 64)
        ()
    """
    told = case.state().withdrawals("destroy").get(worker, [])
    if not told:
        return ()
    lines, made, found = _signers(case, {live.id for live in told}), let_in_to(case), list[Signed]()
    for live in told:
        key = lines[live.id].key
        did = "asked" if live.record.confirms is None else "confirmed"
        how = (made[key].at, made_by(case, made[key])) if key in made else ("", "")
        found.append(Signed(did, _name(case, live.agent), live.at, key, *how))
    return tuple(sorted(found, key=lambda one: (one.at, one.did)))


def asked(case: Case, worker: str) -> list[Live]:
    """The wishes to destroy that count, in the order in which they were recorded; confirmations are none.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> asked(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")), "w" * 64)
        []
    """
    return [live for live in case.state().withdrawals("destroy").get(worker, []) if live.record.confirms is None]


def pending(case: Case, worker: str) -> tuple[Pending, ...]:
    """What is missing now, by the clock of the case; nothing is missing where this is empty."""
    wishes = asked(case, worker)
    if not wishes:
        return (Pending("asked", "nobody has asked for it"),)
    told = [live.record for live in case.state().withdrawals("destroy")[worker]]
    found = [*_second(case, worker, wishes)]
    if not any(record.private for record in told):
        found.append(Pending("private", "confirm it with the worker alone, then record how with --private"))
    if not any(record.offered for record in told):
        found.append(Pending("offered", "offer the worker's own documents back, then record it with --offered"))
    return (*found, *_doubted(case, worker), *_delay(case, wishes[0]), *_holds(case, worker))


def _doubted(case: Case, worker: str) -> Iterable[Pending]:
    """What was said of who told a source goes with the worker: the other word alone would then count, unopposed."""
    for identity, reason in case.state().speaking_of(worker).stays:
        if reason == DOUBTED:
            told = f"it is not settled who told source {_name(case, identity)}"
            yield Pending("doubted", f"{told}: undo what is wrong of what was said later of it")


def holds(state: State, workers: Iterable[str]) -> list[Live]:
    """The legal holds that count on the whole case or on one of these workers (ids of entities).

    Example:
        >>> holds(State((), {}), [])
        []
    """
    return [live for live in state.of("hold") if live.record.subject in (None, *workers)]


def _second(case: Case, worker: str, wishes: list[Live]) -> Iterable[Pending]:
    """A confirmation counts where another agent than a wish's made it, on this copy, with a key of their own.

    It need not name the wish that another key signed: where both wishes count, both persons have asked for the same.
    Neither key may have been made with the recovery key: whoever holds that paper can be anybody.
    """
    confirmed = _confirmed(case, worker, wishes)
    lines = _signers(case, {live.id for live in (*confirmed, *wishes)})
    keys = _keys(case)
    own = [live for live in confirmed if (live.agent, lines[live.id].key) in keys and not _revoked(case, lines, live)]
    two = [(wish, live) for live in own for wish in wishes if _by_another(lines, wish, live)]
    papers = _by_recovery(case)
    good = [live for wish, live in two if not papers & {lines[wish.id].key, lines[live.id].key}]
    if any(lines[live.id].chain == chain_name(case.door.device(), live.agent, lines[live.id].key) for live in good):
        return
    if good:
        yield Pending("second-agent", "it was confirmed on another copy: a second agent has to confirm it here as well")
    elif two:
        wish, live = two[-1]
        yield _of_paper(case, live if lines[live.id].key in papers else wish)
    else:
        yield _not_counted(case, confirmed, own, revoked=any(_revoked(case, lines, live) for live in confirmed[-1:]))


def _of_paper(case: Case, live: Live) -> Pending:
    who, (did, again) = _name(case, live.agent), ("wish", "asks") if live.record.confirms is None else ACTS
    return Pending("recovered-key", f"the {did} by {who} does not count, because {who}'s key was made with the recovery"
                   f" key, as whoever holds that can do: let another member remove {who} and add {who} again; then "
                   f"{who} {again} anew, with the passphrase of the new key")  # fmt: skip


def _not_counted(case: Case, confirmed: list[Live], own: list[Live], *, revoked: bool) -> Pending:
    if own:
        name = _name(case, own[-1].agent)
        return Pending("second-key", f"the confirmation by {name} does not count, because the same key signed the "
                       f"wish: somebody other than {name} has to ask for it, too, with a passphrase of "
                       "their own")  # fmt: skip
    if confirmed:
        name = _name(case, confirmed[-1].agent)
        why = "their key was revoked" if revoked else "another key than theirs signed it"
        return Pending("second-agent", f"the confirmation by {name} does not count, because {why}: a second agent has "
                       "to confirm it, with a passphrase of their own")  # fmt: skip
    return Pending("second-agent", "a second agent has to confirm it, with a passphrase of their own")


def _by_recovery(case: Case) -> set[str]:
    """The signing keys that were made with the recovery key."""
    return {key for key, one in let_in_to(case).items() if one.recovery}


def _revoked(case: Case, lines: dict[str, Line], confirmation: Live) -> bool:
    """Whether the key of a confirmation was not to be trusted any more on the day of it."""
    key = lines[confirmation.id].key
    days = [one.record.since for one in case.state().all if one.kind == "member" and one.record.action == "revoked"
            and one.record.signing == key]  # fmt: skip
    return any(day and confirmation.at[:10] >= day[:10] for day in days)


def _confirmed(case: Case, worker: str, wishes: list[Live]) -> list[Live]:
    both, named = case.state().withdrawals("destroy").get(worker, []), {wish.id for wish in wishes}
    return [live for live in both if live.record.confirms in named]


def _keys(case: Case) -> set[tuple[str, str]]:
    """Each member's agent (an id), with the key that signs for them now."""
    state = case.state()
    told, whose = roster_of(state.all), holders(state)
    return {(whose[member].id, told.signing[member]) for member in told.recipients if member in whose}


def _by_another(lines: dict[str, Line], wish: Live, confirmation: Live) -> bool:
    return wish.agent != confirmation.agent and lines[wish.id].key != lines[confirmation.id].key


def _name(case: Case, agent: str) -> str:
    who = case.state().get(agent)
    return str(who.record.key) if who else agent[:12]


def lacks_key_of(case: Case, worker: str, agent: str) -> bool:
    """Whether a confirmation waits for a wish that this agent, who has opened the case, signs with a key of their own.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> lacks_key_of(case, "w" * 64, case.agent("M"))
        False
    """
    wishes = asked(case, worker)
    if not {"second-key", "recovered-key"} & {one.what for one in _second(case, worker, wishes)}:
        return False
    try:
        opened = case.member_agent()
    except Unknown:
        return False
    own = {key for holder, key in _keys(case) if holder == agent}
    confirmed = agent in {live.agent for live in _confirmed(case, worker, wishes)}
    return opened == agent and not confirmed and not own & _by_recovery(case)


def _signers(case: Case, ids: set[str]) -> dict[str, Line]:
    """For each of these records its line, with the key that signed its batch."""
    return signed_with((line for file in case.chains() for line in read_chain(file)), ids)


def _delay(case: Case, wish: Live) -> Iterable[Pending]:
    days = DAYS if case.info.destroy_after_days is None else case.info.destroy_after_days
    due = datetime.datetime.fromisoformat(wish.at) + datetime.timedelta(days=days)
    until = due.strftime("%Y-%m-%dT%H:%M:%SZ")
    if case.door.now() < until:
        yield Pending("delay", f"the case waits {days} days after the wish, in which it can be taken back", until)


def _holds(case: Case, worker: str) -> Iterable[Pending]:
    for live in holds(case.state(), [worker]):
        whose = "this worker" if live.record.subject else "the whole case"
        by = f" by {live.record.authority}" if live.record.authority else ""
        yield Pending("hold", f"a legal hold counts on {whose}{by}: hold {live.id[:12]}")
