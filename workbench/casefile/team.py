"""Changing who may open a sealed case: add, remove, another passphrase, recovery, a key that is no longer trusted.

Each act is one batch of the ledger, and the ledger is where it happens; `roster.mend` brings the folder of keys to it.
"""

import dataclasses
import datetime
from collections.abc import Callable

from workbench import codebook
from workbench.casefile.case import Case
from workbench.casefile.cipher import KEY, NONCE, NotOpened
from workbench.casefile.let_in import let_in_to, made_by
from workbench.casefile.members import Secrets, new_secrets, public_of, recovery_secrets, seal_member, stage_member
from workbench.casefile.recipients import new_identity
from workbench.casefile.roster import by_turn, holders, rewrap, roster_of
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.state import Live
from workbench.casefile.writer import Writer
from workbench.errors import BadValue, Refused, Unknown, WorkbenchError
from workbench.records import Agent, Member


@dataclasses.dataclass(frozen=True)
class Held:
    """A signing key that somebody holds or held: whose it is, whether it is in use, and from when it is not trusted.

    `made_by` is the agent who let it in at `made_at` (UTC), `recovery key` where it was made with that one.

    Example:
        >>> Held(key="MJ", name="M. J.", member="0f" * 8, signing="5a" * 32, current=True).revoked_since is None
        True
    """

    key: str
    name: str
    member: str
    signing: str
    current: bool
    revoked_since: str | None = None
    made_at: str = ""
    made_by: str = ""


def held_keys(case: Case) -> list[Held]:
    """The signing keys of all who are or were members, in the order in which they were recorded."""
    state = case.state()
    told, whose = roster_of(state.all), holders(state)
    found: dict[str, Held] = {}
    for one in by_turn(state.all):
        if one.action == "added" and one.signing:
            agent = whose.get(one.member)
            key, name = (agent.record.key, agent.record.name) if agent else ("", "")
            current = one.member in told.recipients and told.signing[one.member] == one.signing
            found[one.signing] = Held(key, name, one.member, one.signing, current)
        elif one.action == "revoked" and one.signing in found:
            found[one.signing] = dataclasses.replace(found[one.signing], revoked_since=one.since)
    made = {signing: (one.at, made_by(case, one)) for signing, one in let_in_to(case).items()}
    return [
        dataclasses.replace(one, made_at=at, made_by=by)
        for one in found.values()
        for at, by in [made.get(one.signing, ("", ""))]
    ]


def add_member(case: Case, key: str, passphrase: str, *, name: str | None = None) -> str:
    """Gives an agent keys of their own, under a passphrase of their own; gives the member's id.

    An agent who is new to the case is recorded with the name. Whoever was removed, or has coded before without keys,
    is taken under the same key.

    Raises:
        Refused: the agent is a member already, or the case is not sealed, or the passphrase is empty.
        NotWritten: the system refused; nothing was changed.
    """
    vault, who = _sealed(case), case.member_agent()
    with case.writing(who) as writer:
        agent, member = _known(case, key)
        if member in roster_of(case.state().all).recipients:
            raise Refused(key, "holds keys of this case already", "Use `keys CASE passphrase`, or `recover`")
        fresh = new_secrets(member or _random(vault, 8).hex(), _random(vault, KEY))
        file = _staged(vault, fresh, passphrase)
        # Wrapped in before the ledger says so: a member whom it names can open the case.
        rewrap(vault, [*vault.ring.recipients, fresh.recipient])
        _say(writer, _added(fresh, file, agent.id if agent and agent.record.member is None else None))
        if agent is None:
            writer.record(Agent(key=key, kind="person", name=name or key, member=fresh.member))
    _settle(case, who)
    return fresh.member


def remove_member(case: Case, key: str) -> str:
    """Shuts an agent out: a new ring key without them, their key file gone; gives the member's id.

    What they copied or read before stays with them; what is recorded from now on is closed to them, also in a copy of
    the case that they get hold of.

    Raises:
        Refused: it is the last member, or the one who acts.
        Unknown: no member has this key.
    """
    vault, who = _sealed(case), case.member_agent()
    with case.writing(who) as writer:
        member, told = _current(case, key), roster_of(case.state().all)
        if len(told.recipients) == 1:
            raise Refused(key, "the last member of a case cannot be removed", "Add another member first")
        if member == vault.secrets.member:
            raise Refused(key, "nobody can shut themselves out", "Let another member do it")
        _say(writer, Member(member=member, action="removed"))
    _settle(case, who)
    return member


def change_passphrase(case: Case, passphrase: str) -> str:
    """Closes the keys of whoever opened the case under another passphrase; the keys stay; gives the member's id.

    An older copy of the key file still opens with the older passphrase. Where that may have been seen, let a colleague
    remove and add the member again: that makes new keys.

    Raises:
        Refused: the passphrase is empty.
    """
    vault, who = _sealed(case), case.member_agent()
    secrets = vault.secrets
    with case.writing(who) as writer:
        file = _staged(vault, secrets, passphrase)
        _say(writer, public_of(secrets, "changed", file))
    _settle(case, who)
    return secrets.member


