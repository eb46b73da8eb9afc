"""Nothing is written with a key that was revoked: nobody would trust what it signs."""

from workbench.casefile.case import Case
from workbench.casefile.team import held_keys
from workbench.errors import Refused


def need_key_in_force(case: Case) -> None:
    """Refuses where the key of whoever opened a sealed case was revoked by today, by the clock of the case.

    Raises:
        Refused: it was; the agent is named, with what makes new keys.
        Locked: the case is sealed, and nobody opened it.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> need_key_in_force(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")))
    """
    if not case.sealed or not any(live.record.action == "revoked" for live in case.state().of("member")):
        return
    own = case.vault.signer()
    for held in held_keys(case):
        if own and held.signing == own.public and held.revoked_since and held.revoked_since <= case.door.now()[:10]:
            raise Refused(f"agent {held.key}", f"this key was revoked from {held.revoked_since}; it signs nothing",
                          f"Let a colleague remove {held.key} and add them again: that makes new keys")  # fmt: skip
