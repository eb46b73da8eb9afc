"""Who may open a case, and what was withdrawn from it: members, withdrawals, holds, tombstones."""

from workbench.records.noun import noun


@noun(frozen=True, kw_only=True)
class Member:
    """Who may open a sealed case and sign in it, by public keys alone; it stands in the open, without a name.

    `action` is added, changed (another passphrase), removed, revoked or recovery; `recipient` is the public half of an
    age identity, `signing` an Ed25519 public key in hex, `file` the SHA-256 of the member's key file. A `signing` key
    that is revoked is not to be trusted from `since` (a UTC date) on. A member who is added again, as after a lost
    passphrase, has new keys. `agent` (an id) says whose keys they are, where the agent's own record does not.
    `turn` counts the changes of the team: one that was made knowing of another has a higher number, whatever the clocks
    of their devices say.

    Example:
        >>> Member(member="0f" * 8, action="removed").recipient is None
        True
    """

    member: str
    action: str
    recipient: str | None = None
    signing: str | None = None
    file: str | None = None
    since: str | None = None
    agent: str | None = None
    turn: int | None = None


@noun(frozen=True, kw_only=True)
class Withdrawal:
    """A worker withdraws, in one of three acts: stop-sharing, stop-using, destroy; each holds what the one before does.

    To destroy, `private` says how the worker confirmed it alone with an agent, and `offered` how the worker's own
    documents were offered back; a second agent's record names the first in `confirms`.

    Example:
        >>> Withdrawal(subject="a" * 64, act="stop-sharing", reason="asked by telephone").confirms is None
        True
    """

    subject: str
    act: str
    reason: str
    private: str | None = None
    offered: str | None = None
    confirms: str | None = None


@noun(frozen=True, kw_only=True)
class Hold:
    """A legal hold: nothing of this worker, or where none is said of anybody, may be destroyed until it is undone.

    Example:
        >>> Hold(reason="filed with the court", authority="District court").subject is None
        True
    """

    reason: str
    subject: str | None = None
    authority: str | None = None


@noun(frozen=True, kw_only=True)
class Tombstone:
    """What was destroyed, by ids alone: records, units of keys, stored objects. It stands in the open, without a name.

    `cause` is withdrawn or taken-out.

    Example:
        >>> Tombstone(cause="withdrawn", records=("a" * 64,)).units
        ()
    """

    cause: str
    records: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