def recover(case: Case, key: str, recovery: str, passphrase: str) -> str:
    """Gives an agent whose passphrase is lost new keys, with the recovery key in hand; gives the member's id.

    The keys that the lost passphrase closed open nothing from then on. What they signed stays signed.

    Raises:
        Refused: the recovery key is not, or no longer, that of this case.
        BadValue: it is no recovery key.
        Unknown: the case knows no agent of this key.
    """
    vault = _sealed(case)
    try:
        # What is recorded here is signed with a key that is drawn from the recovery key, and stands in the ledger.
        vault.open_with(recovery_secrets(recovery))
    except NotOpened:
        raise Refused("recovery key", "it does not open this case: it is another's, or was renewed since",
                      "Use the key that was printed last") from None  # fmt: skip
    try:
        who = case.agent(key)
        agent, member = _known(case, key)
        fresh = new_secrets(member or _random(vault, 8).hex(), _random(vault, KEY))
        with case.writing(who) as writer:
            file = _staged(vault, fresh, passphrase)
            rewrap(vault, [*vault.ring.recipients, fresh.recipient])
            _say(writer, _added(fresh, file, who if agent and agent.record.member is None else None))
        _settle(case, who)
        vault.open_with(fresh)
    except WorkbenchError:
        vault.lock()  # nobody writes on with the recovery key
        raise
    return fresh.member


def renew_recovery(case: Case, show: Callable[[str], None]) -> None:
    """Makes another recovery key, which `show` gets once; the one before opens nothing from then on.

    Raises:
        NotWritten: the system refused; the recovery key before still opens the case.
    """
    vault, who = _sealed(case), case.member_agent()
    with case.writing(who) as writer:
        recovery = new_identity()
        secrets = recovery_secrets(recovery, _random(vault, 8).hex())
        rewrap(vault, [*vault.ring.recipients, secrets.recipient])
        _say(writer, public_of(secrets, "recovery"))
    show(recovery)
    _settle(case, who)


def revoke(case: Case, key: str, since: str, *, signing: str | None = None) -> str:
    """Records that a key is not to be trusted from a date on (`YYYY-MM-DD`, UTC); gives the public key.

    It is the key with which the agent signs now or signed last, or the one that begins with `signing`. Who holds it can
    still open the case: `remove_member` shuts them out.

    Raises:
        Unknown: the agent holds no such key.
        BadValue: `since` is no date.
    """
    _sealed(case)
    try:
        datetime.date.fromisoformat(since)
    except ValueError:
        raise BadValue("revoke", "since", since, "a date: YYYY-MM-DD") from None
    with case.writing(case.member_agent()) as writer:
        own = [held for held in held_keys(case) if held.key == key and held.signing.startswith(signing or "")]
        if not own:
            raise Unknown(case.path.name, "keys", key, codebook.near(key, [held.key for held in held_keys(case)]))
        chosen = own[-1]
        _say(writer, Member(member=chosen.member, action="revoked", signing=chosen.signing, since=since))
    return chosen.signing


def _sealed(case: Case) -> SealedVault:
    if not isinstance(case.vault, SealedVault):
        raise Refused(case.path.name, "an unsealed case has no keys", "Begin a sealed case with `workbench init`")
    return case.vault


def _random(vault: SealedVault, size: int) -> bytes:
    return bytes.fromhex(vault.door.salt())[:size]


def _say(writer: Writer, member: Member) -> None:
    """Records a change of the team behind all that are known here."""
    known = by_turn(writer.case.state().all)
    writer.record(dataclasses.replace(member, turn=1 + max((one.turn or 0 for one in known), default=0)))


def _staged(vault: SealedVault, secrets: Secrets, passphrase: str) -> str:
    return stage_member(vault.keys, seal_member(secrets, passphrase, _random(vault, 16), _random(vault, NONCE)))


def _added(fresh: Secrets, file: str, agent: str | None) -> Member:
    return dataclasses.replace(public_of(fresh, "added", file), agent=agent)


def _known(case: Case, key: str) -> tuple[Live | None, str]:
    """The agent of this key, and the member under which the agent holds or held keys, where there are these."""
    agents = [live for live in case.state().of("agent") if live.record.key == key]
    own = [member for member, live in holders(case.state()).items() if live.record.key == key]
    return (agents[-1] if agents else None), (own[-1] if own else "")


def _current(case: Case, key: str) -> str:
    told, whose = roster_of(case.state().all), holders(case.state())
    current = {whose[member].record.key: member for member in told.recipients if member in whose}
    if key not in current:
        raise Unknown(case.path.name, "members", key, codebook.near(key, list(current)))
    return current[key]


def _settle(case: Case, who: str) -> None:
    """What was recorded is carried out as after an interruption: by the next who writes."""
    with case.writing(who):
        pass
