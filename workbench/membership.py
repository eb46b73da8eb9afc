"""Who may open a case: the verbs for its team, with passphrases from the environment or typed unseen."""

from collections.abc import Callable
from pathlib import Path

from workbench.casefile import Case, new_passphrase
from workbench.casefile import team as _team
from workbench.casefile.asking import recovery_key, show_recovery
from workbench.casefile.backup import BackedUp
from workbench.casefile.backup import backup as _backup
from workbench.casefile.backup import restore as _restore
from workbench.casefile.migration import Migrated
from workbench.casefile.migration import migrate as _migrate
from workbench.casefile.team import Held, held_keys

SHUT_OUT = (
    "What they read or copied before stays with them, and so does every backup they have; what is recorded from now on"
    " is closed to them."
)
OLD_FILE = (
    "A copy of the case from before still opens with the passphrase from before. If that was seen by somebody, let a"
    " colleague remove you and add you again: that makes new keys."
)


def keys(case: Case) -> list[Held]:
    """The signing keys of all who are or were members, each with its agent, and from when it is not trusted.

    Raises:
        Locked: names are sealed, and there is no passphrase.
    """
    return held_keys(case)


def add_member(case: Case, key: str, *, name: str | None = None, passphrase: str | None = None) -> str:
    """Gives an agent keys of their own; gives the member's id.

    The new member types the passphrase: `passphrase`, `$WORKBENCH_NEW_PASSPHRASE`, or at the terminal.

    Raises:
        Refused: the agent is a member already, or no passphrase is to be had.
    """
    case.unlock()
    return _team.add_member(case, key, passphrase or _new(case, key), name=name)


def remove_member(case: Case, key: str) -> str:
    """Shuts an agent out by a new ring key; gives the member's id. `SHUT_OUT` says what that does not undo.

    Raises:
        Refused: it is the last member, or the one who acts.
        Unknown: no member has this key.
    """
    return _team.remove_member(case, key)


def change_passphrase(case: Case, passphrase: str | None = None) -> str:
    """Closes one's own keys under another passphrase; gives the member's id. `OLD_FILE` says what that does not undo.

    Raises:
        Refused: no new passphrase is to be had.
    """
    case.unlock()
    return _team.change_passphrase(case, passphrase or _new(case, "your keys"))


def recover(case: Case, key: str, *, recovery: str | None = None, passphrase: str | None = None) -> str:
    """Gives an agent whose passphrase is lost new keys, with the recovery key; gives the member's id.

    Raises:
        Refused: the recovery key is another case's, or was renewed since, or none is to be had.
        Unknown: the case knows no agent of this key.
    """
    key_in_hand = recovery or recovery_key(case.path.name)
    return _team.recover(case, key, key_in_hand, passphrase or _new(case, key))


def renew_recovery(case: Case, show: Callable[[str], None] = show_recovery) -> None:
    """Makes another recovery key, shown once; the one before opens nothing from then on.

    Raises:
        NotWritten: the system refused; the recovery key before still opens the case.
    """
    _team.renew_recovery(case, show)


def revoke(case: Case, key: str, since: str, *, signing: str | None = None) -> str:
    """Records that a signing key is not to be trusted from a date on (UTC); gives the public key.

    Raises:
        Unknown: the agent holds no such key.
        BadValue: `since` is no date.
    """
    return _team.revoke(case, key, since, signing=signing)


def backup(case: Case, out: Path | str) -> BackedUp:
    """Writes the record of a case to one file, as it is stored, and reads it back. No passphrase is needed.

    Where `out` is a URL (`s3://bucket/site-a`), what a store of one's own lacks of a sealed case is laid there instead.

    Raises:
        Refused: something stands at the path, or it lies inside the case; a URL, and the case is not sealed.
    """
    if "://" in str(out):
        from workbench.cluster import mirror

        return mirror.send(case, str(out))
    return _backup(case, Path(out))


def restore(file: Path | str, path: Path | str, *, damaged: bool = False) -> BackedUp:
    """Puts a backup back as a new folder, verified before it appears there; `file` may be the URL of a store.

    Raises:
        Refused: something stands at the path, or the case in the backup is damaged.
        BadValue, Damaged: it is no backup, or not what was written.
    """
    if "://" in str(file):
        from workbench.cluster import mirror

        return mirror.fetch(str(file), Path(path), damaged=damaged)
    return _restore(Path(file), Path(path), damaged=damaged)[0]


def migrate(case: Case, agent: str) -> Migrated:
    """Makes a case of an older format writable again, without touching its lines; `agent` is the id of who does it."""
    return _migrate(case, agent)


def _new(case: Case, whose: str) -> str:
    return new_passphrase(f"{whose} in {case.path.name}", change=True)
