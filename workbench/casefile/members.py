"""Who may open a case: one file a member, its private half sealed under that member's own passphrase.

The passphrase is stretched with scrypt (RFC 7914) at 128 MiB a guess. A recovery key is a member without a file: it is
printed once, and only its public half is kept.
"""

import base64
import dataclasses
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from workbench.casefile import cipher
from workbench.casefile.cipher import NONCE, NotOpened, Signer
from workbench.casefile.disk import changing, sync_folder, whole_bytes, write_all
from workbench.casefile.recipients import new_identity, recipient_of
from workbench.casefile.ring_lines import KeysLost
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.records import Member, canonical

FILE = re.compile(r"member-([0-9a-f]{16})\.json")
KDF = {"n": cipher.SCRYPT_N, "name": "scrypt", "p": cipher.SCRYPT_P, "r": cipher.SCRYPT_R}


class WrongPassphrase(WorkbenchError):
    """No member of the case has this passphrase.

    Example:
        >>> WrongPassphrase("site-a", 2).code
        'wrong-passphrase'
    """

    code = "wrong-passphrase"

    def __init__(self, case: object, members: int) -> None:
        super().__init__(case, f"the passphrase opens none of its {members} members' keys",
                         "Type it again, or use the recovery key with `workbench keys CASE recover`; whoever was "
                         "removed from the team has no keys here any more")  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Secrets:
    """What a member's passphrase opens: the member's id, an age identity, and the seed of the signing key."""

    member: str
    identity: str
    seed: bytes

    def __repr__(self) -> str:
        return f"Secrets({self.member})"

    @property
    def signer(self) -> Signer:
        """The key that signs this member's batches."""
        return Signer(self.seed)

    @property
    def recipient(self) -> str:
        """The public half of the age identity."""
        return recipient_of(self.identity)


def new_secrets(member: str, seed: bytes) -> Secrets:
    """The secrets of a new member; `member` is 16 hex digits, `seed` 32 random bytes."""
    return Secrets(member, new_identity(), seed)


def recovery_secrets(identity: str, member: str = "") -> Secrets:
    """What a recovery key opens: the age identity itself, and a signing key that is drawn from it.

    Raises:
        BadValue: it is no recovery key.
    """
    spelled = identity.strip().upper()
    recipient_of(spelled)
    return Secrets(member, spelled, cipher.part(hashlib.sha256(spelled.encode()).digest(), "recovery signer"))


def public_of(secrets: Secrets, action: str, file: str | None = None) -> Member:
    """The record of a member's public halves, and of the SHA-256 of the key file."""
    signing = secrets.signer.public
    return Member(member=secrets.member, action=action, recipient=secrets.recipient, signing=signing, file=file)


def seal_member(secrets: Secrets, passphrase: str, salt: bytes, nonce: bytes) -> bytes:
    """The file of a member: the public halves in the open, the private ones sealed under the passphrase.

    Raises:
        Refused: the passphrase is empty.
    """
    if not passphrase:
        raise Refused("passphrase", "it is empty", "Choose at least five words, or twelve letters and digits")
    public = {
        "format": 1, "kdf": {**KDF, "salt": salt.hex()}, "member": secrets.member,
        "recipient": secrets.recipient, "signing": secrets.signer.public,
    }  # fmt: skip
    private = canonical({"identity": secrets.identity, "seed": secrets.seed.hex()})
    sealed = cipher.seal(cipher.stretch(passphrase, salt), nonce, private, canonical(public))
    return canonical({**public, "sealed": base64.b64encode(sealed).decode("ascii")}) + b"\n"


def stage_member(keys: Path, raw: bytes) -> str:
    """Keeps a member's new file beside its place, durable; gives the SHA-256 of its bytes, which the ledger states.

    Raises:
        NotWritten: the system refused; an earlier file of that member still stands.
    """
    fresh = keys / f"member-{json.loads(raw)['member']}.json.new"
    with changing(fresh):
        fresh.unlink(missing_ok=True)
        with fresh.open("xb", buffering=0) as out:
            write_all(out, raw)
            os.fsync(out.fileno())
        sync_folder(keys)
    return hashlib.sha256(raw).hexdigest()


def write_member(keys: Path, raw: bytes) -> str:
    """Puts a member's file in its place, whole or not at all; gives the SHA-256 of its bytes, which the ledger states.

    Raises:
        NotWritten: the system refused; an earlier file of that member still stands.
    """
    digest = stage_member(keys, raw)
    file = keys / f"member-{json.loads(raw)['member']}.json"
    with changing(file):
        file.with_name(file.name + ".new").rename(file)
        sync_folder(keys)
    return digest


def member_files(keys: Path) -> dict[str, Path]:
    """The files of the members of a case by their ids, sorted.

    Example:
        >>> member_files(Path("no-such-folder"))
        {}
    """
    names = sorted(os.listdir(keys)) if keys.is_dir() else []
    return {match[1]: keys / name for name in names if (match := FILE.fullmatch(name))}


def unlock(keys: Path, passphrase: str, *, first: str = "") -> Secrets:
    """The secrets of the member whose passphrase this is; the member `first` is tried before the others.

    Each try takes the time and the memory of one stretching.

    Raises:
        WrongPassphrase: it opens nobody's.
        KeysLost: there is no member's file.
        BadValue: it opens nobody's, and a member's file is not of its form.
    """
    files = member_files(keys)
    if not files:
        raise KeysLost(keys, "there is no member's key")
    damaged: BadValue | None = None
    for member in sorted(files, key=lambda one: (one != first, one)):
        try:
            values = _read(files[member])
        except BadValue as error:  # one colleague's file; the others open theirs
            damaged = damaged or error
            continue
        public = {name: values[name] for name in values if name != "sealed"}
        key = cipher.stretch(passphrase, bytes.fromhex(values["kdf"]["salt"]))
        try:
            sealed = base64.b64decode(values["sealed"])
            private = json.loads(cipher.open_sealed(key, sealed, canonical(public), files[member]))
        except NotOpened:
            continue
        return Secrets(member, private["identity"], bytes.fromhex(private["seed"]))
    raise damaged or WrongPassphrase(keys.parent.name, len(files))


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(whole_bytes(file))
        sound = {**values["kdf"], "salt": ""} == {**KDF, "salt": ""} and len(base64.b64decode(values["sealed"])) > NONCE
        bytes.fromhex(values["kdf"]["salt"])
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise BadValue(file.name, "the whole file", "something else", "the file of a member, as a backup has it")
    return dict(values)
